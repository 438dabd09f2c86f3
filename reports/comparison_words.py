"""How is the comparison of two runs told? Verdicts, scores, and every problem that came, went or stayed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reports.comparison import Comparison
from reports.inspection import Inspection
from reports.snapshot import Problem
from suites.standards.scorecard import moved_text, points_text


def comparison_words(done: Comparison) -> Iterator[str]:
    """The lines to show, without line ends."""
    site = done.after.header.site
    yield f"{site.name}  {site.url}"
    yield f"前一次  {_run(done.before)}"
    yield f"后一次  {_run(done.after)}"
    yield from (f"注意  {remark}" for remark in done.remarks)
    for name, changes in (("变差", done.regressed), ("变好", done.improved)):
        if changes:
            yield f"{name}的条款 {len(changes)} 条"
        yield from (f"  {one.clause.title}  {one.before} → {one.after}  {one.clause.id}" for one in changes)
    if done.shifts:
        yield f"分值有变化的指标 {len(done.shifts)} 项"
    yield from (f"  {name}  {moved_text(was)} → {moved_text(now)}" for name, was, now in done.shifts)
    yield from _problems("新出现的问题", done.fresh)
    yield from _problems("不再出现的问题", done.gone)
    yield from _problems("仍然存在的问题", done.lasting)
    if done.incomparable:
        yield f"不能比较的问题 {len(done.incomparable)} 个"
    yield from (f"  {_problem(one.problem)}  原因：{one.why}" for one in done.incomparable)
    if not (done.regressed or done.improved or done.fresh or done.gone or done.incomparable):
        yield "两次检查的结论没有不同。"


def _run(inspection: Inspection) -> str:
    card, header = inspection.scorecard, inspection.header
    score = "" if card.score is None else f"，{points_text(card.score)} 分"
    covered = f"已判 {card.coverage.judged} / {card.coverage.total} 条"
    return f"{inspection.folder.name}  监测时间点 {header.as_of}  {card.words}{score}（{covered}）"


def _problems(title: str, problems: Iterable[Problem]) -> Iterator[str]:
    found = list(problems)
    if found:
        yield f"{title} {len(found)} 个"
    yield from (f"  {_problem(one)}" for one in found)


def _problem(problem: Problem) -> str:
    waived = "（已豁免）" if problem.waived else ""
    return f"{problem.id}  {problem.what}{waived}  {problem.place}"
