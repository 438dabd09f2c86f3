"""Did the site open often enough all week? Counting spaced visits against the law's limits. Pure."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path

import yaml

from pages.clock import BEIJING
from pages.errors import Reason, Unseen
from pages.probes import HomeSeries, Probe, ProbeState
from suites.standards import Clause
from suites.standards.quantity import Duration, Ratio, parse_as
from suites.verdict import EarlyWarning, Finding, Verdict

_PARAMETERS = Path(__file__).with_name("reachability.yaml")
_EXCERPTS = 20


@cache
def _parameters() -> tuple[timedelta, Ratio]:
    """How far apart visits have to be, and the share of failures that is worth a warning (reachability.yaml).

    Raises:
        TypeError: they are no time and no ratio.
    """
    written = yaml.safe_load(_PARAMETERS.read_text(encoding="utf-8"))
    apart = parse_as(written["apart"], Duration, f"{_PARAMETERS.name} 的 apart")
    return timedelta(seconds=apart.seconds), parse_as(written["warn_at"], Ratio, f"{_PARAMETERS.name} 的 warn_at")


def span(clause: Clause, as_of: date) -> tuple[datetime, datetime]:
    """The days that count: whole days (Beijing time) before `as_of`, which itself is not over yet."""
    first = clause.duration("window").before(as_of)
    start, end = (datetime.combine(day, time(), BEIJING) for day in (first, as_of))
    return start, end


def judge(clause: Clause, series: HomeSeries, as_of: date) -> Verdict:
    """FAIL when confirmed failures reach the law's share; REVIEW when only doubtful ones would, or when none opened.

    Args:
        clause: site_unreachable.1.
        series: visits remembered; those made while our own network was down are no visits.
        as_of: the week before this day is judged.

    Raises:
        Unseen: TOO_FEW, some day has fewer spaced visits than the law wants.
    """
    start, end = span(clause, as_of)
    limit = clause.duration("timeout").seconds
    visits = _spaced(
        [one for one in series.probes if start <= one.at < end and one.state(limit) is not ProbeState.OURS]
    )
    _require_enough(clause, series, visits, as_of)
    down, doubtful = ([one for one in visits if one.state(limit) is state] for state in _BAD)
    ratio, warn_at = clause.ratio("ratio"), _parameters()[1]
    share = Fraction(len(down), len(visits))
    days = f"{start:%Y-%m-%d} 至 {end - timedelta(days=1):%Y-%m-%d}"
    failed = f"{clause.terms['timeout']}仍打不开 {len(down)} 次（{_percent(share)}）"
    note = f"{days}每天间隔访问，共 {len(visits)} 次，{failed}"
    if share >= ratio and len(down) + len(doubtful) == len(visits):
        why = "一周内没有一次打开，网站停用和检测环境被网站屏蔽（例如不对境外或机房地址开放）都会这样，须人工确认。"
        return Verdict.review(clause, why, [_finding(series.url, note, down)])
    if share >= ratio:
        return Verdict.of(clause, [_finding(series.url, note, down)], f"{note}。")
    if Fraction(len(down) + len(doubtful), len(visits)) >= ratio:
        why = f"{note}，另有 {len(doubtful)} 次被拦截、证书错误或未经复核，不能确定是否打不开，须人工确认。"
        return Verdict.review(clause, why)
    verdict = Verdict.of(clause, [], f"{note}。")
    if share < warn_at:
        return verdict
    words = f"一周内打不开的次数占 {_percent(share)}，达到 {_percent(ratio)} 即单项否决。"
    return replace(verdict, warnings=(EarlyWarning(series.url, words),))


_BAD = (ProbeState.DOWN, ProbeState.DOUBTFUL)


def _spaced(visits: Sequence[Probe]) -> list[Probe]:
    """The visits that are far enough from the one before: 间隔性访问."""
    apart = _parameters()[0]
    kept: list[Probe] = []
    for one in sorted(visits, key=lambda visit: visit.at):
        if not kept or one.at - kept[-1].at >= apart:
            kept.append(one)
    return kept


def _require_enough(clause: Clause, series: HomeSeries, visits: Sequence[Probe], as_of: date) -> None:
    first = clause.duration("window").before(as_of)
    days = [first + timedelta(days=number) for number in range((as_of - first).days)]
    counts = Counter(one.at.astimezone(BEIJING).date() for one in visits)
    wanted = clause.count("visits_per_day")
    if all(counts[day] >= wanted for day in days):
        return
    found = _short_of(counts, days, wanted) if visits else "历史档案中没有这一周的访问记录"
    command = f"python -m pages.availability --sites {series.asked} --every 60m"
    what = f"{found}；{_just_now(series, clause)}请持续运行 {command}，满 {clause.terms['window']}后再检查"
    raise Unseen(Reason.TOO_FEW, series.url, what)


def _short_of(counts: Mapping[date, int], days: Sequence[date], wanted: int) -> str:
    short = "、".join(f"{day:%m-%d} {counts[day]} 次" for day in days if counts[day] < wanted)
    return f"{len(days)} 天中有的不足每天间隔访问 {wanted} 次：{short}"


def _just_now(series: HomeSeries, clause: Clause) -> str:
    if not series.burst:
        return ""
    limit = clause.duration("timeout").seconds
    opened = sum(one.opened(limit) for one in series.burst)
    slowest = max(one.seconds for one in series.burst)
    return f"刚才连续访问 {len(series.burst)} 次，打开 {opened} 次，最慢 {slowest:.1f} 秒，不能说明一周的情况；"


def _finding(url: str, note: str, down: Sequence[Probe]) -> Finding:
    causes = Counter(one.second.words.partition("（")[0] for one in down if one.second is not None)
    told = "、".join(f"{word} {number} 次" for word, number in causes.most_common())
    first, last = (moment.astimezone(BEIJING) for moment in (down[0].at, down[-1].at))
    what = f"{note}，最早 {first:%m-%d %H:%M}，最近 {last:%m-%d %H:%M}，每次均在一分钟后复核；复核时：{told}。"
    times = "，".join(f"{one.at.astimezone(BEIJING):%m-%d %H:%M}" for one in down[:_EXCERPTS])
    return Finding(url, what, target="home-reachable", excerpt=times)


def _percent(share: Fraction) -> str:
    return f"{float(share):.1%}"
