"""Do enlarged and narrow pages keep what they say, and can what is pressed be hit?"""

from collections.abc import Callable

import pytest

from pages.click_targets import TargetPage
from pages.zooming import Narrowed
from suites.accessibility.enlarged import judge_enlarged, judge_narrow
from suites.accessibility.touching import judge_targets
from suites.standards import Clause


@pytest.mark.indicator("a11y_layout", 1)
def test_enlarged_text(clause: Clause, narrowed: tuple[Narrowed, ...], conclude: Callable[..., None]) -> None:
    conclude(judge_enlarged(clause, narrowed))


@pytest.mark.indicator("a11y_layout", 2)
def test_narrow_screen(clause: Clause, narrowed: tuple[Narrowed, ...], conclude: Callable[..., None]) -> None:
    conclude(judge_narrow(clause, narrowed))


@pytest.mark.indicator("a11y_layout", 3)
def test_target_size(clause: Clause, touch_targets: tuple[TargetPage, ...], conclude: Callable[..., None]) -> None:
    conclude(judge_targets(clause, touch_targets))
