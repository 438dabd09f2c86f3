"""Was the home page, or anything behind it, updated in time? The judges."""

from datetime import date

from pages.home import Home
from pages.walk import Walk
from suites.freshness import is_nearing, nearing_words, require_sight
from suites.standards import Clause
from suites.verdict import EarlyWarning, Finding, Verdict


def judge_home(clause: Clause, home: Home, as_of: date) -> Verdict:
    """Clause 1: the home page's newest entry lies in the window; raises Unseen when dates could not be read."""
    window = clause.duration("window")
    if home.navigation_only:
        return Verdict.inapplicable(clause, "首页仅为网站栏目导航入口，按第 2 条检查。")
    newest = home.newest(as_of)
    if newest and newest.day and window.covers(newest.day, as_of):
        return Verdict.of(clause, (), f"首页列出 {len(home.items)} 条信息，最近一次更新为 {newest.day}。")
    if home.unseen:
        raise home.unseen
    if newest is None and any(item.dated for item in home.items):
        return Verdict.review(clause, "首页信息的日期都晚于监测时间点，须人工核对。")
    since = f"最近一次更新为 {newest.day}" if newest else "信息未注明发布时间，视为不更新"
    what = f"首页在监测时间点前 {window}内（{window.before(as_of)} 以来）无信息更新，{since}。"
    return Verdict.of(clause, [Finding(home.url, what, excerpt=newest.title if newest else home.items[0].title)])


def judge_entrance(clause: Clause, walk: Walk, as_of: date) -> Verdict:
    """Clause 2: behind a home page that is only a way in, some second-level page was updated in the same window."""
    window = clause.indicator.clauses[0].duration("window")
    if not walk.front.navigation_only:
        return Verdict.inapplicable(clause, "首页有信息内容，不是单纯的栏目导航入口，按第 1 条检查。")
    newest = max((item.day for column in walk.columns if (item := column.newest(as_of)) and item.day), default=None)
    if newest and window.covers(newest, as_of):
        return Verdict.of(clause, (), f"首页仅为导航入口，{len(walk.columns)} 个二级页面中最近一次更新为 {newest}。")
    require_sight(walk)
    since = f"最近一次更新为 {newest}" if newest else "均未注明信息发布时间"
    pages = f"全部 {len(walk.columns)} 个二级页面在{window}内（{window.before(as_of)} 以来）"
    what = f"首页仅为网站栏目导航入口，{pages}无信息更新，{since}。"
    return Verdict.of(clause, [Finding(walk.home.url, what)])


def warnings_home(clause: Clause, home: Home, as_of: date, share: float) -> list[EarlyWarning]:
    """One when the newest entry has used up that share of the window."""
    window, newest = clause.duration("window"), home.newest(as_of)
    if not newest or not newest.day or not is_nearing(window.before(as_of), newest.day, as_of, share):
        return []
    return [EarlyWarning(home.url, nearing_words("首页", window.before(as_of), newest.day, window.words))]
