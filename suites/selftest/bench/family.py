"""What does a command use with everything it starts? Processor and memory of the whole family, orphans included.

Run as `python -m suites.selftest.bench.family RESULT COMMAND…`; a process of its own, so that browsers whose parents
are gone become its children (Linux: PR_SET_CHILD_SUBREAPER) and are counted, too.
"""

import contextlib
import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

_SUBREAPER = 36
_EVERY = 0.5  # seconds between looks at the memory
_LINGERING = 5.0


@dataclass(frozen=True, slots=True)
class Used:
    """Seconds of wall clock and of processor, peak memory in MB (pages shared by several processes counted once)."""

    wall: float
    cpu: float
    memory: float
    code: int


def measured(command: list[str], output: Path, longest: float) -> Used:
    """Run a command to its end, its output into a file.

    Args:
        command: its words; errors go into a file beside the output.
        output: for its standard output.
        longest: seconds after which it is ended.
    """
    result = output.with_suffix(".used")
    words = [sys.executable, "-m", "suites.selftest.bench.family", str(result), str(longest), *command]
    with output.open("wb") as out, output.with_suffix(".err").open("wb") as err:
        subprocess.run(words, stdout=out, stderr=err, check=True)  # noqa: S603  our own command line
    return Used(**json.loads(result.read_text("utf-8")))


def _run(command: list[str], longest: float) -> Used:
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    started = time.monotonic()
    process = subprocess.Popen(command)  # noqa: S603  our own command line
    peak = 0.0
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            code = process.wait(_EVERY)
            break
        peak = max(peak, sum(map(_memory, _descendants())))
        if time.monotonic() - started > longest:
            process.kill()
    wall = time.monotonic() - started
    _reap()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Used(wall, used.ru_utime + used.ru_stime, peak / 1024, code)


def _reap() -> None:
    """Wait for what was left behind, and end what does not end by itself."""
    until = time.monotonic() + _LINGERING
    with contextlib.suppress(ChildProcessError):
        while True:
            if os.waitpid(-1, os.WNOHANG)[0] == 0:
                if time.monotonic() > until:
                    for pid in _descendants():
                        with contextlib.suppress(ProcessLookupError):
                            os.kill(pid, signal.SIGKILL)
                time.sleep(0.02)


def _descendants() -> list[int]:
    """Every process below this one."""
    parents: dict[int, list[int]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parent = int(path.read_text("utf-8", "replace").rpartition(")")[2].split()[1])
            parents.setdefault(parent, []).append(int(path.parent.name))
    found, left = [], [os.getpid()]
    while left:
        children = parents.get(left.pop(), [])
        found += children
        left += children
    return found


def _memory(pid: int) -> int:
    """Proportional set size in KB, 0 when the process is gone."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(asdict(_run(sys.argv[3:], float(sys.argv[2])))), "utf-8")
