"""How does the accessibility scan compare? The same pages, every scanner in turn, one table.

Run as `python -m suites.selftest.bench.a11y [--pages 50] [--repeat 3] [--pa11y-ci PATH] [--axe PATH]`. All use the same
browser unless told otherwise. What each found is compared with a plain `axe.run` of the axe-core it brings: the same
rules and, where they are named alike, the same elements.
"""

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from pages.axe_script import PINNED, find_axe
from pages.browser_path import find_browser
from suites.selftest.bench.a11y_pages import build
from suites.selftest.bench.a11y_tools import Found, Scanner, axe_cli, ours, pa11y, plain
from suites.selftest.bench.family import Used, measured
from suites.selftest.bench.server import MISSING, Nginx, find_nginx, free_ports

_HEAD = ("工具 tool", "axe-core", "页/分 per min", "CPU s/页", "内存 MB", "丢失 lost", "一致的页 identical")
_LONGEST = 60.0  # seconds a page may take before a scanner is ended
_KINDS = ("violations", "incomplete")


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one scanner over all pages."""

    used: Used
    found: Found


@dataclass(frozen=True, slots=True)
class Row:
    """Figures of several runs: pages a minute and seconds of processor a page (lost ones do not count), MB."""

    rate: float
    cpu: float
    memory: float


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far a scanner found what `axe.run` finds.

    Attributes:
        same: pages with the same result; `pages` all that were compared.
        missing, extra: `kind rule` → number of elements (or of pages, where only rules are compared).
    """

    same: int
    pages: int
    missing: Counter[str]
    extra: Counter[str]


def agreement(found: Found, expected: Found, *, elements: bool, rules: frozenset[str] | None = None) -> Agreement:
    """Compare page by page; pages that either of the two lost are left out.

    Args:
        found: of a scanner.
        expected: of `axe.run`.
        elements: compare elements, not only rules.
        rules: leave out what `found` has beyond these rules.
    """
    same, missing, extra = 0, Counter[str](), Counter[str]()
    both = found.keys() & expected.keys()
    for url in both:
        differs = False
        for kind in _KINDS:
            left, right = (_keys(one[url][kind], elements) for one in (found, expected))
            left = {key for key in left if rules is None or key[0] in rules}
            missing.update(f"{kind} {key[0]}" for key in right - left)
            extra.update(f"{kind} {key[0]}" for key in left - right)
            differs = differs or left != right
        same += not differs
    return Agreement(same, len(both), missing, extra)


def _keys(names: frozenset[tuple[str, ...]], elements: bool) -> set[tuple[str, ...]]:
    return set(names) if elements else {name[:1] for name in names}


class Bench:
    """Pages on disk, served by nginx while the `with` block of `server` lasts.

    Args:
        folder: for everything; removed by the caller.
        pages: how many.
    """

    def __init__(self, folder: Path, pages: int) -> None:
        self._folder = folder
        port, other = free_ports(2)
        names = build(folder / "root", pages)
        self.urls = [f"http://127.0.0.1:{port}/{name}" for name in names]
        self.server = Nginx(folder / "nginx", folder / "root", port, other)
        (folder / "list.txt").write_text("\n".join(self.urls), "utf-8")

    def run(self, scanner: Scanner) -> Run:
        """Let a scanner at the pages."""
        work = self._folder / "work"
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir()
        if scanner.config is not None:
            (work / "config.json").write_text(scanner.config(self.urls), "utf-8")
        fill = {"list": str(self._folder / "list.txt"), "work": str(work)}
        command = [part.format(**fill) for part in scanner.command] + (self.urls if scanner.addresses else [])
        used = measured(command, work / "out.json", _LONGEST * len(self.urls))
        text = (work / "out.json").read_text("utf-8")
        errors = (work / "out.err").read_text("utf-8", "replace")[-1500:]
        say(f"  {scanner.name} 墙钟/CPU/内存 wall/CPU/memory：{used.wall:.1f}/{used.cpu:.1f}/{used.memory:.0f}")
        if not text.strip():
            # The whole run is lost when a scanner gives up on a page.
            say(f"{scanner.name} 没有输出 no output：{errors}")
            return Run(used, {})
        return Run(used, scanner.found(text))


