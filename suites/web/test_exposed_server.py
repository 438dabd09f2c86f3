"""Does the server show strangers its directories, its versions, the insides of its programs?"""

from collections.abc import Callable

import pytest

from pages.error_pages import ErrorPages
from pages.listings import Directories
from pages.secure_home import SecureHome
from suites.standards import Clause
from suites.web.leaking import judge_leaks, judge_listings


@pytest.mark.indicator("exposed_server", 1)
def test_directories_are_not_listed(clause: Clause, directories: Directories, conclude: Callable[..., None]) -> None:
    conclude(judge_listings(clause, directories))


@pytest.mark.indicator("exposed_server", 2)
def test_server_tells_no_versions(
    clause: Clause, secure_home: SecureHome, error_pages: ErrorPages, conclude: Callable[..., None]
) -> None:
    conclude(judge_leaks(clause, secure_home, error_pages))
