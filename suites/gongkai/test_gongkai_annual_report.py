"""Was the yearly report on the site's work published by its day, and does the home page lead to it?"""

from collections.abc import Callable
from datetime import date

import pytest

from pages.self_reports import annual_reports
from pages.walk import Walk
from suites.gongkai.reporting import judge_annual_report, judge_prominence
from suites.standards import Clause


@pytest.mark.indicator("gongkai_annual_report", 1)
def test_annual_report(clause: Clause, walk: Walk, as_of: date, conclude: Callable[..., None]) -> None:
    conclude(judge_annual_report(clause, annual_reports(walk), walk.home.url, as_of))


@pytest.mark.indicator("gongkai_annual_report", 2)
def test_annual_report_on_the_home_page(clause: Clause, walk: Walk, conclude: Callable[..., None]) -> None:
    conclude(judge_prominence(clause, annual_reports(walk), walk.home.url))
