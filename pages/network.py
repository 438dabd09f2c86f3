"""Is the home page reachable over both internet protocols, and with a good certificate?"""

import socket
from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import urlsplit

import dns.exception
import dns.rdatatype
import dns.resolver

from pages.documents import Document
from pages.errors import Reason, Unseen
from pages.fetching import Fetcher, Response
from pages.routing import Address
from site_configs import Site

_DNS_TIMEOUT = 5.0
_FAMILIES = {"A": socket.AF_INET, "AAAA": socket.AF_INET6}


@dataclass(frozen=True)
class Stack:
    """One protocol family.

    Attributes:
        addresses: what the name resolves to, empty when there is no record.
        answer: the home page over this family, None when there was nothing to ask.
        here: whether the inspecting machine itself speaks this family.
    """

    addresses: tuple[str, ...]
    answer: Response | None
    here: bool


@dataclass(frozen=True)
class NetworkView:
    """The home page's host over IPv4 and IPv6.

    Attributes:
        likeness: 0..1, how alike the pages over both families are; None unless both were read.
    """

    host: str
    url: str
    v4: Stack
    v6: Stack
    likeness: float | None


def observe_network(site: Site, fetcher: Fetcher) -> NetworkView:
    """Resolve the home page's host and visit it over each family.

    Raises:
        Unseen: the name service did not answer (that says nothing about the site).
    """
    v4, v6 = (_stack(site, fetcher, record) for record in ("A", "AAAA"))
    likeness = None
    if v4.answer is not None and v6.answer is not None and v4.answer.ok and v6.answer.ok:
        likeness = _likeness(v4.answer, v6.answer)
    return NetworkView(site.host, site.url, v4, v6, likeness)


def _stack(site: Site, fetcher: Fetcher, record: str) -> Stack:
    addresses = _addresses(site, fetcher, record)
    if not addresses:
        return Stack((), None, here=True)
    family = _FAMILIES[record]
    here = _speaks(family, _endpoints(site, fetcher, family) or [Address(addresses[0], 443)])
    return Stack(addresses, fetcher.get(site.url, family=family) if here else None, here)


def _endpoints(site: Site, fetcher: Fetcher, family: socket.AddressFamily) -> list[Address]:
    return [a for a in fetcher.routes.lookup(site.host, _port(site)) or () if a.family is family]


def _port(site: Site) -> int:
    parts = urlsplit(site.url)
    return parts.port or (443 if parts.scheme == "https" else 80)


def _addresses(site: Site, fetcher: Fetcher, record: str) -> tuple[str, ...]:
    if site.network.resolver is None and fetcher.routes.lookup(site.host, _port(site)) is not None:
        return _stated(site, fetcher, record)
    resolver = dns.resolver.Resolver(configure=site.network.resolver is None)
    if site.network.resolver is not None:
        server = Address.parse(site.network.resolver, 53)
        resolver.nameservers, resolver.port = [server.ip], server.port
    resolver.lifetime = _DNS_TIMEOUT
    try:
        return tuple(str(row) for row in resolver.resolve(site.host, record, search=False))
    except (dns.resolver.NoAnswer, dns.resolver.NXDOMAIN):
        return ()
    except dns.exception.DNSException as error:
        raise Unseen(Reason.NO_DNS, site.host, f"查询 {record} 记录：{type(error).__name__}") from None


def _stated(site: Site, fetcher: Fetcher, record: str) -> tuple[str, ...]:
    """The addresses the site file gives for the host, when nobody is asked.

    On an isolated run `host: addresses` stands for the name service; `host:port: addresses` only says where to connect.

    Raises:
        Unseen: the file names no address of this family, which says nothing about the record.
    """
    found = tuple(address.ip for address in _endpoints(site, fetcher, _FAMILIES[record]))
    if not found and not (fetcher.routes.isolate and site.host in dict(fetcher.routes.hosts)):
        what = f"网站档案的 network.hosts 只写了连接哪里，没有查询 {record} 记录；须写明 network.resolver 才能判断"
        raise Unseen(Reason.NO_DNS, site.host, what)
    return found


def _speaks(family: socket.AddressFamily, endpoints: list[Address]) -> bool:
    """Whether this machine has a route; connecting a datagram socket sends nothing."""
    for endpoint in endpoints:
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((endpoint.ip, endpoint.port))
        except OSError:
            continue
        # A machine without public IPv6 may still route to itself; that only counts for a site on this machine.
        return True
    return False


def _likeness(one: Response, two: Response) -> float:
    first, second = (Document(answer.final_url, answer.text) for answer in (one, two))
    if first.title == second.title and first.text == second.text:
        return 1.0
    return SequenceMatcher(None, first.text[:4000], second.text[:4000], autojunk=False).quick_ratio()
