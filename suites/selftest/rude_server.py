"""How do servers misbehave? A loopback server that says exactly the bytes it is told to, or stops in the middle."""

import contextlib
import re
import socket
import socketserver
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Self

_PATIENCE = 10.0
_TLS_HELLO = b"\x16\x03"


class Conversation:
    """One connection after its request was read.

    Attributes:
        request: request line and headers.
        path: the path asked for; `host` the Host header.
        over: set when the server is being closed; endless answers wait on it.
    """

    def __init__(self, connection: socket.socket, request: str, over: threading.Event) -> None:
        self._connection = connection
        self.over = over
        self.request = request
        self.path = [*request.split(" ", 2), "/", "/"][1]
        host = re.search(r"^host: *(\S+)", request, re.IGNORECASE | re.MULTILINE)
        self.host = host[1] if host else ""

    def say(self, content: bytes) -> None:
        """Send bytes; OSError when the client has gone."""
        self._connection.sendall(content)

    def hang(self) -> None:
        """Say nothing more until the server is closed."""
        self.over.wait()

    def reset(self) -> None:
        """Close with a TCP reset instead of an orderly end."""
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        self._connection.close()


Manner = bytes | Callable[[Conversation], None]


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = True
    allow_reuse_address = True


class RudeServer:
    """Serves `manners` (path → bytes to send and close, or a function) on loopback while the `with` block lasts.

    Attributes:
        port: where it listens; `asked` counts requests per path.

    Args:
        manners: what to do for each path; `*` is for all others.
        tls: context of the server's certificate, None for plain connections.
        ip: address to listen on.
    """

    def __init__(self, manners: Mapping[str, Manner], tls: ssl.SSLContext | None = None, ip: str = "127.0.0.1") -> None:
        self._manners = manners
        self._tls = tls
        self._over = threading.Event()
        self.asked: Counter[str] = Counter()
        outer = self

        class Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                with contextlib.suppress(OSError):
                    outer._converse(self.request)

        server = type("_Server6", (_Server,), {"address_family": socket.AF_INET6}) if ":" in ip else _Server
        self._server = server((ip, 0), Handler)
        self.port = int(self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        self._over.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        """Address of a path on this server."""
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    def _converse(self, raw: socket.socket) -> None:
        raw.settimeout(_PATIENCE)
        connection = self._tls.wrap_socket(raw, server_side=True) if self._tls else raw
        with connection:
            request = b""
            while b"\r\n\r\n" not in request:
                piece = connection.recv(4096)
                if not piece:
                    return
                request += piece
                if piece.startswith(_TLS_HELLO):
                    break  # TLS where plain text was expected
            told = Conversation(connection, request.decode("latin-1"), self._over)
            self.asked[told.path] += 1
            manner = self._manners.get(told.path) or self._manners.get("*") or page(b"404", status="404 Not Found")
            if isinstance(manner, bytes):
                told.say(manner)
            else:
                manner(told)


def page(body: bytes, *headers: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    """A well-formed response: status line, headers, body."""
    head = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", "Connection: close"]
    return "\r\n".join([*head, *headers, "", ""]).encode() + body


def redirect(to: str) -> bytes:
    """A 302 to another address."""
    return page(b"", f"Location: {to}", status="302 Found")
