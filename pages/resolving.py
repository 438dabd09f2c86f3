"""Which addresses does a host name have, for the HTTP client? The site's overrides first, then the machine's answer."""

import asyncio
import socket

from aiohttp.abc import AbstractResolver, ResolveResult

from pages.routing import Routes, is_inside


class InsideAddressError(OSError):
    """A name that anybody may link to leads to this machine or into a private network."""


class RoutedResolver(AbstractResolver):
    """Resolves by the site's overrides first, then by the machine; one address family on request.

    Args:
        routes: the site's overrides.
    """

    def __init__(self, routes: Routes) -> None:
        self._routes = routes

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Endpoints of a host.

        Raises:
            OSError: it does not resolve.
            InsideAddressError: it leads into a private network though it is no host of the inspected site.
        """
        addresses = self._routes.lookup(host, port)
        if addresses is None:
            infos = await asyncio.to_thread(socket.getaddrinfo, host, port, family, socket.SOCK_STREAM)
            found = [(str(info[4][0]), int(info[4][1]), int(info[0])) for info in infos]
            if not self._routes.may_be_inside(host) and any(is_inside(ip) for ip, _, _ in found):
                raise InsideAddressError(None, f"{host} is inside a private network")
        else:
            found = [(a.ip, a.port, int(a.family)) for a in addresses if family in {socket.AF_UNSPEC, a.family}]
        if not found:
            raise OSError(None, f"{host} does not resolve")
        return [
            ResolveResult(hostname=host, host=ip, port=number, family=kind, proto=0, flags=socket.AI_NUMERICHOST)
            for ip, number, kind in found
        ]

    async def close(self) -> None:
        """Nothing is held open."""
