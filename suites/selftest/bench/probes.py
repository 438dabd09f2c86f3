"""How does the availability series compare with Prometheus' blackbox_exporter? One nginx, 2,000 names, one table.

Run as `python -m suites.selftest.bench.probes [--hosts 2000] [--seconds 30] [--repeat 3] [--kills 3] [--commands 0]`.
Both visit the same names over https with the same certificate; a new connection and a checked chain for every visit, in
turns, and the last rows are the medians. In a further run ours is killed every ten seconds at full speed, and each
visit that it had said was on disk is looked for; with `--commands N` so is `python -m pages.availability`, N times.
"""

import argparse
import asyncio
import contextlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import aiohttp
import trustme

from pages import clock
from pages.database import connect, stamp
from pages.probe_log import DatabaseProbeLog
from suites.selftest.bench.metering import Cost, Meter, medians
from suites.selftest.bench.server import MISSING, find_nginx, free_ports
from suites.selftest.killed_series import kill_again_and_again, write_sites

_NAME = "h{}.bench.example.gov.cn"
_NO_PEER = "没有找到 blackbox_exporter。安装：apt-get install -y prometheus-blackbox-exporter（Debian/Ubuntu）。"
_HEAD = ("工具 tool", "次/分 per min", "CPU ms/次", "每核上限 次/分", "内存 MB", "失败 failed")
_CLIENTS = 64
_LIFE = 10.0  # seconds until a series is killed
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


def main() -> int:
    """Run the comparison and print the table; 1 when a tool is missing or something was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, value in (("hosts", 2000), ("seconds", 30), ("repeat", 3), ("kills", 3), ("commands", 0)):
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
            rounds: dict[str, list[Cost]] = {}
            for _ in range(asked.repeat):
                for tool, cost in (
                    ("blackbox_exporter", _peer(blackbox, folder, port, asked)),
                    ("pages.availability", _ours(folder, port, asked)),
                ):
                    rounds.setdefault(tool, []).append(cost)
                    _say("\t".join((tool, *cost.cells)))
            for tool, costs in rounds.items():
                _say("\t".join((f"中位数 median {tool}", *medians(costs))))
            lost = _killed(folder, port, asked) + _command_killed(folder, port, asked)
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
    """What a process has said: the last number, and which visits it said were on disk (host, milliseconds)."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.last = 0
        self.visits: set[tuple[str, int]] = set()
        self._process = process
        self._first = threading.Event()
        self.thread = threading.Thread(target=self._listen, daemon=True)
        self.thread.start()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if not line.endswith("\n"):
                return
            host, _, moment = line.rpartition(" ")
            if host:
                self.visits.add((host, int(moment)))
            else:
                self.last = int(line)
                self._first.set()

    def wait_for_first(self) -> None:
        """Block until it has begun."""
        if not self._first.wait(60):
            raise RuntimeError("the series did not start")


def _killed(folder: Path, port: int, asked: argparse.Namespace) -> int:
    """Kill the series every ten seconds; how many visits it had said were on disk are not."""
    archive = f"sqlite:///{folder}/killed.db"
    said: set[tuple[str, int]] = set()
    started = clock.now()
    for _ in range(asked.kills):
        command = [*_own_command(folder, port, asked.hosts, archive), "each"]
        with _process(command, folder / "killed.log") as process:
            told = _Said(process)
            told.wait_for_first()
            time.sleep(_LIFE)
        told.thread.join()
        said |= told.visits
    log = DatabaseProbeLog(connect(archive))
    names = [_NAME.format(number) for number in range(asked.hosts)]
    kept = {(name, stamp(one.at)) for name in names for one in log.read(name, started, clock.now())}
    lost = len(said - kept)
    _say(f"kill -9 ×{asked.kills}：确认写入 {len(said)}，档案中 {len(kept)}，丢失 {lost}。")
    return lost


def _command_killed(folder: Path, port: int, asked: argparse.Namespace) -> int:
    """The same for the command that users run; visits twice in one period count as lost ones."""
    if not asked.commands:
        return 0
    network = f"{{isolate: true, ca: {folder}/ca.pem, hosts: {{'*:443': 127.0.0.1:{port}}}}}"
    sites = write_sites(folder, [_NAME.format(number) for number in range(asked.hosts)], "https", network)
    tally = kill_again_and_again(folder, sites, asked.commands, _LIFE)
    _say(f"python -m pages.availability：{tally.words}")
    return tally.lost + tally.repeated


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
