"""Is something published regularly? Periods one after the other, none left out, the last not long ago."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

# The clause says 定期 and no number: three periods show a rhythm, the last six are looked at (source: reconstructed).
FEWEST = 3
LOOKED_AT = 6
_YEAR = 12
_WORDS = {1: "每月", 3: "每季度", 6: "每半年", 12: "每年"}
_FEBRUARY = 2


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How regularly something is published.

    Attributes:
        months: from one period to the next; 0 when there are too few periods.
        periods: last days of the periods looked at, newest first.
        missing: the periods between which others were left out, as (older, newer).
    """

    months: int
    periods: tuple[date, ...]
    missing: tuple[tuple[date, date], ...] = ()

    @property
    def words(self) -> str:
        """每月, 每季度 and so on."""
        return _WORDS.get(self.months, f"每 {self.months} 个月")

    def late(self, newest: date, as_of: date) -> bool:
        """Whether more than two periods have passed since the newest publication."""
        return _number(as_of) - _number(newest) > 2 * self.months


def rhythm(ends: Iterable[date]) -> Rhythm:
    """The rhythm of the newest periods.

    January figures come out with those of February (国家统计局数据发布惯例), so that their absence is no gap.

    Args:
        ends: last days of the periods spoken of, or days of publication; several in one month count once.
    """
    newest: dict[int, date] = {}
    for end in sorted(ends, reverse=True):
        newest.setdefault(_number(end), end)
    months = sorted(newest, reverse=True)[:LOOKED_AT]
    periods = tuple(newest[month] for month in months)
    if len(months) < FEWEST:
        return Rhythm(0, periods)
    steps = [later - earlier for later, earlier in pairwise(months)]
    usual = _usual(steps)
    missing = [
        (newest[earlier], newest[later])
        for (later, earlier), step in zip(pairwise(months), steps, strict=True)
        if step > usual and not (usual == 1 and step == _FEBRUARY and later % _YEAR == _FEBRUARY - 1)
    ]
    return Rhythm(usual, periods, tuple(missing))


def _usual(steps: Sequence[int]) -> int:
    """The step most periods keep; of several the shortest."""
    counted = Counter(steps)
    most = max(counted.values())
    return min(step for step, count in counted.items() if count == most)


def _number(day: date) -> int:
    return day.year * _YEAR + day.month - 1
