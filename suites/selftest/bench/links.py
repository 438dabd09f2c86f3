"""How does the inspector's link check compare? One portal, one nginx, every tool in turn, one table.

Run as `python -m suites.selftest.bench.links [--delay-ms 50] [--repeat 3] [--curve] [--endless 100000]`.
"""

import argparse
import json
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from suites.selftest.bench.peers import linkchecker, linkinator, lychee, scrapy
from suites.selftest.bench.portal import Portal, build
from suites.selftest.bench.server import MISSING, Nginx, find_nginx, free_ports
from suites.selftest.bench.tools import Cost, Score, Tool, measure, ours, score

_CURVE = (500, 2000, 8000, 32000)
_PEERS = {"linkinator": linkinator, "lychee": lychee, "linkchecker": linkchecker, "scrapy": scrapy}
_HEAD = ("工具 tool", "墙钟 wall s", "CPU s", "内存 MB", "请求 requests", "每址 per URL", "死链 dead", "软404", "误报")


@dataclass(frozen=True, slots=True)
class Row:
    """One run of one tool: what it cost, how often it asked, what it found."""

    tool: str
    cost: Cost
    requests: int
    per_url: float
    score: Score


def _say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


class Bench:
    """A portal on disk and the ports it is served on.

    Args:
        folder: for everything; removed by the caller.
        pages: HTML pages of the portal.
        delay: milliseconds added to every answer.
    """

    def __init__(self, folder: Path, pages: int, delay: int) -> None:
        self._folder = folder
        self._delay = delay
        self._port, self._other, refused = free_ports(3)
        self._root = folder / "root"
        other = f"127.0.0.1:{self._other}"
        self.portal: Portal = build(self._root, f"http://127.0.0.1:{self._port}", pages, other, refused)
        (folder / "list.txt").write_text("\n".join(self.portal.addresses), "utf-8")

    def run(self, tool: Tool) -> Row:
        """Serve the portal afresh and let a tool at it."""
        work = self._folder / "work"
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        fill = {"home": self.portal.home, "list": str(self._folder / "list.txt"), "work": str(work)}
        for name, text in tool.files:
            (work / name).write_text(text, "utf-8")
        nginx = Nginx(self._folder / "nginx", self._root, self._port, self._other, self._delay)
        with nginx:
            cost = measure([part.format(**fill) for part in tool.command], work / "out.json")
        asked = nginx.asked()
        text = (work / "out.json").read_text("utf-8")
        if not text.strip():
            error = (work / "out.err").read_text("utf-8", "replace")[-2000:]
            raise RuntimeError(f"{tool.name} 没有输出：{error}")
        planted = {plant.url: plant.kind for plant in self.portal.dead}
        found = score(tool.dead(text), planted, [plant.url for plant in self.portal.soft])
        return Row(tool.name, cost, asked.total(), asked.total() / len(asked), found)


def _table(rows: list[Row], planted: int, soft: int) -> None:
    _say(" | ".join(_HEAD))
    for row in rows:
        cells = (
            row.tool,
            f"{row.cost.wall:.1f}",
            f"{row.cost.cpu:.2f}",
            f"{row.cost.memory:.0f}",
            str(row.requests),
            f"{row.per_url:.3f}",
            f"{row.score.found}/{planted}",
            f"{row.score.soft}/{soft}",
            str(len(row.score.false)),
        )
        _say(" | ".join(cell.ljust(len(head)) for cell, head in zip(cells, _HEAD, strict=True)))
    for peer in {row.tool: row for row in rows if row.tool != rows[0].tool}.values():
        us, them = rows[0].cost, peer.cost
        _say(
            f"{peer.tool} ÷ {rows[0].tool}：墙钟 {them.wall / us.wall:.1f}，CPU {them.cpu / us.cpu:.1f}，"
            f"内存 {them.memory / us.memory:.1f}"
        )
    for row in {row.tool: row for row in rows}.values():
        if row.score.missed:
            _say(f"{row.tool} 漏掉 missed：{'、'.join(row.score.missed)}")
        if row.score.false:
            _say(f"{row.tool} 误报 false：{'  '.join(row.score.false[:5])}")


