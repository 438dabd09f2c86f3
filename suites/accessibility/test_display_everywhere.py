"""Do pages work in every browser and on every screen?"""

from collections.abc import Callable

import pytest

from pages.engines import Compatibility
from pages.screens import PageOnScreens
from suites.accessibility.everywhere import judge_errors, judge_screens
from suites.standards import Clause


@pytest.mark.indicator("display_everywhere", 1)
def test_errors_in_browsers(clause: Clause, compatibility: Compatibility, conclude: Callable[..., None]) -> None:
    conclude(judge_errors(clause, compatibility))


@pytest.mark.indicator("display_everywhere", 2)
def test_screen_sizes(clause: Clause, screens: tuple[PageOnScreens, ...], conclude: Callable[..., None]) -> None:
    conclude(judge_screens(clause, screens))
