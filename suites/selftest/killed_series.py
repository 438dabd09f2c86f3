"""Does `python -m pages.availability` lose or repeat anything when it is killed again and again?"""

import os
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from pages import clock
from pages.database import connect, stamp
from pages.probe_log import DatabaseProbeLog
from pages.probes import Probe

ROOT = Path(__file__).resolve().parents[2]
_PERIOD = 60  # seconds: the shortest the command takes
_SAID = re.compile(r"(\S+T\S+) (\S+) \S+：.*\n")
_STARTED = "开始监测"
_PATIENCE = 120.0


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the visits.

    Attributes:
        said: visits of which the command said that they are on disk; `kept` all that are.
        lost: said, but not on disk.
        repeated: more than one visit to a site in one period.
        failed: on disk, but not as a page that opened.
    """

    kills: int
    said: int
    kept: int
    lost: int
    repeated: int
    failed: int

    @property
    def words(self) -> str:
        """One line of figures."""
        told = f"显示已写入 {self.said} 次，档案中 {self.kept} 次，丢失 {self.lost}，同一周期重复 {self.repeated}"
        return f"kill -9 ×{self.kills}：{told}，访问失败 {self.failed}。"


def write_sites(folder: Path, names: Sequence[str], scheme: str, network: str) -> list[Path]:
    """A site file for each host name, all reached through one network (YAML in one line)."""
    canaries = folder / "canaries.yaml"
    canaries.write_text("canaries: []\n", encoding="utf-8")
    files = []
    for name in names:
        file = folder / f"{name.replace('.', '-')}.yaml"
        file.write_text(f"name: {name}\nurl: {scheme}://{name}/\nnetwork: {network}\n", encoding="utf-8")
        files.append(file)
    return files


def kill_again_and_again(folder: Path, sites: Sequence[Path], kills: int, seconds: float) -> Tally:
    """Run the command and kill it `seconds` after it began, so many times, with one archive; count what is there."""
    url = f"sqlite:///{folder}/killed-series.db"
    words = [*map(str, sites), "--every", f"{_PERIOD}s", "--verbose", "--canaries", str(folder / "canaries.yaml")]
    started = clock.now()
    said: list[tuple[str, str]] = []
    for _ in range(kills):
        with _running([sys.executable, "-m", "pages.availability", "--sites", *words], url) as lines:
            time.sleep(seconds)
        said += [(match[1], match[2]) for line in lines if (match := _SAID.fullmatch(line))]
    log = DatabaseProbeLog(connect(url))
    span = (started - timedelta(minutes=1), clock.now() + timedelta(minutes=1))
    kept = [probe for site in sites for probe in log.read(site.stem, *span)]
    there = {(_moment(probe), probe.site) for probe in kept}
    periods = Counter((probe.site, stamp(probe.at) // (1000 * _PERIOD)) for probe in kept)
    failed = sum(probe.first.reason is not None for probe in kept)
    repeated = sum(times - 1 for times in periods.values())
    return Tally(kills, len(said), len(kept), len(set(said) - there), repeated + len(said) - len(set(said)), failed)


def _moment(probe: Probe) -> str:
    return probe.at.isoformat(timespec="milliseconds")


@contextmanager
def _running(command: Sequence[str], archive: str) -> Iterator[list[str]]:
    """The command, from the moment it began until it is killed; the lines it says, whole once it is dead."""
    lines: list[str] = []
    began = threading.Event()
    environment = {**os.environ, "XUNJIAN_ARCHIVE": archive}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, encoding="utf-8")  # noqa: S603
    assert process.stdout is not None
    said = process.stdout

    def listen() -> None:
        for line in said:
            lines.append(line)
            if line.startswith(_STARTED):
                began.set()

    listener = threading.Thread(target=listen, daemon=True)
    listener.start()
    try:
        if not began.wait(_PATIENCE):
            raise RuntimeError("the series did not start")
        yield lines
    finally:
        process.kill()
        process.wait()
        listener.join()
        said.close()
