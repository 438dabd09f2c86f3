"""How fast did a home page open, hour by hour? Median and 95th percentile, and what did not open. Pure."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pages.clock import BEIJING
from pages.probes import Probe, ProbeState

HOURS = 24
_HIGH = 0.95


@dataclass(frozen=True, slots=True)
class Times:
    """The visits of one hour, or of several.

    Attributes:
        seconds: of the visits that opened, quickest first.
        down: how many a second look found down, too; `doubtful` of how many nothing can be said.
        ours: how many were none, because our own network was down.
    """

    seconds: tuple[float, ...] = ()
    down: int = 0
    doubtful: int = 0
    ours: int = 0

    @property
    def median(self) -> float | None:
        """Half of the visits that opened took no longer; None when none opened."""
        return statistics.median(self.seconds) if self.seconds else None

    @property
    def high(self) -> float | None:
        """Of the visits that opened 95 % took no longer (nearest rank); None when none opened."""
        return self.seconds[math.ceil(_HIGH * len(self.seconds)) - 1] if self.seconds else None


def together(parts: Iterable[Times]) -> Times:
    """The visits of several hours as one."""
    known = tuple(parts)
    seconds = sorted(each for one in known for each in one.seconds)
    down, doubtful = sum(one.down for one in known), sum(one.doubtful for one in known)
    return Times(tuple(seconds), down, doubtful, sum(one.ours for one in known))


def by_hour(probes: Iterable[Probe], days: Sequence[date], limit: float) -> tuple[Times, ...]:
    """Twenty-four for each of the days (Beijing time), in the order of time.

    Args:
        probes: visits.
        days: those wanted.
        limit: a page has to come in less than so many seconds.
    """
    hours: dict[tuple[date, int], list[Times]] = {}
    for one in probes:
        at = one.at.astimezone(BEIJING)
        hours.setdefault((at.date(), at.hour), []).append(_of(one, limit))
    return tuple(together(hours.get((day, hour), ())) for day in days for hour in range(HOURS))


def by_hour_of_day(hours: Sequence[Times]) -> tuple[Times, ...]:
    """Twenty-four: the days of `by_hour` together, by the hour of the day."""
    return tuple(together(hours[hour::HOURS]) for hour in range(HOURS))


def _of(probe: Probe, limit: float) -> Times:
    match probe.state(limit):
        case ProbeState.OPEN:
            # What came only at the second look took as long as it took then.
            tries = (one for one in (probe.first, probe.second) if one is not None and one.opened(limit))
            return Times((next(tries).seconds,))
        case ProbeState.DOWN:
            return Times(down=1)
        case ProbeState.DOUBTFUL:
            return Times(doubtful=1)
        case ProbeState.OURS:
            return Times(ours=1)
