"""Is the home page reachable over both internet protocols, and does it show the same over both?"""

import asyncio
import ipaddress
import socket
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from pages.dual_stack_content import likeness
from pages.errors import Reason, Unseen
from pages.fetching import Fetcher, Response
from pages.name_lookup import NameService, Records
from pages.routing import Address, Routes
from site_configs import Site

_FAMILIES = {"A": socket.AF_INET, "AAAA": socket.AF_INET6}
_CANARIES = Path(__file__).with_name("canaries.yaml")
# What a machine without a way out over a protocol sees of every site.
_NO_WAY_OUT = frozenset({Reason.TIMEOUT, Reason.UNREACHABLE, Reason.REFUSED, Reason.RESET})


@dataclass(frozen=True)
class Stack:
    """One protocol family.

    Attributes:
        records: what the name resolves to, and the name behind its aliases.
        endpoints: where those addresses are reached on this run.
        answer: the home page over this family, None when there was nothing to ask.
        here: whether the inspecting machine itself speaks this family.
    """

    records: Records
    endpoints: tuple[Address, ...]
    answer: Response | None
    here: bool

    @property
    def addresses(self) -> tuple[str, ...]:
        """What the name resolves to, empty when there is no record."""
        return self.records.values


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
    likeness: Fraction | None


def observe_network(site: Site, fetcher: Fetcher) -> NetworkView:
    """Resolve the home page's host and visit it over each family.

    Raises:
        Unseen: the name service did not answer (that says nothing about the site).
    """
    v4, v6 = (_stack(site, fetcher, record) for record in _FAMILIES)
    alike = None
    if v4.answer is not None and v6.answer is not None and v4.answer.ok and v6.answer.ok:
        alike = likeness(v4.answer.document, v6.answer.document)
    return NetworkView(site.host, site.url, v4, v6, alike)


def port_of(url: str) -> int:
    """The port an address means."""
    parts = urlsplit(url)
    return parts.port or (443 if parts.scheme == "https" else 80)


def _stack(site: Site, fetcher: Fetcher, record: str) -> Stack:
    family, routes, port = _FAMILIES[record], fetcher.routes, port_of(site.url)
    service = NameService(site, routes)
    routed = tuple(place for place in routes.lookup(site.host, port) or () if place.family is family)
    stated = service.states(site.host, port)
    records = _stated(site, routes, record, routed) if stated else service.ask(site.host, record)
    if not records.values:
        return Stack(records, (), None, here=True)
    endpoints = routed or tuple(Address(ip, port) for ip in records.values)
    if not speaks(family, endpoints):
        return Stack(records, endpoints, None, here=False)
    answer = fetcher.get(site.url, family=family)
    if answer.failure in _NO_WAY_OUT and not routed and not _gets_out(fetcher, family):
        return Stack(records, endpoints, None, here=False)
    return Stack(records, endpoints, answer, here=True)


def _stated(site: Site, routes: Routes, record: str, routed: tuple[Address, ...]) -> Records:
    """The addresses the site file gives for the host, when nobody is asked.

    On an isolated run `host: addresses` stands for the name service; `host:port: addresses` only says where to connect.

    Raises:
        Unseen: the file names no address of this family, which says nothing about the record.
    """
    if not routed and not (routes.isolate and site.host in dict(routes.hosts)):
        what = f"网站档案的 network.hosts 只写了连接哪里，没有查询 {record} 记录；须写明 network.resolver 才能判断"
        raise Unseen(Reason.NO_DNS, site.host, what)
    return Records(tuple(place.ip for place in routed), site.host)


def speaks(family: socket.AddressFamily, endpoints: tuple[Address, ...]) -> bool:
    """Whether this machine has a route to any of them over a family; connecting a datagram socket sends nothing."""
    for endpoint in endpoints:
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as probe:
                probe.connect((endpoint.ip, endpoint.port))
                source = probe.getsockname()[0]
        except OSError:
            continue
        if family == socket.AF_INET or _can_be_answered(source, endpoint.ip):
            return True
    return False


def _can_be_answered(source: str, target: str) -> bool:
    """Whether what comes from `source` is answered by `target`: public IPv6 wants a public address on both ends."""
    own, other = (ipaddress.ip_address(ip.partition("%")[0]) for ip in (source, target))
    return own.is_global or not other.is_global


def _gets_out(fetcher: Fetcher, family: socket.AddressFamily) -> bool:
    """Whether any of the sites that are always there answers over a family: else the fault may be on our side."""
    canaries = yaml.safe_load(_CANARIES.read_text(encoding="utf-8"))["canaries"]

    async def ask() -> list[Response]:
        return await asyncio.gather(*(fetcher.ask(url, family) for url in canaries))

    return any(answer.status for answer in fetcher.run(ask()))
