"""Does the home page open over IPv6 every time, how fast over each protocol, and does plain HTTP lead to HTTPS?"""

import asyncio
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from pages.connecting import trusting
from pages.contacts import Contact, contact
from pages.fetching import Fetcher, Response
from pages.network import NetworkView
from pages.routing import Address

# A load balancer may have dozens of addresses.
_PER_FAMILY = 4


@dataclass(frozen=True)
class HomeVisits:
    """The home page visited again and again.

    Attributes:
        contacts: one timed visit per address, IPv4 and IPv6.
        repeated: visits over IPv6 only, each on a connection of its own; none when there is no IPv6 to try.
        plain: what the http address of an https site answers, redirects not followed; None for an http site.
    """

    contacts: tuple[Contact, ...]
    repeated: tuple[Response, ...]
    plain: Response | None


def observe_home_visits(view: NetworkView, fetcher: Fetcher, ca: str, times: int) -> HomeVisits:
    """Visit the home page at each address, then `times` times over IPv6.

    Args:
        view: the addresses, and which protocols this machine speaks.
        fetcher: politeness and routes.
        ca: certificate authorities trusted besides the public ones (PEM text).
        times: how often to visit over IPv6, one after the other.
    """
    places = [
        place for stack in (view.v4, view.v6) if stack.answer is not None for place in stack.endpoints[:_PER_FAMILY]
    ]
    contacts = tuple(fetcher.run(_contact_all(places, view.url, ca)))
    opened = view.v6.answer is not None and view.v6.answer.ok
    repeated = tuple(_visit(fetcher, view.url) for _ in range(times if opened else 0))
    parts = urlsplit(view.url)
    # The http address is on port 80, whatever port the https one is on.
    plain = urlunsplit(("http", parts.hostname or "", parts.path or "/", parts.query, ""))
    return HomeVisits(contacts, repeated, fetcher.get(plain, follow=False) if parts.scheme == "https" else None)


async def _contact_all(places: Iterable[Address], url: str, ca: str) -> list[Contact]:
    return await asyncio.gather(*(contact(place, url, trusting(ca)) for place in places))


def _visit(fetcher: Fetcher, url: str) -> Response:
    with fetcher.anew(1) as fresh:
        return fresh.get(url, family=socket.AF_INET6)
