"""What does Allure show about a clause: labels, severity, the page of text beside a conclusion?"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from reports.records import Conclusion, Judged
from suites.standards import Clause, Part, Standard
from suites.verdict import Outcome

# A clause that costs a whole point weighs more than one that costs a fraction.
_HEAVY = 1


def labels(clause: Clause) -> dict[str, str]:
    """Allure's label names with their values: both trees (suites and behaviours) read part → group → indicator."""
    indicator = clause.indicator
    part = part_word(indicator.part)
    group = indicator.group_name or indicator.subject.word
    return {
        "parentSuite": part,
        "suite": group,
        "subSuite": indicator.name,
        "epic": part,
        "feature": group,
        "story": indicator.name,
        "severity": severity(clause),
    }


def part_word(part: Part) -> str:
    """The part's name as the report's tree shows it."""
    return f"{part.word}指标" if part.is_scored else part.word


def severity(clause: Clause) -> str:
    """Allure's severity: blocker for a veto, minor for a bonus, by points in between."""
    match clause.indicator.part:
        case Part.VETO:
            return "blocker"
        case Part.BONUS:
            return "minor"
        case Part.REQUIREMENT:
            return "normal"
    return "critical" if clause.weight >= _HEAVY else "normal"


def tags(clause: Clause, conclusion: Conclusion) -> tuple[str, ...]:
    """Words to filter by."""
    warned = ("预警",) if isinstance(conclusion, Judged) and conclusion.verdict.warnings else ()
    return (conclusion.word, clause.judge.word, clause.indicator.source.word, *warned)


def message(conclusion: Conclusion) -> str:
    """The conclusion in words; 待人工复核 and 不适用 come first, as Allure knows both only as "skipped"."""
    if not isinstance(conclusion, Judged):
        return conclusion.sentence
    verdict = conclusion.verdict
    match verdict.outcome:
        case Outcome.PASS:
            return ""
        case Outcome.FAIL:
            return verdict.message
    return f"{verdict.outcome.word}：{verdict.message}"


def description(clause: Clause, conclusion: Conclusion, standard: Standard) -> str:
    """HTML: the law verbatim, what was concluded, how it was judged and where the wording comes from."""
    return "".join(
        f"<p><strong>{escape(name)}</strong><br>{escape(text)}</p>"
        for name, text in _paragraphs(clause, conclusion, standard)
        if text
    )


def _paragraphs(clause: Clause, conclusion: Conclusion, standard: Standard) -> Iterator[tuple[str, str]]:
    indicator = clause.indicator
    yield "条款原文", f"“{clause.text}”"
    yield "结论", _conclusion(conclusion)
    yield "判定方式", clause.judge.word
    yield "分值", _points(clause)
    yield "出处", f"{standard.document}《{standard.title}》，{indicator.name}；条文来源：{indicator.source.word}"
    yield "指标说明", indicator.note


def _conclusion(conclusion: Conclusion) -> str:
    if not isinstance(conclusion, Judged):
        return conclusion.sentence
    verdict = conclusion.verdict
    count = f"{verdict.count} 处" if verdict.findings else ""
    return "，".join(filter(None, (verdict.outcome.word, count))) + "。" + verdict.note


def _points(clause: Clause) -> str:
    indicator = clause.indicator
    if indicator.part is Part.VETO:
        return "出现即不合格，不再评分"
    if indicator.part is Part.REQUIREMENT:
        return "不计分，只判合格或不合格"
    name, way = ("deduct", "扣") if indicator.part is Part.DEDUCTION else ("award", "加")
    each = "每处" if clause.per_finding else ""
    return f"{each}{way} {clause.terms[name]}，本指标共 {indicator.points} 分"
