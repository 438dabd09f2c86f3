"""How is a second scoring told? Both scores, what moved between them, and what the ledger cannot judge."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby

from reports.rescoring import Rescoring, Shift
from suites.standards.scorecard import Scorecard, moved_text, points_text


def rescoring_words(done: Rescoring) -> Iterator[str]:
    """The lines to show, without line ends."""
    header = done.inspection.header
    yield f"{header.site.name}  {header.site.url}  监测时间点 {header.as_of}"
    yield f"原评  {header.standard.code}  {_score(done.before)}"
    yield f"重评  {done.standard.code}  {_score(done.after)}"
    yield f"依据  {done.standard.document}《{done.standard.title}》"
    yield from (f"注意  {remark}" for remark in done.remarks)
    for slug in done.after.vetoes:
        if slug not in done.before.vetoes:
            yield f"新增单项否决  {done.standard.indicators[slug].name}"
    for slug in done.before.vetoes:
        if slug not in done.after.vetoes:
            yield f"不再单项否决  {done.inspection.standard.indicators[slug].name}"
    if done.shifts:
        yield f"分值有变化的指标 {len(done.shifts)} 项"
    yield from (f"  {shift.name}  {_shift(shift)}" for shift in done.shifts)
    if done.left:
        yield f"未判 {len(done.left)} 条（既不扣分，也不加分）"
    for why, members in groupby(sorted(done.left, key=lambda one: one.why), key=lambda one: one.why):
        yield f"  {why}："
        yield from (f"    {one.clause.title}  {one.clause.id}" for one in members)


def _score(card: Scorecard) -> str:
    covered = f"已判 {points_text(card.judged_points)} / {points_text(card.full)} 分"
    if card.vetoes:
        return f"{card.words}，出现单项否决情形，不计分（{covered}）"
    if card.score is None:
        return f"{card.words}，不评分（已判 {card.coverage.judged} / {card.coverage.total} 条）"
    bonus = f"，其中加分 {points_text(card.bonus)} 分" if card.bonus else ""
    return f"{card.words}，{points_text(card.score)} 分{bonus}（{covered}）"


def _shift(shift: Shift) -> str:
    return f"{_points(shift.before)} → {_points(shift.after)}"


def _points(moved: Fraction | None) -> str:
    return "不在表中" if moved is None else moved_text(moved)
