"""What does a link checker cost, and what does it say is dead? Each run in a process of its own, measured alike."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlsplit


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process and its children used: seconds of wall clock and of processor, peak memory in MB."""

    wall: float
    cpu: float
    memory: float


@dataclass(frozen=True, slots=True)
class Tool:
    """One link checker.

    Attributes:
        command: how it is started; `{home}`, `{list}` (file with every address) and `{work}` (a folder) are filled in.
        dead: reads the dead addresses out of its standard output.
        files: what it needs in `{work}`: name and text of each.
    """

    name: str
    command: tuple[str, ...]
    dead: Callable[[str], Iterable[str]]
    files: tuple[tuple[str, str], ...] = ()


def measure(command: list[str], output: Path) -> Cost:
    """Run a command to its end, its output into a file."""
    started = time.monotonic()
    with output.open("wb") as out, output.with_suffix(".err").open("wb") as err:
        process = subprocess.Popen(command, stdout=out, stderr=err)  # noqa: S603  our own command lines
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0  # reaped above; the exit codes of peers say "dead links found"
    return Cost(time.monotonic() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def ours() -> Tool:
    """The inspector: crawl, second look, findings with the pages that carry them."""
    command = (sys.executable, "-m", "suites.selftest.bench.ourselves", "{home}", "{work}/crawl.sqlite")
    return Tool("xunjian", command, lambda text: [row[0] for row in json.loads(text)["findings"]])


def spelled(url: str) -> tuple[str, bytes, bytes]:
    """An address so that different spellings of the same request are equal."""
    parts = urlsplit(url.strip())
    path = unquote_to_bytes(re.sub(r"[\t\r\n]", "", parts.path) or "/")
    return parts.netloc.lower(), path, unquote_to_bytes(parts.query)


@dataclass(frozen=True, slots=True)
class Score:
    """What a tool found: dead of those planted (by kind what is missing), soft 404s, and living links called dead."""

    found: int
    soft: int
    false: tuple[str, ...]
    missed: tuple[str, ...]


def score(dead: Iterable[str], planted: Mapping[str, str], lying: Iterable[str]) -> Score:
    """Compare.

    Args:
        dead: addresses a tool calls dead.
        planted: address → kind of every planted dead reference.
        lying: addresses of the planted soft 404s.
    """
    said = {spelled(url): url for url in dead}
    true = {spelled(url): kind for url, kind in planted.items()}
    soft = {spelled(url) for url in lying}
    return Score(
        found=len(said.keys() & true.keys()),
        soft=len(said.keys() & soft),
        false=tuple(sorted(url for key, url in said.items() if key not in true and key not in soft)),
        missed=tuple(sorted({kind for key, kind in true.items() if key not in said})),
    )