def compare(pages: int, delay: int, repeat: int, peers: list[tuple[str, Tool | None]]) -> None:
    """Every tool `repeat` times on one portal; the run of median processor time of each is shown."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        bench = Bench(Path(folder), pages, delay)
        portal = bench.portal
        _say(f"{pages} 页 pages，{portal.references} 个引用 references，每个应答 +{delay} ms，{repeat} 次取 CPU 居中者")
        for name, tool in peers:
            if tool is None:
                _say(f"{name}：没有安装，跳过 missing, skipped")
        tools = [tool for _, tool in peers if tool is not None]
        # In turn, so that a busy minute of the machine meets all of them.
        rounds = [[bench.run(tool) for tool in tools] for _ in range(repeat)]
        rows = []
        for runs in zip(*rounds, strict=True):
            rows.append(sorted(runs, key=lambda row: row.cost.cpu)[len(runs) // 2])
            every = "；".join(f"{row.cost.wall:.1f}/{row.cost.cpu:.2f}/{row.cost.memory:.0f}" for row in runs)
            _say(f"  {runs[0].tool} 墙钟/CPU/内存：{every}")
        _table(rows, len(portal.dead), len(portal.soft))


def curve(sizes: tuple[int, ...]) -> None:
    """Ourselves on portals of growing size: cost per page should stay the same."""
    _say("页 pages | 墙钟 s | CPU s | CPU ms/页 | 内存 MB | 死链 | 软404 | 误报")
    for pages in sizes:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            row = Bench(Path(folder), pages, 0).run(ours())
        cost, found = row.cost, row.score
        _say(
            f"{pages} | {cost.wall:.1f} | {cost.cpu:.2f} | {cost.cpu / pages * 1000:.2f} | {cost.memory:.0f}"
            f" | {found.found} | {found.soft} | {len(found.false)}"
        )


def endless(pages: int) -> None:
    """Ourselves on a synthetic site made up as it is asked for: memory must stay flat."""
    from suites.selftest.bench.endless import Endless  # noqa: PLC0415  only this run needs it

    with tempfile.TemporaryDirectory(prefix="bench-") as folder, Endless(pages) as home:
        work = Path(folder)
        fill = {"home": home, "list": "", "work": folder}
        cost = measure([part.format(**fill) for part in ours().command], work / "out.json")
        text = (work / "out.json").read_text("utf-8") or (work / "out.err").read_text("utf-8")
        result = json.loads(text)
    _say(f"{result['pages']} 页 pages：墙钟 {cost.wall:.0f} s，CPU {cost.cpu:.0f} s，内存峰值 {cost.memory:.0f} MB")


def main() -> int:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description="链接检查的速度与查全率对比")
    parser.add_argument("--pages", type=int, default=2000, help="门户的页面数（大于 300）")
    parser.add_argument("--delay-ms", type=int, default=0, help="每个应答增加的毫秒数")
    parser.add_argument("--repeat", type=int, default=1, help="每个工具运行几次")
    parser.add_argument("--curve", action="store_true", help="本工具在 500 至 32,000 页上的耗时和内存")
    parser.add_argument("--endless", type=int, default=0, metavar="页数", help="本工具在即时生成的网站上的内存")
    for name in _PEERS:
        parser.add_argument(f"--{name}", default="", metavar="路径", help=f"{name} 的路径，默认从 PATH 找")
    parser.add_argument("--only-us", action="store_true", help="不运行其他工具")
    wanted = parser.parse_args()
    if wanted.endless:
        endless(wanted.endless)
        return 0
    if not find_nginx():
        _say(MISSING)
        return 1
    if wanted.curve:
        curve(_CURVE)
        return 0
    peers: list[tuple[str, Tool | None]] = [("xunjian", ours())]
    if not wanted.only_us:
        peers += [(name, find(getattr(wanted, name))) for name, find in _PEERS.items()]
    compare(wanted.pages, wanted.delay_ms, wanted.repeat, peers)
    return 0


if __name__ == "__main__":
    sys.exit(main())
