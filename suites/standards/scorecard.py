"""What does a score consist of, and how is it written down?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fractions import Fraction

_HUNDREDTHS = 100


class Result(Enum):
    """What the site is, in the standard's words; UNDECIDED when nothing that could decide it was judged."""

    PASSED = "合格"
    FAILED = "不合格"
    UNDECIDED = "未能判定"


@dataclass(frozen=True, slots=True)
class Row:
    """One scored indicator: `moved` points deducted or awarded, of at most `points`."""

    slug: str
    name: str
    points: Fraction
    moved: Fraction
    judged: Fraction
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """One group of deduction rows (发布解读, 办事服务…), unscaled points."""

    slug: str
    name: str
    points: Fraction
    deducted: Fraction
    judged: Fraction


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many of the clauses that matter were judged, and why not the others."""

    total: int
    judged: int
    failed: int
    pending: int
    unseen: int
    unimplemented: int


@dataclass(frozen=True, slots=True)
class Scorecard:
    """评分结果 of one site under one standard.

    Points are exact fractions on the scale of `full`; `base` is the deduction part's score, `score` adds `bonus`
    (None below the bonus line). `base` and `score` are None when the part is not scored: a veto, a kind of site the
    deduction part is not for, or nothing judged. `judged_points` counts a row in full when all its clauses are judged,
    else in proportion to the points its judged clauses name. `unmet` are the requirements a standard without scoring
    finds not met; `not_concerned` the rows whose subject is no website.
    """

    standard: str
    result: Result
    full: Fraction
    judged_points: Fraction
    coverage: Coverage
    provisional: bool = False
    base: Fraction | None = None
    bonus: Fraction | None = None
    score: Fraction | None = None
    vetoes: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    deductions: tuple[Row, ...] = ()
    awards: tuple[Row, ...] = ()
    unmet: tuple[str, ...] = ()
    not_concerned: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """合格 / 不合格 / 未能判定, marked （暂定） while anything that could change it is open."""
        tentative = self.provisional and self.result is Result.PASSED
        return f"{self.result.value}（暂定）" if tentative else self.result.value

    def to_json(self) -> dict[str, Any]:
        """Say the card for ledger and report; points are strings such as "97.5" (see `points_text`)."""
        return {
            "standard": self.standard,
            "verdict": self.words,
            "result": self.result.value,
            "provisional": self.provisional,
            "score": _optional(self.score),
            "base": _optional(self.base),
            "bonus": _optional(self.bonus),
            "full": points_text(self.full),
            "judged_points": points_text(self.judged_points),
            "clauses": self.coverage.total,
            "judged": self.coverage.judged,
            "failed": self.coverage.failed,
            "pending": self.coverage.pending,
            "broken": self.coverage.unseen,
            "unimplemented": self.coverage.unimplemented,
            "vetoes": list(self.vetoes),
            "unmet": list(self.unmet),
            "not_concerned": list(self.not_concerned),
            "groups": [
                {
                    "group": group.slug,
                    "name": group.name,
                    "points": points_text(group.points),
                    "deducted": points_text(group.deducted),
                    "score": points_text(group.points - group.deducted),
                    "judged_points": points_text(group.judged),
                }
                for group in self.groups
            ],
            "deductions": [_row_json(row, "deducted") for row in self.deductions],
            "awards": [_row_json(row, "awarded") for row in self.awards],
        }


def points_text(points: Fraction) -> str:
    """Write points as people do: "100", "97.5"; cut to hundredths, so that no line looks reached that is not."""
    whole, rest = divmod(int(points * _HUNDREDTHS), _HUNDREDTHS)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".") if rest else str(whole)


def moved_text(points: Fraction) -> str:
    """Write points deducted (negative) or awarded with their sign: "-5 分", "+1 分", "0 分"."""
    sign = "-" if points < 0 else "+" if points else ""
    return f"{sign}{points_text(abs(points))} 分"


def _optional(points: Fraction | None) -> str | None:
    return None if points is None else points_text(points)


def _row_json(row: Row, key: str) -> dict[str, Any]:
    return {
        "indicator": row.slug,
        "name": row.name,
        "points": points_text(row.points),
        key: points_text(row.moved),
        "clauses": list(row.clauses),
    }
