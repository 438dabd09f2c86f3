"""What does `python -m pages.availability` do with its words? Which sites, how often, from which network."""

import argparse
import asyncio
import contextlib
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import yaml

from pages import clock
from pages.availability import Canaries, Recorder, Target, Watch, acknowledged, counted, told
from pages.connecting import new_loop
from pages.database import ArchiveError
from pages.probe_log import DatabaseProbeLog
from pages.probes import Probe
from pages.routing import Routes
from pages.scope import own_domains
from pages.visiting import Visitor
from site_configs import Site, SiteConfigError

CANARIES = Path(__file__).with_name("canaries.yaml")
_SECONDS = {"s": 1, "m": 60, "h": 3600}
_SHORTEST = 60
_FAILED, _USAGE, _INTERRUPTED = 1, 4, 130
# A name service that hangs for some sites must not make the others wait for a thread.
_RESOLVING_THREADS = 256


class _UsageError(Exception):
    """What was asked for makes no sense: one Chinese sentence."""


def main(arguments: Sequence[str]) -> int:
    """Run the command; return 0, 1 when visits could not be written, 4 for wrong usage."""
    try:
        asked = _parser().parse_args(arguments)
        sites = _sites(asked.sites)
        every = None if asked.once else _seconds(asked.every)
        canaries = _canaries(asked.canaries)
        log = DatabaseProbeLog()
    except (_UsageError, SiteConfigError, ArchiveError) as error:
        sys.stderr.write(f"{error}\n")
        return _USAGE
    try:
        with asyncio.Runner(loop_factory=new_loop) as runner:
            runner.run(_run(sites, every, canaries, log, acknowledged if asked.verbose else told))
    except KeyboardInterrupt:
        return _INTERRUPTED
    except ExceptionGroup as group:
        unwritten, _ = group.split(ArchiveError)
        if unwritten is None:
            raise
        sys.stderr.write(f"{next(_leaves(unwritten))}\n")
        return _FAILED
    return 0


def _leaves(group: ExceptionGroup[ArchiveError]) -> Iterator[ArchiveError]:
    for error in group.exceptions:
        if isinstance(error, ExceptionGroup):
            yield from _leaves(error)
        else:
            yield error


def _parser() -> argparse.ArgumentParser:
    words = "可用性监测：定时访问网站首页并记入历史档案。"
    parser = argparse.ArgumentParser("python -m pages.availability", description=words)
    words = "网站档案名、YAML 路径或网址；all 表示所有档案"
    parser.add_argument("--sites", nargs="+", required=True, metavar="网站", help=words)
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--once", action="store_true", help="每个网站只访问一次就结束")
    words = "每隔多久访问一次，例如 60m、1h（默认 60m，即每天 24 次）"
    how.add_argument("--every", default="60m", metavar="间隔", help=words)
    words = "每次访问写入档案之后都显示一行（默认只显示没有一次打开的）"
    parser.add_argument("--verbose", action="store_true", help=words)
    words = "判断检测环境是否断网的网站清单"
    parser.add_argument("--canaries", type=Path, default=CANARIES, metavar="YAML", help=words)
    return parser


def _sites(names: Sequence[str]) -> list[Site]:
    sites = _readable(Site.names()) if "all" in names else [Site.load(name) for name in dict.fromkeys(names)]
    real = [site for site in sites if not site.embedded]
    if not real:
        raise _UsageError("没有可以监测的网站：演示网站由巡检自己启动，不做可用性监测。")
    slugs = [site.slug for site in real]
    if twice := sorted({slug for slug in slugs if slugs.count(slug) > 1}):
        raise _UsageError(f"有网站写了两次：{'、'.join(twice)}。")
    return real


def _readable(names: Sequence[str]) -> list[Site]:
    """All sites whose file can be read: one faulty file must not stop the watch over thousands of others."""
    sites = []
    for name in names:
        try:
            sites.append(Site.load(name))
        except SiteConfigError as error:
            sys.stderr.write(f"{error}（这个网站没有监测）\n")
    return sites


def _seconds(text: str) -> float:
    match = re.fullmatch(r"(\d{1,5})([smh])", text)
    seconds = int(match[1]) * _SECONDS[match[2]] if match else 0
    if seconds < _SHORTEST:
        raise _UsageError(f"--every 应写作 60m、1h 或 90s，至少一分钟，实际为 {text!r}。")
    return float(seconds)


def _canaries(path: Path) -> tuple[str, ...]:
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8"))["canaries"] or ()
        return tuple(str(url) for url in rows)
    except (OSError, ValueError, TypeError, KeyError, yaml.YAMLError) as error:
        raise _UsageError(f"断网判断清单 {path} 读不懂（应有 canaries 一项，是网址的列表）。") from error


async def _run(
    sites: Sequence[Site],
    every: float | None,
    canaries: Sequence[str],
    log: DatabaseProbeLog,
    line_of: Callable[[Probe], str],
) -> None:
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_RESOLVING_THREADS, "resolving"))
    recorder = Recorder(log)
    done: list[Probe] = []

    async def keep(probe: Probe) -> None:
        await recorder.keep(probe)
        if every is None:
            done.append(probe)
        if line := line_of(probe):
            _say(line)

    async with contextlib.AsyncExitStack() as open_:
        targets = await _targets(sites, open_)
        own = await open_.enter_async_context(Visitor(clock.now))
        watch = Watch(keep, Canaries(canaries, own.visit), clock.now, every or 1.0)
        writing = asyncio.create_task(recorder.run())
        try:
            if every is None:
                await watch.once(targets)
                _say(f"访问 {len(targets)} 个网站：{counted(done)}。")
            else:
                _say(f"开始监测 {len(targets)} 个网站，每 {every / 60:g} 分钟一次，按 Ctrl-C 结束。")
                await watch.forever(targets, log.latest(site.slug for site in sites))
        finally:
            writing.cancel()


async def _targets(sites: Sequence[Site], open_: contextlib.AsyncExitStack) -> list[Target]:
    """The home pages; sites reached through the same network share a visitor."""
    groups: dict[str, list[Site]] = {}
    for site in sites:
        groups.setdefault(site.network.model_dump_json(include={"hosts", "isolate", "ca"}), []).append(site)
    targets = []
    for group in groups.values():
        network = group[0].network
        hosts = tuple((host, tuple(places)) for host, places in network.hosts.items())
        inside = tuple({domain for site in group for domain in own_domains(site)})
        ca = network.ca.read_text(encoding="ascii") if network.ca else ""
        visitor = await open_.enter_async_context(Visitor(clock.now, Routes(hosts, network.isolate, inside), ca))
        targets += [Target(site.slug, site.url, visitor.visit) for site in group]
    return targets


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
