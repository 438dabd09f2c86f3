"""With what loop and connections does a fetcher ask? Names by the routes, certificates verified, no cookies kept."""

import asyncio
import socket
import ssl
import sys
from collections.abc import Mapping
from functools import cache

import aiohttp

from pages.resolving import RoutedResolver
from pages.routing import Routes

if sys.platform == "win32":
    new_loop = asyncio.new_event_loop  # uvloop is not made for Windows
else:
    import uvloop

    new_loop = uvloop.new_event_loop  # a fifth less work for the processor over a whole crawl


@cache
def trusting(ca: str) -> ssl.SSLContext:
    """A context that verifies by the machine's authorities and by `ca`; it takes as long as a hundred requests."""
    context = ssl.create_default_context()
    if ca:
        context.load_verify_locations(cadata=ca)
    return context


def session(
    routes: Routes, ca: str, family: socket.AddressFamily, headers: Mapping[str, str], most: int
) -> aiohttp.ClientSession:
    """A session over one protocol family, to be made and closed on the loop that uses it.

    Args:
        routes: where host names lead.
        ca: authorities trusted besides those of the machine (PEM text, may be empty).
        family: AF_UNSPEC for both.
        headers: of every request.
        most: connections open at once.
    """
    connector = aiohttp.TCPConnector(
        resolver=RoutedResolver(routes),
        ssl=trusting(ca) if ca else True,
        family=family,
        limit=most,
        use_dns_cache=False,
    )
    return aiohttp.ClientSession(
        connector=connector,
        headers=headers,
        cookie_jar=aiohttp.DummyCookieJar(),
        requote_redirect_url=False,
        timeout=aiohttp.ClientTimeout(total=None),  # every hop has its own
    )