def say(text: str) -> None:
    """One line, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _row(scanner: Scanner, runs: list[Run], pages: int, agreed: Agreement, version: str) -> Row:
    """Write one row: medians, the highest memory, and the pages lost in every run."""
    cpu = median(run.used.cpu / max(len(run.found), 1) for run in runs)
    rate = median(60 * len(run.found) / run.used.wall for run in runs)
    memory = max(run.used.memory for run in runs)
    lost = "/".join(str(pages - len(run.found)) for run in runs)
    cells = (
        scanner.name,
        version,
        f"{rate:.0f}",
        f"{cpu:.2f}",
        f"{memory:.0f}",
        lost,
        f"{agreed.same}/{agreed.pages}{'' if scanner.elements else '（按规则 rules）'}",
    )
    say(" | ".join(cell.ljust(len(head)) for cell, head in zip(cells, _HEAD, strict=True)))
    return Row(rate, cpu, memory)


def _differences(name: str, agreed: Agreement) -> None:
    for word, counted in (("少 missing", agreed.missing), ("多 extra", agreed.extra)):
        if counted:
            say(f"  {name} {word}：{'，'.join(f'{rule} {count}' for rule, count in counted.most_common(8))}")


def _ratios(rows: dict[str, Row]) -> None:
    own = {name: row for name, row in rows.items() if name.startswith("xunjian")}
    for name, row in own.items():
        say(f"{name}：CPU {row.cpu:.2f} s/页（目标 target ≤ 0.55），内存 {row.memory:.0f} MB（≤ 1200）")
        for peer, theirs in rows.items():
            if peer not in own and theirs.rate:
                target = "≥ 2.5" if peer.startswith("@") else "≥ 5"
                say(
                    f"  对 {peer}：快 {row.rate / theirs.rate:.1f} 倍 times as fast（目标 {target}），"
                    f"CPU 为其 1/{theirs.cpu / row.cpu:.1f}，内存为其 1/{theirs.memory / row.memory:.1f}"
                )


def compare(scanners: list[Scanner], pages: int, repeat: int) -> bool:
    """Every scanner `repeat` times, in turn, so that a busy minute of the machine meets all of them.

    Returns:
        Whether ours lost no page and found what `axe.run` finds.
    """
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        bench = Bench(Path(folder), pages)
        files = {scanner.name: scanner.axe or str(PINNED) for scanner in scanners}
        with bench.server:
            expected = {file: bench.run(plain(file)).found for file in dict.fromkeys([str(PINNED), *files.values()])}
            rounds = [[bench.run(scanner) for scanner in scanners] for _ in range(repeat)]
    elements = sum(len(page["violations"]) for page in expected[str(PINNED)].values())
    say(f"{pages} 页 pages，axe.run 指出 {elements} 处 violations，{repeat} 轮 rounds，取居中者 medians")
    say(" | ".join(_HEAD))
    rows: dict[str, Row] = {}
    told: list[tuple[str, Agreement]] = []
    fine = True
    for scanner, *runs in zip(scanners, *rounds, strict=True):
        version = find_axe(files[scanner.name]).version
        plainly = expected[files[scanner.name]]
        rules = frozenset(name[0] for page in plainly.values() for kind in _KINDS for name in page[kind])
        agreed = [
            agreement(run.found, plainly, elements=scanner.elements, rules=rules if scanner.axe else None)
            for run in runs
        ]
        worst = min(agreed, key=lambda one: one.same)
        rows[scanner.name] = _row(scanner, runs, pages, worst, version)
        told.append((f"{scanner.name} 对 axe.run {version}", worst))
        if not scanner.axe:
            fine = fine and worst.same == pages
        else:
            differ = agreement(plainly, expected[str(PINNED)], elements=True)
            told.append((f"axe.run {version} 对 {find_axe(str(PINNED)).version}", differ))
    for name, one in dict(told).items():
        _differences(name, one)
    _ratios(rows)
    return fine


def main() -> int:
    """Read the command line and run; 1 when nginx or the browser is missing, or ours lost or missed something."""
    parser = argparse.ArgumentParser(description="无障碍扫描的速度、内存与结果对比")
    parser.add_argument("--pages", type=int, default=50)
    parser.add_argument("--repeat", type=int, default=1, help="每个工具运行几轮")
    parser.add_argument("--processes", type=int, nargs="+", default=[1], help="本工具用几个进程（可以是几个数）")
    parser.add_argument("--pa11y-ci", default="", metavar="路径", help="pa11y-ci 的路径，默认从 PATH 找")
    parser.add_argument("--axe", default="", metavar="路径", help="@axe-core/cli（命令 axe）的路径，默认从 PATH 找")
    parser.add_argument("--chromedriver", default="", metavar="路径", help="chromedriver 的路径，默认从 PATH 找")
    parser.add_argument("--peer-browser", default="", metavar="路径", help="其他工具用的浏览器，默认与本工具相同")
    parser.add_argument("--only-us", action="store_true", help="不运行其他工具")
    asked = parser.parse_args()
    browser = find_browser(None, headed=False)
    if not find_nginx() or browser is None:
        say("没有找到浏览器。" if find_nginx() else MISSING)
        return 1
    scanners = [ours(processes) for processes in asked.processes]
    peers: dict[str, Scanner | None] = {}
    if not asked.only_us:
        theirs = asked.peer_browser or str(browser)
        peers = {f"pa11y-ci ×{number}": pa11y(asked.pa11y_ci, theirs, number) for number in (2, 4)}
        peers["@axe-core/cli"] = axe_cli(asked.axe, theirs, asked.chromedriver)
    for name, scanner in peers.items():
        if scanner is None:
            say(f"{name}：它或 chromedriver 没有安装，跳过 missing, skipped")
        else:
            scanners.append(scanner)
    return 0 if compare(scanners, asked.pages, asked.repeat) else 1


if __name__ == "__main__":
    sys.exit(main())
