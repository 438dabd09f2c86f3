"""How is a record written as a JSON row, and read back?

A row is a flat JSON object with `kind` first. Keys are only ever added; `VERSION` rises when one changes its meaning.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from pydantic import TypeAdapter

from pages.capture import Evidence
from reports.records import (
    Breakdown,
    Environment,
    Footer,
    Header,
    Judged,
    Missed,
    Observed,
    Plan,
    Record,
    Unknown,
)
from suites.verdict import EarlyWarning, Finding, Outcome, Verdict, Waived

VERSION = 1

Row = dict[str, Any]

_PLAIN: Mapping[str, type[Any]] = {
    "run": Header,
    "plan": Plan,
    "environment": Environment,
    "observation": Observed,
    "unseen": Missed,
    "breakdown": Breakdown,
    "end": Footer,
}
_KINDS = {record_type: kind for kind, record_type in _PLAIN.items()}
_OUTCOMES = {outcome.word: outcome for outcome in Outcome}
_READERS: Mapping[str, Callable[[Any], Any]] = {
    kind: TypeAdapter(record_type).validate_python for kind, record_type in _PLAIN.items()
}


def to_row(record: Record, site_slug: str) -> Row:
    """The JSON object of a record; `site_slug` makes the findings' stable ids."""
    match record:
        case Unknown(row):
            return dict(row)
        case Judged():
            return _verdict_row(record, site_slug)
        case Header():
            return {"kind": "run", "v": VERSION, **_plain(record)}
        case _:
            return {"kind": _KINDS[type(record)], **_plain(record)}


def from_row(row: Mapping[str, Any]) -> Record:
    """The record of a JSON object; a kind nobody knows comes back as Unknown.

    Raises ValueError (pydantic's included) or KeyError when a known kind lacks something.
    """
    kind = str(row.get("kind"))
    if kind == "verdict":
        return _judged(row)
    if kind not in _READERS:
        return Unknown(MappingProxyType(dict(row)))
    record: Record = _READERS[kind](dict(row))
    return record


def _plain(value: object) -> Any:  # noqa: ANN401  JSON
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {part.name: _plain(getattr(value, part.name)) for part in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds")
    if isinstance(value, date):
        return value.isoformat()
    return round(value, 3) if isinstance(value, float) else value


def _verdict_row(record: Judged, site_slug: str) -> Row:
    verdict = record.verdict
    return {
        "kind": "verdict",
        "clause_id": verdict.clause_id,
        "outcome": verdict.outcome.word,
        "note": verdict.note,
        "awards": verdict.awards,
        "findings": [_finding_row(each, verdict.clause_id, site_slug) for each in verdict.findings],
        "warnings": _plain(verdict.warnings),
        "waived": [_waived_row(each, verdict.clause_id, site_slug) for each in verdict.waived],
        "at": _plain(record.at),
        "seconds": _plain(record.seconds),
    }


def _finding_row(finding: Finding, clause_id: str, site_slug: str) -> Row:
    return {"id": finding.id(site_slug, clause_id), **_plain(finding)}


def _waived_row(exempt: Waived, clause_id: str, site_slug: str) -> Row:
    return {
        "outcome": exempt.outcome.word,
        "reason": exempt.reason,
        "approver": exempt.approver,
        "expires": _plain(exempt.expires),
        "finding": _finding_row(exempt.finding, clause_id, site_slug),
    }


def _judged(row: Mapping[str, Any]) -> Judged:
    verdict = Verdict(
        clause_id=row["clause_id"],
        outcome=_OUTCOMES[row["outcome"]],
        findings=tuple(_finding(each) for each in row["findings"]),
        note=row.get("note", ""),
        awards=row.get("awards", 1),
        warnings=tuple(EarlyWarning(each["where"], each["what"]) for each in row.get("warnings", ())),
        waived=tuple(_waived(each) for each in row.get("waived", ())),
    )
    return Judged(verdict, datetime.fromisoformat(row["at"]), row.get("seconds", 0.0))


def _finding(row: Mapping[str, Any]) -> Finding:
    return Finding(
        where=row["where"],
        what=row["what"],
        target=row.get("target", ""),
        selector=row.get("selector"),
        excerpt=row.get("excerpt", ""),
        also=tuple(row.get("also", ())),
        evidence=tuple(_evidence(each) for each in row.get("evidence", ())),
    )


def _waived(row: Mapping[str, Any]) -> Waived:
    return Waived(
        finding=_finding(row["finding"]),
        outcome=_OUTCOMES[row["outcome"]],
        reason=row["reason"],
        approver=row["approver"],
        expires=date.fromisoformat(row["expires"]),
    )


def _evidence(row: Mapping[str, Any]) -> Evidence:
    return Evidence(
        kind=row["kind"],
        url=row["url"],
        taken_at=datetime.fromisoformat(row["taken_at"]),
        sha256=row["sha256"],
        path=row.get("path", ""),
        excerpt=row.get("excerpt", ""),
        headers=MappingProxyType(dict(row.get("headers", {}))),
    )
