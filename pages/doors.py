"""May this host be contacted, and must we be slow with it? Asked once for every scheme, host and port."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from pages.errors import Reason
from pages.routing import Routes, is_private


@dataclass(frozen=True, slots=True)
class Door:
    """What is the same for every address of one scheme, host and port.

    Attributes:
        refused: why it is not contacted at all and a detail, None when it may be.
        local: on this machine, so that no politeness is due.
    """

    host: str
    refused: tuple[Reason, str] | None
    local: bool = False


def door_of(routes: Routes, origin: str) -> Door:
    """What to do with addresses that begin with `origin` (`http://host:port`), wherever `routes` lead."""
    try:
        parts = urlsplit(origin)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return Door("", (Reason.FORBIDDEN, "地址无法解析"))
    if parts.scheme not in {"http", "https"} or not host:
        return Door(host, (Reason.FORBIDDEN, "不是 http 或 https 地址"))
    if is_private(host) and not routes.allows_literal(host):
        return Door(host, (Reason.FORBIDDEN, "内网地址"))
    if routes.cut_off(host, port):
        return Door(host, (Reason.ISOLATED, ""))
    addresses = routes.lookup(host, port)
    return Door(host, None, routes.isolate or bool(addresses and addresses[0].loopback))
