"""Do too many columns stand still, or stand empty? The judges."""

import dataclasses
from collections.abc import Sequence
from datetime import date

from pages.columns import ColumnState
from pages.walk import Walk
from suites.freshness import Due, blank, early_warnings, lively, overdue, require_sight
from suites.standards import Clause
from suites.verdict import Verdict


def judge_lively(clause: Clause, walk: Walk, as_of: date, share: float) -> Verdict:
    """Clause 1, with warnings for columns that have used up that share of their period.

    Raises:
        Unseen: columns that were not seen could decide.
    """
    due = lively(walk, clause.duration("news_window"), clause.duration("notice_window"), as_of)
    if not due:
        require_sight(walk)
        return Verdict.review(clause, "没有识别出动态、要闻、通知公告、政策文件类栏目，须人工确认。")
    verdict = _counted(clause, due, "动态、要闻、通知公告、政策文件类栏目")
    return dataclasses.replace(verdict, warnings=early_warnings(due, as_of, share))


def judge_overdue(clause: Clause, walk: Walk, as_of: date, share: float) -> Verdict:
    """Clause 2, warnings and Unseen as in clause 1."""
    if not walk.columns:
        require_sight(walk)
    due = overdue(walk, as_of)
    return dataclasses.replace(_counted(clause, due, "其他应更新栏目"), warnings=early_warnings(due, as_of, share))


def judge_blank(clause: Clause, walk: Walk) -> Verdict:
    """Clause 3; raises Unseen as clause 1 does."""
    limit, found = clause.count("limit"), blank(walk)
    unseen = [column.unseen for column in walk.columns if column.unseen and column.state is ColumnState.UNSEEN]
    if len(found) < limit <= len(found) + len(unseen):
        raise unseen[0]
    if not walk.columns:
        require_sight(walk)
    note = f"检查了 {len(walk.columns) - len(unseen)} 个栏目，空白 {len(found)} 个。"
    return Verdict.of(clause, found if len(found) >= limit else (), note)


def _counted(clause: Clause, due: Sequence[Due], what: str) -> Verdict:
    """FAIL when the stale ones reach the limit; raises Unseen when only unseen ones could bring them there."""
    limit = clause.count("limit")
    stale = [one for one in due if one.stale and not one.unseen]
    unseen = [one.unseen for one in due if one.stale and one.unseen]
    if len(stale) < limit <= len(stale) + len(unseen):
        raise unseen[0]
    names = f"：{'、'.join(one.column.name for one in stale)}" if stale else ""
    note = f"检查了 {len(due) - len(unseen)} 个{what}，未更新 {len(stale)} 个{names}。"
    return Verdict.of(clause, [one.finding for one in stale] if len(stale) >= limit else (), note)
