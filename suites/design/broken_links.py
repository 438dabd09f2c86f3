"""Which links of the site do not open?"""

from collections.abc import Mapping

from pages.errors import Reason, Unseen
from pages.frontier import WAITING
from pages.link_state import LinkState
from pages.links import Link
from pages.scope import ROBOTS
from pages.site_links import CarriedLink, SiteLinks
from suites.standards import Clause
from suites.verdict import Finding, Verdict

# A few links that could not be told (blocked, throttled) are normal; many of them would make a pass a guess.
BLIND_SHARE = 0.2
_BAD = frozenset({LinkState.DEAD, LinkState.WRONG})
# A form is no link: its address opened without its fields says nothing; 站内搜索 and 信息提交 try it for real.
_FORM = "表单"


def judge_home(clause: Clause, links: SiteLinks) -> Verdict:
    """One finding per link of the home page that does not open or is wrong.

    REVIEW when there is none but too many links could not be told, or the crawl ended before all were asked for.

    Raises:
        Unseen: no link was seen at all; there is no such home page.
    """
    _require_some(links)
    home, unasked = links.home, links.home_unasked
    unknown = [link for link in home if link.state is LinkState.UNKNOWN]
    note = f"检查首页 {len(home)} 个链接，其中 {len(unknown)} 个未能检测"
    note += f"（{'、'.join(sorted({link.why for link in unknown}))}）" if unknown else ""
    note += _left(unasked)
    findings = [_finding(link, links.home_url, "首页") for link in home if _broken(link)]
    blind = _blind(len(unknown), len(home), unasked)
    if not findings and (blind or unasked.get(WAITING)):
        return Verdict.review(clause, f"{note}，须人工确认。")
    return Verdict.of(clause, findings, f"{note}。")


def _require_some(links: SiteLinks) -> None:
    if not (links.home or links.home_unasked):
        raise Unseen(Reason.LAYOUT, links.home_url, "首页上没有看到任何链接")


def judge_others(clause: Clause, links: SiteLinks) -> Verdict:
    """One finding per address that does not open from any other page, naming the pages that carry it.

    REVIEW when there is none but too many could not be told, or a limit ended the crawl that the site file does not
    call enough.

    Raises:
        Unseen: as `judge_home`.
    """
    _require_some(links)
    unknown = [one for one in links.others if one.link.state is LinkState.UNKNOWN]
    note = f"抓取 {links.pages} 个页面，检查 {links.checked} 个地址，其他页面上有 {len(unknown)} 个未能检测"
    if links.stopped:
        note += f"；{links.stopped}{'，按网站档案抽查' if links.agreed else '，没有查完全站'}"
    note += f"{_left(links.unasked)}（{'；'.join(links.manners)}）"
    findings = [_carried(one) for one in links.others if _broken(one.link)]
    blind = _blind(len(unknown), links.checked, links.unasked)
    if not findings and (blind or (links.stopped and not links.agreed)):
        return Verdict.review(clause, f"{note}，须人工确认。")
    return Verdict.of(clause, findings, f"{note}。")


def _left(unasked: Mapping[str, int]) -> str:
    reasons = "、".join(f"{why} {number} 个" for why, number in sorted(unasked.items()))
    return f"；没有检查的地址：{reasons}" if reasons else ""


def _blind(unknown: int, checked: int, unasked: Mapping[str, int]) -> bool:
    """Whether so much was kept from us that nothing found means little."""
    kept = unasked.get(ROBOTS, 0)
    return unknown + kept > 0 and unknown + kept >= BLIND_SHARE * (checked + kept)


def _broken(link: Link) -> bool:
    return link.state in _BAD and link.reference.sort != _FORM


def _carried(one: CarriedLink) -> Finding:
    first, *rest = one.pages
    return _finding(one.link, first, f"{one.count} 个页面上的" if rest else "页面上的", tuple(rest))


def _finding(link: Link, where: str, whose: str, also: tuple[str, ...] = ()) -> Finding:
    reference = link.reference
    name = f"“{reference.text}”" if reference.text else ""
    quoted = reference.raw.replace("\\", "\\\\").replace('"', '\\"')
    what = f"{whose}{reference.sort}{name}{link.state.value}：{reference.url}，原因：{link.why}。"
    return Finding(where, what, target=reference.url, selector=f'[href="{quoted}"], [src="{quoted}"]', also=also)
