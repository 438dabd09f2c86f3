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

# OpenSSL's SSL_OP_LEGACY_SERVER_CONNECT; the standard library names it from 3.12 on.
_RENEGOTIATION_OF_OLD = 0x4


@cache
def trusting(ca: str | None) -> ssl.SSLContext:
    """A context that verifies by the machine's authorities and by `ca`; it takes as long as a hundred requests.

    With None it takes any certificate and every protocol and cipher suite that is still built in.
    """
    if ca is None:
        return _trusting_anybody()
    context = ssl.create_default_context()
    if ca:
        context.load_verify_locations(cadata=ca)
    return context


def _trusting_anybody() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
    context.set_ciphers("ALL:@SECLEVEL=0")
    context.options |= _RENEGOTIATION_OF_OLD
    return context


def session(
    routes: Routes, ca: str | None, family: socket.AddressFamily, headers: Mapping[str, str], most: int
) -> aiohttp.ClientSession:
    """A session over one protocol family, to be made and closed on the loop that uses it.

    Args:
        routes: where host names lead.
        ca: authorities trusted besides those of the machine (PEM text, may be empty); None takes any certificate.
        family: AF_UNSPEC for both.
        headers: of every request.
        most: connections open at once.
    """
    connector = aiohttp.TCPConnector(
        resolver=RoutedResolver(routes),
        ssl=True if ca == "" else trusting(ca),
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
