"""Are Set-Cookie lines read as browsers read them, and is it told what a cookie is for?"""

import pytest

from pages.set_cookies import SetCookie, cookies_in
from suites.web.handed_out import Role, role_of

URL = "https://www.sample.gov.cn/a"


def _read(line: str) -> SetCookie | None:
    return next(cookies_in(URL, [line]), None)


def test_attributes() -> None:
    read = _read('__Host-sid="a=b"; Path=/; SECURE ;httponly=; SameSite = None; Expires=Wed, 21 Oct 2076 07:28:00 GMT')
    assert read is not None
    assert (read.name, read.plain_name, read.host) == ("__Host-sid", "sid", "www.sample.gov.cn")
    assert (read.secure, read.http_only, read.same_site, read.lasting) == (True, True, "none", True)


@pytest.mark.parametrize(
    "line",
    [
        "rememberMe=deleteMe; Path=/; Max-Age=0; Expires=Fri, 20-Nov-2026 00:00:00 GMT",
        "a=1; Max-Age=-1",
        "a=1; Expires=Thu, 01-Jan-1970 00:00:10 GMT",
        "a=1; expires=Thu, 01 Jan 1970 00:00:00 GMT",
        'a=""; Path=/',
        "secret; Path=/",
        "=1; Path=/",
        "",
    ],
)
def test_what_is_no_cookie(line: str) -> None:
    assert _read(line) is None


def test_max_age_counts_before_expires() -> None:
    assert _read("a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT") is not None
    assert _read("a=1; Expires=never") is not None


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("JSESSIONID=1", Role.SESSION),
        ("ASPSESSIONIDQACCQBDT=1", Role.SESSION),
        ("ASP.NET_SessionId=1", Role.SESSION),
        ("laravel_session=1; Max-Age=7200", Role.SESSION),
        ("Admin-Token=1", Role.SESSION),
        ("author=1", Role.OTHER),
        ("csrf_token=9f86d081884c7d659a2feaa0c55ad015", Role.OTHER),
        ("acw_tc=9f86d081884c7d659a2feaa0c55ad015", Role.OTHER),
        ("FSSBBIl1UgzbN7N80S=51gkhSVjE6W0cDj9pZ0PSh", Role.OTHER),
        ("yhbs=9f86d081884c7d659a2feaa0c55ad015", Role.PERHAPS),
        ("yhbs=9f86d081884c7d659a2feaa0c55ad015; Max-Age=60", Role.OTHER),
        ("yhbs=00000000000000000000000000000001", Role.OTHER),
        ("skin=default-theme-of-the-portal", Role.OTHER),
        ("lang=zh_CN", Role.OTHER),
    ],
)
def test_roles(line: str, role: Role) -> None:
    read = _read(line)
    assert read is not None
    assert role_of(read)[0] is role
