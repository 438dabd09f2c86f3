"""What can be done with the results of a run by hand? ``python -m reports COMMAND``; without a command it explains."""

from __future__ import annotations

import sys
import webbrowser
from collections.abc import Iterable

from sqlalchemy import make_url

from pages.database import ArchiveError, archive_url
from reports import handing_over
from reports.allure_report import REPORT, ReportError, build_report
from reports.commands import FAILED, USAGE, Command, WrongUsageError, asked, only, option, usage
from reports.comparison import ComparisonError, compared
from reports.comparison_words import comparison_words
from reports.folders import RunNotFoundError, find_run
from reports.ledger import LedgerError, read
from reports.material import Material
from reports.past_runs import PastRuns
from reports.products import print_products, write_products
from reports.rescoring import RescoringError, rescored
from reports.rescoring_words import rescoring_words
from reports.summary import summary
from suites.standards import Standard, StandardError

_PROBLEMS = (RunNotFoundError, LedgerError, StandardError, RescoringError, ComparisonError, ArchiveError)


def main(arguments: list[str]) -> int:
    """Run one command; return 0, 1 when the report could not be made, 4 for wrong usage as pytest does."""
    name, *rest = arguments or [""]
    command = {one.name: one for one in COMMANDS}.get(name)
    if command is None:
        sys.stderr.write(usage(COMMANDS))
        return USAGE
    try:
        return command.run(rest)
    except WrongUsageError as error:
        sys.stderr.write(f"{error}\n{usage([command])}")
    except _PROBLEMS as error:
        sys.stderr.write(f"{error}\n")
    return USAGE


def _lines(lines: Iterable[str]) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def _show(arguments: list[str]) -> int:
    _lines(line.text for line in summary(asked(arguments)))
    return 0


def _rebuild(arguments: list[str]) -> int:
    inspection = asked(arguments)
    material = Material.of(inspection)
    write_products(material)
    problem = material.problem or print_products(material)
    try:
        build_report(inspection)
    except ReportError as error:
        problem = str(error)
    _lines(line.text for line in summary(inspection, problem))
    return FAILED if problem else 0


def _archive(arguments: list[str]) -> int:
    added = PastRuns().add(asked(arguments))
    sys.stdout.write(f"{'已记入' if added else '以前已记入'}历史档案 {make_url(archive_url())!r}。\n")
    return 0


def _open(arguments: list[str]) -> int:
    inspection = asked(arguments)
    page = inspection.folder / REPORT / "index.html"
    if not page.is_file():
        sys.stderr.write(f"还没有报告，请先运行 python -m reports rebuild {inspection.folder}\n")
        return FAILED
    webbrowser.open(page.as_uri())
    return 0


def _compare(arguments: list[str]) -> int:
    both = only(arguments, most=2)
    if len(both) != 2:  # noqa: PLR2004  one before, one after
        raise WrongUsageError("要写两次检查，先写前一次。")
    before, after = (read(find_run(one)) for one in both)
    _lines(comparison_words(compared(before, after)))
    return 0


def _rescore(arguments: list[str]) -> int:
    code = option(arguments, "--standard")
    if code is None:
        raise WrongUsageError("没有写明 --standard。")
    _lines(rescoring_words(rescored(asked(arguments), Standard.load(code))))
    return 0


COMMANDS = (
    Command("show", "[检查结果]", "再看一遍结论", _show),
    Command("rebuild", "[检查结果]", "由台账和历史档案重新生成评分和全部报告，不访问网站", _rebuild),
    Command("open", "[检查结果]", "用浏览器打开报告", _open),
    Command("compare", "前一次 后一次", "比较两次检查：变差、变好、新出现、不再出现、不能比较的", _compare),
    Command("rescore", "[检查结果] --standard 标准编号", "按另一个标准或另一版标准重新评分，不访问网站", _rescore),
    Command("archive", "[检查结果]", "由台账补记到历史档案（检查结束时已自动记入）", _archive),
    *handing_over.COMMANDS,
)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # a legacy code page
    sys.exit(main(sys.argv[1:]))
