"""How fast does one address answer? Connection, encryption and first byte of one visit, each timed and bounded."""

import asyncio
import ssl
from collections.abc import Awaitable
from dataclasses import dataclass, field, replace
from typing import TypeVar
from urllib.parse import urlsplit

from pages.client_errors import explain
from pages.errors import Reason
from pages.fetching import USER_AGENT
from pages.routing import Address

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds each step of a visit may take."""

    connect: float = 10.0
    secure: float = 10.0
    first_byte: float = 20.0


@dataclass(frozen=True, slots=True)
class Contact:
    """One visit to one address.

    Attributes:
        connected: seconds until the connection stood, None when it did not.
        secured: seconds of the TLS handshake, None without one.
        first_byte: seconds from the request to the first byte of the answer.
        failure: why the visit ended early, None when a byte came; `detail` says what exactly failed.
    """

    address: Address
    connected: float | None = None
    secured: float | None = None
    first_byte: float | None = None
    failure: Reason | None = None
    detail: str = ""


async def contact(address: Address, url: str, tls: ssl.SSLContext, patience: Patience | None = None) -> Contact:
    """Visit `url` at one address of its host; failures are in the answer, never raised.

    Args:
        address: where to connect.
        url: the page to ask for; the certificate must be that of its host.
        tls: by which authorities a certificate is verified.
        patience: the steps' time-outs.
    """
    visit = _Visit(Contact(address), url, tls, patience or Patience())
    try:
        await visit.go()
    except TimeoutError:
        return replace(visit.seen, failure=Reason.TIMEOUT, detail=f"{visit.step}超时")
    except (ssl.SSLError, OSError) as error:
        reason, detail = explain(error)
        return replace(visit.seen, failure=reason, detail=detail)
    return visit.seen


@dataclass
class _Visit:
    seen: Contact
    url: str
    tls: ssl.SSLContext
    patience: Patience
    step: str = field(default="", init=False)

    async def go(self) -> None:
        parts = urlsplit(self.url)
        address = self.seen.address
        opening = asyncio.open_connection(address.ip, address.port)
        (reader, writer), seconds = await self._timed("建立连接", opening, self.patience.connect)
        self.seen = replace(self.seen, connected=seconds)
        try:
            if parts.scheme == "https":
                securing = writer.start_tls(self.tls, server_hostname=parts.hostname)
                _, seconds = await self._timed("加密握手", securing, self.patience.secure)
                self.seen = replace(self.seen, secured=seconds)
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            lines = (f"GET {path} HTTP/1.1", f"Host: {parts.netloc}", f"User-Agent: {USER_AGENT}", "Connection: close")
            writer.write("\r\n".join((*lines, "", "")).encode())
            byte, seconds = await self._timed("等待首字节", reader.read(1), self.patience.first_byte)
            if not byte:
                self.seen = replace(self.seen, failure=Reason.RESET, detail="没有回答就关闭了连接")
                return
            self.seen = replace(self.seen, first_byte=seconds)
        finally:
            # After a handshake that was given up nobody would ever report the end to `wait_closed`.
            writer.transport.abort()
            await asyncio.sleep(0)

    async def _timed(self, step: str, work: Awaitable[_T], limit: float) -> tuple[_T, float]:
        self.step = step
        clock = asyncio.get_running_loop().time
        started = clock()
        async with asyncio.timeout(limit):
            done = await work
        return done, clock() - started
