"""Was a self-check published for every quarter?"""

from collections.abc import Callable
from datetime import date

import pytest

from pages.self_reports import self_checks
from pages.walk import Walk
from suites.gongkai.reporting import judge_self_checks
from suites.standards import Clause


@pytest.mark.indicator("gongkai_self_checks", 1)
def test_self_checks(clause: Clause, walk: Walk, as_of: date, conclude: Callable[..., None]) -> None:
    conclude(judge_self_checks(clause, self_checks(walk), as_of))
