"""Can a search and a letter be brought to their end with a keyboard alone?"""

from collections.abc import Callable

import pytest

from pages.keyboard_form import KeyboardForm
from pages.keyboard_search import KeyboardSearch
from suites.accessibility.tasks_by_keyboard import searching, writing
from suites.standards import Clause


@pytest.mark.indicator("a11y_tasks", 1)
def test_a_search_by_keyboard(
    clause: Clause, keyboard_search: KeyboardSearch | str, conclude: Callable[..., None]
) -> None:
    conclude(searching(clause, keyboard_search))


@pytest.mark.indicator("a11y_tasks", 2)
def test_a_letter_by_keyboard(clause: Clause, keyboard_form: KeyboardForm | str, conclude: Callable[..., None]) -> None:
    conclude(writing(clause, keyboard_form))
