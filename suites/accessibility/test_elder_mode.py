"""Is there a mode for elders or barrier-free browsing, does it help as it should, and can it be left again?"""

from collections.abc import Callable

import pytest

from pages.mode_use import Modes
from suites.accessibility.helped_reading import (
    judge_colours,
    judge_faults,
    judge_leaving,
    judge_pointer,
    judge_size,
    judge_staying,
    judge_switch,
    judge_voice,
    unusable,
)
from suites.standards import Clause


@pytest.mark.indicator("elder_mode", 1)
def test_elder_mode_switch(clause: Clause, modes_in_use: Modes, conclude: Callable[..., None]) -> None:
    conclude(judge_switch(clause, modes_in_use))


@pytest.mark.indicator("elder_mode", 2)
def test_elder_mode_size(clause: Clause, modes_in_use: Modes, conclude: Callable[..., None]) -> None:
    conclude(unusable(clause, modes_in_use) or judge_size(clause, modes_in_use))


@pytest.mark.indicator("elder_mode", 3)
def test_elder_mode_colours(clause: Clause, modes_in_use: Modes, conclude: Callable[..., None]) -> None:
    conclude(unusable(clause, modes_in_use) or judge_colours(clause, modes_in_use))


@pytest.mark.indicator("elder_mode", 4)
def test_elder_mode_voice(clause: Clause, modes_in_use: Modes, conclude: Callable[..., None]) -> None:
    conclude(unusable(clause, modes_in_use) or judge_voice(clause, modes_in_use))


@pytest.mark.indicator("elder_mode", 5)
def test_elder_mode_pointer(clause: Clause, modes_in_use: Modes, conclude: Callable[..., None]) -> None:
    conclude(unusable(clause, modes_in_use) or judge_pointer(clause, modes_in_use))


@pytest.mark.indicator("elder_mode", 6)
def test_elder_mode_staying(clause: Clause, modes_in_use: Modes, conclude: Callable[..., None]) -> None:
    conclude(unusable(clause, modes_in_use) or judge_staying(clause, modes_in_use))


@pytest.mark.indicator("elder_mode", 7, 8)
def test_elder_mode_left_and_clean(clause: Clause, modes_in_use: Modes, conclude: Callable[..., None]) -> None:
    judge = {7: judge_leaving, 8: judge_faults}[clause.number]
    conclude(unusable(clause, modes_in_use) or judge(clause, modes_in_use))
