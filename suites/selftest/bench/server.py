"""Who serves the benchmark's portal? A throw-away nginx on loopback and, on request, a wire with a delay in it."""

import asyncio
import contextlib
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import Self

from suites.selftest.bench.planted import HONEST, SHORT

MISSING = "没有找到 nginx。安装：apt-get install -y nginx-light（Debian/Ubuntu），或 dnf install nginx。"
_CONFIG = """
daemon off; master_process off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log crit;
events {{ worker_connections 16384; }}
http {{
  types {{ text/html html do; text/css css; application/javascript js; image/png png; image/jpeg jpg;
           image/x-icon ico; application/msword doc; }}
  # Without this permission LinkChecker keeps to three requests a second.
  add_header LinkChecker fast always;
  default_type application/octet-stream; sendfile on; keepalive_requests 1000000; absolute_redirect off;
  client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  log_format short '$server_name $status $request_method $request_uri'; access_log {folder}/access.log short buffer=64k;
  server {{
    listen 127.0.0.1:{port}; server_name own; root {root};
    location / {{ error_page 404 =200 /sorry.html; }}
    location {honest}/ {{ }}
    location {short}/ {{ error_page 404 =200 /short.html; }}
    location = /robots.txt {{ return 404; }}
  }}
  server {{
    listen 127.0.0.1:{other}; server_name other; location / {{ return 200 "ok"; }} location /gone/ {{ return 404; }}
  }}
}}
"""


def free_ports(number: int) -> list[int]:
    """Ports of loopback where nobody listens at the moment."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(number)]
        for each in sockets:
            each.bind(("127.0.0.1", 0))
        return [int(each.getsockname()[1]) for each in sockets]


def find_nginx() -> str:
    """Path of nginx, empty when it is not installed."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin") or ""


class Nginx:
    """Serves a folder while the `with` block lasts.

    Args:
        folder: for its files; emptied of nothing.
        root: what is served.
        port: of the portal; `other` of the second host.
        delay: milliseconds to add to every answer. nginx cannot wait without third-party modules, so a process that
            holds every request back for that long stands in front of it.
    """

    def __init__(self, folder: Path, root: Path, port: int, other: int, delay: int = 0) -> None:
        self._folder = folder
        self._public = port
        self._port = free_ports(1)[0] if delay else port
        self._delay = delay
        self._processes: list[subprocess.Popen[bytes]] = []
        folder.mkdir(parents=True, exist_ok=True)
        config = _CONFIG.format(folder=folder, root=root, port=self._port, other=other, honest=HONEST, short=SHORT)
        (folder / "nginx.conf").write_text(config, "utf-8")
        (folder / "access.log").unlink(missing_ok=True)

    def __enter__(self) -> Self:
        # One peer opens thousands of connections; refusing them would look like dead links.
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
        command = [find_nginx(), "-p", str(self._folder), "-c", str(self._folder / "nginx.conf")]
        self._start(command, self._port)
        if self._delay:
            me = [sys.executable, "-m", "suites.selftest.bench.server"]
            self._start([*me, str(self._public), str(self._port), str(self._delay)], self._public)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, tb: TracebackType | None) -> None:
        for process in reversed(self._processes):
            process.send_signal(signal.SIGQUIT if process is self._processes[0] else signal.SIGTERM)
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _start(self, command: list[str], port: int) -> None:
        self._processes.append(subprocess.Popen(command, stderr=subprocess.DEVNULL))  # noqa: S603  our own command line
        for _ in range(200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                return
            time.sleep(0.05)
        raise RuntimeError(f"{command[0]} 没有启动")

    def asked(self) -> Counter[str]:
        """After the block: how often each address was asked for, by host."""
        log = self._folder / "access.log"
        rows = (line.split(" ", 3) for line in log.read_text("utf-8", "replace").splitlines())
        return Counter(f"{row[0]}{row[3]}" for row in rows)


class _Held(asyncio.Protocol):
    """One connection of a client, whose bytes reach the server later; a request is one piece, bodies there are none."""

    def __init__(self, port: int, delay: float) -> None:
        self._port = port
        self._delay = delay
        self._server: asyncio.Transport | None = None
        self._early: list[bytes] = []

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        asyncio.get_running_loop().create_task(self._join(transport))

    async def _join(self, client: asyncio.Transport) -> None:
        loop = asyncio.get_running_loop()
        with contextlib.suppress(OSError):
            self._server, _ = await loop.create_connection(lambda: _Back(client), "127.0.0.1", self._port)
            for piece in self._early:
                self._server.write(piece)

    def data_received(self, data: bytes) -> None:
        asyncio.get_running_loop().call_later(self._delay, self._pass_on, data)

    def _pass_on(self, data: bytes) -> None:
        if self._server is None:
            self._early.append(data)
        elif not self._server.is_closing():
            self._server.write(data)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  the protocol's signature
        if self._server is not None:
            self._server.close()


class _Back(asyncio.Protocol):
    def __init__(self, client: asyncio.Transport) -> None:
        self._client = client

    def data_received(self, data: bytes) -> None:
        if not self._client.is_closing():
            self._client.write(data)

    def connection_lost(self, exc: Exception | None) -> None:  # noqa: ARG002  the protocol's signature
        self._client.close()


async def _hold(port: int, server: int, delay: float) -> None:
    listening = await asyncio.get_running_loop().create_server(lambda: _Held(server, delay), "127.0.0.1", port)
    await listening.serve_forever()


if __name__ == "__main__":
    public, behind, milliseconds = map(int, sys.argv[1:])
    asyncio.run(_hold(public, behind, milliseconds / 1000))
