"""What can be done with the results of a run by hand? ``python -m reports show|build|open [RUN]``."""

from __future__ import annotations

import sys
import webbrowser

from reports.allure_report import REPORT, ReportError, build_report
from reports.folders import LATEST, RunNotFoundError, find_run
from reports.inspection import Inspection
from reports.ledger import LedgerError, read
from reports.scorecard import write_scorecard
from reports.summary import summary

USAGE = """\
用法：
  python -m reports show  [检查结果]    再看一遍结论
  python -m reports build [检查结果]    由台账重新生成评分和 Allure 报告，不访问网站
  python -m reports open  [检查结果]    用浏览器打开报告
检查结果可写：运行文件夹、网站名（其最近一次）、“网站名/时间”、latest（默认，所有网站中最近一次）
"""
_FAILED, _USAGE = 1, 4


def main(arguments: list[str]) -> int:
    """Run one command; return 0, 1 when the report could not be made, 4 for wrong usage as pytest does."""
    match arguments:
        case ["show" | "build" | "open" as command]:
            asked = LATEST
        case ["show" | "build" | "open" as command, asked]:
            pass
        case _:
            sys.stderr.write(USAGE)
            return _USAGE
    try:
        inspection = read(find_run(asked))
    except (RunNotFoundError, LedgerError) as error:
        sys.stderr.write(f"{error}\n")
        return _USAGE
    if command == "build":
        return _build(inspection)
    if command == "open":
        return _open(inspection)
    _show(inspection)
    return 0


def _show(inspection: Inspection, problem: str = "") -> None:
    sys.stdout.write("".join(f"{line.text}\n" for line in summary(inspection, problem)))


def _build(inspection: Inspection) -> int:
    write_scorecard(inspection)
    problem = ""
    try:
        build_report(inspection)
    except ReportError as error:
        problem = str(error)
    _show(inspection, problem)
    return _FAILED if problem else 0


def _open(inspection: Inspection) -> int:
    page = inspection.folder / REPORT / "index.html"
    if not page.is_file():
        sys.stderr.write(f"还没有报告，请先运行 python -m reports build {inspection.folder}\n")
        return _FAILED
    webbrowser.open(page.as_uri())
    return 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a legacy code page
    sys.exit(main(sys.argv[1:]))
