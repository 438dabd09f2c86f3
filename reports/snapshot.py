"""What did a run leave for comparing it with other runs? Conclusions and findings by id, and what it was done with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

from reports.inspection import Inspection
from reports.records import Judged
from suites.standards.scorecard import points_text
from suites.verdict import Finding, Outcome

# Options by which a run judges some clauses only, with what they say when they do not.
_NARROWING = {"keyword": "", "markexpr": "not slow", "recheck": ""}
JUDGED = frozenset(outcome.word for outcome in Outcome)


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding as it is compared.

    Attributes:
        id: stable id, twelve hex digits.
        place: address of the page it was seen on.
        word: 报告用语 of its clause with it (发现问题, or 待人工复核 for a candidate).
        waived: whether a waiver covered it on that run.
    """

    id: str
    clause_id: str
    place: str
    what: str
    word: str
    waived: bool = False


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One run, as far as other runs are compared with it.

    Attributes:
        run: name of the run's folder.
        words: 报告用语 by clause id, of clauses that were reached.
        problems: by id, waived ones included.
        standards: SHA-256 of each standard's file by its code.
        sampled: addresses of pages drawn by lot.
        whole: whether nobody had asked for some clauses only.
        result: 合格, 不合格… as the scorecard says it; `score` in points, empty when none was given.
    """

    site: str
    run: str
    as_of: date
    started: datetime
    complete: bool
    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    problems: Mapping[str, Problem] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    standards: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    sampled: frozenset[str] = frozenset()
    whole: bool = True
    result: str = ""
    score: str = ""

    @classmethod
    def of(cls, inspection: Inspection) -> Snapshot:
        """What a ledger holds for comparing."""
        header, card = inspection.header, inspection.scorecard
        problems = (one for judged in inspection.conclusions.values() for one in problems_of(judged, header.site.slug))
        return cls(
            site=header.site.slug,
            run=inspection.folder.name,
            as_of=header.as_of,
            started=header.started,
            complete=inspection.complete,
            words=MappingProxyType({clause: one.word for clause, one in inspection.conclusions.items()}),
            problems=MappingProxyType({one.id: one for one in problems}),
            standards=MappingProxyType({ref.code: ref.sha256 for ref in header.standards}),
            sampled=frozenset(url for observed in inspection.observed for url in observed.sampled),
            whole=all(header.options.get(name, usual) in ("", usual) for name, usual in _NARROWING.items()),
            result=card.words,
            score="" if card.score is None else points_text(card.score),
        )

    def judged(self, clause_id: str) -> bool:
        """Whether the clause came to a conclusion (未能检测 is none)."""
        return self.words.get(clause_id) in JUDGED


def problems_of(conclusion: object, site: str) -> tuple[Problem, ...]:
    """The findings of a conclusion with their ids, those under a waiver last; () for one that saw nothing."""
    if not isinstance(conclusion, Judged):
        return ()
    verdict = conclusion.verdict

    def problem(finding: Finding, word: str, *, waived: bool) -> Problem:
        clause = verdict.clause_id
        return Problem(finding.id(site, clause), clause, finding.where, finding.what, word, waived)

    return (
        *(problem(finding, verdict.outcome.word, waived=False) for finding in verdict.findings),
        *(problem(one.finding, one.outcome.word, waived=True) for one in verdict.waived),
    )
