"""Where does a host name lead on this run? The site's network overrides, for the HTTP client and the browser alike."""

import contextlib
import ipaddress
import re
import socket
from dataclasses import dataclass

from pages.moving import Moved

NOT_FOUND = "NOTFOUND"
# 127.1, 0x7f.1 and 2130706433 are all 127.0.0.1 to a resolver.
_OLD_SPELLING = re.compile(r"(?:0x[0-9a-f]*|\d+)(?:\.(?:0x[0-9a-f]*|\d+)){0,3}", re.IGNORECASE)
_STAND_INS = ipaddress.IPv4Network("198.18.0.0/15")


@dataclass(frozen=True, slots=True)
class Address:
    """One endpoint: IP address, port and socket family."""

    ip: str
    port: int

    @property
    def family(self) -> socket.AddressFamily:
        """AF_INET or AF_INET6."""
        return socket.AF_INET6 if ":" in self.ip else socket.AF_INET

    @property
    def loopback(self) -> bool:
        """Whether the endpoint is on this machine."""
        return ipaddress.ip_address(self.ip).is_loopback

    @classmethod
    def parse(cls, text: str, port: int) -> "Address":
        """Read `127.0.0.1`, `127.0.0.1:8443`, `[::1]:8443` or `::1`; `port` is used when none is written."""
        if text.startswith("["):
            ip, _, tail = text[1:].partition("]")
            return cls(ip, int(tail.lstrip(":") or port))
        if text.count(":") == 1:
            ip, _, tail = text.partition(":")
            return cls(ip, int(tail))
        return cls(text, port)


@dataclass(frozen=True, slots=True)
class Routes:
    """Host overrides: `host`, `host:port`, `*:port` or `*` → endpoints; `isolate` forbids everything else.

    A leading `*.` matches any sub-domain. Names below `inside` may lead into a private network (the site's own domain,
    inspected from within); all others are not followed there. `moved`: the site stands elsewhere for now.
    """

    hosts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    isolate: bool = False
    inside: tuple[str, ...] = ()
    moved: Moved | None = None

    def placed(self, url: str) -> str:
        """The address under which a page is found now."""
        return self.moved.address(url) if self.moved else url

    def told(self, body: bytes) -> bytes:
        """A page as it reads where the site stands now."""
        return self.moved.content(body) if self.moved else body

    def lookup(self, host: str, port: int) -> tuple[Address, ...] | None:
        """Return the endpoints for a host: `()` when it must not resolve, `None` when the real network decides."""
        exact, patterns = self._sorted()
        for key, targets in (*exact, *patterns):
            if _matches(key, host.lower(), port):
                if NOT_FOUND in targets:
                    return ()
                return tuple(Address.parse(target, port) for target in targets)
        literal = _literal(host)
        if self.isolate and not (literal and literal.is_loopback):
            return ()
        return None

    def cut_off(self, host: str, port: int) -> bool:
        """Whether only the isolation of this run keeps a host away, so that nothing may be concluded about it.

        Names below `.invalid` exist nowhere (RFC 2606), isolated or not.
        """
        if not self.isolate or host.lower().endswith(".invalid"):
            return False
        literal = _literal(host)
        return not (literal and literal.is_loopback) and not any(
            _matches(key, host.lower(), port) for key, _ in self.hosts
        )

    def allows_literal(self, host: str) -> bool:
        """Whether a private address written as digits may be contacted.

        Only one the operator routed to, or loopback on an isolated run.
        """
        targets = {Address.parse(t, 0).ip for _, row in self.hosts for t in row if t != NOT_FOUND}
        literal = _literal(host)
        return host.strip("[]") in targets or (self.isolate and literal is not None and literal.is_loopback)

    def may_be_inside(self, host: str) -> bool:
        """Whether a name may lead to an address of a private network."""
        return any(host == domain or host.endswith(f".{domain}") for domain in self.inside)

    def _sorted(self) -> tuple[list[tuple[str, tuple[str, ...]]], list[tuple[str, tuple[str, ...]]]]:
        exact = [row for row in self.hosts if not row[0].startswith("*")]
        patterns = sorted((row for row in self.hosts if row[0].startswith("*")), key=lambda row: -len(row[0]))
        return exact, patterns

    def browser_rules(self) -> str:
        """The same overrides as Chromium's `--host-resolver-rules` (first endpoint of each host), empty if none."""
        exact, patterns = self._sorted()
        rules = []
        for key, targets in (*exact, *patterns):
            # Chromium reads `:80` as "any host on that port"; `*:80` is its own spelling too.
            target = targets[0].lower() if targets[0] != NOT_FOUND else "~NOTFOUND"
            rules.append(f"MAP {key} {target}")
        if self.isolate:
            rules += ["MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1", "EXCLUDE [::1]"]
        return ", ".join(rules)


def _matches(key: str, host: str, port: int) -> bool:
    name, _, wanted = key.lower().partition(":")
    if wanted and int(wanted) != port:
        return False
    return name in {"*", host} or (name.startswith("*.") and host.endswith(name[1:]))


def _literal(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    with contextlib.suppress(ValueError):
        return ipaddress.ip_address(host.strip("[]"))
    if not _OLD_SPELLING.fullmatch(host):
        return None
    with contextlib.suppress(OSError):
        return ipaddress.IPv4Address(socket.inet_aton(host))
    return None


def is_literal(host: str) -> bool:
    """Whether a host is written as an IP address."""
    return _literal(host) is not None


def is_private(host: str) -> bool:
    """Whether a literal address is not public (loopback, RFC 1918, link-local, metadata services)."""
    literal = _literal(host)
    return literal is not None and not literal.is_global


def is_inside(ip: str) -> bool:
    """Whether what a name resolved to is this machine or a private network.

    198.18.0.0/15 (RFC 2544) is not: proxies of the inspecting machine use it as a stand-in for any public address.
    """
    address = ipaddress.ip_address(ip.partition("%")[0])
    return address.is_private and address not in _STAND_INS
