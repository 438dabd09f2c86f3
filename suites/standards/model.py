"""What does the law say: which standard, which indicators, which clauses, with which quantities?"""

from __future__ import annotations

import dataclasses
import difflib
import functools
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from suites.standards.document import Document, IndicatorEntry
from suites.standards.quantity import (
    Count,
    DayOfYear,
    Duration,
    Points,
    Q,
    Quantity,
    Ratio,
    WorkingDays,
    parse,
    parse_as,
)
from suites.standards.reading import FOLDER, read
from suites.standards.rules import Scoring, WithoutServices
from suites.standards.vocabulary import Judge, Kind, Part, Source, Subject

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date
    from decimal import Decimal
    from pathlib import Path

_MOVED = frozenset({"deduct", "award"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence of the law (评分细则), verbatim; `clause["window"]` is a quantity quoted from it.

    `terms` holds the quoted words. `per_finding`: each finding deducts (or each award adds) once more.
    `local`: added by a place; no program judges it, only a person.
    """

    id: str
    number: int
    text: str
    terms: Mapping[str, str] = field(hash=False)
    judge: Judge
    per_finding: bool = False
    local: bool = False
    indicator: Indicator = field(init=False, repr=False, compare=False)

    def __getitem__(self, term: str) -> Quantity:
        """The quantity named `term`; KeyError names the clause and the terms it has."""
        return parse(self._words(term))

    def duration(self, term: str) -> Duration:
        """`clause[term]` when it is calendar time, else TypeError."""
        return self._typed(term, Duration)

    def working_days(self, term: str) -> WorkingDays:
        """`clause[term]` when it is a number of working days, else TypeError."""
        return self._typed(term, WorkingDays)

    def count(self, term: str) -> Count:
        """`clause[term]` when it is a whole number of things or times, else TypeError."""
        return self._typed(term, Count)

    def ratio(self, term: str) -> Ratio:
        """`clause[term]` when it is a percentage or fraction, else TypeError."""
        return self._typed(term, Ratio)

    def day_of_year(self, term: str) -> DayOfYear:
        """`clause[term]` when it is a day that comes every year, else TypeError."""
        return self._typed(term, DayOfYear)

    def points(self, term: str) -> Points:
        """`clause[term]` when it is 分, else TypeError."""
        return self._typed(term, Points)

    def _typed(self, term: str, kind: type[Q]) -> Q:
        return parse_as(self._words(term), kind, f"条款 {self.id} 的 {term}")

    def _words(self, term: str) -> str:
        if term not in self.terms:
            raise KeyError(f"条款 {self.id} 没有数量 '{term}'，只有：{'、'.join(self.terms) or '无'}")
        return self.terms[term]

    @property
    def measures(self) -> Mapping[str, str]:
        """The quantities it is judged by: its terms without the points they cost or earn."""
        return MappingProxyType({name: words for name, words in self.terms.items() if name not in _MOVED})

    @property
    def is_bonus(self) -> bool:
        """Whether meeting this clause earns points instead of failing it losing some."""
        return self.indicator.part is Part.BONUS

    @property
    def weight(self) -> Points:
        """Points this clause moves once: what it deducts or awards; 0 for a veto or a requirement."""
        match self.indicator.part:
            case Part.DEDUCTION:
                return self.points("deduct")
            case Part.BONUS:
                return self.points("award")
        return Points(0)

    @property
    def title(self) -> str:
        """The indicator's name, numbered when it has several clauses."""
        name = self.indicator.name
        return name if len(self.indicator.clauses) == 1 else f"{name}（第 {self.number} 条）"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of the table (指标) with its clauses.

    `points` is None for a veto or a requirement. `group_name` of a requirement is the title of its standard.
    """

    slug: str
    part: Part
    name: str
    source: Source
    clauses: tuple[Clause, ...]
    subject: Subject = Subject.WEBSITE
    group: str | None = None
    group_name: str | None = None
    points: Decimal | None = None
    note: str = ""

    def __post_init__(self) -> None:
        # Fresh copies, so that an indicator made from another one's clauses never re-points them.
        own = tuple(dataclasses.replace(clause) for clause in self.clauses)
        for clause in own:
            object.__setattr__(clause, "indicator", self)
        object.__setattr__(self, "clauses", own)


@dataclass(frozen=True, slots=True)
class Standard:
    """One edition of one document (检查标准).

    Attributes:
        in_force_until: last day as the file says it; a later edition may end it too (`editions.in_force`).
        scoring: None for a standard that gives pass or fail only.
        extends: code of the standard this one changes, None for a standard of its own.
        supersedes: code of the edition before this one.
    """

    code: str
    title: str
    document: str
    in_force_from: date
    in_force_until: date | None
    scoring: Scoring | None
    applies: Mapping[Part, frozenset[Kind]] = field(hash=False)
    indicators: Mapping[str, Indicator] = field(hash=False)
    extends: str | None = None
    supersedes: str | None = None

    @classmethod
    def load(cls, code: str, folder: Path = FOLDER) -> Standard:
        """The standard in `<folder>/<code>.yaml`; StandardError names file, indicator and key."""
        return _load(code, folder)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause, in the order of the table."""
        return tuple(clause for indicator in self.indicators.values() for clause in indicator.clauses)

    def clause(self, clause_id: str) -> Clause:
        """The clause called `<slug>.<number>`; KeyError names the nearest one."""
        known = {clause.id: clause for clause in self.clauses}
        if clause_id not in known:
            near = difflib.get_close_matches(clause_id, known, 1)
            hint = f"是否想写 '{near[0]}'？" if near else ""
            raise KeyError(f"{self.code} 没有条款 '{clause_id}'。{hint}")
        return known[clause_id]

    def in_force(self, as_of: date) -> bool:
        """Whether this edition applies on `as_of` (both ends included)."""
        return self.in_force_from <= as_of and (self.in_force_until is None or as_of <= self.in_force_until)

    def for_site(
        self, kind: Kind, services: bool = True, parts: Collection[Part] | None = None
    ) -> tuple[Indicator, ...]:
        """The rows to inspect on a website, in order.

        `parts` overrides the standard's `applies` (a place may score its departments too).
        Without `services` the rows of the group the scoring drops are left out; vetoes have no group and stay.
        """
        chosen = parts if parts is not None else [part for part in Part if kind in self.applies.get(part, ())]
        rule = self.scoring.without_services if self.scoring else None
        dropped = rule.drop if rule and not services else None
        return tuple(
            indicator
            for indicator in self.indicators.values()
            if indicator.subject is Subject.WEBSITE
            and indicator.part in chosen
            and (dropped is None or indicator.group != dropped)
        )


@functools.cache
def _load(code: str, folder: Path) -> Standard:
    document, extends = read(code, folder)
    return build(document, extends)


def build(document: Document, extends: str | None = None) -> Standard:
    """The standard a validated document describes; `extends` is the code of the one it changes."""
    applies = {part: frozenset(kinds) for part, kinds in document.applies.items()}
    indicators = {slug: _indicator(slug, entry, document) for slug, entry in document.indicators.items()}
    return Standard(
        code=document.code,
        title=document.title,
        document=document.document,
        in_force_from=document.in_force.from_,
        in_force_until=document.in_force.until,
        scoring=_scoring(document),
        applies=MappingProxyType(applies),
        indicators=MappingProxyType(indicators),
        extends=extends,
        supersedes=document.supersedes,
    )


def _scoring(document: Document) -> Scoring | None:
    rules = document.scoring
    if rules is None:
        return None
    services = rules.without_services
    return Scoring(
        full=rules.full,
        bonus=rules.bonus,
        pass_line=rules.pass_line,
        bonus_line=rules.bonus_line,
        cap=rules.cap,
        veto=rules.veto,
        without_services=None
        if services is None
        else WithoutServices(
            services.drop, services.out_of, Ratio(services.scale or 1), MappingProxyType(document.redistributed)
        ),
    )


def _indicator(slug: str, entry: IndicatorEntry, document: Document) -> Indicator:
    clauses = tuple(
        Clause(
            id=f"{slug}.{number}",
            number=number,
            text=row.text,
            terms=MappingProxyType(dict(row.terms)),
            judge=row.judge,
            per_finding=row.per == "finding",
            local=row.local,
        )
        for number, row in enumerate(entry.clauses, 1)
    )
    return Indicator(
        slug=slug,
        part=entry.part,
        name=entry.name,
        source=entry.source,
        clauses=clauses,
        subject=entry.subject,
        group=entry.group,
        group_name=document.title if entry.part is Part.REQUIREMENT else entry.group_name,
        points=entry.points,
        note=entry.note,
    )
