"""What does the name service say about a name? Asked through the resolver of the site's file, every wait bounded."""

import time
from dataclasses import dataclass

import dns.exception
import dns.message
import dns.rcode
import dns.resolver

from pages.errors import Reason, Unseen
from pages.routing import Address, Routes
from site_configs import Site

PATIENCE = 5.0
DNS_PORT = 53


@dataclass(frozen=True, slots=True)
class Records:
    """What is known about a name and one kind of record.

    Attributes:
        values: as the name service writes them, empty when there is no such record or no such name.
        owner: the name that holds them, behind all aliases (CNAME); the name asked for when there are none.
        seconds: how long the answer took, 0 when nobody was asked.
    """

    values: tuple[str, ...]
    owner: str
    seconds: float = 0.0


class NameService:
    """Asks for records: by the resolver of the site's file, else by that of this machine.

    Args:
        site: whose file may name a resolver or state addresses.
        routes: the addresses stated.
        patience: seconds for one question.
    """

    def __init__(self, site: Site, routes: Routes, patience: float = PATIENCE) -> None:
        self._server = site.network.resolver
        self._routes = routes
        self._patience = patience

    def states(self, host: str, port: int) -> bool:
        """Whether the file says where a host is and names nobody who could be asked about it."""
        return self._server is None and self._routes.lookup(host, port) is not None

    def ask(self, name: str, kind: str) -> Records:
        """The records of one kind (`A`, `AAAA`, `NS`); a name that does not exist has none.

        Raises:
            Unseen: NO_DNS when the name service gave no answer (that says nothing about the site), or when this run is
                cut off from the network and the file names none; DNS when the name is an alias of itself.
        """
        if self._server is None and self._routes.isolate:
            raise Unseen(Reason.NO_DNS, name, f"隔离运行且没有写明 network.resolver，没有查询 {kind} 记录")
        started = time.monotonic()
        try:
            answer = self._resolver().resolve(name, kind, search=False)
        except (dns.resolver.NoAnswer, dns.resolver.NXDOMAIN):
            return Records((), name, time.monotonic() - started)
        except dns.resolver.NoNameservers as error:
            raise _unanswered(error, name, kind) from None
        except dns.exception.Timeout:
            raise Unseen(Reason.NO_DNS, name, f"查询 {kind} 记录，{self._patience:g} 秒内没有回答") from None
        except dns.exception.DNSException as error:
            raise Unseen(Reason.NO_DNS, name, f"查询 {kind} 记录：{type(error).__name__}") from None
        # Name servers answer in turning order.
        values = tuple(sorted(str(row).rstrip(".") for row in answer))
        return Records(values, answer.canonical_name.to_text(omit_final_dot=True), time.monotonic() - started)

    def _resolver(self) -> dns.resolver.Resolver:
        resolver = dns.resolver.Resolver(configure=self._server is None)
        if self._server is not None:
            server = Address.parse(self._server, DNS_PORT)
            resolver.nameservers, resolver.port = [server.ip], server.port
        resolver.lifetime = self._patience
        return resolver


def _unanswered(error: dns.resolver.NoNameservers, name: str, kind: str) -> Unseen:
    """Why no server gave a usable answer; an alias that leads back to itself is the name's own fault."""
    attempts = error.kwargs.get("errors", ())
    if any(isinstance(cause, dns.message.ChainTooLong) for _, _, _, cause, _ in attempts):
        return Unseen(Reason.DNS, name, f"查询 {kind} 记录：别名（CNAME）循环")
    said = [dns.rcode.to_text(reply.rcode()) for *_, reply in attempts if reply is not None]
    return Unseen(Reason.NO_DNS, name, f"查询 {kind} 记录，解析服务器回答 {said[-1] if said else '不可用'}")
