"""How fast may we ask this host? One limit per host, slower when the host says so."""

import asyncio
import math
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from email.utils import parsedate_to_datetime

from pages import clock

# Slower than one request in half a minute is no inspection any more.
_SLOWEST = 30.0
# What a host may ask for by Retry-After (RFC 9110, 10.2.3) and be given in full; more is cut to it.
_LONGEST_PAUSE = 120.0
_CLIMB = 0.95
_NAMED = 5
_BUSY = frozenset({429, 503})


class Politeness:
    """Spaces requests to a host; halves the speed on 429/503, obeys Retry-After, climbs back slowly.

    One may serve several fetchers, so that the second does not forget what the first was told.

    Args:
        rate: requests per second and host to start with (> 0); never exceeded.
        now: seconds of a clock that only goes forward.
        sleep: waits so many seconds.
    """

    def __init__(
        self,
        rate: float,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._start = 1.0 / rate
        self._now = now
        self._sleep = sleep
        self._intervals: dict[str, float] = {}
        self._free: dict[str, float] = {}
        self._slowed: dict[str, float] = {}
        self._refusals: Counter[str] = Counter()

    async def wait(self, host: str) -> float:
        """Sleep until `host` may be asked again.

        Returns:
            The moment it is asked, for `answered`.
        """
        # The turn is taken on waking, not before: what the host said meanwhile counts for everybody who waits.
        while (turn := self._free.get(host, 0.0)) > (now := self._now()):
            await self._sleep(turn - now)
        self._free[host] = now + self._interval(host)
        return now

    def answered(self, host: str, status: int, retry_after: str, asked: float) -> None:
        """Learn from an answer.

        Args:
            host: who answered.
            status: HTTP status.
            retry_after: the header (seconds or a date), may be empty.
            asked: what `wait` returned; answers to what was asked before the last slowing down slow no further.
        """
        interval = self._interval(host)
        if status not in _BUSY:
            if interval > self._start:
                self._intervals[host] = max(self._start, interval * _CLIMB)
            return
        self._refusals[host] += 1
        now = self._now()
        if asked > self._slowed.get(host, -math.inf):
            interval = self._intervals[host] = min(interval * 2, max(_SLOWEST, self._start))
            self._slowed[host] = now
        self._free[host] = max(self._free.get(host, 0.0), now + max(_pause(retry_after), interval))

    def rate(self, host: str) -> float:
        """Requests per second that a host is asked with now."""
        return 1.0 / self._interval(host)

    def told(self) -> str:
        """Chinese words for which hosts said that they were asked too much and how fast they are asked now."""
        return "；".join(
            f"{host} {number} 次表示访问过多或繁忙，现为每秒 {self.rate(host):.2g} 次"
            for host, number in self._refusals.most_common(_NAMED)
        )

    def _interval(self, host: str) -> float:
        return self._intervals.get(host, self._start)


def _pause(retry_after: str) -> float:
    """Seconds a Retry-After header asks for, 0 when it says nothing that can be understood."""
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return min(float(text), _LONGEST_PAUSE)
    try:
        until = parsedate_to_datetime(text)
        seconds = (until - clock.now()).total_seconds()
    except (ValueError, TypeError):  # TypeError: a date without a zone
        return 0.0
    return min(max(seconds, 0.0), _LONGEST_PAUSE)
