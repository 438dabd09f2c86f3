"""Was each home page open all week? One light process visits them round the clock and writes every visit down.

`python -m pages.availability --sites all|NAME… [--once|--every 60m]`. It knows no limit of the law: it writes down how
long a page took and why it did not come; who judges the week decides what that means.
"""

import asyncio
import hashlib
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pages.clock import BEIJING
from pages.errors import Reason
from pages.probes import Probe, ProbeLog, Try
from pages.visiting import PATIENCE

CONFIRM_AFTER = 60.0  # seconds between a failure and the second look at it
_SILENT = 2
_SLOW = PATIENCE / 2  # a page this slow is looked at again
_CANARY_LASTS = 30.0
_FULL = 4_096

Visit = Callable[[str], Awaitable[Try]]
Keep = Callable[[Probe], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Target:
    """A home page to be visited: slug of the site, address, and how to visit it."""

    site: str
    url: str
    visit: Visit


class Canaries:
    """Is our own network up? A few pages that are practically always open.

    Args:
        urls: their addresses; with none our network always counts as up.
        visit: how to visit them.
    """

    def __init__(self, urls: Sequence[str], visit: Visit) -> None:
        self._urls = urls
        self._visit = visit
        self._asking = asyncio.Lock()
        self._known: tuple[float, bool] | None = None

    async def alive(self) -> bool:
        """Whether any of them opens; an answer is good for half a minute."""
        async with self._asking:
            now = asyncio.get_running_loop().time()
            if self._known is None or now - self._known[0] > _CANARY_LASTS:
                tries = await asyncio.gather(*map(self._visit, self._urls))
                self._known = (now, not tries or any(one.reason is None for one in tries))
            return self._known[1]


class Recorder:
    """Writes visits down in the order they end; whatever waits is written in one transaction.

    Args:
        log: takes the visits; its `append` runs in a thread.
    """

    def __init__(self, log: ProbeLog) -> None:
        self._log = log
        self._waiting: asyncio.Queue[tuple[Probe, asyncio.Future[None]]] = asyncio.Queue(_FULL)

    async def keep(self, probe: Probe) -> None:
        """Return when the visit is on disk.

        Raises:
            ArchiveError: it could not be written.
        """
        written: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        await self._waiting.put((probe, written))
        await written

    async def run(self) -> None:
        """Write until cancelled."""
        while True:
            batch = [await self._waiting.get()]
            while not self._waiting.empty():
                batch.append(self._waiting.get_nowait())
            try:
                await asyncio.to_thread(self._log.append, [probe for probe, _ in batch])
            except Exception as error:  # noqa: BLE001  handed to those who wait
                _settle(batch, error)
            else:
                _settle(batch, None)


def _settle(batch: Iterable[tuple[Probe, asyncio.Future[None]]], error: Exception | None) -> None:
    for _, written in batch:
        if not written.done():
            written.set_result(None) if error is None else written.set_exception(error)


class Watch:
    """Visits home pages again and again, each at a moment of its own within every period.

    Args:
        keep: writes a visit down.
        canaries: tell our own network's trouble from a site's.
        now: the present moment.
        every: seconds of a period.
    """

    def __init__(self, keep: Keep, canaries: Canaries, now: Callable[[], datetime], every: float) -> None:
        self._keep = keep
        self._canaries = canaries
        self._now = now
        self._every = every

    async def once(self, targets: Iterable[Target]) -> None:
        """Visit every home page now.

        Raises:
            ExceptionGroup: ArchiveError, the visits could not be written.
        """
        async with asyncio.TaskGroup() as group:
            for target in targets:
                group.create_task(self._look(target))

    async def forever(self, targets: Iterable[Target], latest: Mapping[str, datetime]) -> None:
        """Visit every home page once in every period until cancelled.

        Args:
            targets: the home pages.
            latest: their last visits so far: a period with a visit gets no second one.

        Raises:
            ExceptionGroup: ArchiveError, the visits could not be written.
        """
        async with asyncio.TaskGroup() as group:
            for target in targets:
                group.create_task(self._follow(target, latest.get(target.site)))

    async def _follow(self, target: Target, last: datetime | None) -> None:
        visited = self._slot(last) if last else -1
        while True:
            slot = max(self._slot(self._now()), visited + 1)
            await asyncio.sleep(max(0.0, self._due(target.site, slot) - self._now().timestamp()))
            await self._look(target)
            visited = slot

    def _slot(self, moment: datetime) -> int:
        return int(moment.timestamp() // self._every)

    def _due(self, site: str, slot: int) -> float:
        # In the first half of the period: two visits are never closer than half a period.
        chance = int.from_bytes(hashlib.blake2b(f"{site}:{slot}".encode(), digest_size=4).digest()) / 2**32
        return (slot + chance / 2) * self._every

    async def _look(self, target: Target) -> None:
        """Visit, look again a minute later when it failed, and write it down."""
        first = await _safe(target, self._now)
        second = None
        ours = False
        if not first.opened(_SLOW):
            await asyncio.sleep(CONFIRM_AFTER)
            second = await _safe(target, self._now)
            ours = second.reason is not None and not await self._canaries.alive()
        await self._keep(Probe(target.site, target.url, first, second, ours))


async def _safe(target: Target, now: Callable[[], datetime]) -> Try:
    """A visit; what breaks in our own program over one site stays with this site and says nothing about it."""
    try:
        return await target.visit(target.url)
    except Exception as error:  # noqa: BLE001  the other sites go on
        return Try(now(), 0.0, Reason.BROWSER, 0, f"程序异常 {type(error).__name__}")


async def burst(visit: Visit, url: str, times: int) -> tuple[Try, ...]:
    """A few visits one after the other, no more when two ran out of time; they prove nothing about a week."""
    made: list[Try] = []
    while len(made) < times and sum(one.reason is Reason.TIMEOUT for one in made) < _SILENT:
        made.append(await visit(url))
    return tuple(made)


def told(probe: Probe) -> str:
    """One line for the log when a visit was not a plain success, else empty."""
    state = probe.state(PATIENCE)
    if probe.second is None:
        return ""
    when = probe.at.astimezone(BEIJING)
    return f"{when:%m-%d %H:%M} {probe.site} {state.value}：{probe.first.words}；一分钟后 {probe.second.words}"


def acknowledged(probe: Probe) -> str:
    """One line that says to the millisecond which visit is on disk, and how it ended."""
    when = probe.at.astimezone(BEIJING).isoformat(timespec="milliseconds")
    words = "" if probe.second is None else f"；一分钟后 {probe.second.words}"
    return f"{when} {probe.site} {probe.state(PATIENCE).value}：{probe.first.words}{words}"


def counted(probes: Iterable[Probe]) -> str:
    """How many visits ended how, in Chinese."""
    states = Counter(probe.state(PATIENCE).value for probe in probes)
    return "，".join(f"{word} {number}" for word, number in states.most_common()) or "没有访问任何网站"


if __name__ == "__main__":
    import sys

    from pages.watching import main

    sys.exit(main(sys.argv[1:]))
