"""Does every way a server can fail come back as the right reason, in bounded time, without a word to anyone else?"""

import gzip
import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta

import pytest
import trustme

from pages.errors import Reason, Unseen
from pages.fetching import MAX_REDIRECTS, USER_AGENT, Fetcher, Response
from pages.routing import Routes
from suites.selftest.rude_server import Conversation, Manner, RudeServer, page, redirect

ISOLATED = Routes(isolate=True)
HOST = "www.sample.gov.cn"
PATIENCE = 0.4


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(ISOLATED, timeout=5) as made:
        yield made


def _served(manners: Mapping[str, Manner], **options: object) -> Response:
    """What a fresh fetcher gets for `/` of a server with these manners."""
    with RudeServer(manners) as server, Fetcher(ISOLATED, timeout=PATIENCE) as fetcher:
        return fetcher.get(server.url(), **options)  # type: ignore[arg-type]


def _to(server: RudeServer) -> Routes:
    return Routes(((HOST, (f"127.0.0.1:{server.port}",)),), isolate=True)


def _drip(told: Conversation) -> None:
    told.say(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while not told.over.wait(0.05):
        told.say(b"x")


def _flood(told: Conversation) -> None:
    told.say(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while not told.over.is_set():
        told.say(b"<p>x</p>" * 4096)


def _header_flood(told: Conversation) -> None:
    told.say(b"HTTP/1.1 200 OK\r\n")
    while not told.over.is_set():
        told.say(b"X-Filler: " + b"x" * 4000 + b"\r\n")


def test_a_page_comes_back_whole() -> None:
    answer = _served({"/": page("<p>云汀</p>".encode(), "X-A: b")})
    assert (answer.ok, answer.status, answer.text, answer.headers["x-a"]) == (True, 200, "<p>云汀</p>", "b")
    assert answer.content_type == "text/html"
    assert answer.failure is None
    assert answer.expect() is answer
    assert 0 < answer.elapsed < PATIENCE


def test_the_inspector_says_who_it_is() -> None:
    seen: list[str] = []

    def note(told: Conversation) -> None:
        seen.append(told.request)
        told.say(page(b"x"))

    _served({"/": note})
    assert USER_AGENT in seen[0]
    assert "Xunjian" in USER_AGENT


@pytest.mark.parametrize(
    ("manner", "reason"),
    [
        (Conversation.hang, Reason.TIMEOUT),
        (_drip, Reason.TIMEOUT),
        (Conversation.reset, Reason.RESET),
        (lambda _: None, Reason.RESET),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", Reason.PROTOCOL),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nbad\r\n", Reason.PROTOCOL),
        (b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nx", Reason.PROTOCOL),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain", Reason.PROTOCOL),
        (b"SSH-2.0-OpenSSH_9.2\r\n\r\n", Reason.PROTOCOL),
        (b"<html>no status line</html>", Reason.PROTOCOL),
        (b"HTTP/1.1 200 OK\r\n" + b"X: " + b"x" * 100_000 + b"\r\n\r\n", Reason.PROTOCOL),
        (_header_flood, Reason.PROTOCOL),
    ],
    ids=lambda value: value.code if isinstance(value, Reason) else "",
)
def test_a_failing_answer_has_its_reason(manner: Manner, reason: Reason) -> None:
    started = time.monotonic()
    answer = _served({"/": manner})
    assert (answer.failure, answer.ok) == (reason, False)
    assert time.monotonic() - started < 5
    with pytest.raises(Unseen) as caught:
        answer.expect()
    assert caught.value.reason is reason


def test_an_endless_body_is_cut_at_the_limit() -> None:
    answer = _served({"/": _flood}, max_body=100_000)
    assert answer.failure is Reason.TOO_LARGE
    assert 100_000 < len(answer.body) <= 200_000


def test_a_gzip_bomb_is_bounded() -> None:
    bomb = gzip.compress(b"\0" * 64_000_000)
    started = time.monotonic()
    answer = _served({"/": page(bomb, "Content-Encoding: gzip")}, max_body=1_000_000)
    assert answer.failure is Reason.TOO_LARGE
    assert len(answer.body) < 6_000_000
    assert time.monotonic() - started < 3


def test_a_redirect_loop_ends() -> None:
    answer = _served({"/": redirect("/a"), "/a": redirect("/b"), "/b": redirect("/a")})
    assert answer.failure is Reason.REDIRECTS


def test_a_page_that_redirects_to_itself_ends() -> None:
    assert _served({"/": redirect("/")}).failure is Reason.REDIRECTS


@pytest.mark.parametrize(("hops", "failure"), [(MAX_REDIRECTS, None), (MAX_REDIRECTS + 2, Reason.REDIRECTS)])
def test_chains_are_followed_so_far(hops: int, failure: Reason | None) -> None:
    steps: dict[str, Manner] = {f"/{n}": redirect(f"/{n + 1}") for n in range(1, hops)}
    answer = _served({"/": redirect("/1"), **steps, f"/{hops}": page(b"here")})
    assert answer.failure is failure
    if failure is None:
        assert (answer.body, len(answer.chain), answer.final_url.rsplit("/", 1)[1]) == (b"here", hops, str(hops))


def test_a_redirect_is_not_followed_when_not_wanted() -> None:
    answer = _served({"/": redirect("/a"), "/a": page(b"x")}, follow=False)
    assert (answer.status, answer.headers["location"], answer.chain) == (302, "/a", ())


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (403, Reason.BLOCKED),
        (412, Reason.BLOCKED),
        (404, Reason.NOT_FOUND),
        (429, Reason.THROTTLED),
        (500, Reason.HTTP),
        (521, Reason.BLOCKED),
        (304, Reason.HTTP),
    ],
)
def test_an_error_status_is_an_answer_but_no_page(status: int, reason: Reason) -> None:
    answer = _served({"/": page(b"x" if status != 304 else b"", status=f"{status} X")})
    assert (answer.failure, answer.status) == (None, status)
    with pytest.raises(Unseen) as caught:
        answer.expect()
    assert caught.value.reason is reason


