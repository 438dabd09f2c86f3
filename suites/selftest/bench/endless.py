"""What serves a site larger than a disk should hold? Pages made up as they are asked for, by a process of its own."""

import asyncio
import contextlib
import subprocess
import sys
import time
from types import TracebackType

from suites.selftest.bench.server import free_ports

_WIDTH = 10


def page(number: int, pages: int) -> bytes:
    """Page `number` of a tree ten wide: links to its children and to a few neighbours."""
    children = range(number * _WIDTH + 1, min(pages, number * _WIDTH + _WIDTH + 1))
    across = ((number * 7919 + step * 104_729) % pages for step in range(10))
    rows = "".join(f'<li><a href="/t{to}.html">第 {to} 号公告</a></li>' for to in (*children, *across))
    html = f"<html><head><meta charset=utf-8><title>第 {number} 号</title></head><body><ul>{rows}</ul></body></html>"
    return html.encode()


class _Visit(asyncio.Protocol):
    def __init__(self, pages: int) -> None:
        self._pages = pages
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        path = data.split(b" ", 2)[1].decode("ascii", "replace")
        name = path.removeprefix("/t").removesuffix(".html")
        number = 0 if path == "/" else int(name) if name.isdigit() else self._pages
        found = number < self._pages
        body = page(number, self._pages) if found else b"<title>404</title>"
        status = "200 OK" if found else "404 Not Found"
        head = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
        assert self._transport is not None
        self._transport.write(head.encode() + body)


class Endless:
    """Serves `pages` pages while the `with` block lasts; entering it gives the home page's address."""

    def __init__(self, pages: int) -> None:
        self._pages = pages
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> str:
        (port,) = free_ports(1)
        command = [sys.executable, "-m", "suites.selftest.bench.endless", str(port), str(self._pages)]
        self._process = subprocess.Popen(command)  # noqa: S603  our own command line
        time.sleep(2)
        return f"http://127.0.0.1:{port}/"

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait()


async def _serve(port: int, pages: int) -> None:
    server = await asyncio.get_running_loop().create_server(lambda: _Visit(pages), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(_serve(int(sys.argv[1]), int(sys.argv[2])))
