"""How does the availability series compare with Prometheus' blackbox_exporter? One nginx, 2,000 names, one table.

Run as `python -m suites.selftest.bench.probes [--hosts 2000] [--seconds 30] [--repeat 2] [--kills 3]`. Both visit the
same names over https with the same certificate; a new connection and a checked chain for every visit. Ours is killed
every ten seconds in a further run, and what it had said was on disk is looked for.
"""

import argparse
import asyncio
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import aiohttp
import trustme

from pages import clock
from pages.database import connect
from pages.probe_log import DatabaseProbeLog
from suites.selftest.bench.server import MISSING, find_nginx, free_ports

_NAME = "h{}.bench.example.gov.cn"
_NO_PEER = "没有找到 blackbox_exporter。安装：apt-get install -y prometheus-blackbox-exporter（Debian/Ubuntu）。"
_HEAD = ("工具 tool", "次/分 per min", "CPU ms/次", "每核上限 次/分", "内存 MB", "失败 failed")
_CLIENTS = 64
_TICKS = os.sysconf("SC_CLK_TCK")
_NGINX = """
daemon off; master_process off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log crit;
events {{ worker_connections 8192; }}
http {{
  access_log off; client_body_temp_path {folder}/t1; proxy_temp_path {folder}/t2; fastcgi_temp_path {folder}/t3;
  uwsgi_temp_path {folder}/t4; scgi_temp_path {folder}/t5;
  server {{
    listen 127.0.0.1:{port} ssl backlog=4096; ssl_certificate {folder}/cert.pem; ssl_certificate_key {folder}/key.pem;
    default_type text/html; location / {{ return 200 "{page}"; }}
  }}
}}
"""
_BLACKBOX = """
modules:
  home:
    prober: http
    timeout: 15s
    http:
      preferred_ip_protocol: ip4
      tls_config: {{ca_file: {ca}}}
"""


@dataclass
class Cost:
    """What one process did and used: visits, failures, seconds of clock and of processor, peak memory in MB."""

    visits: int = 0
    failed: int = 0
    wall: float = 0.0
    cpu: float = 0.0
    memory: float = 0.0

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of the table after the tool's name."""
        each = 1000 * self.cpu / max(self.visits, 1)
        most = 60_000 / each if each else 0.0  # what the clock shows depends on what else runs here
        memory = f"{self.memory:.0f}"
        return f"{60 * self.visits / self.wall:.0f}", f"{each:.2f}", f"{most:.0f}", memory, str(self.failed)


@dataclass
class Meter:
    """Reads what a process has used from /proc."""

    pid: int
    started: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self._cpu = self._seconds()

    def _seconds(self) -> float:
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def read(self, visits: int, failed: int = 0) -> Cost:
        """What was used since the start, for so many visits."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
        return Cost(visits, failed, time.monotonic() - self.started, self._seconds() - self._cpu, peak / 1024)


def main() -> int:
    """Run the comparison and print the table; 1 when a tool is missing or something was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, value in (("hosts", 2000), ("seconds", 30), ("repeat", 2), ("kills", 3)):
        parser.add_argument(f"--{name}", type=int, default=value)
    asked = parser.parse_args()
    blackbox = shutil.which("prometheus-blackbox-exporter") or shutil.which("blackbox_exporter")
    if not find_nginx() or blackbox is None:
        _say(_NO_PEER if find_nginx() else MISSING)
        return 1
    with tempfile.TemporaryDirectory(prefix="xunjian-bench-") as name:
        folder = Path(name)
        with _nginx(folder) as port:
            _say("\t".join(_HEAD))
            for _ in range(asked.repeat):
                _say("\t".join(("blackbox_exporter", *_peer(blackbox, folder, port, asked).cells)))
                _say("\t".join(("pages.availability", *_ours(folder, port, asked).cells)))
            lost = _killed(folder, port, asked)
    return 1 if lost else 0


