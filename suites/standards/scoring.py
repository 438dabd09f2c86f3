"""What score do these verdicts make, and how much of the table does it rest on?

Pure arithmetic in exact fractions; every number comes from the standard (国办秘函〔2019〕19号 评分办法):

1. A veto that FAILs makes the site 不合格; nothing else is scored.
2. Each FAIL deducts the clause's points, times its findings where the law says 每发现一处; a row never loses more than
   its points. A site without services is scored on the remaining rows and scaled up to the full points.
3. Above the bonus line (strictly) bonus clauses count; below the pass line is 不合格.

REVIEW, 未能检测 and 未实现 neither deduct nor award: the score is then an upper bound and the card provisional.

A standard without scoring only says 合格, or 不合格 when one of its requirements FAILs; it never moves a point.
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from suites.standards.document import SCORED
from suites.standards.scorecard import Coverage, Group, Result, Row, Scorecard
from suites.standards.vocabulary import Kind, Part, Subject
from suites.verdict import Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from suites.standards.model import Clause, Indicator, Standard
    from suites.standards.rules import Scoring

_JUDGED = (Outcome.PASS, Outcome.FAIL, Outcome.INAPPLICABLE)


class Unjudged(Enum):
    """Why a clause has no verdict."""

    UNSEEN = "未能检测"
    UNIMPLEMENTED = "未实现"

    @property
    def word(self) -> str:
        """The word as a reader sees it."""
        return self.value


Conclusion = Verdict | Unjudged


def score(
    standard: Standard,
    verdicts: Mapping[str, Conclusion],
    site_kind: Kind = "portal",
    services: bool = True,
    parts: Collection[Part] | None = None,
) -> Scorecard:
    """The scorecard of a site of `site_kind`; `verdicts` maps clause ids, a clause not in it is 未实现.

    `parts` scores other parts than the standard's `applies` says (see `Standard.for_site`).
    """
    rules = standard.scoring
    if rules is None:
        return _conformity(standard, verdicts, site_kind)
    indicators = standard.for_site(site_kind, services, parts)
    vetoes, deduction, bonus = (tuple(row for row in indicators if row.part is part) for part in SCORED)
    rule = rules.without_services
    worth = {row.slug: rule.worth(row) if rule and not services else Fraction(1) for row in deduction}
    full = Fraction(rules.full) if deduction else Fraction(0)
    rows = tuple(_row(indicator, verdicts) for indicator in deduction)
    judged_points = _total(row.judged * worth[row.slug] for row in rows)

    vetoed = _failed(vetoes, verdicts)
    if vetoed:
        return Scorecard(
            standard=standard.code,
            result=Result.FAILED,
            full=full,
            judged_points=judged_points,
            vetoes=vetoed,
            coverage=_coverage(indicators, verdicts),
            not_concerned=_not_concerned(standard),
        )
    base = full - _total(row.moved * worth[row.slug] for row in rows) if judged_points else None
    eligible = base is not None and base > rules.bonus_line
    awards = tuple(_row(indicator, verdicts) for indicator in bonus) if eligible else ()
    earned = min(_total(row.moved for row in awards), Fraction(rules.bonus)) if eligible else None
    coverage = _coverage((*vetoes, *deduction, *(bonus if eligible else ())), verdicts)
    return Scorecard(
        standard=standard.code,
        result=_result(rules, base, bool(deduction), _coverage(vetoes, verdicts)),
        full=full,
        judged_points=judged_points,
        coverage=coverage,
        provisional=coverage.judged < coverage.total,
        base=base,
        bonus=earned,
        score=None if base is None else base + (earned or 0),
        groups=_groups(deduction, rows),
        deductions=tuple(row for row in rows if row.moved),
        awards=tuple(row for row in awards if row.moved),
        not_concerned=_not_concerned(standard),
    )


def _conformity(standard: Standard, verdicts: Mapping[str, Conclusion], site_kind: Kind) -> Scorecard:
    """Pass or fail: every requirement met, or which ones are not."""
    indicators = standard.for_site(site_kind)
    coverage = _coverage(indicators, verdicts)
    unmet = _failed(indicators, verdicts)
    result = Result.FAILED if unmet else Result.PASSED if coverage.judged else Result.UNDECIDED
    return Scorecard(
        standard=standard.code,
        result=result,
        full=Fraction(0),
        judged_points=Fraction(0),
        coverage=coverage,
        provisional=not unmet and coverage.judged < coverage.total,
        unmet=unmet,
        not_concerned=_not_concerned(standard),
    )


def _failed(indicators: Iterable[Indicator], verdicts: Mapping[str, Conclusion]) -> tuple[str, ...]:
    return tuple(row.slug for row in indicators if Outcome.FAIL in _outcomes([row], verdicts))


def _not_concerned(standard: Standard) -> tuple[str, ...]:
    """Rows whose subject is no website: 不适用 to every site."""
    return tuple(row.slug for row in standard.indicators.values() if row.subject is not Subject.WEBSITE)


def _total(points: Iterable[Fraction]) -> Fraction:
    return sum(points, Fraction(0))


def _outcome(clause: Clause, verdicts: Mapping[str, Conclusion]) -> Outcome | Unjudged:
    conclusion = verdicts.get(clause.id, Unjudged.UNIMPLEMENTED)
    return conclusion.outcome if isinstance(conclusion, Verdict) else conclusion


def _outcomes(indicators: Iterable[Indicator], verdicts: Mapping[str, Conclusion]) -> list[Outcome | Unjudged]:
    return [_outcome(clause, verdicts) for indicator in indicators for clause in indicator.clauses]


def _row(indicator: Indicator, verdicts: Mapping[str, Conclusion]) -> Row:
    moved = {clause.id: points for clause in indicator.clauses if (points := _moved(clause, verdicts.get(clause.id)))}
    points = Fraction(indicator.points or 0)
    judged = _total(Fraction(clause.weight) for clause in indicator.clauses if _outcome(clause, verdicts) in _JUDGED)
    share = judged / _total(Fraction(clause.weight) for clause in indicator.clauses)
    return Row(
        slug=indicator.slug,
        name=indicator.name,
        points=points,
        moved=min(points, _total(moved.values())),
        judged=points * share,
        clauses=tuple(moved),
    )


def _moved(clause: Clause, conclusion: Conclusion | None) -> Fraction:
    if not isinstance(conclusion, Verdict):
        return Fraction(0)
    if clause.is_bonus:
        times = conclusion.awards if conclusion.outcome is Outcome.PASS else 0
    else:
        # A person's 不合格 may come without findings (site YAML `evidence:`): it still counts once.
        times = max(1, conclusion.count) if conclusion.outcome is Outcome.FAIL else 0
    return Fraction(clause.weight) * (times if clause.per_finding else min(times, 1))


def _groups(indicators: Iterable[Indicator], rows: tuple[Row, ...]) -> tuple[Group, ...]:
    members: dict[str, list[Row]] = {}
    names: dict[str, str] = {}
    for indicator, row in zip(indicators, rows, strict=True):
        slug = indicator.group or ""
        members.setdefault(slug, []).append(row)
        names[slug] = indicator.group_name or ""
    return tuple(
        Group(
            slug=slug,
            name=names[slug],
            points=_total(row.points for row in inside),
            deducted=_total(row.moved for row in inside),
            judged=_total(row.judged for row in inside),
        )
        for slug, inside in members.items()
    )


def _coverage(indicators: Iterable[Indicator], verdicts: Mapping[str, Conclusion]) -> Coverage:
    outcomes = _outcomes(indicators, verdicts)
    return Coverage(
        total=len(outcomes),
        judged=sum(outcome in _JUDGED for outcome in outcomes),
        failed=outcomes.count(Outcome.FAIL),
        pending=outcomes.count(Outcome.REVIEW),
        unseen=outcomes.count(Unjudged.UNSEEN),
        unimplemented=outcomes.count(Unjudged.UNIMPLEMENTED),
    )


def _result(rules: Scoring, base: Fraction | None, scored: bool, vetoes: Coverage) -> Result:
    if base is not None and base < rules.pass_line:
        return Result.FAILED
    decided = base is not None if scored else vetoes.judged > 0
    return Result.PASSED if decided else Result.UNDECIDED
