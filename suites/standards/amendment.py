"""What does a place change in a standard? A file that `extends` another one, applied to it."""

from __future__ import annotations

import difflib
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import Field

from suites.standards.document import (
    ClauseEntry,
    Document,
    Entry,
    IndicatorEntry,
    InForce,
    Positive,
    Slug,
    Text,
    WithoutServicesEntry,
)
from suites.standards.quantity import parse
from suites.standards.vocabulary import Judge, Kind, Part, Source

_MOVED = frozenset({"deduct", "award"})
# A place may leave to people what a program judges, not the reverse.
_HANDS = [Judge.AUTO, Judge.ASSISTED, Judge.EVIDENCE]


class AmendmentError(ValueError):
    """An amendment does not fit the standard it extends: `place` in the file, and one Chinese sentence without 。."""

    def __init__(self, place: str, said: str) -> None:
        super().__init__(f"{place}：{said}")


class ClauseChange(Entry):
    """New words for one clause; what is not written stays. A number after the last one adds a clause."""

    text: Text | None = None
    judge: Judge | None = None
    terms: dict[Slug, str] | None = None
    per: Literal["finding"] | None = None


class IndicatorChange(Entry):
    """New values for one row; what is not written stays."""

    name: Text | None = None
    source: Source | None = None
    points: Positive | None = None
    group: Slug | None = None
    group_name: Text | None = None
    note: str | None = None
    clauses: dict[Annotated[int, Field(ge=1)], ClauseChange] = Field(default_factory=dict)


class Dropped(Entry):
    """Whole groups and single indicators that the place does not apply."""

    groups: tuple[Slug, ...] = ()
    indicators: tuple[Slug, ...] = ()


class ScoringChange(Entry):
    """New totals and lines; what is not written stays. `without_services` is replaced as a whole."""

    full: Positive | None = None
    bonus: Annotated[Decimal, Field(ge=0)] | None = None
    pass_line: Positive | None = None
    bonus_line: Positive | None = None
    cap: Text | None = None
    veto: Text | None = None
    without_services: WithoutServicesEntry | None = None


class Amendment(Entry):
    """The whole file of a place."""

    code: Text
    extends: Text
    title: Text
    document: Text
    in_force: InForce
    supersedes: Text | None = None
    scoring: ScoringChange | None = None
    applies: dict[Part, list[Kind]] = Field(default_factory=dict)
    drop: Dropped = Dropped()
    change: dict[Slug, IndicatorChange] = Field(default_factory=dict)
    add: dict[Slug, IndicatorEntry] = Field(default_factory=dict)


def amended(base: Document, amendment: Amendment) -> dict[str, Any]:
    """The complete edition as plain data, still to be validated as a Document.

    Clauses keep their ids, so that the same programs judge them; added ones are marked `local`.

    Raises:
        AmendmentError: it names what the base does not have, or takes from a clause what its program needs.
    """
    rows = {slug: entry for slug, entry in base.indicators.items() if not _is_dropped(slug, entry, base, amendment)}
    _require(amendment.change, rows, base, "change")
    if clash := next((slug for slug in amendment.add if slug in base.indicators), None):
        raise AmendmentError(f"add.{clash}", f"{base.code} 已有这个指标，要改动请写在 change 里")
    indicators = {slug: _row(slug, entry, amendment.change.get(slug)) for slug, entry in rows.items()}
    indicators |= {slug: _added(entry) for slug, entry in amendment.add.items()}
    order = {part: number for number, part in enumerate(Part)}
    return {
        **base.model_dump(by_alias=True, exclude={"indicators", "scoring", "applies", "supersedes"}),
        **amendment.model_dump(by_alias=True, include={"code", "title", "document", "in_force", "supersedes"}),
        "scoring": _merged(base.scoring, amendment.scoring),
        "applies": {**base.applies, **amendment.applies},
        "indicators": dict(sorted(indicators.items(), key=lambda pair: order[pair[1]["part"]])),
    }


def _is_dropped(slug: str, entry: IndicatorEntry, base: Document, amendment: Amendment) -> bool:
    groups = {row.group for row in base.indicators.values() if row.group}
    _require(amendment.drop.groups, groups, base, "drop.groups", "指标组")
    _require(amendment.drop.indicators, base.indicators, base, "drop.indicators")
    return slug in amendment.drop.indicators or entry.group in amendment.drop.groups


def _require(named: Any, known: Any, base: Document, place: str, what: str = "指标") -> None:  # noqa: ANN401  collections of slugs
    for slug in named:
        if slug in known:
            continue
        if slug in base.indicators:
            raise AmendmentError(f"{place}.{slug}", "这个指标已在 drop 里去掉")
        near = difflib.get_close_matches(slug, known, 1)
        raise AmendmentError(
            f"{place}.{slug}", f"{base.code} 没有这个{what}" + (f"，是否想写 '{near[0]}'" if near else "")
        )


def _merged(base: Entry | None, change: Entry | None) -> dict[str, Any] | None:
    written = {} if change is None else change.model_dump(exclude_unset=True)
    if base is None:
        return written or None
    return {**base.model_dump(), **written}


def _row(slug: str, entry: IndicatorEntry, change: IndicatorChange | None) -> dict[str, Any]:
    row = entry.model_dump()
    if change is None:
        return row
    row |= change.model_dump(exclude_unset=True, exclude={"clauses"})
    clauses: list[dict[str, Any]] = list(row["clauses"])
    for number, new in sorted(change.clauses.items()):
        place = f"指标 {slug} 第 {number} 条"
        if number > len(clauses) + 1:
            raise AmendmentError(place, f"增加的条款应接着编号，下一条是第 {len(clauses) + 1} 条")
        written = new.model_dump(exclude_unset=True)
        if number > len(entry.clauses):
            clauses.append({**written, "local": True})
        else:
            clauses[number - 1] = _changed(entry.clauses[number - 1], new, place)
    return {**row, "clauses": clauses}


def _changed(old: ClauseEntry, new: ClauseChange, place: str) -> dict[str, Any]:
    terms = {**old.terms, **(new.terms or {})}
    if new.judge is not None and not old.local and _HANDS.index(new.judge) < _HANDS.index(old.judge):
        raise AmendmentError(f"{place} judge", f"原为{old.judge.word}，程序不会判得更多")
    for name, words in (new.terms or {}).items():
        if name not in old.terms:
            near = difflib.get_close_matches(name, old.terms, 1)
            hint = f"，是否想写 '{near[0]}'" if near else ""
            raise AmendmentError(f"{place} terms.{name}", f"原条款没有这个数量{hint}")
        if name not in _MOVED and type(_quantity(words, place)) is not type(parse(old.terms[name])):
            raise AmendmentError(f"{place} terms.{name}", f"“{words}”与原来的“{old.terms[name]}”不是同一种数量")
    return {**old.model_dump(), **new.model_dump(exclude_unset=True), "terms": terms}


def _quantity(words: str, place: str) -> object:
    try:
        return parse(words)
    except ValueError as error:
        raise AmendmentError(place, str(error)) from None


def _added(entry: IndicatorEntry) -> dict[str, Any]:
    row = entry.model_dump()
    return {**row, "clauses": [{**clause, "local": True} for clause in row["clauses"]]}