@contextlib.contextmanager
def _nginx(folder: Path) -> Iterator[int]:
    authority = trustme.CA()
    own = authority.issue_cert("*.bench.example.gov.cn")
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    own.private_key_pem.write_to_path(str(folder / "key.pem"))
    (folder / "cert.pem").write_bytes(b"".join(pem.bytes() for pem in own.cert_chain_pems))
    port = free_ports(1)[0]
    page = "<!DOCTYPE html><title>bench</title>" + "<p>" * 1000
    (folder / "nginx.conf").write_text(_NGINX.format(folder=folder, port=port, page=page), encoding="utf-8")
    command = [find_nginx(), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with _process(command, folder / "nginx.log"):
        time.sleep(1)
        yield port


@contextlib.contextmanager
def _process(command: list[str], log: Path) -> Iterator[subprocess.Popen[str]]:
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, text=True)  # noqa: S603
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def _peer(program: str, folder: Path, port: int, asked: argparse.Namespace) -> Cost:
    (folder / "blackbox.yml").write_text(_BLACKBOX.format(ca=folder / "ca.pem"), encoding="utf-8")
    at = free_ports(1)[0]
    command = [
        program,
        f"--config.file={folder}/blackbox.yml",
        f"--web.listen-address=127.0.0.1:{at}",
        "--log.level=error",
    ]
    with _process(command, folder / "blackbox.log") as process:
        time.sleep(1)
        meter = Meter(process.pid)
        done, failed = asyncio.run(_drive(at, port, asked.hosts, asked.seconds))
        return meter.read(done, failed)


async def _drive(at: int, port: int, hosts: int, seconds: int) -> tuple[int, int]:
    """Ask the exporter for one probe after the other, many at a time, as Prometheus would."""
    done = failed = 0
    until = time.monotonic() + seconds
    numbers = iter(range(10**9))

    async def ask(session: aiohttp.ClientSession) -> None:
        nonlocal done, failed
        while time.monotonic() < until:
            target = f"https://127.0.0.1:{port}/"
            words = {"module": "home", "target": target, "hostname": _NAME.format(next(numbers) % hosts)}
            async with session.get(f"http://127.0.0.1:{at}/probe", params=words) as reply:
                done += 1
                failed += "\nprobe_success 1" not in await reply.text()

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=_CLIENTS)) as session:
        await asyncio.gather(*(ask(session) for _ in range(_CLIENTS)))
    return done, failed


def _own_command(folder: Path, port: int, hosts: int, archive: str) -> list[str]:
    words = [str(hosts), str(port), str(folder / "ca.pem"), archive, str(_CLIENTS)]
    return [sys.executable, "-m", "suites.selftest.bench.probing", *words]


def _ours(folder: Path, port: int, asked: argparse.Namespace) -> Cost:
    archive = f"sqlite:///{folder}/ours.db"
    with _process(_own_command(folder, port, asked.hosts, archive), folder / "ours.log") as process:
        said = _Said(process)
        said.wait_for_first()
        before, meter = said.last, Meter(process.pid)
        time.sleep(asked.seconds)
        cost = meter.read(said.last - before)
    now = clock.now()
    log = DatabaseProbeLog(connect(archive))
    span = (now - timedelta(minutes=30), now)
    read = [one for number in range(asked.hosts) for one in log.read(_NAME.format(number), *span)]
    cost.failed = sum(one.first.reason is not None for one in read)
    for file in folder.glob("ours.db*"):
        file.unlink()
    return cost


class _Said:
    """The last number a process has said."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.last = 0
        self._process = process
        self._first = threading.Event()
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.endswith("\n"):
                self.last = int(line)
                self._first.set()

    def wait_for_first(self) -> None:
        """Block until it has begun."""
        if not self._first.wait(60):
            raise RuntimeError("the series did not start")


def _killed(folder: Path, port: int, asked: argparse.Namespace) -> int:
    """Kill the series every ten seconds; how many visits it had said were on disk are not."""
    archive = f"sqlite:///{folder}/killed.db"
    acknowledged = 0
    for _ in range(asked.kills):
        with _process(_own_command(folder, port, asked.hosts, archive), folder / "killed.log") as process:
            said = _Said(process)
            said.wait_for_first()
            time.sleep(10)
        said.thread.join()
        acknowledged += said.last
    now = clock.now()
    log = DatabaseProbeLog(connect(archive))
    span = (now - timedelta(minutes=30), now)
    kept = sum(len(log.read(_NAME.format(number), *span)) for number in range(asked.hosts))
    lost = max(0, acknowledged - kept)
    _say(f"kill -9 ×{asked.kills}：确认写入 {acknowledged}，档案中 {kept}，丢失 {lost}。")
    return lost


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
