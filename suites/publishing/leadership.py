"""Are the leaders presented completely and rightly? Candidates for a person to confirm."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from pages.column_presence import Presence
from pages.errors import Reason, Unseen
from pages.items import Item
from pages.leaders import Leader, Leaders
from pages.leaders_in_news import Call, calls_in
from suites.publishing.accuracy import news_since
from suites.standards import Clause
from suites.verdict import Finding, Verdict

_PLAIN = re.compile(r"代理?|常务")


def judge_leaders(
    clause: Clause, presence: Presence, leaders: Leaders, articles: Iterable[Item], site_name: str, as_of: date
) -> Verdict:
    """Missing elements, rows without a name, résumés of somebody else, pages off the list, other titles in the news.

    Args:
        clause: 领导姓名、简历等信息缺失或不准确.
        presence: columns of the kind 领导信息.
        leaders: what the site says about each.
        articles: dated headlines.
        site_name: name of the site, to tell the own city from others.
        as_of: day of the inspection.

    Raises:
        Unseen: no leader was recognised, or no leader's page could be read.
    """
    if presence.blank:
        return Verdict.inapplicable(clause, "领导信息类栏目是空白栏目，按“其他栏目”检查，不重复计算。")
    people = leaders.leaders
    if not people and not leaders.nameless:
        where = leaders.pages[0] if leaders.pages else presence.kind.label
        raise Unseen(Reason.LAYOUT, where, "没有认出领导名单")
    unread = [leader.unseen for leader in people if leader.unseen]
    if unread and len(unread) == len(people):
        raise unread[0]
    where = leaders.pages[0] if leaders.pages else people[0].url
    known = frozenset(leader.name for leader in people)
    calls = calls_in(articles, known, news_since(as_of), as_of)
    findings = [
        *_lacking(people, where),
        *_nameless(leaders),
        *_exchanged(people),
        *_stray(leaders),
        *_titles(people, calls),
        *_unlisted(people, calls, where, site_name),
    ]
    rest = f"（另有 {len(unread)} 人的页面未能看见）" if unread else ""
    return Verdict.of(clause, findings, f"检查了 {len(people)} 位领导的信息{rest}，内容是否准确仍须人工核对。")


def _elements(leader: Leader) -> tuple[str, ...]:
    """What is certainly missing."""
    known = {"职务": bool(leader.post), "简历": leader.resume, "工作分工": leader.duties, "照片": leader.photo}
    return () if leader.unseen else tuple(name for name, there in known.items() if there is False)


def _lacking(people: Sequence[Leader], where: str) -> Iterator[Finding]:
    """What nobody has is one defect of the column; what some lack is theirs."""
    rows = [(leader, _elements(leader)) for leader in people if not leader.unseen]
    several = rows[0][1] if len(rows) > 1 else ()
    common = [name for name in several if all(name in missing for _, missing in rows)]
    for name in common:
        yield Finding(where, f"{len(rows)} 位领导都没有{name}。", f"{name} {where}")
    for leader, missing in rows:
        own = [name for name in missing if name not in common]
        if own:
            yield Finding(
                leader.url, f"“{leader.name}”没有{'、'.join(own)}。", f"领导：{leader.name}", excerpt=leader.about
            )


def _nameless(leaders: Leaders) -> Iterator[Finding]:
    for url, row in leaders.nameless:
        yield Finding(url, f"领导名单中有一行没有姓名：“{row[:40]}”。", f"{row[:20]} {url}", excerpt=row)


def _exchanged(people: Sequence[Leader]) -> Iterator[Finding]:
    for leader in people:
        if leader.introduces:
            what = f"“{leader.name}”页面的简历写的是“{leader.introduces}”。"
            yield Finding(leader.url, what, f"简历：{leader.name}", excerpt=leader.about)


def _stray(leaders: Leaders) -> Iterator[Finding]:
    for one in leaders.strays:
        what = f"页面仍链接到“{one.name}”的领导页面（{one.url}），但领导信息栏目没有列出此人。"
        yield Finding(one.where, what, f"名单外：{one.name}", excerpt=one.name)


def _titles(people: Sequence[Leader], calls: Sequence[Call]) -> Iterator[Finding]:
    """The newest headline gives a listed leader a post the list does not."""
    for leader in people:
        call = next((call for call in calls if call.name == leader.name), None)
        if call and leader.post and not _holds(leader.post, call.post):
            what = (
                f"“{leader.name}”在领导信息中为“{leader.post}”，{call.day} 的标题称其为“{call.post}”：“{call.title}”。"
            )
            yield Finding(call.url, what, f"称谓：{leader.name}", excerpt=call.title)


def _holds(stated: str, called: str) -> bool:
    """Whether one of the stated posts is the one called: 市公安局局长 is 局长, 副市长 is not 市长."""
    wanted = _PLAIN.sub("", called)
    for post in re.split(r"[、，,；;\s]+", _PLAIN.sub("", stated)):
        if post.endswith(wanted) and (wanted.startswith("副") or not post.endswith(f"副{wanted}")):
            return True
    return False


def _unlisted(people: Sequence[Leader], calls: Sequence[Call], where: str, site_name: str) -> Iterator[Finding]:
    """A headline gives a listed kind of post to somebody who is not on the list."""
    known = {leader.name for leader in people}
    posts = {_PLAIN.sub("", post) for leader in people for post in re.split(r"[、，,；;\s]+", leader.post)}
    told: set[str] = set()
    for call in calls:
        named = any(call.name.startswith(name) or name.startswith(call.name) for name in known)
        own = not call.before or call.before in site_name or call.before.endswith("、")
        if named or call.name in told or not own or _PLAIN.sub("", call.post) not in posts:
            continue
        told.add(call.name)
        what = f"{call.day} 的标题称“{call.name}”为“{call.post}”，但领导信息中没有此人：“{call.title}”。"
        yield Finding(where, what, f"未列出：{call.name}", excerpt=call.title)
