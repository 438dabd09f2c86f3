"""Which quantity do the quoted words of a clause mean?

====================  ==============  =========================================
Words                 Type            Meaning
====================  ==============  =========================================
2 周 6 个月 1 年 15 秒  Duration        calendar time, ``before`` and ``covers``
5 个工作日             WorkingDays     days counted on the official calendar
5 分 0.5 分            Decimal         points (``Points``)
5% 30% 4/3            Fraction        a ratio (``Ratio``)
1.5 倍 4.5:1           Fraction        a ratio (``Ratio``)
5 个 20 次 4 类 4 条    int             how many (``Count``)
2048 位 24 像素 18 磅    int             how many (``Count``)
1 月 31 日              DayOfYear       a day that comes every year
====================  ==============  =========================================
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from dateutil.relativedelta import relativedelta

_SECONDS = {"秒": 1, "分钟": 60, "小时": 3600, "天": 86_400, "日": 86_400, "周": 604_800}
_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class Duration:
    """A stretch of calendar time as the law says it: `amount` of `unit`, quoted as `words`."""

    amount: int
    unit: str
    words: str

    def before(self, as_of: date) -> date:
        """The day this long before `as_of`; months and years are calendar ones (31 日 falls back to the month's end).

        Raises ValueError for units shorter than a day.
        """
        match self.unit:
            case "天" | "日":
                return as_of - relativedelta(days=self.amount)
            case "周":
                return as_of - relativedelta(weeks=self.amount)
            case "个月":
                return as_of - relativedelta(months=self.amount)
            case "年":
                return as_of - relativedelta(years=self.amount)
        raise ValueError(f"“{self.words}”不足一天，不能换算为日期")

    def covers(self, day: date, as_of: date) -> bool:
        """Whether `day` lies in the window ending at `as_of`, both ends included.

        Exactly this long ago is inside (两周整合格), one day earlier is not (两周零一天不合格).
        A day after `as_of` is outside.
        """
        return self.before(as_of) <= day <= as_of

    @property
    def seconds(self) -> int:
        """Length in seconds; ValueError for months and years, which have no fixed length."""
        if self.unit not in _SECONDS:
            raise ValueError(f"“{self.words}”没有固定的秒数")
        return self.amount * _SECONDS[self.unit]

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """A number of working days; which days work is the official calendar's business, not the law's words."""

    days: int
    words: str

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """A day that comes every year, quoted as `words`."""

    month: int
    day: int
    words: str

    def latest(self, as_of: date) -> date:
        """The last time this day had come by `as_of` (that day included)."""
        this_year = self._in(as_of.year)
        return this_year if this_year <= as_of else self._in(as_of.year - 1)

    def _in(self, year: int) -> date:
        return date(year, 1, 1) + relativedelta(month=self.month, day=self.day)

    def __str__(self) -> str:
        return self.words


Points = Decimal
Ratio = Fraction
Count = int
Quantity = Duration | WorkingDays | DayOfYear | Points | Ratio | Count
Q = TypeVar("Q", Duration, WorkingDays, DayOfYear, Points, Ratio, Count)


def parse(words: str) -> Quantity:
    """The quantity that `words`, quoted from a clause, stand for.

    Raises ValueError (Chinese) when they are no quantity.
    """
    for pattern, meaning in _MEANINGS:
        if match := pattern.fullmatch(words):
            return meaning(match)
    raise ValueError(f"“{words}”不是认得的数量")


def parse_as(words: str, kind: type[Q], where: str) -> Q:
    """The quantity of that kind that `words` stand for; TypeError (Chinese, naming `where`) when it is another kind."""
    quantity = parse(words)
    if not isinstance(quantity, kind):
        raise TypeError(f"{where}（{words}）不是 {kind.__name__}")
    return quantity


def _day_of_year(match: re.Match[str]) -> DayOfYear:
    month, day = int(match[1]), int(match[2])
    try:
        date(_LEAP_YEAR, month, day)
    except ValueError:
        raise ValueError(f"“{match[0]}”不是一年中的日子") from None
    return DayOfYear(month, day, match[0])


_MEANINGS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Quantity]], ...] = (
    (re.compile(r"(\d+) ?个工作日"), lambda match: WorkingDays(int(match[1]), match[0])),
    (
        re.compile(r"(\d+) ?(秒|分钟|小时|天|日|周|个月|年)"),
        lambda match: Duration(int(match[1]), match[2], match[0]),
    ),
    (re.compile(r"(\d+(?:\.\d+)?) ?分"), lambda match: Points(match[1])),
    (re.compile(r"(\d+(?:\.\d+)?)%"), lambda match: Ratio(match[1]) / 100),
    (re.compile(r"(\d+)/([1-9]\d*)"), lambda match: Ratio(int(match[1]), int(match[2]))),
    (re.compile(r"(\d+(?:\.\d+)?) ?(?:倍|:1)"), lambda match: Ratio(match[1])),
    (re.compile(r"(\d+) ?(?:[个次类条处项种位磅]|像素)"), lambda match: Count(match[1])),
    (re.compile(r"(\d+) ?月 ?(\d+) ?日"), _day_of_year),
)


def quoted(words: str, text: str) -> bool:
    """Whether `words` stand in `text` as a whole quantity: “1 分” is not quoted from “扣 0.1 分”."""
    return re.search(rf"(?<![\d.]){re.escape(words)}", text) is not None
