"""Do registered users have a space of their own, subscriptions, recommendations? Candidates for a person to confirm."""

from collections.abc import Callable

import pytest

from pages.member_visit import Member
from suites.bonus.member_functions import judge_space
from suites.standards import Clause


@pytest.mark.indicator("personal_space")
def test_personal_space(clause: Clause, member: Member, conclude: Callable[..., None]) -> None:
    conclude(judge_space(clause, member))
