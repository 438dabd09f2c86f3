"""首页不更新 (单项否决): has the home page, or when it is only a way in anything behind it, been updated in time?"""

from collections.abc import Callable
from datetime import date

import pytest

from pages.home import Home
from pages.walk import Walk
from suites.standards import Clause
from suites.veto.home_updates import judge_entrance, judge_home, warnings_home


@pytest.mark.indicator("home_not_updated", 1)
def test_home_not_updated(
    clause: Clause, home: Home, as_of: date, early_share: float, conclude: Callable[..., None]
) -> None:
    conclude(judge_home(clause, home, as_of), warnings=warnings_home(clause, home, as_of, early_share))


@pytest.mark.indicator("home_not_updated", 2)
def test_pages_behind_home_not_updated(clause: Clause, walk: Walk, as_of: date, conclude: Callable[..., None]) -> None:
    conclude(judge_entrance(clause, walk, as_of))
