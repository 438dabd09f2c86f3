"""May a pipeline go on? `--fail-on`: which of the things found make the exit code 1.

未能检测 counts as a problem wherever problems count: a pipeline that stays green on a dead site is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

from reports.baseline import LAST, baseline
from reports.inspection import Inspection
from reports.records import Judged
from reports.snapshot import Snapshot
from suites.standards.scorecard import points_text
from suites.verdict import Outcome

CONDITIONS = "new、any、veto、score<分数"
_SCORE = re.compile(r"score<(\d+(?:\.\d+)?)")


class GateError(ValueError):
    """A condition is none: one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One `--fail-on`: `kind` is new, any, veto or score; `line` the score that must be reached."""

    kind: str
    line: Fraction | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a condition.

        Raises:
            GateError: it is none of `CONDITIONS`.
        """
        word = text.strip().lower().replace(" ", "")
        if match := _SCORE.fullmatch(word):
            return cls("score", Fraction(match[1]))
        if word not in {"new", "any", "veto"}:
            raise GateError(f"--fail-on 应写作 {CONDITIONS}，实际为 {text!r}。")
        return cls(word)

    @property
    def words(self) -> str:
        """The condition as it is written."""
        return self.kind if self.line is None else f"score<{points_text(self.line)}"


@dataclass(frozen=True, slots=True)
class Gate:
    """What a pipeline asked.

    Attributes:
        conditions: any of them is enough to stop.
        baseline: the run that `new` is compared with, None when there is none: then everything is new.
    """

    conditions: tuple[Condition, ...]
    baseline: Snapshot | None = None

    @classmethod
    def asked(cls, conditions: Sequence[str], named: str | None, site: str) -> Self | None:
        """Read what stands on the command line; None when nothing does.

        Args:
            conditions: each `--fail-on`.
            named: `--baseline`, None for the last run.
            site: slug of the site under inspection.

        Raises:
            GateError: a condition nobody knows, or a baseline that nothing is compared with.
            BaselineError: there is no such run.
        """
        read = tuple(map(Condition.parse, conditions))
        compares = any(condition.kind == "new" for condition in read)
        if named and not compares:
            raise GateError("--baseline 须与 --fail-on new 一起使用。")
        return cls(read, baseline(named or LAST, site) if compares else None) if read else None

    @property
    def words(self) -> str:
        """The conditions as they were asked, and the run compared with."""
        words = "、".join(condition.words for condition in self.conditions)
        if not any(condition.kind == "new" for condition in self.conditions):
            return words
        return (
            f"{words}，与 {self.baseline.run} 比较" if self.baseline else f"{words}，没有可比较的检查，全部视为新问题"
        )


def objections(inspection: Inspection, gate: Gate) -> tuple[str, ...]:
    """Why a run must not pass, one Chinese sentence for each reason; () when it may."""
    found: list[str] = []
    for condition in gate.conditions:
        match condition.kind:
            case "new":
                found.extend(_new(inspection, gate.baseline))
            case "any":
                found.extend(_any(inspection))
            case "veto":
                found.extend(f"单项否决：{inspection.standard.indicators[slug].name}。" for slug in _vetoes(inspection))
            case _:
                found.extend(_below(inspection, condition.line or Fraction(0)))
    if not inspection.complete:
        found.append("检查没有做完。")
    return tuple(dict.fromkeys(found))


def _vetoes(inspection: Inspection) -> tuple[str, ...]:
    return inspection.scorecard.vetoes


def _new(inspection: Inspection, before: Snapshot | None) -> Iterator[str]:
    """Problems and blindness that were not there in the baseline; candidates for a person are neither."""
    now = Snapshot.of(inspection)
    for problem in now.problems.values():
        if problem.waived or problem.word != Outcome.FAIL.word:
            continue
        if before is None or (_was_absent(problem.id, before) and _was_looked_at(problem.place, now, before)):
            yield f"新问题：{problem.what}（{problem.place}）"
    for missed in inspection.missed:
        if before is None or before.judged(missed.clause_id):
            yield f"新出现未能检测：{inspection.rulebook.clause(missed.clause_id).title}，{missed.cause}。"
    for verdict in inspection.verdicts(Outcome.FAIL):
        # A person's 不合格 may come without findings.
        clause_id = verdict.clause_id
        if not verdict.findings and (before is None or before.words.get(clause_id) != Outcome.FAIL.word):
            yield f"新问题：{inspection.rulebook.clause(clause_id).title}，{verdict.note}"


def _was_absent(problem_id: str, before: Snapshot) -> bool:
    """A waiver that ran out brings its problem back as a new one."""
    known = before.problems.get(problem_id)
    return known is None or known.waived


def _was_looked_at(place: str, now: Snapshot, before: Snapshot) -> bool:
    """On a page that was drawn by lot this time only, a problem may be as old as any."""
    return place not in now.sampled or place in before.sampled


def _any(inspection: Inspection) -> Iterator[str]:
    for clause_id, one in inspection.conclusions.items():
        if not isinstance(one, Judged) or one.verdict.outcome is Outcome.FAIL:
            yield f"{one.word}：{inspection.rulebook.clause(clause_id).title}。"


def _below(inspection: Inspection, line: Fraction) -> Iterator[str]:
    card = inspection.scorecard
    if card.vetoes:
        yield f"出现单项否决情形，不计分，没有达到 {points_text(line)} 分。"
    elif card.score is None:
        yield f"没有可计的分数，不能确定达到 {points_text(line)} 分。"
    elif card.score < line:
        yield f"得分 {points_text(card.score)} 分，低于 {points_text(line)} 分。"