def test_nobody_listens(fetcher: Fetcher) -> None:
    answer = fetcher.get("http://127.0.0.1:1/")
    assert (answer.failure, answer.status, answer.url) == (Reason.REFUSED, 0, "http://127.0.0.1:1/")


def test_in_isolation_nothing_is_said_about_other_hosts(fetcher: Fetcher) -> None:
    assert fetcher.get("http://nowhere.example/").failure is Reason.ISOLATED
    assert fetcher.get("http://nowhere.invalid/").failure is Reason.DNS


def test_a_host_that_shall_not_resolve() -> None:
    with Fetcher(Routes(((HOST, ("NOTFOUND",)),))) as fetcher:
        assert fetcher.get(f"http://{HOST}/").failure is Reason.DNS


@pytest.mark.parametrize(
    "url",
    [
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::ffff:10.0.0.1]/",
        "http://[fe80::1]/",
        "http://192.168.1.1:8080/",
        "http://167772161/",
        "http://0x0a.1/",
        "http://0.0.0.0/",
        "file:///etc/passwd",
        "ftp://www.sample.gov.cn/",
        "http:///x",
        "javascript:alert(1)",
        "",
    ],
)
def test_private_and_other_addresses_are_not_contacted(url: str) -> None:
    for routes in (Routes(), ISOLATED):
        with Fetcher(routes, timeout=PATIENCE) as fetcher:
            assert fetcher.get(url).failure is Reason.FORBIDDEN


@pytest.mark.parametrize("url", ["http://127.0.0.1:1/", "http://[::1]:1/", "http://127.1:1/", "http://2130706433:1/"])
def test_loopback_is_for_isolated_runs_only(url: str) -> None:
    with Fetcher(Routes(), timeout=PATIENCE) as fetcher:
        assert fetcher.get(url).failure is Reason.FORBIDDEN


def test_a_redirect_does_not_lead_into_the_intranet() -> None:
    with RudeServer({"/": redirect("http://10.0.0.1/"), "/self": redirect("http://127.0.0.2/")}) as server:
        routes = Routes(((HOST, (f"127.0.0.1:{server.port}",)),))
        with Fetcher(routes, timeout=PATIENCE) as fetcher:
            assert fetcher.get(f"http://{HOST}/").failure is Reason.FORBIDDEN
            assert fetcher.get(f"http://{HOST}/self").failure is Reason.FORBIDDEN


