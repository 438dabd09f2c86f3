"""What does a ledger hold? One frozen record per line, in the order things happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from site_configs import Site
from suites.verdict import UNSEEN_WORD, Verdict


@dataclass(frozen=True, slots=True)
class SiteRef:
    """The inspected site, as far as reports need it; `scored`: whether the deduction part applies."""

    slug: str
    name: str
    url: str
    code: str | None = None
    organiser: str | None = None
    kind: str = "portal"
    services: bool = True
    scored: bool = True

    @classmethod
    def of(cls, site: Site) -> SiteRef:
        """What a site file says that reports need."""
        return cls(
            slug=site.slug,
            name=site.name,
            url=site.url,
            code=site.code,
            organiser=site.organiser,
            kind=site.kind,
            services=site.services,
            scored=site.scored,
        )


@dataclass(frozen=True, slots=True)
class StandardRef:
    """The edition applied; `sha256` of its YAML file tells whether it was revised since."""

    code: str
    title: str
    document: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Header:
    """First line of a ledger: what was inspected, by what, with which settings.

    `standard` gives the score; `supplements` pass or fail beside it.
    """

    tool: str
    site: SiteRef
    standard: StandardRef
    as_of: date
    started: datetime
    seed: str
    python: str = ""
    platform: str = ""
    supplements: tuple[StandardRef, ...] = ()
    options: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    @property
    def standards(self) -> tuple[StandardRef, ...]:
        """All editions applied, the one that gives the score first."""
        return (self.standard, *self.supplements)

    @property
    def documents(self) -> str:
        """The documents applied, as one Chinese phrase."""
        return "；".join(f"{ref.document}《{ref.title}》" for ref in self.standards)


@dataclass(frozen=True, slots=True)
class Plan:
    """Ids of the clauses that were to be judged, in order."""

    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Environment:
    """The browser that was started."""

    browser: str
    version: str


@dataclass(frozen=True, slots=True)
class Observed:
    """One observation: how long it took, why it failed if it did, which pages were drawn by lot."""

    name: str
    label: str
    seconds: float
    failure: str = ""
    sampled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """The conclusion on one clause."""

    verdict: Verdict
    at: datetime
    seconds: float = 0.0

    @property
    def clause_id(self) -> str:
        """Id of the clause."""
        return self.verdict.clause_id

    @property
    def word(self) -> str:
        """报告用语."""
        return self.verdict.outcome.word


@dataclass(frozen=True, slots=True)
class Missed:
    """A clause that could not be judged.

    Attributes:
        reason: code of pages.errors.Reason, or `program` for a fault of this program.
        meaning: the reason in Chinese.
        trace: Python traceback, only for a fault of this program.
    """

    clause_id: str
    reason: str
    meaning: str
    where: str
    detail: str
    at: datetime
    seconds: float = 0.0
    trace: str = ""

    @property
    def word(self) -> str:
        """报告用语."""
        return UNSEEN_WORD

    @property
    def cause(self) -> str:
        """Reason and detail, without the place."""
        return f"{self.meaning}（{self.detail}）" if self.detail else self.meaning

    @property
    def sentence(self) -> str:
        """Why and where, as one Chinese sentence."""
        place = f"，位置 {self.where}" if self.where else ""
        return f"{UNSEEN_WORD}：{self.cause}{place}。"


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A fault of this program outside any clause (closing a fixture, collecting a module)."""

    where: str
    detail: str
    trace: str = ""


@dataclass(frozen=True, slots=True)
class Footer:
    """Last line: when the run ended, whether every planned clause was reached, how many of each word."""

    finished: datetime
    complete: bool
    counts: Mapping[str, int] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Unknown:
    """A line of a kind this version does not know; kept as it is."""

    row: Mapping[str, Any] = field(hash=False)


Conclusion = Judged | Missed
Record = Header | Plan | Environment | Observed | Judged | Missed | Breakdown | Footer | Unknown
