"""Does the crawl see the whole site, ask for everything once, keep to its limits, and say what it did not see?"""

import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from pages.crawl import Crawler, second_look
from pages.documents import Document
from pages.errors import Unseen
from pages.fetching import Fetcher
from pages.frontier import WAITING, Frontier
from pages.link_state import LinkState
from pages.routing import Routes
from site_configs import Site
from suites.selftest.rude_server import Conversation, Manner, RudeServer, page, redirect

HOST = "www.sample.gov.cn"
HOME = f"http://{HOST}/"
LONG = "<p>" + "关于印发防汛抗旱应急预案的通知。" * 30 + "</p>"
ALIVE, DEAD = LinkState.ALIVE.value, LinkState.DEAD.value
GONE = page(b"", status="404 Not Found")


@dataclass(frozen=True)
class Seen:
    """What a crawl left behind: state and carriers by address, counts, notes, and what the server was asked."""

    states: Mapping[str, str]
    carriers: Mapping[str, tuple[str, ...]]
    counts: Mapping[str, int]
    notes: Mapping[str, str]
    asked: Counter[str]
    pages: int
    scripted: tuple[str, ...]


def _html(*links: str, head: str = "") -> bytes:
    body = "".join(f'<a href="{link}">链接</a>' for link in links)
    return page(f"<html><head><title>示例市</title>{head}</head><body>{body}{LONG}</body></html>".encode())


def _css(sheet: str) -> bytes:
    return page(sheet.encode(), kind="text/css")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "crawl.sqlite"


def _crawl(manners: Mapping[str, Manner], database: Path, **limits: object) -> Seen:
    site = Site.model_validate({"name": "示例市", "url": HOME, "crawl": limits})
    with RudeServer({"*": GONE, **manners}) as server:
        here = (f"127.0.0.1:{server.port}",)
        hosts = ((HOST, here), ("sample.gov.cn", here), ("other.example", here), ("zwfw.sample.gov.cn", here))
        routes = Routes((*hosts, ("*.gone.example", ("NOTFOUND",))), isolate=True)
        with Frontier(database) as frontier, Fetcher(routes, concurrency=80, timeout=3) as fetcher:
            crawler = Crawler(site, fetcher, frontier)
            crawler.run(HOME)
            with Fetcher(routes, concurrency=4, timeout=3) as slow:
                second_look(crawler, frontier, slow)
            return _seen(frontier, crawler, server)


def _seen(frontier: Frontier, crawler: Crawler, server: RudeServer) -> Seen:
    judged = list(frontier.in_state(*(state.value for state in LinkState)))
    carriers = frontier.carriers([target.id for target, _ in judged], 50)
    return Seen(
        states={_short(t.address): f.state for t, f in judged},
        carriers={_short(t.address): tuple(map(_short, carriers[t.id][1])) for t, _ in judged},
        counts=frontier.counts(),
        notes=frontier.notes(),
        asked=server.asked.copy(),
        pages=frontier.page_count(),
        scripted=tuple(_short(target.address) for target in crawler.scripted),
    )


def _short(address: str) -> str:
    return address.removeprefix(HOME[:-1])


def test_every_address_is_asked_once_and_the_dead_twice(database: Path) -> None:
    site = {"/": _html("/a", "/b", "/gone"), "/a": _html("/", "/b", "/gone"), "/b": _html("/a#x", "b", "/gone?x=1")}
    seen = _crawl(site, database)
    assert seen.states == {"/": ALIVE, "/a": ALIVE, "/b": ALIVE, "/gone": DEAD, "/gone?x=1": DEAD}
    assert seen.carriers["/gone"] == ("/", "/a")
    assert {path: seen.asked[path] for path in seen.states} == {"/": 1, "/a": 1, "/b": 1, "/gone": 2, "/gone?x=1": 2}
    assert "stopped" not in seen.notes