@pytest.mark.parametrize(
    "url", ["http://[/", "http://a:b/", "http://a:99999/", "http://exa mple.gov.cn/", "http://\0/"]
)
def test_an_unreadable_address_is_an_answer_too(fetcher: Fetcher, url: str) -> None:
    assert fetcher.get(url).failure in {Reason.FORBIDDEN, Reason.ISOLATED}
    assert [answer.url for answer in fetcher.get_all([url])] == [url]


def test_a_redirect_to_nonsense_is_an_answer_too() -> None:
    for target in ("http://[/", "http://a:b/", "//", "http://exa mple.gov.cn/", "\x01"):
        assert _served({"/": redirect(target)}).failure is not None


def test_many_addresses_come_back_in_order_each_asked_once(fetcher: Fetcher) -> None:
    with RudeServer({f"/{n}": page(str(n).encode()) for n in range(20)}) as server:
        urls = [server.url(f"/{n}") for n in (*range(20), *range(20))]
        answers = fetcher.get_all(urls)
        assert [answer.url for answer in answers] == urls
        assert [answer.text for answer in answers[:20]] == [str(n) for n in range(20)]
        assert set(server.asked.values()) == {1}


def test_one_family_only_on_request() -> None:
    with RudeServer({"/": page(b"four")}) as four, RudeServer({"/": page(b"six")}, ip="::1") as six:
        routes = Routes(((HOST, (f"127.0.0.1:{four.port}", f"[::1]:{six.port}")),), isolate=True)
        with Fetcher(routes) as fetcher:
            assert fetcher.get(f"http://{HOST}/", family=socket.AF_INET).body == b"four"
            assert fetcher.get(f"http://{HOST}/", family=socket.AF_INET6).body == b"six"
        with Fetcher(Routes(((HOST, (f"127.0.0.1:{four.port}",)),), isolate=True)) as fetcher:
            assert fetcher.get(f"http://{HOST}/", family=socket.AF_INET6).failure is Reason.DNS


def _tls(authority: trustme.CA, name: str, until: datetime | None = None) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name, not_before=datetime(2020, 1, 1, tzinfo=UTC), not_after=until).configure_cert(context)
    return context


@pytest.mark.parametrize(
    ("name", "days", "trusted", "failure"),
    [
        (HOST, 365, True, None),
        (HOST, 365, False, Reason.TLS),
        ("other.sample.gov.cn", 365, True, Reason.TLS),
        (HOST, -365, True, Reason.TLS),
    ],
    ids=["good", "unknown-authority", "wrong-host", "expired"],
)
def test_certificates_are_verified(name: str, days: int, trusted: bool, failure: Reason | None) -> None:
    authority = trustme.CA()
    ca = authority.cert_pem.bytes().decode() if trusted else trustme.CA().cert_pem.bytes().decode()
    context = _tls(authority, name, datetime.now(UTC) + timedelta(days))  # noqa: TID251  certificates are of today
    with RudeServer({"/": page(b"x")}, context) as server, Fetcher(_to(server), ca) as fetcher:
        answer = fetcher.get(f"https://{HOST}/")
    assert answer.failure is failure
    assert bool(answer.detail) == (failure is not None)


def test_plain_http_where_tls_is_expected(fetcher: Fetcher) -> None:
    with RudeServer({"*": page(b"x")}) as server:
        assert fetcher.get(server.url().replace("http:", "https:")).failure is Reason.TLS


def test_loopback_is_never_slowed_down() -> None:
    manners = {"/busy": page(b"x", "Retry-After: 1", status="503 Busy"), "/": page(b"x")}
    with RudeServer(manners) as server, Fetcher(_to(server), rate=50) as fetcher:
        fetcher.get(f"http://{HOST}/busy")
        started = time.monotonic()
        fetcher.get(f"http://{HOST}/")
        assert time.monotonic() - started < 0.5


def test_closing_twice_is_no_error() -> None:
    fetcher = Fetcher(ISOLATED)
    fetcher.close()
    fetcher.close()
