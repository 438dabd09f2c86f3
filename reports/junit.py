"""What does a CI system show of a run? junit.xml: one test case per clause, in suites by standard."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET  # only written here, never parsed

from reports.inspection import Inspection
from reports.material import Material
from reports.records import Conclusion, Missed
from suites.standards import Clause
from suites.verdict import Outcome

JUNIT = "junit.xml"
# Characters XML 1.0 cannot hold.
_ILLEGAL = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(material: Material) -> Path:
    """Write the file and return it."""
    inspection = material.inspection
    header = inspection.header
    root = ET.Element("testsuites", name=_clean(header.site.name))
    for standard in inspection.rulebook.standards:
        mine = [(clause, one) for clause in standard.clauses if (one := inspection.conclusions.get(clause.id))]
        if mine:
            _suite(root, inspection, f"{standard.document}《{standard.title}》", mine)
    ET.indent(root)
    path = inspection.folder / JUNIT
    path.write_bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")
    return path


def _suite(root: ET.Element, inspection: Inspection, name: str, mine: list[tuple[Clause, Conclusion]]) -> None:
    words = [one.word for _, one in mine]
    skipped = words.count(Outcome.REVIEW.word) + words.count(Outcome.INAPPLICABLE.word)
    suite = ET.SubElement(
        root,
        "testsuite",
        name=_clean(name),
        tests=str(len(mine)),
        failures=str(words.count(Outcome.FAIL.word)),
        errors=str(sum(isinstance(one, Missed) for _, one in mine)),
        skipped=str(skipped),
        time=f"{sum(one.seconds for _, one in mine):.3f}",
        timestamp=inspection.header.started.isoformat(timespec="seconds"),
        hostname=inspection.header.site.slug,
    )
    for clause, one in mine:
        case = ET.SubElement(
            suite, "testcase", classname=_clean(clause.indicator.name), name=_clean(f"{clause.id} {clause.title}")
        )
        case.set("time", f"{one.seconds:.3f}")
        _conclude(case, one)


def _conclude(case: ET.Element, one: Conclusion) -> None:
    if isinstance(one, Missed):
        ET.SubElement(case, "error", type=one.reason, message=_clean(one.sentence)).text = _clean(one.trace)
        return
    verdict = one.verdict
    if verdict.outcome is Outcome.FAIL:
        first = verdict.findings[0].what if verdict.findings else verdict.note
        told = f"{first}（共 {verdict.count} 处）" if verdict.count > 1 else first
        ET.SubElement(case, "failure", type=one.word, message=_clean(told)).text = _clean(verdict.message)
    elif verdict.outcome in {Outcome.REVIEW, Outcome.INAPPLICABLE}:
        ET.SubElement(case, "skipped", message=_clean(f"{one.word}：{verdict.message}"))
    elif verdict.note:
        ET.SubElement(case, "system-out").text = _clean(verdict.note)


def _clean(text: str) -> str:
    return _ILLEGAL.sub("", text)
