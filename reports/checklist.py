"""How did each sentence of the standard come out? 检查表.xlsx: the official form, one row per clause."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

from reports.inspection import Inspection
from reports.material import Material
from reports.records import Judged, Missed
from reports.sheets import Heading, sheet
from suites.standards import Clause, Subject
from suites.standards.scorecard import points_text
from suites.verdict import Outcome

CHECKLIST = "检查表.xlsx"
_SHOWN = 5
_HEADINGS = (
    Heading("序号", 6, centred=True),
    Heading("检查标准", 14, centred=True),
    Heading("类别", 12, centred=True),
    Heading("指标", 16, centred=True),
    Heading("评分细则", 46),
    Heading("分值", 8, centred=True),
    Heading("检查结果", 12, centred=True),
    Heading("扣分（加分）", 10, centred=True),
    Heading("问题数", 8, centred=True),
    Heading("问题描述", 60),
    Heading("判定方式", 14, centred=True),
    Heading("条文来源", 12, centred=True),
)
_COLOURS = {Outcome.FAIL.word: "F8CBAD", Outcome.REVIEW.word: "FFE699", "未能检测": "D9D9D9"}


def write_checklist(material: Material) -> Path:
    """Write the form; return the file."""
    inspection = material.inspection
    rows = list(_rows(inspection))
    header, card = inspection.header, inspection.scorecard
    score = "不计分" if card.score is None else f"{points_text(card.score)} 分"
    covered = f"已判 {card.coverage.judged} / {card.coverage.total} 条"
    remarks = (
        f"网站名称：{header.site.name}    网站标识码：{header.site.code or '未填写'}    首页网址：{header.site.url}",
        f"监测时间点：{header.as_of}    检查编号：{inspection.folder.name}",
        f"结论：{card.words}    得分：{score}（{covered}）",
        "检查结果：未发现问题、发现问题、待人工复核（须由人确认，不扣分）、不适用、未能检测（既不算合格也不扣分）。",
    )
    path = inspection.folder / CHECKLIST
    fills = [_COLOURS.get(str(row[6])) for row in rows]
    path.write_bytes(sheet("政府网站检查表", remarks, _HEADINGS, rows, header.started, fills))
    return path


def _rows(inspection: Inspection) -> Iterator[tuple[object, ...]]:
    moved = _moved(inspection)
    number = 0
    for standard in inspection.rulebook.standards:
        concerned = {row.slug for row in inspection.rows_of(standard)}
        for clause in standard.clauses:
            number += 1
            indicator = clause.indicator
            word, count, said = _said(inspection, clause, concerned=indicator.slug in concerned)
            yield (
                number,
                standard.title,
                (indicator.group_name or indicator.part.word) if indicator.part.is_scored else indicator.part.word,
                indicator.name,
                clause.text,
                f"{points_text(Fraction(indicator.points))} 分" if indicator.points else "",
                word,
                moved.get(clause.id, ""),
                count or "",
                said,
                clause.judge.word,
                indicator.source.word,
            )


def _moved(inspection: Inspection) -> dict[str, str]:
    """Points deducted or awarded, written at the first clause of an indicator that moved some."""
    card = inspection.scorecard
    told = {row.clauses[0]: f"-{points_text(row.moved)}" for row in card.deductions if row.clauses}
    return told | {row.clauses[0]: f"+{points_text(row.moved)}" for row in card.awards if row.clauses}


def _said(inspection: Inspection, clause: Clause, *, concerned: bool) -> tuple[str, int, str]:
    one = inspection.conclusions.get(clause.id)
    if isinstance(one, Missed):
        return one.word, 0, one.cause
    if isinstance(one, Judged):
        verdict = one.verdict
        lines = [f"{number}. {finding.line}" for number, finding in enumerate(verdict.findings[:_SHOWN], 1)]
        if verdict.count > _SHOWN:
            lines.append(f"共 {verdict.count} 处，其余见问题清单。")
        return verdict.outcome.word, verdict.count, "\n".join(lines) or verdict.note
    if clause.indicator.subject is not Subject.WEBSITE:
        return Outcome.INAPPLICABLE.word, 0, f"检查对象为{clause.indicator.subject.word}。"
    if not concerned:
        return Outcome.INAPPLICABLE.word, 0, "本类网站不检查这一项。"
    return "本次未检查", 0, ""
