"""Do enough links inside the site open over IPv6?"""

from collections.abc import Callable, Sequence
from fractions import Fraction

import pytest

from pages.ipv6_links import LinkLevel
from pages.network import NetworkView
from suites.ipv6.reached import unopened
from suites.standards import Clause
from suites.verdict import Finding, Verdict

NAMED = 3
LEVELS = ("首页上的站内链接（二级链接）", "二级页面上的站内链接（三级链接）")


def judge(clause: Clause, view: NetworkView, levels: Sequence[LinkLevel]) -> Verdict:
    """A finding when too few of a level's links open over IPv6; REVIEW when refusals by a shield decide.

    Args:
        clause: ipv6_inner_links.1 or .2.
        view: whether the home page itself opened.
        levels: the links of both levels.

    Raises:
        Unseen: as `unopened`.
    """
    if (early := unopened(clause, view)) is not None:
        return early
    level, name = levels[clause.number - 1], LEVELS[clause.number - 1]
    if not level.judged:
        return Verdict.inapplicable(clause, f"没有看到可以判断的{name}。")
    share = Fraction(level.opened, level.judged)
    opened = f"通过 IPv6 打开 {level.opened} 个（{float(share):.1%}）"
    dead = f"，另有 {level.dead} 个用 IPv4 也打不开，不计入" if level.dead else ""
    note = f"{name}共 {level.found} 个，试了 {level.judged} 个，{opened}{dead}"
    if share >= clause.ratio("ratio"):
        return Verdict.of(clause, [], f"{note}。")
    if Fraction(level.opened + level.unsure, level.judged) >= clause.ratio("ratio"):
        return Verdict.review(clause, f"{note}，有 {level.unsure} 个被拦截，须人工确认。")
    examples = "；".join(f"“{link.text}”{link.url}（{link.why}）" for link in level.unsupported[:NAMED])
    what = f"{note}，低于 {clause.terms['ratio']}，例如：{examples}。"
    return Verdict.of(clause, [Finding(view.url, what, target=f"level-{clause.number}")], f"{note}。")


@pytest.mark.indicator("ipv6_inner_links", 1, 2)
def test_ipv6_inner_links(
    clause: Clause, network_view: NetworkView, link_levels: Sequence[LinkLevel], conclude: Callable[..., None]
) -> None:
    conclude(judge(clause, network_view, link_levels))
