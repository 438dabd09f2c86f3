"""Does a name that anybody may link to never lead the inspector into a private network?"""

import socket

import aiohttp
import pytest

from pages.chain_cookies import ChainCookies
from pages.client_errors import explain
from pages.errors import Reason
from pages.fetching import Fetcher
from pages.resolving import InsideAddressError, RoutedResolver
from pages.routing import Routes, is_inside
from suites.selftest.loops import on_a_loop

OWN = Routes(inside=("sample.gov.cn",))
Answer = list[tuple[int, int, int, str, tuple[str, int]]]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """What the machine's resolver says instead of asking anybody."""
    known: dict[str, str] = {}

    def say(host: str, port: int, *_: object) -> Answer:
        ips = known[host].split()
        return [(socket.AF_INET6 if ":" in ip else socket.AF_INET, 1, 6, "", (ip, port)) for ip in ips]

    monkeypatch.setattr(socket, "getaddrinfo", say)
    return known


@pytest.mark.parametrize(
    ("ips", "inside"),
    [
        ("10.0.0.1", True),
        ("127.0.0.1", True),
        ("::1", True),
        ("169.254.169.254", True),
        ("fe80::1%eth0", True),
        ("fd00::1", True),
        ("::ffff:192.168.1.1", True),
        ("8.8.8.8 10.0.0.1", True),
        ("8.8.8.8", False),
        ("2400:3200::1", False),
        ("198.18.0.7", False),
        ("100.64.0.1", False),
    ],
)
def test_who_is_not_the_site_does_not_lead_inside(names: dict[str, str], ips: str, inside: bool) -> None:
    names |= {"outside.example": ips, "www.sample.gov.cn": ips, "notsample.gov.cn": ips}
    for host, refused in (("outside.example", inside), ("notsample.gov.cn", inside), ("www.sample.gov.cn", False)):
        if refused:
            with pytest.raises(InsideAddressError):
                on_a_loop(RoutedResolver(OWN).resolve(host, 80))
        else:
            found = on_a_loop(RoutedResolver(OWN).resolve(host, 80))
            assert [one["host"] for one in found] == ips.split()
    assert any(map(is_inside, ips.split())) == inside


def test_such_a_link_is_forbidden_not_dead(names: dict[str, str]) -> None:
    names |= {"intranet.example": "10.0.0.1", "localhost": "127.0.0.1"}
    with Fetcher(Routes(), timeout=2) as fetcher:
        for host in ("intranet.example", "localhost"):
            answer = fetcher.get(f"http://{host}:1/")
            assert (answer.failure, answer.detail) == (Reason.FORBIDDEN, "域名指向内网地址")


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (104, Reason.RESET),
        (111, Reason.REFUSED),
        (110, Reason.TIMEOUT),
        (113, Reason.UNREACHABLE),
        (24, Reason.RESET),
    ],
    ids=["reset-in-handshake", "refused", "timed-out", "no-route", "too-many-files-here"],
)
def test_only_a_refusal_is_a_refusal(number: int, reason: Reason) -> None:
    key = aiohttp.client_reqrep.ConnectionKey(
        "a", 80, is_ssl=False, ssl=True, proxy=None, proxy_auth=None, proxy_headers_hash=None
    )
    assert explain(aiohttp.ClientConnectorError(key, OSError(number, "x")))[0] is reason


def test_cookies_of_a_chain_stay_with_their_host() -> None:
    cookies = ChainCookies()
    assert cookies.header("http://a.example/") == ""
    cookies.keep(
        "http://www.a.example/", ["x=1; Path=/x; HttpOnly", "y=2; Domain=.a.example", "\x01", "z=3; Domain=b.example"]
    )
    assert cookies.header("https://www.a.example/y") == "x=1; z=3; y=2"
    assert cookies.header("http://zwfw.a.example/") == "y=2"
    assert cookies.header("http://b.example/") == ""
    cookies.keep("http://www.a.example/", ["x=4"])
    assert cookies.header("http://www.a.example/").startswith("x=4;")
