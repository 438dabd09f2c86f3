"""Does the domain resolve to IPv6, and do its name servers have IPv6 addresses?"""

from collections.abc import Callable

import pytest

from pages.errors import Reason, Unseen
from pages.name_servers import Delegation
from pages.network import NetworkView
from suites.standards import Clause
from suites.verdict import Finding, Verdict


def judge_record(clause: Clause, view: NetworkView) -> Verdict:
    """A finding when the host has no AAAA record.

    Raises:
        Unseen: the name does not resolve at all.
    """
    records = view.v6.records
    alias = f"（别名指向 {records.owner}）" if records.owner != view.host else ""
    if records.values:
        note = (
            f"{view.host}{alias}的 AAAA 记录：{'、'.join(records.values)}，查询用时 {records.seconds * 1000:.0f} 毫秒。"
        )
        return Verdict.of(clause, [], note)
    if not view.v4.addresses:
        raise Unseen(Reason.DNS, view.host, "没有 A 记录也没有 AAAA 记录")
    what = f"域名 {view.host}{alias} 没有 AAAA 记录，只有 IPv4 地址 {'、'.join(view.v4.addresses)}。"
    return Verdict.of(clause, [Finding(view.url, what, target=view.host)])


def judge_servers(clause: Clause, url: str, delegation: Delegation) -> Verdict:
    """A finding when too few authoritative name servers have IPv6 addresses.

    Raises:
        Unseen: too few have, but some could not be asked about.
    """
    able = [server for server in delegation.servers if server.addresses]
    names = "、".join(f"{server.name}（{(server.addresses or ('无',))[0]}）" for server in delegation.servers)
    counted = f"权威域名服务器 {len(delegation.servers)} 个，有 IPv6 地址的 {len(able)} 个"
    said = f"域名 {delegation.zone} 的{counted}：{names}。"
    if len(able) >= clause.count("least"):
        return Verdict.of(clause, [], said)
    if any(server.addresses is None for server in delegation.servers):
        raise Unseen(Reason.NO_DNS, delegation.zone, "有的权威域名服务器查不到地址")
    return Verdict.of(clause, [Finding(url, said, target=delegation.zone)])


@pytest.mark.indicator("ipv6_resolving", 1)
def test_ipv6_resolving_record(clause: Clause, network_view: NetworkView, conclude: Callable[..., None]) -> None:
    conclude(judge_record(clause, network_view))


@pytest.mark.indicator("ipv6_resolving", 2)
def test_ipv6_resolving_servers(
    clause: Clause, network_view: NetworkView, delegation: Delegation, conclude: Callable[..., None]
) -> None:
    conclude(judge_servers(clause, network_view.url, delegation))
