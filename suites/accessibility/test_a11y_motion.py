"""Can what moves by itself be stopped by keys, and does it rest when the system asks for less motion?"""

from collections.abc import Callable

import pytest

from pages.motion import Motions
from suites.accessibility.at_rest import pausing, reducing
from suites.standards import Clause


@pytest.mark.indicator("a11y_motion", 1)
def test_moving_content_is_paused_by_keys(clause: Clause, motions: Motions, conclude: Callable[..., None]) -> None:
    conclude(pausing(clause, motions))


@pytest.mark.indicator("a11y_motion", 2)
def test_reduced_motion_is_respected(clause: Clause, motions: Motions, conclude: Callable[..., None]) -> None:
    conclude(reducing(clause, motions))