def test_a_finished_crawl_asks_for_nothing_again(database: Path) -> None:
    site = {"/": _html("/a", "/gone"), "/a": _html("/")}
    first, again = _crawl(site, database), _crawl(site, database)
    assert (again.states, again.carriers) == (first.states, first.carriers)
    assert again.asked.keys() & set(first.states) == set()


def test_without_a_home_page_there_is_no_crawl(database: Path) -> None:
    with pytest.raises(Unseen):
        _crawl({}, database)


def test_a_style_sheet_is_read_and_what_it_imports_too(database: Path) -> None:
    head = '<link rel="stylesheet" href="/s/a.css"><style>@import "/s/b.css";</style>'
    site = {
        "/": _html("/", head=head),
        "/s/a.css": _css('@import "b.css"; .x{background:url(b.png)} /* url(no.png) */'),
        "/s/b.css": _css('@import url(c.css); .x{background:url("b.png")}'),
        "/s/c.css": _css(".x{background:url(../d.png)}"),
    }
    seen = _crawl(site, database)
    assert set(seen.states) == {"/", "/s/a.css", "/s/b.css", "/s/c.css", "/s/b.png", "/d.png"}
    assert seen.carriers["/s/b.png"] == ("/s/a.css", "/s/b.css")
    assert seen.pages == 1


def test_a_value_with_a_slash_follows_the_base_of_its_own_page(database: Path) -> None:
    site = {
        "/": _html("/a", "/b"),
        "/a": _html("/x.html", "y.html", head='<base href="http://other.example/deep/">'),
        "/b": _html("/x.html", head='<base href="http://[">'),
        "/x.html": _html("/"),
    }
    states = _crawl(site, database).states
    assert states.keys() == {
        "/",
        "/a",
        "/b",
        "http://other.example/x.html",
        "http://other.example/deep/y.html",
        "/x.html",
    }


def test_the_encoding_of_a_page_spells_its_queries(database: Path) -> None:
    html = '<meta charset="gbk"><a href="/q?w=公告">a</a><a href="/路">b</a>'.encode("gbk")
    seen = _crawl({"/": page(html, kind="text/html")}, database)
    assert set(seen.states) == {"/", "/q?w=%B9%AB%B8%E6", "/%E8%B7%AF"}


def test_automatic_and_scripted_ways_on_are_followed(database: Path) -> None:
    head = '<meta http-equiv="refresh" content="5;url=/m"><script>if (a) { window.location.href = "/s/"; }</script>'
    seen = _crawl({"/": _html("javascript:window.open('/j')", head=head)}, database)
    assert set(seen.states) == {"/", "/m", "/s/", "/j"}


def test_a_redirect_is_read_where_it_leads(database: Path) -> None:
    site = {"/": _html("/old", "/away"), "/old": redirect("/new"), "/new": _html("/gone"), "/away": redirect(HOME)}
    seen = _crawl(site, database)
    assert seen.states == {"/": ALIVE, "/old": ALIVE, "/away": ALIVE, "/new": ALIVE, "/gone": DEAD}
    assert (seen.carriers["/gone"], seen.carriers["/new"], seen.pages) == (("/new",), ("/old",), 2)
    assert seen.asked["/new"] == 1


def test_a_redirect_that_only_adds_a_session_is_the_page_itself(database: Path) -> None:
    site = {"/": _html("/a"), "/a": redirect("/a;jsessionid=1"), "/a;jsessionid=1": _html("/b"), "/b": _html()}
    seen = _crawl(site, database)
    assert (set(seen.states), seen.carriers["/b"]) == ({"/", "/a", "/b"}, ("/a",))


def test_other_hosts_are_asked_once_and_not_crawled(database: Path) -> None:
    link = "http://other.example/x"
    site = {"/": _html(link, "/a", "http://x.gone.example/"), "/a": _html(link), "/x": _html("/never")}
    seen = _crawl(site, database)
    assert (seen.asked["/x"], seen.asked["/never"]) == (1, 0)
    assert (seen.states[link], seen.states["http://x.gone.example/"]) == (ALIVE, DEAD)


