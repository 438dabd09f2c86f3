"""What does the person at the terminal need to know? The conclusion of a run in some thirty Chinese lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal
from unicodedata import east_asian_width

from reports.allure_report import REPORT
from reports.inspection import Inspection
from reports.records import Missed
from suites.profiles import Profile
from suites.standards.scorecard import Row, Scorecard, points_text
from suites.verdict import Finding, Outcome, Verdict

Tone = Literal["plain", "good", "bad", "doubtful", "light"]
_ROWS = 5
_FINDINGS = 3
_CAUSES = 6
_NAMES = 4
_WIDTH = 76


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text and how it should be coloured."""

    text: str
    tone: Tone = "plain"


def summary(inspection: Inspection, problem: str = "") -> list[Line]:
    """The lines to show at the end of a run; `problem` says why there is no report."""
    card = inspection.scorecard
    return [
        *_head(inspection),
        *_verdict(inspection, card),
        *_vetoes(inspection, card),
        *_deductions(inspection, card),
        *_awards(card),
        *_supplements(inspection),
        *_reviews(inspection),
        *_warnings(inspection),
        *_missed(inspection),
        *_program_faults(inspection),
        *_where(inspection, problem),
    ]


def columns(text: str) -> int:
    """How many terminal columns a text takes: a Han character takes two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def shortened(text: str, width: int) -> str:
    """The text on one line, cut to `width` columns with … at the end."""
    flat = " ".join(text.split())
    if columns(flat) <= width:
        return flat
    kept, used = [], 1
    for letter in flat:
        used += columns(letter)
        if used > width:
            break
        kept.append(letter)
    return "".join(kept) + "…"


def _head(inspection: Inspection) -> Iterator[Line]:
    header = inspection.header
    yield Line("")
    yield Line("═" * _WIDTH, "light")
    yield Line(f"{header.site.name}  {header.site.url}")
    yield Line(f"监测时间点 {header.as_of}  依据 {header.standard.document}《{header.standard.title}》", "light")
    if occasion := occasion_words(inspection):
        yield Line(f"检查方案  {occasion}", "light")


def occasion_words(inspection: Inspection) -> str:
    """Which profile was asked, how many clauses it leaves out and why; empty when none was."""
    name = inspection.header.options.get("profile", "")
    if name not in Profile.names():
        return name
    profile = Profile.load(name)
    left_out = sum(clause in inspection.rulebook for clause in profile.without)
    return f"{profile.title}：不查 {left_out} 条，{profile.why}"


def _verdict(inspection: Inspection, card: Scorecard) -> Iterator[Line]:
    tone: Tone = {"合格": "good", "不合格": "bad"}.get(card.result.value, "doubtful")  # type: ignore[assignment]
    yield Line(f"结论  {card.words}", "doubtful" if card.provisional and tone == "good" else tone)
    covered = f"已判 {points_text(card.judged_points)} / {points_text(card.full)} 分"
    if card.vetoes:
        yield Line(f"得分  不计分：出现单项否决情形（扣分指标{covered}）")
    elif card.score is None:
        yield Line(f"得分  没有可计的分数（{covered}）" if card.full else f"得分  {_unscored(inspection)}")
    else:
        bonus = f"，其中加分 {points_text(card.bonus)} 分" if card.bonus else ""
        open_points = "；未判部分暂按不扣分计" if card.judged_points < card.full else ""
        yield Line(f"得分  {points_text(card.score)} 分{bonus}（{covered}{open_points}）")
    counts = "  ".join(f"{word} {count}" for word, count in _ordered(inspection.counts.items()))
    unseen = f"  本次未检查 {card.coverage.unimplemented}" if card.coverage.unimplemented else ""
    yield Line(f"条款  {counts or '没有任何结论'}{unseen}", "light")


def _unscored(inspection: Inspection) -> str:
    return "本类网站只查单项否决，不评分" if inspection.standard.scoring else "本标准只判合格或不合格，不评分"


def _ordered(counts: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
    order = [*(outcome.word for outcome in sorted(Outcome, reverse=True)), "未能检测"]
    return sorted(counts, key=lambda pair: order.index(pair[0]))


def _vetoes(inspection: Inspection, card: Scorecard) -> Iterator[Line]:
    if card.vetoes:
        yield Line(f"单项否决 {len(card.vetoes)} 项", "bad")
        for verdict in inspection.verdicts(Outcome.FAIL):
            if verdict.clause_id.partition(".")[0] in card.vetoes:
                yield Line(f"  ✗ {inspection.rulebook.clause(verdict.clause_id).title}")
                yield from _findings(verdict.findings)


def _deductions(inspection: Inspection, card: Scorecard) -> Iterator[Line]:
    """After a veto nothing is scored, but what was found is still to be mended: then without points."""
    failed = {verdict.clause_id: verdict for verdict in inspection.verdicts(Outcome.FAIL)}
    if card.vetoes:
        rows_of = inspection.standard.indicators.keys() - set(card.vetoes)
        others = [verdict for clause_id, verdict in failed.items() if clause_id.partition(".")[0] in rows_of]
        if others:
            yield Line(f"另有 {len(others)} 条扣分情形", "bad")
            for verdict in others[:_ROWS]:
                yield Line(f"  · {inspection.rulebook.clause(verdict.clause_id).title}")
                yield from _findings(verdict.findings)
        return
    rows = sorted(card.deductions, key=lambda row: -row.moved)
    if rows:
        total = points_text(sum((row.moved for row in rows), start=rows[0].moved * 0))
        yield Line(f"扣分 {len(rows)} 项，共 {total} 分", "bad")
    for row in rows[:_ROWS]:
        yield from _row(row, failed)
    if len(rows) > _ROWS:
        yield Line(f"  另有 {len(rows) - _ROWS} 项，见报告。", "light")


def _row(row: Row, failed: dict[str, Verdict]) -> Iterator[Line]:
    capped = "（已扣完）" if row.moved == row.points else ""
    yield Line(f"  -{points_text(row.moved)} 分  {row.name}{capped}")
    yield from _findings([finding for clause in row.clauses for finding in failed[clause].findings])


def _awards(card: Scorecard) -> Iterator[Line]:
    for row in card.awards:
        yield Line(f"  +{points_text(row.moved)} 分  {row.name}", "good")


def _supplements(inspection: Inspection) -> Iterator[Line]:
    """Pass or fail beside the score: what is found under them moves no point."""
    failed = inspection.verdicts(Outcome.FAIL)
    cards = [inspection.scorecard] if inspection.standard.scoring is None else []
    refs = [inspection.header.standard] if cards else []
    for ref, card in zip([*refs, *inspection.header.supplements], [*cards, *inspection.supplements], strict=True):
        covered = f"已判 {card.coverage.judged} / {card.coverage.total} 条，不计分"
        tone: Tone = "bad" if card.unmet else "plain"
        yield Line(f"{ref.document}《{ref.title}》  {card.words}（{covered}）", tone)
        for verdict in failed:
            if verdict.clause_id.partition(".")[0] in card.unmet:
                yield Line(f"  · {inspection.rulebook.clause(verdict.clause_id).title}")
                yield from _findings(verdict.findings)


def _findings(findings: Iterable[Finding]) -> Iterator[Line]:
    found = list(findings)
    shown = found[:_FINDINGS]
    for finding, following in zip(shown, [*shown[1:], None], strict=True):
        yield Line(f"      {shortened(finding.what, _WIDTH * 2)}")
        if following is None or following.where != finding.where:
            # An address is never cut: it is there to be opened.
            yield Line(f"      {finding.where}", "light")
    if len(found) > _FINDINGS:
        yield Line(f"      …… 共 {len(found)} 处", "light")


def _reviews(inspection: Inspection) -> Iterator[Line]:
    reviews = inspection.verdicts(Outcome.REVIEW)
    if reviews:
        yield Line(f"待人工复核 {len(reviews)} 条", "doubtful")
    for verdict in reviews[:_ROWS]:
        clause = inspection.rulebook.clause(verdict.clause_id)
        first = verdict.findings[0].what if verdict.findings else verdict.note
        found = f"（{verdict.count} 条线索）" if verdict.findings else ""
        yield Line(f"  ? {shortened(f'{clause.title}{found}：{first}', _WIDTH)}")
    if len(reviews) > _ROWS:
        yield Line(f"  另有 {len(reviews) - _ROWS} 条，见报告。", "light")


def _warnings(inspection: Inspection) -> Iterator[Line]:
    """预警: no deduction yet; one line per thing, however many clauses it draws near to."""
    found = list(dict.fromkeys(warning for _, warning in inspection.warnings))
    if found:
        yield Line(f"预警 {len(found)} 处（尚未到期，不扣分）", "doubtful")
    for warning in found[:_ROWS]:
        yield Line(f"  △ {shortened(warning.what, _WIDTH * 2)}")
        yield Line(f"      {warning.where}", "light")
    if len(found) > _ROWS:
        yield Line(f"  另有 {len(found) - _ROWS} 处，见报告。", "light")


def _missed(inspection: Inspection) -> Iterator[Line]:
    """One line per cause: a dead site has one cause and a hundred clauses."""
    if not inspection.missed:
        return
    yield Line(f"未能检测 {len(inspection.missed)} 条（既不算合格，也不扣分；退出码为 1）", "doubtful")
    causes: dict[str, list[Missed]] = {}
    for missed in inspection.missed:
        causes.setdefault(f"{missed.cause}  {missed.where}".rstrip(), []).append(missed)
    for cause, members in sorted(causes.items(), key=lambda pair: -len(pair[1]))[:_CAUSES]:
        names = list(dict.fromkeys(inspection.rulebook.clause(one.clause_id).indicator.name for one in members))
        more = f"等 {len(names)} 项" if len(names) > _NAMES else ""
        yield Line(f"  ! {cause}")
        yield Line(f"      {'、'.join(names[:_NAMES])}{more}", "light")
    if len(causes) > _CAUSES:
        yield Line(f"  另有 {len(causes) - _CAUSES} 种原因，见报告。", "light")


def _program_faults(inspection: Inspection) -> Iterator[Line]:
    for breakdown in inspection.breakdowns[:_ROWS]:
        yield Line(f"程序异常  {breakdown.where}：{shortened(breakdown.detail, _WIDTH)}", "bad")
    if not inspection.complete:
        reached = len(inspection.conclusions)
        yield Line(f"检查没有做完：计划 {len(inspection.plan.clauses)} 条，完成 {reached} 条。", "doubtful")


def _where(inspection: Inspection, problem: str) -> Iterator[Line]:
    page = inspection.folder / REPORT / "index.html"
    if problem:
        yield Line(f"报告  {problem}", "doubtful")
    elif page.is_file():
        yield Line(f"报告  {page}")
        yield Line("      用浏览器直接打开这个文件，或运行 python -m reports open", "light")
    yield Line(f"数据  {inspection.folder}", "light")
