"""Is every wait long enough to be fair and short enough to end, whatever else happens meanwhile?"""

import asyncio
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from pages.browsing import Browsing
from pages.capture import EvidenceStore
from pages.crawl import Crawler, second_look
from pages.errors import Reason, Unseen
from pages.fetching import Fetcher, Response
from pages.frontier import Frontier, Target
from pages.link_state import LinkState
from pages.routing import Routes
from pages.sight import Limits
from site_configs import Site
from suites.selftest.rude_server import Conversation, Manner, RudeServer, page

ISOLATED = Routes(isolate=True)
GONE = page(b"", status="404 Not Found")


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(ISOLATED, timeout=1.0) as made:
        yield made


def test_the_second_look_ends_in_time_and_calls_nothing_dead_unasked(tmp_path: Path) -> None:
    met: Counter[str] = Counter()

    def gone_then_silent(told: Conversation) -> None:
        met[told.path] += 1
        if met[told.path] > 1:
            told.hang()
        told.say(GONE)

    paths = [f"/{number}" for number in range(12)]
    home = "".join(f"<a href={path}>链接</a>" for path in paths).encode()
    manners: dict[str, Manner] = {"/": page(home), **dict.fromkeys(paths, gone_then_silent), "*": GONE}
    started = time.monotonic()
    with RudeServer(manners) as server, Frontier(tmp_path / "crawl.db") as frontier, Fetcher(ISOLATED) as fetcher:
        site = Site.model_validate({"name": "示例市", "url": server.url(), "crawl": {"max_seconds": 2}})
        crawler = Crawler(site, fetcher, frontier)
        crawler.run(server.url())
        with Fetcher(ISOLATED, concurrency=4, timeout=30) as slow:
            assert second_look(crawler, frontier, slow) == 0
        judged = {(fetched.state, fetched.why) for _, fetched in frontier.in_state(*(one.value for one in LinkState))}
        assert frontier.notes()["stopped"] == "达到时间上限"
    assert time.monotonic() - started < 12
    assert judged == {(LinkState.ALIVE.value, ""), (LinkState.UNKNOWN.value, "第一次没有打开，没有来得及再查一次")}


def test_our_own_long_work_is_not_held_against_a_server(fetcher: Fetcher) -> None:
    def slow(told: Conversation) -> None:
        told.over.wait(0.8)
        told.say(page(b"x"))

    async def work(url: str) -> Response:
        asking = asyncio.create_task(fetcher.ask(url))
        await asyncio.sleep(0.2)
        with fetcher.busy():
            time.sleep(0.9)  # noqa: ASYNC251  stands for a huge page that is read on the loop
        return await asking

    with RudeServer({"/": slow}) as server:
        assert fetcher.run(work(server.url())).body == b"x"


def test_a_cookie_set_on_the_way_is_carried_to_the_end_of_the_chain_only(fetcher: Fetcher) -> None:
    carried: list[str] = []

    def gate(told: Conversation) -> None:
        carried.extend(line for line in told.request.splitlines() if line.lower().startswith("cookie:"))
        passed = "pass=1" in told.request
        told.say(page(b"in") if passed else page(b"", "Set-Cookie: pass=1", "Location: /", status="302 Found"))

    with RudeServer({"/": gate}) as server:
        for _ in range(2):
            answer = fetcher.run(fetcher.ask(server.url()))
            assert (answer.body, len(answer.chain)) == (b"in", 1)
    assert carried == ["Cookie: pass=1"] * 2


def test_a_page_the_reader_stumbles_over_costs_no_other(
    fetcher: Fetcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Crawler._read

    def stumble(crawler: Crawler, target: Target, answer: Response) -> None:
        if target.address.endswith("/odd"):
            raise RecursionError
        read(crawler, target, answer)

    monkeypatch.setattr(Crawler, "_read", stumble)
    with RudeServer({"/": page(b"<a href=/odd>a</a><a href=/even>b</a>"), "*": page(b"<p>ok</p>")}) as server:
        site = Site.model_validate({"name": "示例市", "url": server.url("/")})
        with Frontier(tmp_path / "crawl.db") as frontier:
            Crawler(site, fetcher, frontier).run(server.url("/"))
            told = {target.address: fetched.why for target, fetched in frontier.in_state(LinkState.UNKNOWN.value)}
            assert told == {server.url("/odd"): "程序读不懂返回的内容（RecursionError）"}
            assert frontier.page_count() == 2


def test_a_call_without_limit_is_ended_and_the_next_window_opens(own_browser: Browser, tmp_path: Path) -> None:
    def spin(browsing: Browsing, url: str) -> None:
        with browsing.page() as window:
            browsing.visit(window, url)
            window.evaluate("while (true) {}")

    _ends(spin, page(b"<p>ok</p>"), Limits(stall=3_000), own_browser, tmp_path)


def test_a_reading_whose_page_begins_to_spin_meanwhile_is_ended(own_browser: Browser, tmp_path: Path) -> None:
    """Playwright's time-out asks the page once more, and that never returns."""

    def look(browsing: Browsing, url: str) -> None:
        with browsing.page() as window:
            browsing.visit(window, url)
            browsing.read(window, "() => ''")

    spinning = page(b"<p>ok</p><script>setTimeout(() => { while (true) {} }, 800)</script>")
    _ends(look, spinning, Limits(settle=200, read=1_500), own_browser, tmp_path)


def _ends(work: Callable[[Browsing, str], None], spinning: bytes, limits: Limits, browser: Browser, kept: Path) -> None:
    """The work on a page is unseen in time, and another page opens as ever."""
    with (
        RudeServer({"/spin": spinning, "*": page(b"<p>ok</p>")}) as server,
        closing(Browsing(browser, EvidenceStore(kept), limits=limits)) as browsing,
    ):
        started = time.monotonic()
        with pytest.raises(Unseen) as told:
            work(browsing, server.url("/spin"))
        assert told.value.reason is Reason.SCRIPT
        assert time.monotonic() - started < 15
        assert browsing.open(server.url("/next")).text == "ok"
