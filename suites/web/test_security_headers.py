"""Does the home page carry the headers by which browsers protect its visitors?"""

from collections.abc import Callable

import pytest

from pages.secure_home import SecureHome
from pages.security_txt import SecurityTxt
from suites.standards import Clause
from suites.web.protections import judge_framing, judge_strictness, judge_types


@pytest.mark.indicator("security_headers", 1)
def test_home_stays_on_https(clause: Clause, secure_home: SecureHome, conclude: Callable[..., None]) -> None:
    conclude(judge_strictness(clause, secure_home))


@pytest.mark.indicator("security_headers", 2)
def test_home_is_not_framed(clause: Clause, secure_home: SecureHome, conclude: Callable[..., None]) -> None:
    conclude(judge_framing(clause, secure_home))


@pytest.mark.indicator("security_headers", 3)
def test_home_types_are_not_guessed(
    clause: Clause, secure_home: SecureHome, security_txt: SecurityTxt, conclude: Callable[..., None]
) -> None:
    conclude(judge_types(clause, secure_home, security_txt))
