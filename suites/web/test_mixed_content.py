"""Do pages over HTTPS load or submit anything over HTTP?"""

from collections.abc import Callable

import pytest

from pages.secure_home import SecureHome
from pages.secure_visits import SecureVisit
from suites.standards import Clause
from suites.web.insecure import judge_insecure


@pytest.mark.indicator("mixed_content", 1)
def test_pages_load_nothing_over_http(
    clause: Clause, secure_home: SecureHome, secure_visits: tuple[SecureVisit, ...], conclude: Callable[..., None]
) -> None:
    conclude(judge_insecure(clause, secure_home, secure_visits))
