"""What does a leader read? `index.html`: one file with the conclusion, why, what changed, and what is still open."""

from __future__ import annotations

import base64
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from markupsafe import Markup

from reports.availability_picture import NAME as AVAILABILITY
from reports.charts import group_bars, score_line
from reports.folders import EVIDENCE
from reports.history import State
from reports.inspection import Inspection
from reports.material import Material
from reports.pictures import data_address
from reports.problem_list import CANDIDATE, Row
from reports.records import Judged
from reports.snapshot import Snapshot
from reports.summary import occasion_words
from reports.templates import filled
from suites.accessibility.impact import Impact, impact, impact_map
from suites.standards.scorecard import Scorecard
from suites.standards.vocabulary import Source
from suites.verdict import Outcome, Verdict
from suites.waiving import unwaived

PAGE = "index.html"
_SHOWN, _PICTURES, _PICTURE_WIDTH = 30, 12, 720
_RUNS = 12
_AVAILABILITY_CLAUSE = "site_unreachable.1"


@dataclass(frozen=True, slots=True)
class Card:
    """A standard's scorecard with its name."""

    title: str
    document: str
    card: Scorecard


@dataclass(frozen=True, slots=True)
class Past:
    """One run in the list of runs; `counts`: how many clauses came to each 报告用语."""

    when: str
    result: str
    score: str
    counts: Counter[str]


def write_page(material: Material) -> Path:
    """Write the page; return the file."""
    path = material.inspection.folder / PAGE
    path.write_text(filled("scorecard_page.html", **_content(material)), encoding="utf-8", newline="\n")
    return path


def _content(material: Material) -> Mapping[str, object]:
    inspection, rows = material.inspection, material.rows
    card = inspection.scorecard
    return {
        "header": inspection.header,
        "run": inspection.folder.name,
        "card": card,
        "without_waivers": _without_waivers(inspection),
        "supplements": _supplements(inspection),
        "impact": _impact(inspection),
        "bars": Markup(group_bars(card.groups)) if card.groups else "",  # noqa: S704  drawn by ourselves
        "vetoes": [inspection.standard.indicators[slug].name for slug in card.vetoes],
        "states": Counter(row.state for row in rows if row.level != CANDIDATE),
        "defects": material.defects,
        "candidates": [row for row in material.open_rows if row.level == CANDIDATE],
        "reviews": _reviews(inspection),
        "waived": [row for row in rows if row.state == State.WAIVED.word],
        "gone": [row for row in rows if row.state in {State.FIXED.word, State.UNCHECKED.word}],
        "pictures": _pictures(inspection, material.open_rows),
        "shown": _SHOWN,
        "warnings": list(dict.fromkeys(warning for _, warning in inspection.warnings)),
        "missed": _missed(inspection),
        "availability": _availability(inspection),
        "availability_name": AVAILABILITY,
        "last": next((run for run in reversed(material.past) if run.whole), None),
        "trend": _trend(material),
        "line": _line(material),
        "method": _method(inspection),
        "problem": material.problem,
        "complete": inspection.complete,
    }


def _without_waivers(inspection: Inspection) -> Scorecard | None:
    """The score as it would be without waivers, None when there are none."""
    judged = inspection.judgements
    verdicts = {key: one for key, one in judged.items() if isinstance(one, Verdict) and one.waived}
    if not verdicts:
        return None
    put_back = {**judged, **{key: unwaived(one) for key, one in verdicts.items()}}
    return inspection.scored_by(inspection.standard, put_back)


def _supplements(inspection: Inspection) -> list[Card]:
    refs = inspection.header.supplements
    return [Card(ref.title, ref.document, card) for ref, card in zip(refs, inspection.supplements, strict=True)]


def _impact(inspection: Inspection) -> Impact | None:
    """Who gets stuck where, None when accessibility was not asked about."""
    judged = [one.verdict for one in inspection.conclusions.values() if isinstance(one, Judged)]
    asked = any(verdict.clause_id in impact_map().clauses for verdict in judged)
    return impact(judged) if asked else None


def _reviews(inspection: Inspection) -> list[tuple[str, int, str]]:
    """Clauses a person has to decide on: name, number of candidates, why."""
    return [
        (inspection.rulebook.clause(verdict.clause_id).title, verdict.count, verdict.note)
        for verdict in inspection.verdicts(Outcome.REVIEW)
    ]


def _missed(inspection: Inspection) -> list[tuple[str, list[str]]]:
    """Every cause with the clauses that could not be judged for it, the commonest first."""
    causes: dict[str, list[str]] = {}
    for one in inspection.missed:
        place = f"（{one.where}）" if one.where else ""
        causes.setdefault(f"{one.cause}{place}", []).append(inspection.rulebook.clause(one.clause_id).title)
    return sorted(causes.items(), key=lambda pair: -len(pair[1]))


def _pictures(inspection: Inspection, rows: Sequence[Row]) -> dict[str, str]:
    """Small pictures of the first problems, by the name of the file, as data addresses; each picture once."""
    found: dict[str, str] = {}
    for row in rows:
        if row.snapshot and row.snapshot not in found and len(found) < _PICTURES:
            path = inspection.folder / row.snapshot
            if path.is_file():
                found[row.snapshot] = data_address(path, _PICTURE_WIDTH)
    return found


def _availability(inspection: Inspection) -> str:
    """The strip of the week, as drawn when the site was inspected."""
    path = inspection.folder / EVIDENCE / f"{_AVAILABILITY_CLAUSE}.svg"
    return "data:image/svg+xml;base64," + base64.b64encode(path.read_bytes()).decode() if path.is_file() else ""


def _trend(material: Material) -> list[Past]:
    """The last runs, oldest first."""
    return [
        Past(f"{one.started:%Y-%m-%d %H:%M}", one.result, one.score or "—", Counter(one.words.values()))
        for one in _whole_runs(material)
    ]


def _whole_runs(material: Material) -> list[Snapshot]:
    """The last runs that judged everything, and this one."""
    return [*(one for one in material.past if one.whole), material.now][-_RUNS:]


def _line(material: Material) -> str:
    scored = [one for one in _whole_runs(material) if one.score]
    if len(scored) < 2:  # noqa: PLR2004  one point is no line
        return ""
    return Markup(score_line([(f"{one.started:%m-%d}", float(Fraction(one.score))) for one in scored]))  # noqa: S704


def _method(inspection: Inspection) -> list[tuple[str, str]]:
    header, browser = inspection.header, inspection.environment
    sources = Counter(clause.indicator.source for clause in inspection.rulebook.clauses)
    drawn = sum(len(one.sampled) for one in inspection.observed)
    occasion = occasion_words(inspection)
    return [
        *([("检查方案", occasion)] if occasion else []),
        ("检查标准", header.documents),
        ("条文来源", "，".join(f"{source.word} {sources[source]} 条" for source in Source if sources[source])),
        ("检查时间", f"{header.started:%Y-%m-%d %H:%M} 开始" + _ended(inspection)),
        ("浏览器", f"{browser.browser} {browser.version}" if browser else "没有启动"),
        ("随机抽查的页面", f"{drawn} 个，抽取由网站和监测时间点决定，同一天重复检查抽到的相同"),
        ("程序", f"{header.tool}，Python {header.python}，{header.platform}"),
    ]


def _ended(inspection: Inspection) -> str:
    return f"，{inspection.footer.finished:%H:%M} 结束" if inspection.footer else "，没有做完"
