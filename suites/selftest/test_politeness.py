"""Is a host asked no faster than agreed, half as fast when it complains, and not before it allows?"""

import asyncio
from datetime import datetime, timedelta
from email.utils import format_datetime

import pytest

from pages import clock
from pages.doors import Door
from pages.fetching import PER_HOST, Fetcher
from pages.politeness import Politeness
from pages.routing import Routes
from suites.selftest.loops import on_a_loop
from suites.selftest.rude_server import Conversation, RudeServer, page

HOST, OTHER = "www.sample.gov.cn", "other.example"
NOON = datetime(2026, 8, 8, 12, tzinfo=clock.BEIJING)


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 100.0

    async def sleep(self, seconds: float) -> None:
        """Move the clock instead of waiting."""
        until = self.now + seconds
        await asyncio.sleep(0)  # everybody who wants to wait has begun to
        self.now = max(self.now, until)


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def politeness(time: Time) -> Politeness:
    return Politeness(4.0, lambda: time.now, time.sleep)


def _ask(politeness: Politeness, *statuses: int, host: str = HOST, retry_after: str = "") -> list[float]:
    """Ask once for each status in turn; when each was asked, in seconds from the first."""

    async def talk() -> list[float]:
        moments = []
        for status in statuses:
            asked = await politeness.wait(host)
            moments.append(asked)
            politeness.answered(host, status, retry_after, asked)
        return [moment - moments[0] for moment in moments]

    return on_a_loop(talk())


def test_requests_to_one_host_are_spaced_and_other_hosts_do_not_wait(politeness: Politeness, time: Time) -> None:
    assert _ask(politeness, 200, 200, 200) == [0, 0.25, 0.5]
    assert _ask(politeness, 200, host=OTHER) == [0]
    assert time.now == 100.5


def test_waiting_together_is_waiting_in_turn(politeness: Politeness) -> None:
    async def together() -> list[float]:
        return sorted(await asyncio.gather(*(politeness.wait(HOST) for _ in range(5))))

    assert on_a_loop(together()) == [100, 100.25, 100.5, 100.75, 101]


@pytest.mark.parametrize("status", [429, 503])
def test_a_complaint_halves_the_speed(politeness: Politeness, status: int) -> None:
    assert _ask(politeness, status, status, 200) == [0, 0.5, 1.5]
    assert 0.9 < politeness.rate(HOST) < 1.1


def test_what_was_under_way_complains_once(politeness: Politeness) -> None:
    async def burst() -> None:
        asked = [await politeness.wait(HOST) for _ in range(8)]
        for moment in asked:
            politeness.answered(HOST, 429, "", moment)

    on_a_loop(burst())
    assert politeness.rate(HOST) == 2.0


def test_a_complaint_holds_up_those_who_already_wait(politeness: Politeness) -> None:
    async def crowd() -> list[float]:
        first = await politeness.wait(HOST)
        waiting = [asyncio.create_task(politeness.wait(HOST)) for _ in range(3)]
        await asyncio.sleep(0)
        politeness.answered(HOST, 429, "10", first)
        return sorted([await task - first for task in waiting])

    assert on_a_loop(crowd()) == [10, 10.5, 11]


def test_the_speed_climbs_slowly_and_never_above_the_start(politeness: Politeness) -> None:
    _ask(politeness, 429)
    _ask(politeness, *[200] * 5)
    assert 2.0 < politeness.rate(HOST) < 3.0
    _ask(politeness, *[200] * 30)
    assert politeness.rate(HOST) == 4.0


def test_however_often_it_complains_a_host_is_asked_again(politeness: Politeness) -> None:
    moments = _ask(politeness, *[503] * 20)
    assert moments[-1] - moments[-2] == 30


@pytest.mark.parametrize(
    ("header", "pause"),
    [
        ("7", 7),
        (" 7 ", 7),
        ("0", 0.5),
        ("", 0.5),
        ("soon", 0.5),
        ("-3", 0.5),
        ("7.5", 0.5),
        ("٣", 0.5),
        ("99999999999999999999", 120),
        (format_datetime(NOON + timedelta(seconds=42)), 42),
        ("Sat, 08 Aug 2026 04:00:42 GMT", 42),
        ("Sat, 08 Aug 2026 03:00:00 GMT", 0.5),
        ("Sat, 08 Aug 2026 04:00:42 -0000", 0.5),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 120),
        ("Fri, 99 Foo 2026 99:99:99 GMT", 0.5),
    ],
)
def test_retry_after(politeness: Politeness, monkeypatch: pytest.MonkeyPatch, header: str, pause: float) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    assert _ask(politeness, 429, 200, retry_after=header) == [0, pause]


def test_who_complained_is_told(politeness: Politeness) -> None:
    assert politeness.told() == ""
    _ask(politeness, 429, 429, 200)
    assert politeness.told() == f"{HOST} 2 次表示访问过多或繁忙，现为每秒 1.1 次"


@pytest.mark.parametrize(("local", "most"), [(False, PER_HOST), (True, 20)], ids=["live", "this-machine"])
def test_so_many_connections_to_one_live_host(local: bool, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    under_way, peak = 0, 0

    def answer(told: Conversation) -> None:
        nonlocal under_way, peak
        under_way += 1
        peak = max(peak, under_way)
        told.over.wait(0.1)
        under_way -= 1
        told.say(page(b"x"))

    with RudeServer({"*": answer}) as server, Fetcher(Routes(isolate=True), rate=1000.0, concurrency=20) as fetcher:
        monkeypatch.setattr(fetcher, "_door", lambda _origin: Door("127.0.0.1", None, local=local))
        answers = fetcher.get_all([server.url(f"/{number}") for number in range(20)])
    assert all(one.ok for one in answers)
    assert PER_HOST <= peak <= most
