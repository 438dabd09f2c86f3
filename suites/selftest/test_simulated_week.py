"""Does a week of visits to two thousand hosts end in exactly the vetoes and warnings it should? The clock is moved."""

import asyncio
import hashlib
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

import pytest

from pages.availability import CONFIRM_AFTER, Canaries, Target, Watch
from pages.clock import BEIJING
from pages.errors import Reason
from pages.probes import HomeSeries, Probe, Try
from suites.selftest.loops import on_a_loop
from suites.standards import Standard
from suites.verdict import Outcome
from suites.veto.reachability import judge

HOSTS = 2_000
AS_OF = date(2026, 8, 21)
START = datetime.combine(AS_OF - timedelta(days=7), time(), BEIJING)
HOUR = 3600.0
WEEK = 7 * 24


class JumpingLoop(asyncio.SelectorEventLoop):
    """An event loop whose clock jumps to the next thing due instead of waiting for it."""

    def __init__(self) -> None:
        super().__init__()
        self._at = 0.0
        selector: Any = self._selector  # type: ignore[attr-defined]  # how the loop waits is its private affair
        look = selector.select

        def select(timeout: float | None) -> list[Any]:
            self._at += timeout or 0.0
            events: list[Any] = look(0)
            return events

        selector.select = select

    def time(self) -> float:
        """Seconds since the start, as far as the clock has jumped."""
        return self._at


class Internet:
    """Hosts of which a part fails: half of them 3 times in a hundred, half 6 times; every tenth failure heals at once.

    `failed` counts the failures of each that a second look confirms, as they happen.
    """

    def __init__(self) -> None:
        self.visits = 0
        self.failed: Counter[str] = Counter()
        self._dead: dict[str, float] = {}

    async def visit(self, url: str) -> Try:
        """A visit that takes no time."""
        now = asyncio.get_running_loop().time()
        self.visits += 1
        number = int(url.split("/")[2].partition(".")[0][1:])
        if now - self._dead.get(url, -HOUR) <= 2 * CONFIRM_AFTER:
            del self._dead[url]
            self.failed[url] += 1
            return Try(moment(), 20.0, Reason.TIMEOUT)
        chance = int.from_bytes(hashlib.blake2b(f"{url} {now}".encode(), digest_size=4).digest()) / 2**32
        share = 0.03 if number < HOSTS // 2 else 0.06
        if chance >= share:
            return Try(moment(), 0.3, None, 200)
        if chance < share * 0.9:
            self._dead[url] = now
        return Try(moment(), 20.0, Reason.TIMEOUT)


def moment() -> datetime:
    """The present moment of the moved clock."""
    return START + timedelta(seconds=asyncio.get_running_loop().time())


class Memory:
    """A log in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, list[Probe]] = defaultdict(list)

    async def keep(self, probe: Probe) -> None:
        """Remember a visit."""
        self.kept[probe.site].append(probe)


def targets(internet: Internet, hosts: int) -> list[Target]:
    """The home pages."""
    urls = (f"https://h{number}.example.gov.cn/" for number in range(hosts))
    return [Target(url.split("/")[2], url, internet.visit) for url in urls]


def watched(
    goals: Sequence[Target], seconds: float, latest: Mapping[str, datetime] | None = None, up: bool = True
) -> dict[str, list[Probe]]:
    """Everything that is written down while the home pages are watched for so many seconds."""
    memory = Memory()

    async def canary(_: str) -> Try:
        return Try(moment(), 0.1, None if up else Reason.TIMEOUT)

    async def run() -> None:
        watch = Watch(memory.keep, Canaries(["https://canary.example.gov.cn/"], canary), moment, HOUR)
        try:
            async with asyncio.timeout(seconds):
                await watch.forever(goals, latest or {})
        except TimeoutError:
            pass

    on_a_loop(run(), JumpingLoop)
    return memory.kept


def outcomes(kept: Mapping[str, Iterable[Probe]]) -> dict[str, tuple[Outcome, bool]]:
    """Verdict and whether there is a warning, by host."""
    clause = Standard.load("guoban-2019-19").clause("site_unreachable.1")
    found = {}
    for site, probes in kept.items():
        verdict = judge(clause, HomeSeries(f"https://{site}/", site, tuple(probes)), AS_OF)
        found[site] = (verdict.outcome, bool(verdict.warnings))
    return found


def test_two_thousand_hosts_for_a_week() -> None:
    internet = Internet()
    kept = watched(targets(internet, HOSTS), WEEK * HOUR + HOUR)
    expected = {}
    for site, probes in kept.items():
        # The last confirmation may fall behind midnight; what counts is when the visit began.
        visits = [one for one in probes if one.at < START + timedelta(days=7)]
        confirmed = sum(one.second is not None and one.second.reason is not None for one in visits)
        assert len(visits) == WEEK
        share = Fraction(confirmed, WEEK)
        expected[site] = (
            Outcome.FAIL if share >= Fraction(1, 20) else Outcome.PASS,
            Fraction(3, 100) <= share < Fraction(1, 20),
        )
    found = outcomes(kept)
    assert len(kept) == HOSTS
    assert found == expected
    tally = Counter(found.values())
    assert sum(internet.failed.values()) > HOSTS
    # Both sides of both lines are really there.
    assert min(tally[key] for key in ((Outcome.FAIL, False), (Outcome.PASS, True), (Outcome.PASS, False))) > HOSTS / 20


def test_visits_of_one_host_are_spread_and_never_close() -> None:
    probes = watched(targets(Internet(), 1), 3 * 24 * HOUR)["h0.example.gov.cn"]
    gaps = [(later.at - earlier.at).total_seconds() for earlier, later in itertools.pairwise(probes)]
    assert min(gaps) >= HOUR / 2
    assert max(gaps) <= 1.5 * HOUR
    assert len({round(gap) for gap in gaps}) > len(gaps) / 2


def test_hosts_are_not_visited_all_at_once() -> None:
    kept = watched(targets(Internet(), 200), HOUR)
    minutes = Counter(probes[0].at.minute for probes in kept.values())
    assert max(minutes.values()) < 25


def test_a_restart_does_not_visit_twice_in_one_period() -> None:
    goals = targets(Internet(), 20)
    latest = {goal.site: START + timedelta(minutes=1) for goal in goals}
    kept = watched(goals, 2 * HOUR, latest)
    assert {len(probes) for probes in kept.values()} == {1}


@pytest.mark.parametrize("up", [True, False])
def test_the_canaries_tell_whose_fault_it_is(up: bool) -> None:
    async def dead(_: str) -> Try:
        return Try(moment(), 20.0, Reason.TIMEOUT)

    kept = watched([Target("h", "https://h.example.gov.cn/", dead)], 3 * HOUR, up=up)
    assert kept["h"]
    assert {one.ours for one in kept["h"]} == {not up}
    second = kept["h"][0].second
    assert second is not None
    assert (second.at - kept["h"][0].first.at).total_seconds() == pytest.approx(CONFIRM_AFTER)


def test_one_host_that_breaks_our_program_does_not_disturb_the_others() -> None:
    async def broken(_: str) -> Try:
        raise ZeroDivisionError

    goals = [Target("broken", "https://broken.example.gov.cn/", broken), *targets(Internet(), 3)]
    kept = watched(goals, 5 * HOUR)
    assert {site: len(probes) for site, probes in kept.items() if site != "broken"} == {
        f"h{number}.example.gov.cn": 5 for number in range(3)
    }
    assert {one.first.reason for one in kept["broken"]} == {Reason.BROWSER}
