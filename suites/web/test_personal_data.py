"""Does the site publish identity, telephone or card numbers of private persons, in pages or in files?"""

from collections.abc import Callable

import pytest

from pages.personal_data import PersonalData
from suites.standards import Clause
from suites.web.published_numbers import judge_cards, judge_identity, judge_mobiles


@pytest.mark.indicator("personal_data", 1)
def test_identity_numbers(clause: Clause, personal_data: PersonalData, conclude: Callable[..., None]) -> None:
    conclude(judge_identity(clause, personal_data))


@pytest.mark.indicator("personal_data", 2)
def test_private_mobiles(clause: Clause, personal_data: PersonalData, conclude: Callable[..., None]) -> None:
    conclude(judge_mobiles(clause, personal_data))


@pytest.mark.indicator("personal_data", 3)
def test_private_cards(clause: Clause, personal_data: PersonalData, conclude: Callable[..., None]) -> None:
    conclude(judge_cards(clause, personal_data))
