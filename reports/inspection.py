"""What did one run find? A ledger read back, with the conclusions by clause and the score they make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Self, cast

from reports.records import (
    Breakdown,
    Conclusion,
    Environment,
    Footer,
    Header,
    Judged,
    Missed,
    Observed,
    Plan,
    Record,
    SiteRef,
    Unknown,
)
from suites.standards import Indicator, Kind, Part, Rulebook, Standard
from suites.standards.scorecard import Scorecard
from suites.standards.scoring import Conclusion as Judgement
from suites.standards.scoring import Unjudged, score
from suites.verdict import EarlyWarning, Outcome, Verdict


@dataclass(frozen=True)  # no slots: what is derived is derived once
class Inspection:
    """One run.

    Attributes:
        attempts: every conclusion in the order made; a clause occurs twice when its test was repeated.
        torn: text of a last line cut off by a crash, empty when there was none.
    """

    folder: Path
    header: Header
    environment: Environment | None = None
    plan: Plan = Plan(())  # noqa: RUF009  frozen
    observed: tuple[Observed, ...] = ()
    attempts: tuple[Conclusion, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    footer: Footer | None = None
    unknown: tuple[Unknown, ...] = ()
    torn: str = ""

    @classmethod
    def of(cls, folder: Path, header: Header, records: Iterable[Record], torn: str = "") -> Self:
        """Sort the records of a ledger."""
        records = tuple(records)
        return cls(
            folder=folder,
            header=header,
            environment=next((one for one in records if isinstance(one, Environment)), None),
            plan=next((one for one in records if isinstance(one, Plan)), Plan(())),
            observed=tuple(one for one in records if isinstance(one, Observed)),
            attempts=tuple(one for one in records if isinstance(one, Judged | Missed)),
            breakdowns=tuple(one for one in records if isinstance(one, Breakdown)),
            footer=next((one for one in records if isinstance(one, Footer)), None),
            unknown=tuple(one for one in records if isinstance(one, Unknown)),
            torn=torn,
        )

    @cached_property
    def standard(self) -> Standard:
        """The standard as this version carries it; StandardError when it has no such edition."""
        return Standard.load(self.header.standard.code)

    @cached_property
    def rulebook(self) -> Rulebook:
        """All standards of the run as this version carries them; StandardError when it lacks one."""
        return Rulebook(tuple(Standard.load(each.code) for each in self.header.standards))

    @cached_property
    def conclusions(self) -> Mapping[str, Conclusion]:
        """The last conclusion on each clause, by clause id, in the order of the standards' tables."""
        last = {one.clause_id: one for one in self.attempts}
        order = {clause.id: number for number, clause in enumerate(self.rulebook.clauses)}
        return MappingProxyType(dict(sorted(last.items(), key=lambda pair: order.get(pair[0], len(order)))))

    @property
    def counts(self) -> Mapping[str, int]:
        """How many clauses came to each 报告用语."""
        return MappingProxyType(Counter(one.word for one in self.conclusions.values()))

    @property
    def complete(self) -> bool:
        """Whether the run came to its end and reached every clause it had planned."""
        return self.footer is not None and self.footer.complete

    @cached_property
    def scorecard(self) -> Scorecard:
        """The conclusions through the standard's arithmetic."""
        return self.scored_by(self.standard, self.judgements)

    @cached_property
    def supplements(self) -> tuple[Scorecard, ...]:
        """Pass or fail under each supplementary standard; none of them moves a point."""
        return tuple(self.scored_by(standard, self.judgements) for standard in self.rulebook.supplements)

    @cached_property
    def judgements(self) -> Mapping[str, Judgement]:
        """What scoring needs of the conclusions, by clause id."""
        return {
            clause_id: one.verdict if isinstance(one, Judged) else Unjudged.UNSEEN
            for clause_id, one in self.conclusions.items()
        }

    def scored_by(self, standard: Standard, judgements: Mapping[str, Judgement]) -> Scorecard:
        """Judgements on this run's site through the arithmetic of a standard, this run's own or another one."""
        site = self.header.site
        return score(standard, judgements, cast("Kind", site.kind), site.services, _parts(site, standard))

    def rows_of(self, standard: Standard) -> tuple[Indicator, ...]:
        """The indicators of a standard that concern this run's site."""
        site = self.header.site
        return standard.for_site(cast("Kind", site.kind), site.services, _parts(site, standard))

    def verdicts(self, outcome: Outcome) -> tuple[Verdict, ...]:
        """All verdicts of one outcome, in the order of the table."""
        judged = (one.verdict for one in self.conclusions.values() if isinstance(one, Judged))
        return tuple(verdict for verdict in judged if verdict.outcome is outcome)

    @property
    def warnings(self) -> tuple[tuple[str, EarlyWarning], ...]:
        """All early warnings with the clause they belong to, in the order of the table."""
        judged = (one.verdict for one in self.conclusions.values() if isinstance(one, Judged))
        return tuple((verdict.clause_id, warning) for verdict in judged for warning in verdict.warnings)

    @property
    def missed(self) -> tuple[Missed, ...]:
        """All clauses that could not be judged, in the order of the table."""
        return tuple(one for one in self.conclusions.values() if isinstance(one, Missed))


def _parts(site: SiteRef, standard: Standard) -> tuple[Part, ...] | None:
    """The parts to score: as the site's file said, else (None) as the standard applies them."""
    if standard.scoring is None or site.scored == (site.kind == "portal"):
        return None
    return tuple(Part) if site.scored else (Part.VETO,)
