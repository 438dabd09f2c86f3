"""What does the server answer? HTTP without a browser: many addresses at once, politely, every wait bounded."""

import asyncio
import contextlib
import re
import socket
import ssl
import threading
import time
from collections.abc import Coroutine, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import urljoin

import aiohttp
from yarl import URL

from pages.chain_cookies import ChainCookies
from pages.client_errors import explain
from pages.connecting import new_loop, session
from pages.doors import door_of
from pages.errors import Reason
from pages.politeness import Politeness
from pages.remembering import Memory
from pages.responses import Headers, Hop, Response
from pages.routing import Routes

__all__ = ["MAX_BODY", "MAX_REDIRECTS", "TIMEOUT", "USER_AGENT", "Fetcher", "Hop", "Response"]

T = TypeVar("T")
USER_AGENT = "Mozilla/5.0 (compatible; Xunjian/0.1; government website inspection)"
TIMEOUT = 20.0
MAX_BODY = 8 * 1024 * 1024
MAX_REDIRECTS = 10
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 64 * 1024
_DOORS = 4096
_FEW = 16
# As many connections as a browser opens to one host.
PER_HOST = 6
_NOTICEABLE = 0.05
_SPELLED = re.compile(r"https?://[a-z0-9.-]+(?::\d+)?/[!$%&'()*+,./0-9:;=?@A-Z_a-z~-]*")
_TEXT = re.compile(r"html|css", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Wish:
    """How one hop is asked for: protocol family, bytes to read at most (of files: `peek`), cookies of its chain."""

    family: socket.AddressFamily
    max_body: int
    peek: int | None
    cookies: ChainCookies


class Fetcher:
    """Fetches pages over HTTP on an event loop in a thread of its own (Playwright owns the caller's).

    Attributes:
        memory: what `get` and `get_all` were answered; they ask for no address twice.

    Args:
        routes: where host names lead.
        ca: extra certificate authorities (PEM text), verified like public ones; None takes any certificate.
        rate: requests per second and host, or the politeness shared with other fetchers; hosts routed to this machine
            are not limited.
        concurrency: requests under way at once.
        timeout: seconds for one hop, connection to last byte.
        headers: request headers to send instead of (or besides) the usual ones.
    """

    def __init__(
        self,
        routes: Routes | None = None,
        ca: str | None = "",
        rate: float | Politeness = 5.0,
        concurrency: int = 32,
        timeout: float = TIMEOUT,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.routes = routes or Routes()
        self._headers = {"User-Agent": USER_AGENT, "Accept-Language": "zh-CN,zh;q=0.9", **(headers or {})}
        self.timeout = timeout
        self.politeness = rate if isinstance(rate, Politeness) else Politeness(rate)
        self.concurrency = concurrency
        self._ca = ca
        self.memory = Memory()
        self._loop = new_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="fetcher", daemon=True)
        self._timers: set[asyncio.Timeout] = set()
        self._sessions: dict[socket.AddressFamily, aiohttp.ClientSession] = {}
        self._gates: dict[str, asyncio.Semaphore] = {}
        self._door = lru_cache(_DOORS)(partial(door_of, self.routes))
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close connections and stop the thread; safe to call twice."""
        if self._loop.is_closed():
            return
        self.run(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _close(self) -> None:
        for opened in self._sessions.values():
            await opened.close()
        await asyncio.sleep(0.02)  # connections given up a moment ago are still taking leave over TLS

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine on the fetcher's loop and wait for it; for observers with a loop of their own design."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    def anew(self, concurrency: int) -> "Fetcher":
        """Another fetcher to the same places, as polite and with the same memory, on connections of its own."""
        made = Fetcher(self.routes, self._ca, self.politeness, concurrency, self.timeout, self._headers)
        made.memory = self.memory
        return made

    def patient(self) -> "Fetcher":
        """Another fetcher for a second look: the same places, as polite, few at once, twice as patient, no memory."""
        return Fetcher(self.routes, self._ca, self.politeness, _FEW, self.timeout * 2, self._headers)

    def get(
        self,
        url: str,
        *,
        family: socket.AddressFamily = socket.AF_UNSPEC,
        follow: bool = True,
        max_body: int = MAX_BODY,
    ) -> Response:
        """Fetch one address with GET; failures are in the answer, never raised.

        Args:
            url: absolute http(s) address.
            family: restrict to IPv4 or IPv6; what is known from either is then asked for again.
            follow: follow up to ten redirects.
            max_body: bytes to read at most.
        """
        if family == socket.AF_UNSPEC and follow:
            return self.get_all([url], max_body=max_body)[0]
        return self.run(self.ask(url, family, follow=follow, max_body=max_body))

    def get_all(self, urls: Iterable[str], *, max_body: int = MAX_BODY) -> list[Response]:
        """Fetch many addresses concurrently, answers in the order asked; each distinct address once in a lifetime."""
        wanted = list(urls)

        async def gather() -> dict[str, Response]:
            gate = asyncio.Semaphore(self.concurrency)

            async def one(url: str) -> Response:
                known = self.memory.recall(url, max_body)
                if known is not None:
                    return known
                async with gate:
                    answer = await self.ask(url, max_body=max_body)
                self.memory.keep(answer)
                return answer

            distinct = list(dict.fromkeys(wanted))
            return dict(zip(distinct, await asyncio.gather(*map(one, distinct)), strict=True))

        answers = self.run(gather())
        return [answers[url] for url in wanted]

    async def ask(
        self,
        url: str,
        family: socket.AddressFamily = socket.AF_UNSPEC,
        *,
        follow: bool = True,
        max_body: int = MAX_BODY,
        peek: int | None = None,
    ) -> Response:
        """Fetch one address, to be awaited on the fetcher's own loop; arguments as of `get` except one.

        Args:
            url: absolute http(s) address.
            family: restrict to IPv4 or IPv6.
            follow: follow up to ten redirects.
            max_body: bytes to read at most.
            peek: read at most so many bytes of what is neither HTML nor CSS; that is no failure.
        """
        started = time.monotonic()
        chain: list[Hop] = []
        at = self.routes.placed(url)
        cookies = ChainCookies()
        been = {(at, "")}
        while True:
            answer = await self._hop(at, _Wish(family, max_body, peek, cookies))
            location = answer.headers.get("location", "")
            if not (follow and answer.failure is None and answer.status in _REDIRECTS and location):
                break
            chain.append(Hop(at, answer.status, answer.headers))
            try:
                at = self.routes.placed(urljoin(at, location))
            except ValueError:
                answer = Response(at, at, failure=Reason.PROTOCOL, detail="重定向地址无法解析")
                break
            # The same address with a cookie it has just been given is another question.
            visit = at, cookies.header(at)
            if len(chain) > MAX_REDIRECTS or visit in been:
                answer = Response(at, at, failure=Reason.REDIRECTS, detail=f"已重定向 {len(chain)} 次")
                break
            been.add(visit)
        return Response(
            url=url,
            final_url=at,
            status=answer.status,
            headers=answer.headers,
            body=answer.body,
            chain=tuple(chain),
            elapsed=time.monotonic() - started,
            failure=answer.failure,
            detail=answer.detail,
        )

    @contextlib.contextmanager
    def busy(self) -> Iterator[None]:
        """Around long work on the fetcher's own loop: what is under way meanwhile is given that much longer.

        Otherwise the time taken to read one huge page would be held against the servers of all others.
        """
        started = self._loop.time()
        yield
        lost = self._loop.time() - started
        if lost > _NOTICEABLE:
            for timer in self._timers:
                if not timer.expired():
                    timer.reschedule((timer.when() or self._loop.time()) + lost)

    async def _hop(self, url: str, wish: _Wish) -> Response:
        door = self._door("/".join(url.split("/", 3)[:3]))
        if door.refused is not None:
            return Response(url, url, failure=door.refused[0], detail=door.refused[1])
        if door.local:
            return await self._timed(url, wish)
        # A host that answers slowly would otherwise be asked ever more at once.
        async with self._gates.setdefault(door.host, asyncio.Semaphore(PER_HOST)):
            asked = await self.politeness.wait(door.host)
            answer = await self._timed(url, wish)
        if answer.status:
            self.politeness.answered(door.host, answer.status, answer.headers.get("retry-after", ""), asked)
        return answer

    async def _timed(self, url: str, wish: _Wish) -> Response:
        try:
            async with asyncio.timeout(self.timeout) as timer:
                self._timers.add(timer)
                try:
                    return await self._read(url, wish)
                finally:
                    self._timers.discard(timer)
        except TimeoutError:
            return Response(url, url, failure=Reason.TIMEOUT, detail=f"{self.timeout:g} 秒内没有读完")
        except (aiohttp.ClientError, ssl.SSLError, OSError, ValueError) as error:
            reason, detail = explain(error)
            return Response(url, url, failure=reason, detail=detail)

    async def _read(self, url: str, wish: _Wish) -> Response:
        session = self._session(wish.family)
        # What is spelled as it goes over the wire is not spelled anew: servers tell %7E from ~, browsers send a lone %.
        address = URL(url, encoded=True) if _SPELLED.fullmatch(url) else url
        carried = wish.cookies.header(url)
        async with session.get(
            address, allow_redirects=False, headers={"Cookie": carried} if carried else None
        ) as reply:
            if reply.status in _REDIRECTS:
                wish.cookies.keep(url, reply.headers.getall("Set-Cookie", ()))
            peek = wish.peek
            body = bytearray()
            failure = None
            enough = peek if peek is not None and not _TEXT.search(reply.headers.get("Content-Type", "html")) else None
            async for chunk in reply.content.iter_chunked(_CHUNK):
                body += chunk
                if enough is not None and len(body) >= enough:
                    if not reply.content.at_eof():
                        reply.close()
                    break
                if len(body) > wish.max_body:
                    failure = Reason.TOO_LARGE
                    break
            headers = Headers(reply.headers.items())
            if failure:
                reply.close()
            return Response(url, url, reply.status, headers, self.routes.told(bytes(body)), failure=failure)

    def _session(self, family: socket.AddressFamily) -> aiohttp.ClientSession:
        if family not in self._sessions:
            self._sessions[family] = session(self.routes, self._ca, family, self._headers, self.concurrency)
        return self._sessions[family]
