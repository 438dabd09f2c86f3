"""Which name servers answer for the site's domain, do they have IPv6 addresses, and do they answer there?"""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from pages.authorities import Answering, ask_authority
from pages.errors import Reason, Unseen
from pages.name_lookup import DNS_PORT, NameService
from pages.network import speaks
from pages.routing import Address, Routes, is_inside, is_literal
from site_configs import Site, registered_domain

_KINDS = {socket.AF_INET: "A", socket.AF_INET6: "AAAA"}
_MOST_ADDRESSES = 2


@dataclass(frozen=True, slots=True)
class NameServer:
    """One authoritative name server.

    Attributes:
        addresses: its AAAA records, None when they could not be asked for.
        answering: how it answers for the zone over IPv6; UNASKED when it has no such address, or this machine no IPv6.
    """

    name: str
    addresses: tuple[str, ...] | None
    answering: Answering = Answering.UNASKED


@dataclass(frozen=True, slots=True)
class Delegation:
    """The zone that the site's host lies in, and who answers for it (NS records).

    Attributes:
        heard: whether any of the servers answered when asked itself, over IPv6 or IPv4. When none did, such questions
            may not get out of the inspecting machine's network, and silence says nothing.
    """

    zone: str
    servers: tuple[NameServer, ...]
    heard: bool = False


def observe_delegation(site: Site, routes: Routes) -> Delegation:
    """Find the zone of the site's host, from the host upwards to the registered domain, and ask for its servers.

    The servers are then asked themselves, over IPv6.

    Raises:
        Unseen: no name service answered, or none of these names has NS records (some resolvers withhold them).
    """
    service = NameService(site, routes)
    if is_literal(site.host):
        raise Unseen(Reason.DNS, site.host, "网站用 IP 地址访问，没有域名")
    for zone in _upwards(site.host):
        records = service.ask(zone, "NS")
        # Behind an alias stand the servers of somebody else's zone.
        if records.values and records.owner == zone:
            servers = tuple(
                NameServer(name, _addresses(service, name, _KINDS[socket.AF_INET6])) for name in records.values
            )
            return _asked(zone, servers, service, routes)
    raise Unseen(Reason.NO_DNS, site.host, "没有查到域名的 NS 记录")


def _upwards(host: str) -> Iterator[str]:
    highest = registered_domain(host)
    while host != highest:
        yield host
        host = host.partition(".")[2]
    yield highest


def _addresses(service: NameService, name: str, kind: str) -> tuple[str, ...] | None:
    try:
        return service.ask(name, kind).values
    except Unseen:
        return None


def _asked(zone: str, servers: tuple[NameServer, ...], service: NameService, routes: Routes) -> Delegation:
    def over_ipv6(server: NameServer) -> NameServer:
        places = _places(server.name, server.addresses, socket.AF_INET6, routes)
        return replace(server, answering=ask_authority(zone, places))

    def over_ipv4(server: NameServer) -> Answering:
        addresses = _addresses(service, server.name, _KINDS[socket.AF_INET])
        return ask_authority(zone, _places(server.name, addresses, socket.AF_INET, routes))

    silent = {Answering.SILENT, Answering.UNASKED}
    with ThreadPoolExecutor(len(servers), "authorities") as pool:
        asked = tuple(pool.map(over_ipv6, servers))
        heard = any(server.answering not in silent for server in asked)
        if not heard and any(server.answering is Answering.SILENT for server in asked):
            heard = any(answering not in silent for answering in pool.map(over_ipv4, servers))
    return Delegation(zone, asked, heard)


def _places(
    name: str, addresses: tuple[str, ...] | None, family: socket.AddressFamily, routes: Routes
) -> tuple[Address, ...]:
    """Where a server is asked: nowhere when this machine does not speak the protocol, or must not go there."""
    routed = routes.lookup(name, DNS_PORT)
    known = tuple(Address(ip, DNS_PORT) for ip in addresses or () if not is_inside(ip)) if routed is None else routed
    places = tuple(place for place in known if place.family is family) if addresses else ()
    return places[:_MOST_ADDRESSES] if speaks(family, places) else ()
