"""Which columns should have been updated, since when, and which have not? Pure, shared by every row about updating."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from pages.columns import Column, ColumnState
from pages.errors import Reason, Unseen
from pages.items import Item, newest
from pages.walk import Walk
from site_configs.kinds import ColumnKind
from suites.standards.quantity import Duration, parse_as
from suites.verdict import EarlyWarning, Finding

LIMITS = Path(__file__).with_name("update_limits.yaml")
_LISTS = frozenset({ColumnState.LISTED, ColumnState.UNDATED})
_STANDING = _LISTS | {ColumnState.EMPTY}
_FIRST_LEVEL = frozenset({ColumnKind.NOTICES, ColumnKind.POLICIES})


@dataclass(frozen=True, slots=True)
class Due:
    """A column that should have been updated on or after a day.

    Attributes:
        since: first day of the period; `words` says the period as the rule does.
        newest: day of its newest entry (including what is below it), None when nothing states a date.
        unseen: why something that counts for it could not be seen, None when everything was.
    """

    column: Column
    since: date
    words: str
    newest: date | None
    unseen: Unseen | None = None

    @property
    def stale(self) -> bool:
        """Not updated in the period; what states no date counts as not updated (未注明信息发布时间的视为不更新)."""
        return self.newest is None or self.newest < self.since

    @property
    def finding(self) -> Finding:
        """The defect in one sentence."""
        name = self.column.name
        if self.newest is None:
            what = f"“{name}”栏目的信息未注明发布时间，视为未更新。"
        else:
            what = f"“{name}”栏目自 {self.newest} 以后没有更新，超过{self.words}（{self.since} 以来应有更新）。"
        first = self.column.items[0].title if self.column.items else ""
        return Finding(self.column.url, what, excerpt=first)


def early_share() -> float:
    """The part of a period after which a warning is given when the site file says nothing (update_limits.yaml)."""
    return float(_written()["early_warning"])


def early_warnings(due: Iterable[Due], as_of: date, share: float) -> tuple[EarlyWarning, ...]:
    """Columns that are not overdue yet, but older than a share of their period, most urgent first.

    Args:
        due: columns with their periods; overdue ones and those that could not be seen are left out.
        as_of: day of the inspection.
        share: part of the period, between 0 and 1 (`early_share`, or the site file's `early_warning`).
    """
    rows = [(one, one.newest) for one in due if one.newest and not one.stale and not one.unseen]
    nearing = [
        (row[1] - row[0].since, row[0], row[1]) for row in rows if is_nearing(row[0].since, row[1], as_of, share)
    ]
    return tuple(
        EarlyWarning(one.column.url, nearing_words(f"“{one.column.name}”栏目", one.since, newest, one.words))
        for _, one, newest in sorted(nearing, key=lambda row: (row[0], row[1].column.url))
    )


def is_nearing(since: date, newest: date, as_of: date, share: float) -> bool:
    """Whether something updated in time on `newest` has used up more than a share of its period from `since` on."""
    return newest >= since and (as_of - newest).days > share * (as_of - since).days


def nearing_words(what: str, since: date, newest: date, words: str) -> str:
    """One Chinese sentence: since when, how long is allowed, how many days are left."""
    return f"{what}最近一次更新为 {newest}，期限为{words}，再过 {(newest - since).days} 天不更新即超过期限。"


def jointly(walk: Walk, columns: Iterable[Column], limit: Duration, as_of: date) -> Due | None:
    """Several columns judged as one: updated when any of them was, or anything of their kind below them.

    Columns below of another kind (通知公告 below 政务动态) do not count; blank columns count as not updated.

    Returns:
        None when nothing dated or datable was seen: only static pages, links elsewhere, dates in the future.
    """
    chosen = tuple(columns)
    whole = tuple({one.url: one for column in chosen for one in (column, *_alike(walk, column))}.values())
    unseen = next((one.unseen for one in whole if one.unseen), None)
    found = newest((item for one in whole for item in _own_items(walk, one)), as_of)
    if not chosen or not (found or unseen or any(one.state in _STANDING for one in whole)):
        return None
    if found is None and any(item.dated for one in whole for item in one.items):
        return None
    return Due(chosen[0], limit.before(as_of), limit.words, found.day if found else None, unseen)


def _alike(walk: Walk, column: Column) -> tuple[Column, ...]:
    """Columns below one that are of its kind, or of none that is known."""
    return tuple(
        child
        for child in walk.below(column)
        if child.kind in {column.kind, ColumnKind.OTHER} or not child.confidence.firm
    )


def _own_items(walk: Walk, column: Column) -> tuple[Item, ...]:
    """A column's entries without those its page only repeats from columns of another kind below it."""
    alike = {child.url for child in _alike(walk, column)}
    repeated = {item.url for child in walk.below(column) if child.url not in alike for item in child.items}
    return tuple(item for item in column.items if item.url not in repeated)


@cache
def _written() -> Mapping[str, Any]:
    return MappingProxyType(yaml.safe_load(LIMITS.read_text(encoding="utf-8")))


@cache
def update_limits() -> Mapping[ColumnKind, Duration]:
    """How long a column of each kind may stay without update (update_limits.yaml, source: reconstructed).

    Raises:
        TypeError: a limit is not calendar time; ValueError: an unknown kind.
    """
    limits: dict[ColumnKind, Duration] = {}
    for kind, words in _written()["limits"].items():
        known = ColumnKind.parse(kind)
        if known is None:
            raise ValueError(f"{LIMITS.name} 中没有 {kind} 这类栏目")
        limits[known] = parse_as(words, Duration, f"{LIMITS.name} 中 {kind} 的期限")
    return MappingProxyType(limits)


def lively(walk: Walk, news: Duration, notices: Duration, as_of: date) -> tuple[Due, ...]:
    """动态、要闻类栏目 and first-level 通知公告、政策文件类 columns, each with its period.

    A news column with news columns below it is judged by those. A first-level column is judged with everything below
    it. Columns whose kind is only guessed from the address, blank ones and static pages are left out.

    Args:
        walk: what was seen.
        news: period for news columns.
        notices: period for notices and policies.
        as_of: day of the inspection.
    """
    return tuple(_lively(walk, news, notices, as_of))


def _lively(walk: Walk, news: Duration, notices: Duration, as_of: date) -> Iterator[Due]:
    for column in walk.columns:
        if not column.confidence.firm or not column.should_update:
            continue
        below = walk.below(column)
        if column.kind is ColumnKind.NEWS and not any(child.kind is ColumnKind.NEWS for child in below):
            yield from _due(walk, column, (), news, as_of)
        elif column.kind in _FIRST_LEVEL and column.foremost:
            yield from _due(walk, column, below, notices, as_of)


def overdue(walk: Walk, as_of: date) -> tuple[Due, ...]:
    """Every other column that should be updated, each with its limit: the site file's, else the one of its kind.

    Columns judged by `lively` are left out, so that nothing counts twice; so are columns with columns below them.
    """
    taken = {
        due.column.url
        for due in _lively(walk, update_limits()[ColumnKind.NEWS], update_limits()[ColumnKind.NOTICES], as_of)
    }
    return tuple(due for due in limited(walk, as_of) if due.column.url not in taken)


def limited(walk: Walk, as_of: date) -> tuple[Due, ...]:
    """Every column that should be updated and has a limit, first-level and news columns too."""
    return tuple(due for column in walk.columns for due in _overdue(walk, column, as_of))


def _overdue(walk: Walk, column: Column, as_of: date) -> Iterator[Due]:
    limit = update_limits().get(column.kind)
    if column.window_days is not None:
        limit = Duration(column.window_days, "天", f"{column.window_days} 天")
    sure = column.confidence.firm or column.window_days is not None
    if limit is None or not column.should_update or not sure or walk.below(column):
        return
    yield from _due(walk, column, (), limit, as_of)


def _due(walk: Walk, column: Column, below: tuple[Column, ...], limit: Duration, as_of: date) -> Iterator[Due]:
    seen = [one for one in (column, *below) if one.state in _LISTS]
    unseen = [one for one in (column, *below) if one.state is ColumnState.UNSEEN]
    if not seen and not unseen:
        return  # blank, static, or only links elsewhere: other rows speak about those
    newest = walk.newest(column, as_of) if below else column.newest(as_of)
    if newest is None and any(item.dated for one in seen for item in one.items):
        return  # dated only in the future: nothing is known about the period
    yield Due(
        column,
        limit.before(as_of),
        limit.words,
        newest.day if newest else None,
        next((one.unseen for one in unseen), None),
    )


def require_sight(walk: Walk) -> None:
    """Make sure that every column was seen before saying that none of them shows something.

    Raises:
        Unseen: a column could not be read, or no column was found at all.
    """
    if walk.unseen:
        raise walk.unseen[0]
    if not walk.columns:
        raise Unseen(Reason.LAYOUT, walk.home.url, "首页上没有找到栏目")


def blank(walk: Walk) -> tuple[Finding, ...]:
    """Columns that show nothing (空白栏目)."""
    return tuple(blank_finding(column) for column in blank_columns(walk))


def blank_finding(column: Column) -> Finding:
    """The defect of a blank column in one sentence."""
    return Finding(column.url, f"“{column.name}”栏目是空白栏目，没有任何信息。", selector="body")


def blank_columns(walk: Walk) -> tuple[Column, ...]:
    """Columns that show nothing; one that leads to columns below it is judged by those."""
    return tuple(column for column in walk.columns if column.state is ColumnState.EMPTY and not walk.below(column))
