"""What does the law say: which standard, which indicators, which clauses, with which quantities?"""

from __future__ import annotations

import dataclasses
import difflib
import functools
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from suites.standards.document import Document, IndicatorEntry, read
from suites.standards.quantity import Count, Duration, Points, Quantity, Ratio, WorkingDays, parse
from suites.standards.vocabulary import Judge, Kind, Part, Source, Subject

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date
    from decimal import Decimal

_Q = TypeVar("_Q", Duration, WorkingDays, Points, Ratio, Count)


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence of the law (评分细则), verbatim; `clause["window"]` is a quantity quoted from it.

    `terms` holds the quoted words. `per_finding`: each finding deducts (or each award adds) once more.
    """

    id: str
    number: int
    text: str
    terms: Mapping[str, str] = field(hash=False)
    judge: Judge
    per_finding: bool = False
    indicator: Indicator = field(init=False, repr=False, compare=False)

    def __getitem__(self, term: str) -> Quantity:
        """The quantity named `term`; KeyError names the clause and the terms it has."""
        if term not in self.terms:
            raise KeyError(f"条款 {self.id} 没有数量 '{term}'，只有：{'、'.join(self.terms) or '无'}")
        return parse(self.terms[term])

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

    def points(self, term: str) -> Points:
        """`clause[term]` when it is 分, else TypeError."""
        return self._typed(term, Points)

    def _typed(self, term: str, kind: type[_Q]) -> _Q:
        quantity = self[term]
        if not isinstance(quantity, kind):
            raise TypeError(f"条款 {self.id} 的 {term}（{self.terms[term]}）不是 {kind.__name__}")
        return quantity

    @property
    def is_bonus(self) -> bool:
        """Whether meeting this clause earns points instead of failing it losing some."""
        return self.indicator.part is Part.BONUS

    @property
    def weight(self) -> Points:
        """Points this clause moves once: what it deducts or awards; 0 for a veto."""
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

    `points` is None for a veto; `kinds` are the sites it concerns unless the site's file says otherwise.
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
    kinds: frozenset[Kind] = frozenset()

    def __post_init__(self) -> None:
        # Fresh copies, so that an indicator made from another one's clauses never re-points them.
        own = tuple(dataclasses.replace(clause) for clause in self.clauses)
        for clause in own:
            object.__setattr__(clause, "indicator", self)
        object.__setattr__(self, "clauses", own)

    def applies_to(self, kind: Kind) -> bool:
        """Whether the standard itself applies this row to websites of `kind` (rows for 政务新媒体: never)."""
        return self.subject is Subject.WEBSITE and kind in self.kinds


@dataclass(frozen=True, slots=True)
class WithoutServices:
    """没有对外服务职能的部门: leave out group `drop`, score out of `out_of`, multiply by `scale`."""

    drop: str
    out_of: Decimal
    scale: Ratio


@dataclass(frozen=True, slots=True)
class Scoring:
    """The standard's arithmetic: totals and lines in points, the rules in words."""

    full: Decimal
    bonus: Decimal
    pass_line: Decimal
    bonus_line: Decimal
    cap: str
    veto: str
    without_services: WithoutServices | None = None


@dataclass(frozen=True, slots=True)
class Standard:
    """One edition of one document (检查标准)."""

    code: str
    title: str
    document: str
    in_force_from: date
    in_force_until: date | None
    scoring: Scoring
    applies: Mapping[Part, frozenset[Kind]] = field(hash=False)
    indicators: Mapping[str, Indicator] = field(hash=False)

    @classmethod
    def load(cls, code: str) -> Standard:
        """The standard in `suites/standards/<code>.yaml`; StandardError names file, indicator and key."""
        return _load(code)

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
        chosen = parts if parts is not None else [part for part in Part if kind in self.applies[part]]
        rule = self.scoring.without_services
        dropped = rule.drop if rule and not services else None
        return tuple(
            indicator
            for indicator in self.indicators.values()
            if indicator.subject is Subject.WEBSITE
            and indicator.part in chosen
            and (dropped is None or indicator.group != dropped)
        )


@functools.cache
def _load(code: str) -> Standard:
    return build(read(code))


def build(document: Document) -> Standard:
    """The standard a validated document describes."""
    applies = {part: frozenset(document.applies[part]) for part in Part}
    indicators = {slug: _indicator(slug, entry, applies) for slug, entry in document.indicators.items()}
    rules = document.scoring
    services = rules.without_services
    return Standard(
        code=document.code,
        title=document.title,
        document=document.document,
        in_force_from=document.in_force.from_,
        in_force_until=document.in_force.until,
        scoring=Scoring(
            full=rules.full,
            bonus=rules.bonus,
            pass_line=rules.pass_line,
            bonus_line=rules.bonus_line,
            cap=rules.cap,
            veto=rules.veto,
            without_services=None
            if services is None
            else WithoutServices(services.drop, services.out_of, Ratio(services.scale)),
        ),
        applies=MappingProxyType(applies),
        indicators=MappingProxyType(indicators),
    )


def _indicator(slug: str, entry: IndicatorEntry, applies: Mapping[Part, frozenset[Kind]]) -> Indicator:
    clauses = tuple(
        Clause(f"{slug}.{number}", number, row.text, MappingProxyType(dict(row.terms)), row.judge, row.per == "finding")
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
        group_name=entry.group_name,
        points=entry.points,
        note=entry.note,
        kinds=applies[entry.part],
    )
