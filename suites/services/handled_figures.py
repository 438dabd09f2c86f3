"""Are figures on services handled published and up to date? The judges."""

from datetime import date

from pages.hints import unfollowed
from pages.service_statistics import ServiceStatistics
from suites.standards import Clause
from suites.verdict import Finding, Verdict

_NAMED = 4  # places named in a note


def judge_published(clause: Clause, seen: ServiceStatistics, home_url: str) -> Verdict:
    """One finding when no place shows figures on services handled; REVIEW when only a higher platform may.

    Raises:
        Unseen: a place that may show them could not be read.
    """
    if seen.published:
        return Verdict.of(clause, [], f"公开办事统计数据的有：{'、'.join(_names(seen))}。")
    if seen.unread:
        raise seen.unread[0]
    if seen.promised:
        raise unfollowed(seen.promised, home_url)
    if any(source.foreign for source in seen.sources):
        return Verdict.review(clause, "只有上级平台的首页显示办件数据，看不出是不是本地的，须人工确认。")
    bad = "、".join(f"“{source.name}”{'打不开' if source.dead else '没有数据'}" for source in seen.sources)
    what = f"没有公开办事统计数据{f'（{bad}）' if bad else ''}。"
    return Verdict.of(clause, [Finding(home_url, what, target="办事统计")])


def judge_updated(clause: Clause, seen: ServiceStatistics, as_of: date) -> Verdict:
    """One finding when the newest figures are older than the window; REVIEW when nothing says of when they are.

    Raises:
        Unseen: a place that may hold newer figures could not be read.
    """
    if not (seen.published or seen.unread or seen.promised or any(source.foreign for source in seen.sources)):
        return Verdict.inapplicable(clause, "没有公开办事统计数据，已按第 1 条扣分，本条不再重复扣分。")
    since = clause.duration("window").before(as_of)
    dated = [source for source in seen.published if source.newest]
    best = max(dated, key=lambda source: source.newest or date.min, default=None)
    if best and best.newest and best.newest >= since:
        return Verdict.of(clause, [], f"“{best.name}”最近一次更新为 {best.newest}。")
    if live := next((source for source in seen.published if source.live), None):
        return Verdict.of(clause, [], f"“{live.name}”是实时数据。")
    if seen.unread:
        raise seen.unread[0]
    if seen.promised:
        raise unfollowed(seen.promised, seen.promised[0])
    if best is None:
        return Verdict.review(clause, "办事统计数据没有注明统计时段或发布时间，须人工确认。")
    what = f"办事统计数据自 {best.newest} 以后没有更新，超过{clause.terms['window']}（{since} 以来应有更新）。"
    return Verdict.of(clause, [Finding(best.url, what, target="办事统计")])


def _names(seen: ServiceStatistics) -> list[str]:
    return list(dict.fromkeys(f"“{source.name}”" for source in seen.published))[:_NAMED]
