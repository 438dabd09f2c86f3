"""Do enough of the domain's name servers have IPv6 addresses, and do they answer there? Pure."""

from collections.abc import Iterator

from pages.authorities import Answering
from pages.errors import Reason, Unseen
from pages.name_servers import Delegation, NameServer
from suites.standards import Clause
from suites.verdict import EarlyWarning, Finding, Verdict


def judge_servers(clause: Clause, url: str, delegation: Delegation) -> Verdict:
    """A finding when too few authoritative name servers have IPv6 addresses; the note tells how they answer there.

    Raises:
        Unseen: too few have, but some could not be asked about.
    """
    able = [server for server in delegation.servers if server.addresses]
    counted = f"权威域名服务器 {len(delegation.servers)} 个，有 IPv6 地址的 {len(able)} 个"
    said = f"域名 {delegation.zone} 的{counted}：{'、'.join(map(_told, delegation.servers))}。"
    if len(able) >= clause.count("least"):
        return Verdict.of(clause, [], f"{said}{_answered(able, delegation)}")
    if any(server.addresses is None for server in delegation.servers):
        raise Unseen(Reason.NO_DNS, delegation.zone, "有的权威域名服务器查不到地址")
    return Verdict.of(clause, [Finding(url, said, target=delegation.zone)])


def unanswering(url: str, delegation: Delegation) -> Iterator[EarlyWarning]:
    """预警 for each name server that has an IPv6 address and does not answer there: an address alone helps nobody.

    None when no server at all was heard: then the inspecting machine may not be able to ask.
    """
    for server in delegation.servers:
        if server.answering is Answering.LAME or (server.answering is Answering.SILENT and delegation.heard):
            what = f"权威域名服务器 {server.name} 有 IPv6 地址（{'、'.join(server.addresses or ())}）"
            said = f"通过 IPv6 向它查询 {delegation.zone}，{server.answering.value}"
            yield EarlyWarning(url, f"{what}，但{said}，只有 IPv6 的用户可能查不到网站在哪里。")


def _told(server: NameServer) -> str:
    return f"{server.name}（{(server.addresses or ('无',))[0]}）"


def _answered(able: list[NameServer], delegation: Delegation) -> str:
    asked = [server for server in able if server.answering is not Answering.UNASKED]
    if not asked:
        return "没有通过 IPv6 逐台询问（检测环境没有 IPv6，或者没有可以询问的地址）。"
    told = "、".join(f"{server.name} {server.answering.value}" for server in asked)
    doubt = "" if delegation.heard else "，通过 IPv4 也都没有应答，可能是检测环境不让查询出去，不能说明问题"
    return f"通过 IPv6 逐台询问：{told}{doubt}。"
