"""Which columns are blank or overdue and not already deducted by a row of their own?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pages.columns import Column, ColumnState
from pages.errors import Reason, Unseen
from pages.walk import Walk
from site_configs.kinds import ColumnKind
from suites.freshness import Due, blank_columns, blank_finding, jointly, limited, require_sight
from suites.standards import Clause
from suites.standards.quantity import Duration
from suites.verdict import Verdict

Windows = Mapping[ColumnKind, Duration]
# Blank services and mailboxes are what 事项公开 and 内容发布 ask about.
_WHOLE = frozenset({ColumnKind.SERVICES, ColumnKind.LETTERS})


@dataclass(frozen=True, slots=True)
class Remaining:
    """Defects that are left for 其他栏目, and what could not be told.

    Attributes:
        columns: the blank or overdue columns.
        elsewhere: names of kinds left out, because a row of their own deducts for them.
        unseen: why some columns could not be told.
        looked: how many columns were looked at.
    """

    columns: tuple[Column | Due, ...]
    elsewhere: tuple[str, ...]
    unseen: tuple[Unseen, ...]
    looked: int


def deducted(walk: Walk, windows: Windows, as_of: date) -> frozenset[ColumnKind]:
    """Kinds for which another row deducts: as a whole not updated in that row's window, or blank altogether.

    Args:
        walk: what was seen.
        windows: the period each row with a period of its own names, by kind of column.
        as_of: day of the inspection.
    """
    stale = {
        kind
        for kind, window in windows.items()
        if (due := jointly(walk, walk.of_kind(kind), window, as_of)) is not None and due.stale
    }
    blank = {
        kind
        for kind in _WHOLE
        if (columns := walk.of_kind(kind)) and all(one.state is ColumnState.EMPTY for one in columns)
    }
    return frozenset(stale | blank)


def remaining_blank(walk: Walk, windows: Windows, as_of: date) -> Remaining:
    """Blank columns left for this row; raises Unseen when no column was found at all."""
    if not walk.columns:
        require_sight(walk)
    taken = deducted(walk, windows, as_of)
    found = blank_columns(walk)
    return Remaining(
        tuple(column for column in found if column.kind not in taken),
        _labels(column.kind for column in found if column.kind in taken),
        tuple(column.unseen for column in walk.columns if column.unseen and not _gone(column.unseen)),
        len(walk.columns),
    )


def remaining_overdue(walk: Walk, windows: Windows, as_of: date) -> Remaining:
    """Overdue columns left for this row, raises as `remaining_blank`."""
    if not walk.columns:
        require_sight(walk)
    taken = deducted(walk, windows, as_of)
    due = limited(walk, as_of)
    stale = [one for one in due if one.stale and not one.unseen]
    return Remaining(
        tuple(one for one in stale if one.column.kind not in taken),
        _labels(one.column.kind for one in stale if one.column.kind in taken),
        tuple(one.unseen for one in due if one.stale and one.unseen and not _gone(one.unseen)),
        len(due),
    )


def _gone(unseen: Unseen) -> bool:
    """A column whose address is dead is a broken link (可用性), not a column standing still."""
    return unseen.reason is Reason.NOT_FOUND


def _labels(kinds: Iterable[ColumnKind]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(kind.label for kind in kinds))


def judge_remaining(clause: Clause, left: Remaining, what: str) -> Verdict:
    """One finding per column; those that could not be seen are named in the note.

    Args:
        clause: 存在空白栏目 or 存在应更新未更新栏目.
        left: what is left for this row.
        what: 空白 or 未更新.

    Raises:
        Unseen: nothing was found, and some columns could not be told.
    """
    findings = [one.finding if isinstance(one, Due) else blank_finding(one) for one in left.columns]
    if not findings and left.unseen:
        raise left.unseen[0]
    notes = [f"检查了 {left.looked} 个栏目，{what} {len(findings)} 个"]
    if left.elsewhere:
        notes.append(f"{'、'.join(left.elsewhere)}类栏目已按其他指标扣分，不重复计算")
    if left.unseen:
        notes.append(f"另有 {len(left.unseen)} 个未能看见")
    return Verdict.of(clause, findings, f"{'；'.join(notes)}。")
