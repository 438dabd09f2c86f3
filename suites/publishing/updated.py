"""Was anything of this kind published in time? One judge for every row that names a period for a kind of column."""

from collections.abc import Sequence
from datetime import date

from pages.columns import Column
from pages.walk import Walk
from suites.freshness import Due, early_warnings, jointly
from suites.standards import Clause
from suites.verdict import EarlyWarning, Finding, Verdict

_SHOWN = 4


def judge_updated(clause: Clause, walk: Walk, columns: Sequence[Column], as_of: date) -> tuple[Verdict, Due | None]:
    """The newest entry of all these columns lies in the clause's `window`; also what it was judged by.

    Args:
        clause: has a term `window`.
        walk: what was seen.
        columns: the columns of the kind; what lies below them counts.
        as_of: day of the inspection.

    Raises:
        Unseen: nothing new was seen, and something could not be seen.
    """
    due = jointly(walk, [column for column in columns if column.should_update], clause.duration("window"), as_of)
    shown = "、".join(f"“{column.name}”" for column in columns[:_SHOWN])
    names = f"{shown}等 {len(columns)} 个" if len(columns) > _SHOWN else shown
    if due is None:
        return Verdict.review(
            clause, f"{names or clause.indicator.name}栏目没有可以看出发布时间的信息列表，须人工确认。"
        ), None
    if not due.stale:
        return Verdict.of(clause, (), f"检查了{names}栏目及其下级栏目，最近一次更新为 {due.newest}。"), due
    if due.unseen:
        raise due.unseen
    since = f"最近一次更新为 {due.newest}" if due.newest else "没有注明发布时间的信息，视为未更新"
    what = f"{names}栏目在监测时间点前 {due.words}内（{due.since} 以来）没有更新，{since}。"
    return Verdict.of(clause, [Finding(due.column.url, what)]), due


def warned(due: Due | None, as_of: date, share: float) -> tuple[EarlyWarning, ...]:
    """预警 for what `judge_updated` looked at."""
    return early_warnings([due] if due else [], as_of, share)
