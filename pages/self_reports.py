"""What has the site published about itself? Yearly reports (政府网站工作年度报表) and quarterly self-checks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pages.columns import Column, ColumnState
from pages.dates import plain
from pages.errors import Unseen
from pages.reading import page_key
from pages.walk import Walk

_ANNUAL = re.compile(r"网站.{0,20}(?:年度|年报).{0,6}报?表|网站.{0,12}报表|(?:年度|工作)报表.{0,10}网站")
# 《政府网站监管年度报表》 is about other sites, and made by provinces and ministries only.
_NOT_ANNUAL = re.compile(r"监管年度|通知|部署|培训|解读")
_CHECKS = re.compile(r"网站.{0,20}(?:自查|检查|抽查|排查|普查|监测|运行)")
_NOT_CHECKS = re.compile(r"安全检查|通知$|方案|指标")
_YEAR = re.compile(r"(20\d{2})\s?年")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_QUARTER = re.compile(r"(?:第?([一二三四1-4])季度|([一二三四])季度)")


@dataclass(frozen=True, order=True, slots=True)
class Quarter:
    """One quarter of a year, 1 to 4."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """The quarter a day lies in."""
        return cls(day.year, (day.month - 1) // 3 + 1)

    @property
    def previous(self) -> "Quarter":
        """The one before."""
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)

    @property
    def last_day(self) -> date:
        """Its last day."""
        return date(self.year, self.number * 3, 31 if self.number in {1, 4} else 30)

    def __str__(self) -> str:
        return f"{self.year} 年第{'一二三四'[self.number - 1]}季度"


@dataclass(frozen=True, slots=True)
class SelfReport:
    """One published item: `year` and `quarter` as its title says, None where it does not; `day`: None when undated."""

    title: str
    url: str
    day: date | None
    year: int | None
    quarter: int | None = None


@dataclass(frozen=True, slots=True)
class SelfReports:
    """Published items of one kind.

    Attributes:
        items: newest first, undated last.
        columns: columns called so, where further items would stand.
        home: links on the home page that lead to such an item or column.
    """

    items: tuple[SelfReport, ...]
    columns: tuple[Column, ...]
    home: tuple[str, ...]

    def settled(self) -> Column | None:
        """The column that would show an item if there was one; None when there is none to be sure of.

        Raises:
            Unseen: such a column could not be seen.
        """
        if not self.columns:
            return None
        seen = [column for column in self.columns if column.state in {ColumnState.LISTED, ColumnState.EMPTY}]
        unseen = [column.unseen for column in self.columns if column.unseen]
        if not seen and unseen:
            raise Unseen(unseen[0].reason, unseen[0].where, unseen[0].detail)
        return seen[0] if seen else None


def annual_reports(walk: Walk) -> SelfReports:
    """The yearly reports on the site's work."""
    return _found(walk, _ANNUAL, _NOT_ANNUAL)


def self_checks(walk: Walk) -> SelfReports:
    """The reports on checks of the site."""
    return _found(walk, _CHECKS, _NOT_CHECKS)


def _found(walk: Walk, wanted: re.Pattern[str], unwanted: re.Pattern[str]) -> SelfReports:
    def means(text: str) -> bool:
        flat = plain(text)
        return bool(wanted.search(flat)) and not unwanted.search(flat)

    columns = tuple(column for column in walk.columns if means(column.name))
    known: dict[str, SelfReport] = {}
    for title, url, day in _entries(walk):
        key = page_key(url)
        if means(title) and walk.column_at(url) is None and (key not in known or known[key].day is None):
            known[key] = _report(title, url, day)
    own = {*known, *(page_key(column.url) for column in columns)}
    home = tuple(anchor.url for anchor in walk.home.anchors if page_key(anchor.url) in own or means(anchor.text))
    items = sorted(known.values(), key=lambda report: report.day or date.min, reverse=True)
    return SelfReports(tuple(items), columns, home)


def _entries(walk: Walk) -> Iterable[tuple[str, str, date | None]]:
    for column in walk.columns:
        yield from ((item.title, item.url, item.day) for item in column.items)
    yield from ((item.title, item.url, item.day) for item in (*walk.articles, *walk.front.items))
    yield from ((anchor.text, anchor.url, None) for anchor in walk.home.anchors)


def _report(title: str, url: str, day: date | None) -> SelfReport:
    flat = plain(title)
    year, quarter = _YEAR.search(flat), _QUARTER.search(flat)
    number = _QUARTERS[quarter[1] or quarter[2]] if quarter else None
    return SelfReport(title, url, day, int(year[1]) if year else None, number)
