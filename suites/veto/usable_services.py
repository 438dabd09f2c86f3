"""Are services offered, are their guides complete, do their online systems open? The judges."""

import re
from collections.abc import Sequence

from pages.guide import Guide
from pages.guides import Services, none_readable
from pages.hints import unfollowed
from pages.link_state import LinkState
from pages.links import Link
from site_configs import Site
from suites.standards import Clause
from suites.verdict import Finding, Verdict

NO_DUTY = "网站档案写明没有对外办事服务（services: false）。"
NONE_OFFERED = "网站没有提供办事服务，见第 1 条。"


def element_names(clause: Clause) -> tuple[str, ...]:
    """The elements of a guide as clause 2 lists them: 「（包括事项名称、…）」; LookupError if it lists none."""
    listing = clause.indicator.clauses[1]
    match = re.search(r"（包括([^）]+)）", listing.text)
    if match is None:
        raise LookupError(f"{listing.id} 没有列出办事指南要素")
    return tuple(match[1].split("、"))


def absent(clause: Clause, site: Site, services: Services) -> Verdict | None:
    """不适用 for clauses 2 to 4 when there is nothing to look at, None otherwise.

    Raises:
        Unseen: something on the home page may lead to services, but it could not be followed.
    """
    if not site.services:
        return Verdict.inapplicable(clause, NO_DUTY)
    if not services.entries and services.promised:
        raise unfollowed(services.promised, site.url)
    return None if services.entries or clause.number == 1 else Verdict.inapplicable(clause, NONE_OFFERED)


def judge_offer(clause: Clause, services: Services, home_url: str) -> Verdict:
    """Clause 1: FAIL when nothing leads to services, REVIEW when what leads there shows nothing."""
    if not services.entries:
        what = "首页、导航和栏目中都没有找到办事服务栏目或政务服务网入口。"
        return Verdict.of(clause, [Finding(home_url, what, target="未提供办事服务")])
    names = "、".join(dict.fromkeys(entry.text for entry in services.entries))
    if services.guides or services.systems:
        return Verdict.of(clause, [], f"办事服务入口：{names}；找到办事指南 {services.total} 个。")
    if services.empty:
        return Verdict.review(clause, f"有办事服务入口（{names}），但打开后没有任何事项，须人工确认。")
    if len(services.unread) >= len(services.entries):
        raise services.unread[0]
    return Verdict.of(clause, [], f"办事服务入口：{names}；页面有内容，没有认出办事指南。")


def lacking(clause: Clause, services: Services) -> list[tuple[Guide, tuple[str, ...]]]:
    """Guides that lack as many classes of elements as the clause says, each with the missing ones."""
    names = element_names(clause)
    rows = [(guide, guide.missing(names)) for guide in services.guides]
    return [(guide, missing) for guide, missing in rows if len(missing) >= clause.count("missing")]


def judge_guides(clause: Clause, services: Services) -> Verdict:
    """Clauses 2 and 3: enough guides lack enough classes (2), or the few there are all do (3).

    Raises:
        Unseen: no guide could be read.
    """
    if (unseen := none_readable(services)) is not None:
        raise unseen
    bad = lacking(clause, services)
    looked = f"共找到 {services.total} 个事项，检查 {len(services.guides)} 个办事指南"
    note = f"{looked}，其中 {len(bad)} 个缺失 {clause.terms['missing']}及以上要素。"
    findings = [_lacking_finding(guide, missing) for guide, missing in bad]
    if "limit" in clause.terms:
        reached, possible = len(bad) >= clause.count("limit"), len(bad) + len(services.unread) >= clause.count("limit")
    else:
        few = services.total < clause.count("few")
        possible = few and len(bad) + len(services.unread) >= services.total
        reached = few and len(bad) == services.total and not services.unlike
    if reached:
        return Verdict.of(clause, findings, note)
    if possible and bad:
        rest = f"，另有 {len(services.unread)} 个打不开或读不到" if services.unread else ""
        rest += f"，{services.unlike} 个同类页面没有认出是不是办事指南" if services.unlike else ""
        return Verdict.review(clause, f"{note[:-1]}{rest}，须人工确认。", findings)
    return Verdict.of(clause, [], note)


def _lacking_finding(guide: Guide, missing: Sequence[str]) -> Finding:
    return Finding(
        guide.url, f"“{guide.name}”办事指南缺少{'、'.join(missing)} {len(missing)} 类要素。", target=guide.url
    )


def judge_systems(clause: Clause, services: Services, systems: Sequence[Link]) -> Verdict:
    """Clause 4: as many online systems as the clause says do not open; REVIEW when those not told could make it so.

    Raises:
        Unseen: no page of the services could be read, so that no system was even looked for.
    """
    if not systems and services.unread and not services.guides:
        raise services.unread[0]
    dead = [link for link in systems if link.state in {LinkState.DEAD, LinkState.WRONG}]
    unknown = [link for link in systems if link.state is LinkState.UNKNOWN]
    note = f"检查在线申报、查询入口 {len(systems)} 个，{len(dead)} 个打不开，{len(unknown)} 个未能检测。"
    findings = [
        Finding(link.reference.url, f"“{link.reference.text}”打不开：{link.why}。", target=link.reference.url)
        for link in dead
    ]
    if len(dead) >= clause.count("limit"):
        return Verdict.of(clause, findings, note)
    if len(dead) + len(unknown) >= clause.count("limit"):
        return Verdict.review(clause, f"{note[:-1]}（{unknown[0].why}），须人工确认。", findings)
    return Verdict.of(clause, [], note)
