"""Can citizens take part in surveys online, are there enough of them, and are results published? The judges."""

import functools
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import yaml

from pages.hints import unfollowed
from pages.survey_periods import Phase
from pages.surveys import Survey, Surveys
from site_configs import Site
from suites.standards import Clause
from suites.standards.quantity import Duration, parse_as
from suites.verdict import Finding, Verdict

_FILE = Path(__file__).with_name("surveys.yaml")
_NAMED = 12
_NO_COLUMN = "网站没有征集调查渠道，见第 1 条。"


@functools.cache
def result_grace() -> Duration:
    """How long after its end a survey may wait for its result (surveys.yaml, source: reconstructed); TypeError."""
    written = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return parse_as(written["result_grace"], Duration, f"{_FILE.name} 的 result_grace")


def judge_channel(clause: Clause, site: Site, surveys: Surveys, as_of: date) -> Verdict:
    """Clause 1: FAIL when there is no column, or when every survey seen takes answers by mail only.

    Raises:
        Unseen: something on the pages may be a column, but it could not be followed; or no survey could be opened.
    """
    if not surveys.columns:
        return _no_column(clause, site, surveys)
    named = "、".join(dict.fromkeys(f"“{lead.name}”" for lead in surveys.columns[:4]))
    running = [one for one in surveys.surveys if one.running(as_of)]
    if (able := next((one for one in running if one.page and one.page.answerable), None)) is not None:
        return Verdict.of(clause, [], f"征集调查栏目：{named}；“{able.title}”可以在线参与。")
    opened = [one for one in (running or surveys.surveys) if one.page]
    if not running and any(one.page and (one.page.answerable or one.page.votes) for one in opened):
        return Verdict.of(
            clause, [], f"征集调查栏目：{named}；没有正在进行的活动，已结束的活动有在线参与的表单或结果。"
        )
    if surveys.unread and not opened:
        raise surveys.unread[0]
    by_mail = [one for one in opened if one.page and one.page.mail]
    if by_mail and len(by_mail) == len(running or surveys.surveys):
        what = f"“{by_mail[0].title}”等 {len(by_mail)} 项活动只能用电子邮件等方式参与，没有可以在线填写的表单。"
        return Verdict.of(clause, [Finding(by_mail[0].url, what, target="在线征集调查渠道")])
    return Verdict.review(
        clause, f"征集调查栏目：{named}；查看 {len(opened)} 项活动，没有认出可以在线填写的表单，须人工确认。"
    )


def _no_column(clause: Clause, site: Site, surveys: Surveys) -> Verdict:
    if surveys.elsewhere:
        titles = "、".join(f"“{item.title}”" for item in surveys.elsewhere[:3])
        return Verdict.review(
            clause, f"导航和互动交流中没有征集调查栏目，但其他栏目发布了{titles}，须人工确认能否在线参与。"
        )
    if surveys.promised:
        raise unfollowed(surveys.promised, site.url)
    if not surveys.complete:
        return Verdict.review(clause, "没有找到征集调查栏目，网站栏目较多没有全部查看，须人工确认。")
    what = "首页、导航和互动交流栏目中均未找到在线征集调查渠道。"
    return Verdict.of(clause, [Finding(site.url, what, target="在线征集调查渠道")])


def _without_column(clause: Clause, surveys: Surveys) -> Verdict | None:
    """What clauses 2 and 3 come to without a column: 不适用 when clause 1 deducts for it, None when there is one."""
    if surveys.columns:
        return None
    if surveys.elsewhere or surveys.promised or not surveys.complete:
        return Verdict.review(clause, "没有找到征集调查栏目，须人工确认。")
    return Verdict.inapplicable(clause, _NO_COLUMN)


def judge_count(clause: Clause, surveys: Surveys, as_of: date) -> Verdict:
    """Clause 2: one finding per activity missing from the number the clause asks for; REVIEW when some cannot be dated.

    Args:
        clause: surveys.2.
        surveys: the activities.
        as_of: day of inspection; an activity counts by the day it began.
    """
    if (nothing := _without_column(clause, surveys)) is not None:
        return nothing
    window, wanted = clause.duration("window"), clause.count("times")
    held = [one for one in surveys.surveys if one.period.start and window.covers(one.period.start, as_of)]
    undated = [one for one in surveys.surveys if one.period.start is None and _could_count(one, window, as_of)]
    note = f"监测时间点前 {window}内开展活动 {len(held)} 次{_listing(held)}"
    unsure = f"，另有 {len(undated)} 项没有写明开始时间{_listing(undated)}" if undated else ""
    sure = len(held) + len(undated)
    if sure >= wanted:
        enough = len(held) >= wanted
        return (
            Verdict.of(clause, [], f"{note}{unsure}。")
            if enough
            else Verdict.review(clause, f"{note}{unsure}，须人工确认。")
        )
    empty = {lead.url for lead in surveys.blank} >= {lead.url for lead in surveys.columns}
    if not surveys.complete or not (surveys.surveys or empty):
        return Verdict.review(clause, f"{note}{unsure}，没有读完或没有认出活动列表，须人工确认。")
    what = f"监测时间点前 {window}内只开展征集调查活动 {sure} 次，应开展 {wanted} 次，缺少"
    missing = range(sure + 1, wanted + 1)
    where = surveys.columns[0].url
    findings = [Finding(where, f"{what}第 {number} 次。", target=f"第 {number} 次") for number in missing]
    return Verdict.of(clause, findings, f"{note}{unsure}。")


def _could_count(survey: Survey, window: Duration, as_of: date) -> bool:
    return survey.phase is not Phase.AHEAD and (survey.period.end is None or survey.period.end >= window.before(as_of))


def _listing(surveys: Iterable[Survey]) -> str:
    found = list(surveys)
    names = "、".join(f"{one.title}（{one.period.start}）" if one.period.start else one.title for one in found)
    return f"：{names}" if 0 < len(found) <= _NAMED else ""


def judge_results(clause: Clause, surveys: Surveys, as_of: date) -> Verdict:
    """Clause 3: one finding per activity that ended in the span, longer ago than the grace, without published results.

    Raises:
        Unseen: none of the activities that ended could be opened.
    """
    if (nothing := _without_column(clause, surveys)) is not None:
        return nothing
    window = clause.indicator.clauses[1].duration("window")
    grace = result_grace()
    since, before = window.before(as_of), grace.before(as_of)
    ended = [one for one in surveys.surveys if one.period.end and since <= one.period.end < as_of]
    due = [one for one in ended if one.period.end and one.period.end < before]
    if not due:
        return Verdict.inapplicable(clause, f"监测时间点前 {window}内没有结束满 {grace}的征集调查活动。")
    known = [one for one in due if one.has_results is not None]
    if not known and surveys.unread:
        raise surveys.unread[0]
    late = [one for one in known if not one.has_results]
    findings = [
        Finding(
            one.url,
            f"“{one.title}”已于 {one.period.end} 结束，活动页面、征集调查栏目和各栏目中均未见到结果反馈。",
            target=one.url if one.url != one.found_on else one.title,
            excerpt=one.title,
        )
        for one in late
    ]
    unknown = sum(one.period.end is None and one.phase is Phase.ENDED for one in surveys.surveys)
    rest = f"，{len(due) - len(known)} 项未能打开" if len(known) < len(due) else ""
    rest += f"，{unknown} 项没有写明结束时间，未作判断" if unknown else ""
    recent = f"，{len(ended) - len(due)} 项结束不满 {grace}，不计" if len(ended) > len(due) else ""
    return Verdict.of(clause, findings, f"查看已结束的活动 {len(known)} 项{recent}{rest}。")
