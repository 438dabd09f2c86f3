"""What has a running process used so far? Processor and memory as the kernel counts them, dead children included."""

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

_TICKS = os.sysconf("SC_CLK_TCK")


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
        return _cells(self._figures)

    @property
    def _figures(self) -> tuple[float, ...]:
        each = 1000 * self.cpu / max(self.visits, 1)
        most = 60_000 / each if each else 0.0  # what the clock shows depends on what else runs here
        return 60 * self.visits / self.wall, each, most, self.memory, self.failed


def medians(rounds: Sequence[Cost]) -> tuple[str, ...]:
    """The cells of a row with the median of each column over several rounds."""
    return _cells([median(column) for column in zip(*(one._figures for one in rounds), strict=True)])


def _cells(figures: Sequence[float]) -> tuple[str, ...]:
    rate, each, most, memory, failed = figures
    return f"{rate:.0f}", f"{each:.2f}", f"{most:.0f}", f"{memory:.0f}", f"{failed:g}"


@dataclass
class Meter:
    """Reads what a process and its dead children have used from /proc."""

    pid: int
    started: float = field(default_factory=time.monotonic)

    def __post_init__(self) -> None:
        self._cpu = self._seconds()

    def _seconds(self) -> float:
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / _TICKS  # utime, stime, cutime, cstime

    def read(self, visits: int, failed: int = 0) -> Cost:
        """What was used since the start, for so many visits."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii")
        peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))
        return Cost(visits, failed, time.monotonic() - self.started, self._seconds() - self._cpu, peak / 1024)