def test_other_hosts_are_left_alone_on_request(database: Path) -> None:
    seen = _crawl({"/": _html("http://other.example/x")}, database, home_links_external=False)
    assert (seen.asked["/x"], seen.counts) == (0, {ALIVE: 1, "网站档案写明不检查站外链接": 1})


def test_hosts_of_the_site_are_crawled_each_with_its_robots(database: Path) -> None:
    def robots(told: Conversation) -> None:
        told.say(page(b"User-agent: *\nDisallow: /x" if told.host.startswith("zwfw") else b"", kind="text/plain"))

    zwfw = "http://zwfw.sample.gov.cn"
    site: dict[str, Manner] = {
        "/": _html(f"{zwfw}/x", f"{zwfw}/y", "/x"),
        "/robots.txt": robots,
        "/y": _html(f"{zwfw}/x1"),
        "/x": _html(),
    }
    seen = _crawl(site, database, include_hosts=["zwfw.sample.gov.cn"])
    assert seen.states == {"/": ALIVE, "/x": ALIVE, f"{zwfw}/y": ALIVE}
    assert seen.counts["robots.txt 不允许"] == 2


@pytest.mark.parametrize(
    ("rules", "robots", "seen"),
    [
        (b"User-agent: *\nDisallow: /p", "obey", {"/", "/a"}),
        (b"User-agent: Xunjian\nDisallow: /p", "obey", {"/", "/a"}),
        (b"\xef\xbb\xbfUser-agent: *\nDisallow: /p", "obey", {"/", "/a"}),
        (b"User-agent: Mozilla\nDisallow: /p", "obey", {"/", "/a", "/p/1"}),
        (b"User-agent: *\nDisallow: /p", "ignore", {"/", "/a", "/p/1"}),
        (b"User-agent: *\nDisallow: /*/1", "obey", {"/", "/a"}),
        (b"User-agent: *\nDisallow: /p$", "obey", {"/", "/a", "/p/1"}),
        (b"User-agent: *\nDisallow: /p\nAllow: /p/1$", "obey", {"/", "/a", "/p/1"}),
    ],
    ids=["all", "us", "byte-order-mark", "browsers", "ignored", "any", "end", "longest"],
)
def test_robots(rules: bytes, robots: str, seen: set[str], database: Path) -> None:
    site = {"/": _html("/a", "/p/1"), "/robots.txt": page(rules, kind="text/plain")}
    result = _crawl(site, database, robots=robots)
    assert set(result.states) == seen
    assert result.notes["robots"] == ("遵守 robots.txt" if robots == "obey" else "按网站档案不理会 robots.txt")


def test_exclusions(database: Path) -> None:
    seen = _crawl({"/": _html("/a", "/big/1")}, database, exclude=["*/big/*"])
    assert seen.counts == {ALIVE: 1, DEAD: 1, "网站档案写明不抓取": 1}


def test_the_page_limit_is_exact_and_what_waits_is_counted(database: Path) -> None:
    site = {"/": _html(*(f"/{n}" for n in range(30))), **{f"/{n}": _html("/") for n in range(30)}}
    seen = _crawl(site, database, max_pages=10)
    assert (seen.pages, seen.counts[WAITING], seen.notes["stopped"]) == (10, 21, "达到页面数上限")
    more = _crawl(site, database, max_pages=100)
    assert (more.pages, more.counts, "stopped" in more.notes) == (31, {ALIVE: 31}, False)


def test_a_page_that_is_too_long_is_read_so_far(database: Path) -> None:
    home = page(f'<a href="/a">a</a>{"x" * 300_000}<a href="/never">b</a>'.encode())
    seen = _crawl({"/": home, "/a": _html()}, database, max_bytes=2000)
    assert (set(seen.states), seen.notes["cut"]) == ({"/", "/a"}, "1")


