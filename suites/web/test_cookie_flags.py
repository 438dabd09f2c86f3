"""Are session cookies handed out over HTTPS with Secure and HttpOnly?"""

from collections.abc import Callable

import pytest

from pages.secure_home import SecureHome
from pages.set_cookies import SetCookie
from site_configs import Site
from suites.standards import Clause
from suites.web.handed_out import judge_cookies


@pytest.mark.indicator("cookie_flags", 1)
def test_session_cookies_are_guarded(
    clause: Clause,
    site: Site,
    secure_home: SecureHome,
    anonymous_cookies: tuple[SetCookie, ...],
    conclude: Callable[..., None],
) -> None:
    conclude(judge_cookies(clause, secure_home, anonymous_cookies, site.domain))
