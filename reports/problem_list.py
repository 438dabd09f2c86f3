"""Which problems are there, one row each, as webmasters and regulators exchange them?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from reports.folders import EVIDENCE
from reports.history import State, Tracked
from reports.inspection import Inspection
from reports.records import Judged
from suites.advice import advice
from suites.verdict import Finding, Outcome

# The columns of the list, in the order they are exchanged in; the attributes of `Row` they are filled from.
COLUMNS: tuple[tuple[str, str], ...] = (
    ("问题编号", "id"),
    ("网站名称", "site_name"),
    ("网站标识码", "site_code"),
    ("问题类型", "kind"),
    ("问题级别", "level"),
    ("问题描述", "what"),
    ("所在页面", "place"),
    ("父页面", "parent"),
    ("上下文", "context"),
    ("建议", "advice"),
    ("快照", "snapshot"),
    ("首次发现时间", "first_seen"),
    ("最近发现时间", "last_seen"),
    ("整改状态", "state"),
    ("复核结果", "recheck"),
)
CANDIDATE = "待人工复核"


@dataclass(frozen=True, slots=True)
class Row:
    """One problem.

    Attributes:
        id: stable id, twelve hex digits.
        kind: name of the indicator; `clause_id` and `clause` which sentence of the standard is not met.
        level: 单项否决, 扣分, 规范要求 or, for a candidate, 待人工复核.
        place: address where the problem is: the dead link itself, else the page.
        parent: page that leads to `place`, empty when the page itself is the place.
        context: what stands around it, empty when nothing was kept.
        snapshot: the picture, as a path below the run's folder, empty when there is none.
        state: 整改状态; `why` explains 未能复查 and 已忽略.
        recheck: 复核结果, filled in by a re-check.
    """

    id: str
    site_name: str
    site_code: str
    clause_id: str
    clause: str
    kind: str
    level: str
    what: str
    place: str
    parent: str
    context: str
    advice: str
    snapshot: str
    first_seen: date
    last_seen: date
    state: str
    why: str = ""
    also: tuple[str, ...] = ()
    recheck: str = ""


def problem_rows(inspection: Inspection, history: Sequence[Tracked]) -> tuple[Row, ...]:
    """All problems of a run, the gravest first; mended ones and those nobody could check again stand last.

    Args:
        inspection: the run.
        history: its problems with their states, as `reports.history.tracked` tells them.
    """
    found = dict(_findings(inspection))
    rows = [_row(inspection, one, found.get(one.problem.id)) for one in history]
    order = {level: number for number, level in enumerate(("单项否决", "扣分", "规范要求", "加分", CANDIDATE))}
    gone = (State.FIXED.word, State.UNCHECKED.word)
    return tuple(sorted(rows, key=lambda row: (row.state in gone, order.get(row.level, len(order)))))


def _findings(inspection: Inspection) -> Iterator[tuple[str, tuple[Finding, str]]]:
    """Every finding by its id, with why it is waived."""
    slug = inspection.header.site.slug
    for one in inspection.conclusions.values():
        if isinstance(one, Judged):
            for finding in one.verdict.findings:
                yield finding.id(slug, one.clause_id), (finding, "")
            for exempt in one.verdict.waived:
                why = f"{exempt.reason}（{exempt.approver}批准，至 {exempt.expires}）"
                yield exempt.finding.id(slug, one.clause_id), (exempt.finding, why)


def _row(inspection: Inspection, tracked: Tracked, found: tuple[Finding, str] | None) -> Row:
    problem, site = tracked.problem, inspection.header.site
    clause = inspection.rulebook.clause(problem.clause_id) if problem.clause_id in inspection.rulebook else None
    finding, waived = found or (None, "")
    place, parent = _place(finding, problem.place)
    candidate = problem.word == Outcome.REVIEW.word
    return Row(
        id=problem.id,
        site_name=site.name,
        site_code=site.code or "",
        clause_id=problem.clause_id,
        clause=clause.text if clause else "",
        kind=clause.indicator.name if clause else problem.clause_id,
        level=CANDIDATE if candidate or clause is None else clause.indicator.part.word,
        what=problem.what,
        place=place,
        parent=parent,
        context=finding.excerpt if finding else "",
        advice=advice(problem.clause_id.partition(".")[0]),
        snapshot=_snapshot(finding),
        first_seen=tracked.first_seen,
        last_seen=tracked.last_seen,
        state=tracked.state.word,
        why=waived or tracked.why,
        also=finding.also if finding else (),
    )


def _place(finding: Finding | None, page: str) -> tuple[str, str]:
    """What is to be opened, and from where; a finding about a link names the link as its target."""
    if finding is not None and finding.has_own_target and urlsplit(finding.target).scheme in {"http", "https"}:
        return finding.target, page
    return page, ""


def _snapshot(finding: Finding | None) -> str:
    pictures = [each.path for each in finding.evidence if each.path.endswith(".jpg")] if finding else []
    return f"{EVIDENCE}/{pictures[0]}" if pictures else ""
