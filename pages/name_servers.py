"""Which name servers answer for the site's domain, and do they have IPv6 addresses?"""

from collections.abc import Iterator
from dataclasses import dataclass

from pages.errors import Reason, Unseen
from pages.name_lookup import NameService
from pages.routing import Routes, is_literal
from site_configs import Site, registered_domain


@dataclass(frozen=True, slots=True)
class NameServer:
    """One authoritative name server; `addresses` are its AAAA records, None when they could not be asked for."""

    name: str
    addresses: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Delegation:
    """The zone that the site's host lies in, and who answers for it (NS records)."""

    zone: str
    servers: tuple[NameServer, ...]


def observe_delegation(site: Site, routes: Routes) -> Delegation:
    """Find the zone of the site's host, from the host upwards to the registered domain, and ask for its servers.

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
            return Delegation(zone, tuple(NameServer(name, _addresses(service, name)) for name in records.values))
    raise Unseen(Reason.NO_DNS, site.host, "没有查到域名的 NS 记录")


def _upwards(host: str) -> Iterator[str]:
    highest = registered_domain(host)
    while host != highest:
        yield host
        host = host.partition(".")[2]
    yield highest


def _addresses(service: NameService, name: str) -> tuple[str, ...] | None:
    try:
        return service.ask(name, "AAAA").values
    except Unseen:
        return None
