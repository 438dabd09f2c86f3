"""Can the pages be used with a keyboard alone: reached, seen, left, in order, past the head, into the menus?"""

from collections.abc import Callable

import pytest

from pages.keyboard_tour import Tours
from suites.accessibility import by_keyboard as judge
from suites.standards import Clause


@pytest.mark.indicator("a11y_keyboard", 1)
def test_everything_is_reached_by_tab(clause: Clause, keyboard_tours: Tours, conclude: Callable[..., None]) -> None:
    conclude(judge.reached(clause, keyboard_tours))


@pytest.mark.indicator("a11y_keyboard", 2)
def test_the_focus_is_seen(clause: Clause, keyboard_tours: Tours, conclude: Callable[..., None]) -> None:
    conclude(judge.marked(clause, keyboard_tours))


@pytest.mark.indicator("a11y_keyboard", 3)
def test_the_focus_gets_out_again(clause: Clause, keyboard_tours: Tours, conclude: Callable[..., None]) -> None:
    conclude(judge.free(clause, keyboard_tours))


@pytest.mark.indicator("a11y_keyboard", 4)
def test_the_focus_goes_as_one_reads(clause: Clause, keyboard_tours: Tours, conclude: Callable[..., None]) -> None:
    conclude(judge.ordered(clause, keyboard_tours))


@pytest.mark.indicator("a11y_keyboard", 5)
def test_a_link_leads_to_the_content(clause: Clause, keyboard_tours: Tours, conclude: Callable[..., None]) -> None:
    conclude(judge.skipping(clause, keyboard_tours))


@pytest.mark.indicator("a11y_keyboard", 6)
def test_menus_open_for_the_keyboard(clause: Clause, keyboard_tours: Tours, conclude: Callable[..., None]) -> None:
    conclude(judge.opening(clause, keyboard_tours))
