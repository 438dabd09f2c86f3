"""Which period does a title speak of, and when did it end? 2026年第三季度, 2026年1—9月, 上半年, 2026-10."""

import calendar
import re
from collections.abc import Iterator
from datetime import date

from pages.dates import EARLIEST, plain

_YEAR = r"(?<!\d)(?P<year>(?:19|20)\d{2})"
_QUARTER = re.compile(rf"(?:{_YEAR}\s?年?度?\s?)?第?(?P<n>[一二三四1-4])季度")
_HALF = re.compile(rf"{_YEAR}\s?年?度?\s?(?P<n>[上下])半年")
_MONTHS = re.compile(
    rf"(?:{_YEAR}\s?年\s?)?(?:\d{{1,2}}\s?月?\s?(?:-+|—+|–|~|至)\s?)?(?P<n>1[0-2]|0?[1-9])\s?月(?:份|(?!\s?\d{{1,2}}\s?日))"
)
_NUMERIC = re.compile(rf"{_YEAR}[-/.](?P<n>1[0-2]|0?[1-9])(?![\d\-/.])")
_WHOLE = re.compile(rf"{_YEAR}\s?年度?(?!\s?(?:\d|第|[上下]半年|[一二三四]季))")
_QUARTERS = {word: number for number, words in enumerate(("一1", "二2", "三3", "四4"), start=1) for word in words}
_MONTHS_OF_QUARTER = 3
_HALVES = {"上": 6, "下": 12}


def periods_end(text: str, as_of: date, *, with_year: bool = False) -> date | None:
    """The last day of the newest period a text names that began before `as_of`, None when it names none.

    Args:
        text: a title or a short text.
        as_of: a month or quarter without a year is the newest such one that has begun; a period under way ends today.
        with_year: leave out periods without a year, which running text has for other reasons.
    """
    found = _periods(plain(text), as_of, with_year=with_year)
    ends = [min(end, as_of) for start, end in found if start <= as_of]
    return max(ends, default=None)


def _periods(text: str, as_of: date, *, with_year: bool) -> Iterator[tuple[date, date]]:
    for match in _QUARTER.finditer(text):
        if with_year and not match["year"]:
            continue
        last = _QUARTERS[match["n"]] * _MONTHS_OF_QUARTER
        yield from _span(match["year"], last - _MONTHS_OF_QUARTER + 1, last, as_of)
    for match in _HALF.finditer(text):
        last = _HALVES[match["n"]]
        yield from _span(match["year"], last - 5, last, as_of)
    for pattern in (_MONTHS, _NUMERIC):
        for match in pattern.finditer(text):
            if with_year and not match["year"]:
                continue
            yield from _span(match["year"], int(match["n"]), int(match["n"]), as_of)
    for match in _WHOLE.finditer(text):
        yield from _span(match["year"], 1, 12, as_of)


def _span(year: str | None, first: int, last: int, as_of: date) -> Iterator[tuple[date, date]]:
    """First and last day of some months; without a year the newest such months that have begun."""
    number = int(year) if year else as_of.year - (date(as_of.year, first, 1) > as_of)
    if number >= EARLIEST:
        yield date(number, first, 1), date(number, last, calendar.monthrange(number, last)[1])
