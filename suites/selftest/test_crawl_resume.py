"""Is a crawl that was killed at any moment continued as if nothing had happened?"""

import json
import random
import secrets
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from pages.crawl import OWN_WORKERS
from pages.frontier import _BATCH
from suites.selftest.rude_server import Conversation, Manner, RudeServer, page

PAGES = 400
DEAD = 12
SLOW = 0.01
PER_KILL = OWN_WORKERS + _BATCH
TEXT = "<p>" + "关于印发防汛抗旱应急预案的通知。" * 30 + "</p>"


def _slowly(content: bytes) -> Manner:
    def answer(told: Conversation) -> None:
        told.over.wait(SLOW)
        told.say(content)

    return answer


def _site() -> dict[str, Manner]:
    manners: dict[str, Manner] = {"*": _slowly(page(b"", status="404 Not Found"))}
    for number in range(PAGES):
        to = [f"/t{child}" for child in range(number * 6 + 1, number * 6 + 7) if child < PAGES]
        dead = [f"/gone{number % DEAD}"] if number % 30 == 0 else []
        links = "".join(f'<a href="{path}">链接</a>' for path in (*to, *dead, f"/list?page={number % 50}", "/"))
        manners[f"/t{number}" if number else "/"] = _slowly(page(f"<title>{number}</title>{links}{TEXT}".encode()))
    return manners


def _start(server: RudeServer, database: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "suites.selftest.bench.ourselves", server.url(), str(database)]
    return subprocess.Popen(command, stdout=subprocess.PIPE)  # noqa: S603  our own command line


def _finish(server: RudeServer, database: Path) -> dict[str, Any]:
    output, _ = _start(server, database).communicate(timeout=120)
    result: dict[str, Any] = json.loads(output)
    result["findings"] = {
        address.rpartition("/")[2]: (why, count, {url.rpartition("/")[2] for url in first})
        for address, why, count, first in result["findings"]
    }
    return {key: result[key] for key in ("findings", "counts", "pages")}


def _kill_after(server: RudeServer, database: Path, requests: int) -> bool:
    """Start a crawl, kill it when the server was asked so many more times; False when it ended before."""
    until = server.asked.total() + requests
    process = _start(server, database)
    while process.poll() is None and server.asked.total() < until:
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return process.returncode == -signal.SIGKILL


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Counter[str]]:
    with RudeServer(_site()) as server:
        result = _finish(server, tmp_path_factory.mktemp("whole") / "crawl.sqlite")
        return result, server.asked.copy()


def _own(asked: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    return ((path, number) for path, number in asked.items() if "xunjian" not in path and path != "/robots.txt")


@pytest.mark.parametrize(
    ("kills", "seed"),
    [
        (3, "3"),
        pytest.param(10, "10", marks=pytest.mark.slow),
        *(pytest.param(10, "", marks=pytest.mark.slow, id=f"10-by-chance-{number}") for number in range(3)),
    ],
)
def test_killed_at_random_and_resumed(
    kills: int, seed: str, undisturbed: tuple[dict[str, Any], Counter[str]], tmp_path: Path
) -> None:
    whole, asked_once = undisturbed
    seed = seed or secrets.token_hex(4)
    sys.stdout.write(f"seed {seed}\n")  # shown when it fails: write it into the list above to see the same again
    chance = random.Random(seed)  # noqa: S311  moments that can be had again
    database = tmp_path / "crawl.sqlite"
    with RudeServer(_site()) as server:
        moments = [chance.randint(1, 2 * asked_once.total() // kills) for _ in range(kills)]
        killed = sum(_kill_after(server, database, requests) for requests in moments)
        result = _finish(server, database)
        again = sum(max(0, number - asked_once[path]) for path, number in _own(server.asked))
    assert result == whole
    assert killed > 0
    assert again <= killed * PER_KILL


def test_the_undisturbed_crawl_is_complete(undisturbed: tuple[dict[str, Any], Counter[str]]) -> None:
    whole, asked = undisturbed
    assert (whole["pages"], whole["counts"]) == (PAGES, {"正常": PAGES, "打不开": DEAD + 50 - _unlinked()})
    assert all(asked[f"/t{number}"] == 1 for number in range(1, PAGES))


def _unlinked() -> int:
    """Dead addresses of the numbering that no page happens to carry."""
    return DEAD - len({number % DEAD for number in range(0, PAGES, 30)})
