"""Does the domain resolve to IPv6, and do its name servers have IPv6 addresses?"""

from collections.abc import Callable

import pytest

from pages.errors import Reason, Unseen
from pages.name_servers import Delegation
from pages.network import NetworkView
from suites.ipv6.authorities import judge_servers, unanswering
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


@pytest.mark.indicator("ipv6_resolving", 1)
def test_ipv6_resolving_record(clause: Clause, network_view: NetworkView, conclude: Callable[..., None]) -> None:
    conclude(judge_record(clause, network_view))


@pytest.mark.indicator("ipv6_resolving", 2)
def test_ipv6_resolving_servers(
    clause: Clause, network_view: NetworkView, delegation: Delegation, conclude: Callable[..., None]
) -> None:
    url = network_view.url
    conclude(judge_servers(clause, url, delegation), warnings=unanswering(url, delegation))