def test_the_time_limit_ends_a_crawl_that_hangs(database: Path) -> None:
    site: dict[str, Manner] = {"/": _html("/a", "/b", "/gone"), "/a": Conversation.hang, "/b": _html()}
    started = time.monotonic()
    seen = _crawl(site, database, max_seconds=1)
    assert time.monotonic() - started < 8
    assert (seen.states, seen.counts[WAITING]) == ({"/": ALIVE, "/b": ALIVE, "/gone": DEAD}, 1)
    assert seen.notes["stopped"] == "达到时间上限"


def _endless(form: str) -> Iterator[tuple[str, Manner]]:
    def answer(told: Conversation) -> None:
        if "xunjian" in told.path:
            told.say(GONE)
            return
        number = int("".join(filter(str.isdigit, told.path)) or 0)
        told.say(_html(form.format(number + 1)))

    yield "*", answer
    yield "/", _html(form.format(1))


@pytest.mark.parametrize(
    ("form", "why", "most"),
    [("/d/{}.html", "层级过深", 61), ("/list?page={}", "层级过深", 61), ("/a/a/a/a/{}/", "路径循环", 1)],
)
def test_what_never_ends_is_left_in_time(form: str, why: str, most: int, database: Path) -> None:
    seen = _crawl(dict(_endless(form)), database)
    assert (seen.pages, seen.counts[why]) == (most, 1)


def test_session_numbers_make_no_new_pages(database: Path) -> None:
    links = ("/a;jsessionid=1A", "/a;jsessionid=2B", "/a?PHPSESSID=3&x=1", "/a?x=1", "/a")
    assert set(_crawl({"/": _html(*links)}, database).states) == {"/", "/a", "/a?x=1"}


def test_a_page_that_lies_about_not_existing(database: Path) -> None:
    sorry = _html("/", head="<meta name=x>")
    seen = _crawl({"/": page(f"<title>首页</title><a href=/a>a</a>{LONG}".encode()), "*": sorry}, database)
    assert seen.states == {"/": ALIVE, "/a": DEAD}


def test_a_home_page_in_place_of_everything_is_still_a_home_page(database: Path) -> None:
    assert _crawl({"*": _html("/a")}, database).states == {"/": ALIVE, "/a": DEAD}


def test_what_comes_back_to_life_is_read_and_followed(database: Path) -> None:
    turns = iter([page(b"", status="502 X"), _html("/b")])
    seen = _crawl({"/": _html("/a"), "/a": lambda told: told.say(next(turns)), "/b": _html()}, database)
    assert seen.states == {"/": ALIVE, "/a": ALIVE, "/b": ALIVE}


def test_pages_filled_by_scripts_are_named_and_taken_as_rendered(database: Path) -> None:
    site = Site.model_validate({"name": "示例市", "url": HOME})
    shell = page("<title>列表</title><div id=list></div><script src=/l.js></script>".encode())
    with RudeServer({"/": _html("/a", "/b", "/list"), "/list": shell, "/n": _html(), "*": GONE}) as server:
        routes = Routes(((HOST, (f"127.0.0.1:{server.port}",)),), isolate=True)
        with Frontier(database) as frontier, Fetcher(routes) as fetcher:
            Crawler(site, fetcher, frontier).run(HOME)
        with Frontier(database) as frontier, Fetcher(routes) as fetcher:  # as after a kill
            crawler = Crawler(site, fetcher, frontier)
            crawler.run(HOME)
            (target,) = crawler.scripted
            crawler.add_rendered(target, Document(target.address, '<a href="/n">新闻</a><script></script>'))
            crawler.go_on()
            seen = _seen(frontier, crawler, server)
    assert (seen.states["/n"], seen.carriers["/n"], seen.scripted) == (ALIVE, ("/list",), ())
