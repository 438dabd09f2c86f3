"""Which links of the site do not open?"""

from collections.abc import Sequence

from pages.link_state import LinkState
from pages.links import Link
from pages.site_links import CarriedLink, SiteLinks
from suites.standards import Clause
from suites.verdict import Finding, Verdict

# A few links that could not be told (blocked, throttled) are normal; many of them would make a pass a guess.
BLIND_SHARE = 0.2
_BAD = frozenset({LinkState.DEAD, LinkState.WRONG})
# A form is no link: its address opened without its fields says nothing; 站内搜索 and 信息提交 try it for real.
_FORM = "表单"


def judge_home(clause: Clause, home: Sequence[Link], home_url: str) -> Verdict:
    """One finding per link of the home page that does not open or is wrong; REVIEW when too many could not be told."""
    unknown = [link for link in home if link.state is LinkState.UNKNOWN]
    note = f"检查首页 {len(home)} 个链接，其中 {len(unknown)} 个未能检测。"
    findings = [_finding(link, home_url, "首页") for link in home if _broken(link)]
    if not findings and unknown and len(unknown) >= BLIND_SHARE * len(home):
        reasons = "、".join(sorted({link.why for link in unknown}))
        return Verdict.review(clause, f"{note[:-1]}（{reasons}），须人工确认。")
    return Verdict.of(clause, findings, note)


def judge_others(clause: Clause, links: SiteLinks) -> Verdict:
    """One finding per address that does not open from any other page, naming the pages that carry it."""
    unknown = [one for one in links.others if one.link.state is LinkState.UNKNOWN]
    unasked = "、".join(f"{why} {number} 个" for why, number in sorted(links.unasked.items()))
    note = f"抓取 {links.pages} 个页面，检查 {links.checked} 个地址，其他页面上有 {len(unknown)} 个未能检测"
    note += f"；{links.stopped}" if links.stopped else ""
    note += f"；未检查的地址：{unasked}" if unasked else ""
    findings = [_carried(one) for one in links.others if _broken(one.link)]
    if not findings and len(unknown) >= BLIND_SHARE * max(links.checked, 1):
        return Verdict.review(clause, f"{note}，须人工确认。")
    return Verdict.of(clause, findings, f"{note}（{links.robots}）。")


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
