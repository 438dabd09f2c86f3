"""How do two runs on a site differ? Like with like: what got worse, what got better, and what cannot be compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from reports.history import Standing, standing
from reports.inspection import Inspection
from reports.snapshot import Problem, Snapshot
from suites.standards import Clause, Rulebook
from suites.standards.scorecard import Scorecard
from suites.verdict import UNSEEN_WORD, Outcome

NOT_ASKED = "未检查"


class ComparisonError(ValueError):
    """Two runs cannot be compared: one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Change:
    """One clause whose conclusion differs: 报告用语 before and after."""

    clause: Clause
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Incomparable:
    """A problem of the first run of which the second can say nothing, and why (Chinese, without 。)."""

    problem: Problem
    why: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs on one site, `before` and `after`.

    Attributes:
        regressed: clauses that found a problem, need a person or could not be seen, and were better before.
        improved: clauses that are better now.
        fresh: problems seen only in the second run; `gone` seen only in the first although the second looked.
        lasting: problems seen in both.
        incomparable: problems of the first run of which the second can say nothing.
        shifts: indicators whose points differ: name, points before and after (deducted ones negative).
        remarks: what the reader must know about the comparison, Chinese sentences.
    """

    before: Inspection
    after: Inspection
    regressed: tuple[Change, ...]
    improved: tuple[Change, ...]
    fresh: tuple[Problem, ...]
    gone: tuple[Problem, ...]
    lasting: tuple[Problem, ...]
    incomparable: tuple[Incomparable, ...]
    shifts: tuple[tuple[str, Fraction, Fraction], ...]
    remarks: tuple[str, ...]


def compared(before: Inspection, after: Inspection) -> Comparison:
    """Compare two runs.

    Args:
        before: the earlier run.
        after: the later run.

    Raises:
        ComparisonError: they are of different sites.
    """
    one, other = before.header.site, after.header.site
    if one.slug != other.slug:
        raise ComparisonError(f"两次检查的不是同一个网站：{one.slug} 与 {other.slug}。")
    then, now = Snapshot.of(before), Snapshot.of(after)
    rulebook = after.rulebook
    said = {problem: standing(problem, then, now, rulebook) for problem in then.problems.values()}
    changes = tuple(_changes(then, now, rulebook))
    return Comparison(
        before=before,
        after=after,
        regressed=tuple(one for one in changes if _rank(one.after) > _rank(one.before)),
        improved=tuple(one for one in changes if _rank(one.after) < _rank(one.before)),
        fresh=tuple(problem for problem in now.problems.values() if problem.id not in then.problems),
        gone=tuple(problem for problem, (word, _) in said.items() if word is Standing.ABSENT),
        lasting=tuple(problem for problem in now.problems.values() if problem.id in then.problems),
        incomparable=tuple(
            Incomparable(problem, why) for problem, (word, why) in said.items() if word is Standing.UNKNOWN
        ),
        shifts=tuple(_shifts(then, now, (before.scorecard, after.scorecard), rulebook)),
        remarks=tuple(_remarks(before, after)),
    )


def _rank(word: str) -> int:
    """How bad a word is: blindness is worse than what a person has yet to decide, and better than a fault."""
    order = (Outcome.INAPPLICABLE.word, Outcome.PASS.word, Outcome.REVIEW.word, UNSEEN_WORD, Outcome.FAIL.word)
    return max(1, order.index(word)) if word in order else 0


def _changes(then: Snapshot, now: Snapshot, rulebook: Rulebook) -> Iterator[Change]:
    for clause in rulebook.clauses:
        before, after = then.words.get(clause.id), now.words.get(clause.id)
        if before is not None and after is not None and before != after:
            yield Change(clause, before, after)


def _shifts(
    then: Snapshot, now: Snapshot, cards: tuple[Scorecard, Scorecard], rulebook: Rulebook
) -> Iterator[tuple[str, Fraction, Fraction]]:
    """Only of indicators both runs judged in full: else a point may have moved because nobody looked."""
    was, is_now = (_moved(card) for card in cards)
    for slug in dict.fromkeys([*was, *is_now]):
        one, other = was.get(slug, Fraction(0)), is_now.get(slug, Fraction(0))
        indicator = rulebook.indicators.get(slug)
        clauses = indicator.clauses if indicator else ()
        if indicator and one != other and all(then.judged(each.id) and now.judged(each.id) for each in clauses):
            yield indicator.name, one, other


def _moved(card: Scorecard) -> dict[str, Fraction]:
    return {row.slug: -row.moved for row in card.deductions} | {row.slug: row.moved for row in card.awards}


def _remarks(before: Inspection, after: Inspection) -> Iterator[str]:
    one, other = before.header, after.header
    if other.started < one.started:
        yield "前一次检查的时间晚于后一次，请核对先后顺序。"
    old = {ref.code: ref.sha256 for ref in one.standards}
    new = {ref.code: ref.sha256 for ref in other.standards}
    if revised := [code for code in new if code in old and old[code] != new[code]]:
        yield f"两次检查之间修订过标准 {'、'.join(revised)}，不再发现的问题不算已整改。"
    if added := [code for code in new if code not in old]:
        yield f"后一次增加了标准 {'、'.join(added)}，由此发现的问题不一定是新出现的。"
    if dropped := [code for code in old if code not in new]:
        yield f"后一次没有采用标准 {'、'.join(dropped)}。"
    for inspection, name in ((before, "前"), (after, "后")):
        if not inspection.complete:
            yield f"{name}一次检查没有做完。"
    was, now = before.scorecard.coverage, after.scorecard.coverage
    if was.judged != now.judged:
        yield f"前一次判了 {was.judged} 条，后一次判了 {now.judged} 条，总分不能直接比较。"
    if one.seed != other.seed:
        yield "两次检查的监测时间点不同，随机抽查的页面不完全相同。"
    if one.tool != other.tool:
        yield f"两次检查所用的程序版本不同（{one.tool}，{other.tool}）。"
