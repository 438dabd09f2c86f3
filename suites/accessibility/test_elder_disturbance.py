"""Does something pop up, float or lure that old people cannot get rid of?"""

from collections.abc import Callable

import pytest

from pages.disturbances import Disturbances
from suites.accessibility.disturbing import judge_floating, judge_lures, judge_popups
from suites.standards import Clause


@pytest.mark.indicator("elder_disturbance", 1)
def test_elder_disturbance_popups(clause: Clause, disturbances: Disturbances, conclude: Callable[..., None]) -> None:
    conclude(judge_popups(clause, disturbances))


@pytest.mark.indicator("elder_disturbance", 2)
def test_elder_disturbance_floating(clause: Clause, disturbances: Disturbances, conclude: Callable[..., None]) -> None:
    conclude(judge_floating(clause, disturbances))


@pytest.mark.indicator("elder_disturbance", 3)
def test_elder_disturbance_lures(clause: Clause, disturbances: Disturbances, conclude: Callable[..., None]) -> None:
    conclude(judge_lures(clause, disturbances))
