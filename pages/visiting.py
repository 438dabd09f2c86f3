"""Does a home page open, and how fast? One light request at a time for each of thousands of sites."""

import asyncio
import ssl
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

import aiohttp

from pages.chain_cookies import ChainCookies
from pages.client_errors import explain
from pages.doors import door_of
from pages.errors import Reason, Unseen, refuse
from pages.fetching import MAX_REDIRECTS, USER_AGENT
from pages.probes import Try
from pages.resolving import RoutedResolver
from pages.routing import Routes

PATIENCE = 20.0  # longer than any rule waits, so that the rule decides and not we
_ENOUGH = 1024 * 1024
_CHUNK = 64 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Visitor:
    """Visits home pages; every visit is a new connection, as of a citizen who comes for the first time.

    Unlike `Fetcher` it runs on the caller's loop, keeps nothing of what it reads and never waits for politeness:
    a visit is one request, and the time it takes must be the site's own.

    Args:
        now: the present moment, for the record.
        routes: where host names lead.
        ca: extra certificate authorities (PEM text).
        concurrency: visits under way at once.
        patience: seconds after which a visit has failed.
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        routes: Routes | None = None,
        ca: str = "",
        concurrency: int = 64,
        patience: float = PATIENCE,
    ) -> None:
        self._now = now
        self._routes = routes or Routes()
        self._patience = patience
        self._tls = ssl.create_default_context()
        if ca:
            self._tls.load_verify_locations(cadata=ca)
        self._gate = asyncio.Semaphore(concurrency)
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(
            resolver=RoutedResolver(self._routes), ssl=self._tls, limit=0, force_close=True, use_dns_cache=False
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            headers={"User-Agent": USER_AGENT, "Accept-Language": "zh-CN,zh;q=0.9"},
            cookie_jar=aiohttp.DummyCookieJar(),
            timeout=aiohttp.ClientTimeout(total=None),  # the whole visit has one
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._session is not None:
            await self._session.close()

    async def visit(self, url: str) -> Try:
        """Ask for a page once, redirects included; failures are in the answer, never raised."""
        async with self._gate:
            at, started = self._now(), asyncio.get_running_loop().time()
            reason, status, detail = await self._outcome(url)
            return Try(at, asyncio.get_running_loop().time() - started, reason, status, detail)

    async def _outcome(self, url: str) -> tuple[Reason | None, int, str]:
        try:
            async with asyncio.timeout(self._patience):
                return await self._follow(url)
        except TimeoutError:
            return Reason.TIMEOUT, 0, f"{self._patience:g} 秒内没有读完"
        except Unseen as unseen:
            return unseen.reason, 0, unseen.detail
        except (aiohttp.ClientError, ssl.SSLError, OSError, ValueError) as error:
            return explain(error)[0], 0, explain(error)[1]

    async def _follow(self, url: str) -> tuple[Reason | None, int, str]:
        cookies = ChainCookies()
        status = 0
        for _ in range(MAX_REDIRECTS + 1):
            door = door_of(self._routes, "/".join(url.split("/", 3)[:3]))
            if door.refused is not None:
                return door.refused[0], 0, door.refused[1]
            status, location = await self._ask(url, cookies)
            if status not in _REDIRECTS or not location:
                break
            url = urljoin(url, location)
        else:
            return Reason.REDIRECTS, status, f"已重定向 {MAX_REDIRECTS} 次"
        try:
            refuse(status, url)
        except Unseen as unseen:
            return unseen.reason, status, unseen.detail
        return (None if status < HTTPStatus.MULTIPLE_CHOICES else Reason.PROTOCOL), status, ""

    async def _ask(self, url: str, cookies: ChainCookies) -> tuple[int, str]:
        if self._session is None:
            raise RuntimeError("a Visitor is used inside `async with`")
        carried = cookies.header(url)
        headers = {"Cookie": carried} if carried else None
        async with self._session.get(url, allow_redirects=False, headers=headers) as reply:
            if reply.status in _REDIRECTS:
                cookies.keep(url, reply.headers.getall("Set-Cookie", ()))
                return reply.status, reply.headers.get("Location", "")
            read = 0
            async for chunk in reply.content.iter_chunked(_CHUNK):
                read += len(chunk)
                if read > _ENOUGH:
                    reply.close()
                    break
            return reply.status, ""
