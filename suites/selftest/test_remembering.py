"""Is nobody asked the same twice on one run, nothing kept that is no answer, and no more than there is room for?"""

from pathlib import Path

import pytest

from pages.crawl import Crawler
from pages.errors import Reason
from pages.fetching import Fetcher
from pages.frontier import Frontier
from pages.link_state import LinkState
from pages.remembering import Memory
from pages.responses import Hop, Response
from pages.routing import Routes
from site_configs import Site
from suites.selftest.rude_server import RudeServer, page, redirect

URL = "http://www.sample.gov.cn/通知.html"
SPELLED = "http://www.sample.gov.cn/%E9%80%9A%E7%9F%A5.html"
ISOLATED = Routes(isolate=True)


def _answer(url: str = URL, size: int = 4, **facts: object) -> Response:
    return Response(**{"url": url, "final_url": url, "status": 200, "body": b"x" * size, **facts})  # type: ignore[arg-type]


@pytest.mark.parametrize("url", [URL, SPELLED, f"{URL}#part", "HTTP://WWW.sample.gov.cn:80/通知.html"])
def test_every_spelling_of_an_address_is_known(url: str) -> None:
    memory = Memory()
    memory.keep(_answer())
    known = memory.recall(url, 4)
    assert known is not None
    assert (known.url, known.body) == (url, b"xxxx")


def test_what_is_longer_than_wanted_is_asked_for_again() -> None:
    memory = Memory()
    memory.keep(_answer())
    assert memory.recall(URL, 3) is None


@pytest.mark.parametrize(
    ("status", "failure"),
    [(404, None), (500, None), (202, None), (0, Reason.TIMEOUT), (200, Reason.TOO_LARGE)],
)
def test_only_whole_pages_are_kept(status: int, failure: Reason | None) -> None:
    memory = Memory()
    memory.keep(_answer(status=status, failure=failure))
    assert memory.recall(URL, 4) is None


def test_where_a_redirect_led_is_known_too() -> None:
    memory = Memory()
    memory.keep(_answer("http://a.example/", final_url="http://b.example/", chain=(Hop("http://a.example/", 302),)))
    there = memory.recall("http://b.example/", 4)
    assert there is not None
    assert (there.url, there.final_url, there.chain) == ("http://b.example/", "http://b.example/", ())


def test_the_oldest_makes_room() -> None:
    memory = Memory(room=80)
    for number in range(20):
        memory.keep(_answer(f"http://a.example/{number}", size=10))
    memory.keep(_answer("http://a.example/large", size=11))
    kept = [number for number in range(20) if memory.recall(f"http://a.example/{number}", 10)]
    assert (kept, memory.recall("http://a.example/large", 11)) == ([*range(12, 20)], None)


def test_what_was_read_out_of_a_page_is_not_kept_with_it() -> None:
    memory = Memory()
    answer = _answer()
    memory.keep(answer)
    known = memory.recall(URL, 4)
    assert answer.document is not None
    assert known is not None
    assert "document" not in vars(known)


def test_a_fetcher_asks_once_and_its_twins_know() -> None:
    site = {"/": page(b"x"), "/old": redirect("/new"), "/new": page(b"y"), "/gone": page(b"", status="404 X")}
    with RudeServer(site) as server, Fetcher(ISOLATED) as fetcher:
        urls = [server.url(path) for path in ("/", "/old", "/new", "/gone")]
        fetcher.get_all(urls)
        first = server.asked.copy()
        assert [answer.status for answer in (*fetcher.get_all(urls), fetcher.get(urls[0]))] == [200, 200, 200, 404, 200]
        with fetcher.anew(2) as other:
            assert other.get(urls[0]).ok
        assert server.asked - first == {"/gone": 1}
        with fetcher.patient() as patient:
            assert patient.get(urls[0]).ok
        assert server.asked["/"] == first["/"] + 1


def test_another_fetcher_knows_nothing() -> None:
    with RudeServer({"/": page(b"x")}) as server, Fetcher(ISOLATED) as one, Fetcher(ISOLATED) as two:
        assert [one.get(server.url()).ok, two.get(server.url()).ok, server.asked["/"]] == [True, True, 2]


def test_a_question_about_the_way_is_asked_anew() -> None:
    with RudeServer({"/": redirect("/a"), "/a": page(b"x")}) as server, Fetcher(ISOLATED) as fetcher:
        assert fetcher.get(server.url()).status == 200
        assert fetcher.get(server.url(), follow=False).status == 302


def test_the_crawl_asks_only_for_what_nobody_knows(tmp_path: Path) -> None:
    """Pages known before are read and followed all the same, and their carriers are counted."""
    home = page(b"<a href=/a>a</a><a href=/b>b</a><a href=/old>c</a>")
    site = {"/": home, "/a": page(b"<a href=/c>c</a>"), "/b": page(b"b"), "/c": page(b"c"), "/old": redirect("/a")}
    with RudeServer(site) as server, Fetcher(ISOLATED) as fetcher, Frontier(tmp_path / "crawl.sqlite") as frontier:
        fetcher.get_all([server.url(path) for path in ("/", "/a", "/old")])
        before = server.asked.copy()
        with fetcher.anew(8) as crawling:
            inspected = Site.model_validate({"name": "示例市", "url": server.url()})
            Crawler(inspected, crawling, frontier).run(server.url())
        assert {path: server.asked[path] - before[path] for path in site} == {
            "/": 0,
            "/a": 0,
            "/b": 1,
            "/c": 1,
            "/old": 0,
        }
        assert frontier.counts() == {LinkState.ALIVE.value: 5}
