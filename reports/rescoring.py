"""What would a run have scored under another edition? Its ledger judged again, without visiting the site.

A conclusion is carried over only where both editions ask the same: the same sentence with the same quantities, points
aside. What was seen for another window or number proves nothing for this one, so it counts as not judged.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from reports.inspection import Inspection
from reports.records import Judged
from reports.version import standard_ref
from suites.standards import Clause, Judge, Standard, Subject
from suites.standards.scorecard import Row, Scorecard
from suites.standards.scoring import Conclusion, Unjudged
from suites.verdict import Outcome, Verdict


class RescoringError(ValueError):
    """A ledger cannot be scored under a standard: one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Left:
    """A clause that is not judged under the other edition, and why (Chinese, without 。)."""

    clause: Clause
    why: str


@dataclass(frozen=True, slots=True)
class Shift:
    """One indicator whose points differ: deducted (negative) or awarded, before and after; None: not in the table."""

    name: str
    before: Fraction | None
    after: Fraction | None


@dataclass(frozen=True, slots=True)
class Rescoring:
    """A run scored under its own edition and under another one.

    Attributes:
        left: clauses of the other edition that the ledger cannot judge.
        shifts: indicators whose points differ.
        remarks: what the reader must know about the comparison, Chinese sentences.
    """

    inspection: Inspection
    standard: Standard
    before: Scorecard
    after: Scorecard
    left: tuple[Left, ...]
    shifts: tuple[Shift, ...]
    remarks: tuple[str, ...]


def rescored(inspection: Inspection, standard: Standard) -> Rescoring:
    """Score a run under another standard.

    Args:
        inspection: the run.
        standard: the edition to score it under.

    Raises:
        RescoringError: the two standards have no clause in common.
    """
    known = {clause.id: clause for clause in inspection.rulebook.clauses}
    asked = [clause for clause in standard.clauses if clause.indicator.subject is Subject.WEBSITE]
    if not any(clause.id in known for clause in asked):
        raise RescoringError(
            f"{standard.code} 与这次检查采用的 {inspection.standard.code} 没有共同的条款，不能重新评分。"
        )
    judgements: dict[str, Conclusion] = {}
    left: list[Left] = []
    for clause in asked:
        why = _obstacle(clause, known.get(clause.id), inspection)
        if why:
            left.append(Left(clause, why))
        else:
            judgements[clause.id] = _carried(inspection, clause)
    before, after = inspection.scorecard, inspection.scored_by(standard, judgements)
    concerned = {row.slug for row in inspection.rows_of(standard)}
    return Rescoring(
        inspection=inspection,
        standard=standard,
        before=before,
        after=after,
        left=tuple(one for one in left if one.clause.indicator.slug in concerned),
        shifts=tuple(_shifts(before, after, inspection.standard, standard)),
        remarks=tuple(_remarks(inspection, standard)),
    )


def _obstacle(clause: Clause, old: Clause | None, inspection: Inspection) -> str:
    """Why the ledger's conclusion cannot be carried over, empty when it can."""
    if old is None:
        return "原标准没有这一条"
    if clause.id not in inspection.conclusions:
        return "台账没有这一条的结论"
    if clause.measures != old.measures:
        changed = sorted(clause.measures.items() ^ old.measures.items())
        names = dict.fromkeys(name for name, _ in changed)
        told = "，".join(f"{name} 原为 {_words(old, name)}，现为 {_words(clause, name)}" for name in names)
        return f"数量不同（{told}），须重新检查"
    if _sense(clause) != _sense(old) or clause.is_bonus != old.is_bonus:
        return "条文不同，须重新检查"
    return ""


def _words(clause: Clause, name: str) -> str:
    return clause.measures.get(name, "无")


def _sense(clause: Clause) -> str:
    """The sentence without the points it costs or earns."""
    text = clause.text
    for name, words in clause.terms.items():
        if name not in clause.measures:
            text = text.replace(words, name)
    return text


def _carried(inspection: Inspection, clause: Clause) -> Conclusion:
    """The ledger's conclusion; a program's one is only a candidate where the other edition asks for a person."""
    one = inspection.conclusions[clause.id]
    if not isinstance(one, Judged):
        return Unjudged.UNSEEN
    verdict, old = one.verdict, inspection.rulebook.clause(clause.id)
    if old.judge is Judge.AUTO and clause.judge is not Judge.AUTO:
        by_person = clause.judge is Judge.EVIDENCE or verdict.outcome is Outcome.FAIL
        if by_person:
            return Verdict.review(clause, f"{clause.judge.word}，台账里是程序的结论。", verdict.findings)
    return verdict


def _shifts(before: Scorecard, after: Scorecard, old: Standard, new: Standard) -> Iterator[Shift]:
    moved_before, moved_after = _moved(before), _moved(after)
    for slug in dict.fromkeys([*moved_before, *moved_after]):
        was = moved_before.get(slug, Fraction(0)) if slug in old.indicators else None
        now = moved_after.get(slug, Fraction(0)) if slug in new.indicators else None
        if was != now:
            name = (new.indicators.get(slug) or old.indicators[slug]).name
            yield Shift(name, was, now)


def _moved(card: Scorecard) -> Mapping[str, Fraction]:
    def signed(rows: tuple[Row, ...], sign: int) -> dict[str, Fraction]:
        return {row.slug: sign * row.moved for row in rows}

    return {**signed(card.deductions, -1), **signed(card.awards, 1)}


def _remarks(inspection: Inspection, standard: Standard) -> Iterator[str]:
    header = inspection.header
    until = standard.in_force_until
    if not standard.in_force(header.as_of):
        span = f"自 {standard.in_force_from} 起" + (f"至 {until}" if until else "")
        yield f"监测时间点 {header.as_of} 不在 {standard.code} 的施行期内（{span}），结果仅供比较。"
    if standard_ref(inspection.standard).sha256 != header.standard.sha256:
        yield f"检查之后 {header.standard.code} 的文件修改过，这里按现在的条文比较。"
    if not inspection.complete:
        yield "这次检查没有做完。"
