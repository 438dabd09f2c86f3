"""What does the availability series itself cost? Rounds of visits to thousands of names on loopback, for ever.

Run as `python -m suites.selftest.bench.probing HOSTS PORT CA ARCHIVE CONCURRENCY [each]`; a line with the number of
visits on disk follows every transaction, with `each` after a line for every visit: host and milliseconds.
"""

import asyncio
import sys
from collections.abc import Sequence
from pathlib import Path

from pages import clock
from pages.availability import Canaries, Recorder, Target, Watch
from pages.connecting import new_loop
from pages.database import connect, stamp
from pages.probe_log import DatabaseProbeLog
from pages.probes import Probe
from pages.routing import Routes
from pages.visiting import Visitor


class _Counted:
    """The archive's log, which says aloud how many visits are on disk."""

    def __init__(self, url: str, each: bool) -> None:
        self._each = each
        self._log = DatabaseProbeLog(connect(url))
        self._written = 0

    def append(self, probes: Sequence[Probe]) -> None:
        self._log.append(probes)
        self._written += len(probes)
        if self._each:
            sys.stdout.write("".join(f"{one.site} {stamp(one.at)}\n" for one in probes))
        sys.stdout.write(f"{self._written}\n")
        sys.stdout.flush()


async def _probe(hosts: int, port: int, ca: str, log: _Counted, concurrency: int) -> None:
    recorder = Recorder(log)  # type: ignore[arg-type]  # nothing is read here
    routes = Routes((("*:443", (f"127.0.0.1:{port}",)),), isolate=True)
    async with Visitor(clock.now, routes, ca, concurrency) as visitor:
        watch = Watch(recorder.keep, Canaries((), visitor.visit), clock.now, 1.0)
        names = [f"h{number}.bench.example.gov.cn" for number in range(hosts)]
        targets = [Target(name, f"https://{name}/", visitor.visit) for name in names]
        writing = asyncio.create_task(recorder.run())
        try:
            while True:
                await watch.once(targets)
        finally:
            writing.cancel()


if __name__ == "__main__":
    words = sys.argv[1:]
    trusted = Path(words[2]).read_text(encoding="ascii")
    counting = _Counted(words[3], each=words[5:] == ["each"])
    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(_probe(int(words[0]), int(words[1]), trusted, counting, int(words[4])))
