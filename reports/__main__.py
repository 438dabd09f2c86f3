"""What can be done with the results of a run by hand? ``python -m reports show|build|open|compare|rescore|archive``."""

from __future__ import annotations

import functools
import sys
import webbrowser
from collections.abc import Callable

from sqlalchemy import make_url

from pages.database import ArchiveError, archive_url
from reports.allure_report import REPORT, ReportError, build_report
from reports.archive import Archive
from reports.comparison import ComparisonError, compared
from reports.comparison_words import comparison_words
from reports.folders import LATEST, RunNotFoundError, find_run
from reports.inspection import Inspection
from reports.ledger import LedgerError, read
from reports.rescoring import RescoringError, rescored
from reports.rescoring_words import rescoring_words
from reports.scorecard import write_scorecard
from reports.summary import summary
from suites.standards import Standard, StandardError

USAGE = """\
用法：
  python -m reports show  [检查结果]    再看一遍结论
  python -m reports build [检查结果]    由台账重新生成评分和 Allure 报告，不访问网站
  python -m reports open  [检查结果]    用浏览器打开报告
  python -m reports compare 前一次 后一次
                                        比较两次检查：变差、变好、新出现、不再出现、不能比较的
  python -m reports rescore [检查结果] --standard 标准编号
                                        按另一个标准或另一版标准重新评分，不访问网站
  python -m reports archive [检查结果]  由台账补记到历史档案（检查结束时已自动记入）
检查结果可写：运行文件夹、网站名（其最近一次）、“网站名/时间”、latest（默认，所有网站中最近一次）
"""
_FAILED, _USAGE = 1, 4


def main(arguments: list[str]) -> int:
    """Run one command; return 0, 1 when the report could not be made, 4 for wrong usage as pytest does."""
    command: Callable[[Inspection], int]
    match arguments:
        case ["rescore", *asked, "--standard", code] if len(asked) <= 1:
            command = functools.partial(_rescore, code)
        case ["compare", earlier, later]:
            command = functools.partial(_compare, earlier)
            asked = [later]
        case [("show" | "build" | "open" | "archive") as name, *asked] if len(asked) <= 1:
            command = {"show": _show, "build": _build, "open": _open, "archive": _archive}[name]
        case _:
            sys.stderr.write(USAGE)
            return _USAGE
    try:
        return command(read(find_run(asked[0] if asked else LATEST)))
    except (RunNotFoundError, LedgerError, StandardError, RescoringError, ComparisonError, ArchiveError) as error:
        sys.stderr.write(f"{error}\n")
        return _USAGE


def _show(inspection: Inspection, problem: str = "") -> int:
    sys.stdout.write("".join(f"{line.text}\n" for line in summary(inspection, problem)))
    return 0


def _build(inspection: Inspection) -> int:
    write_scorecard(inspection)
    problem = ""
    try:
        build_report(inspection)
    except ReportError as error:
        problem = str(error)
    _show(inspection, problem)
    return _FAILED if problem else 0


def _archive(inspection: Inspection) -> int:
    added = Archive().add(inspection)
    sys.stdout.write(f"{'已记入' if added else '以前已记入'}历史档案 {make_url(archive_url())!r}。\n")
    return 0


def _open(inspection: Inspection) -> int:
    page = inspection.folder / REPORT / "index.html"
    if not page.is_file():
        sys.stderr.write(f"还没有报告，请先运行 python -m reports build {inspection.folder}\n")
        return _FAILED
    webbrowser.open(page.as_uri())
    return 0


def _compare(earlier: str, later: Inspection) -> int:
    done = compared(read(find_run(earlier)), later)
    sys.stdout.write("".join(f"{line}\n" for line in comparison_words(done)))
    return 0


def _rescore(code: str, inspection: Inspection) -> int:
    done = rescored(inspection, Standard.load(code))
    sys.stdout.write("".join(f"{line}\n" for line in rescoring_words(done)))
    return 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a legacy code page
    sys.exit(main(sys.argv[1:]))
