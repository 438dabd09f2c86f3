"""Does the inspection of the demo portal conclude, word by word, what it concluded when a person last looked?

The whole ledger, without times, hashes, ports and versions, is compared with `fixtures/demo_site/golden.json`.
After a wanted change, write it again and read the difference before committing it:

    python -m suites.selftest.test_golden_demo
"""

import json
import re
import sys
import tempfile
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from fixtures.samples import DEFAULT_AS_OF
from suites.selftest.inspecting import ROOT, Ended, inspect

GOLDEN = ROOT / "fixtures" / "demo_site" / "golden.json"
LONGEST = 240.0
# What differs between two inspections of the same portal by the same program.
_PASSING = frozenset(
    {
        "started",
        "finished",
        "options",
        "ended",
        "at",
        "taken_at",
        "seconds",
        "python",
        "platform",
        "version",
        "tool",
        "path",
        "sha256",
        "headers",
    }
)
_PORT = re.compile(r"(127\.0\.0\.1|\[::1\]|localhost):\d+")
_TAKEN = re.compile(r"用时 [\d.]+ (毫?秒)")
# Which browsers there are, and of what version, is the machine's.
_ENGINES = re.compile(r"用 Chromium [\d.]+.*?(各[^；。]*)[^。]*")


@cache
def _inspected() -> Ended:
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "demo-golden.yaml"
        demo = (ROOT / "site_configs" / "demo.yaml").read_text(encoding="utf-8")
        # The schema is named by a path relative to site_configs/.
        site.write_text(re.sub(r"^# yaml-language-server.*\n", "", demo), encoding="utf-8")
        return inspect(site, f"--as-of={DEFAULT_AS_OF}")


def _lasting(value: object) -> object:
    if isinstance(value, dict):
        return {key: _lasting(inner) for key, inner in value.items() if key not in _PASSING}
    if isinstance(value, list):
        return [_lasting(inner) for inner in value]
    if not isinstance(value, str):
        return value
    return _ENGINES.sub(r"用 * \1", _TAKEN.sub(r"用时 * \1", _PORT.sub(r"\1:*", value)))


def _golden(ended: Ended) -> list[object]:
    """What lasts of a ledger: no environment, and of the observations only the pages drawn by lot."""
    kept = [line for line in ended.lines if line["kind"] != "environment"]
    return [_lasting(line) for line in kept if line["kind"] != "observation" or line["sampled"]]


def test_the_demo_portal_is_inspected_in_time() -> None:
    ended = _inspected()
    assert ended.code == 0, ended.said
    assert ended.seconds < LONGEST


def test_the_demo_portal_has_full_marks() -> None:
    ended = _inspected()
    assert set(ended.words.values()) <= {"未发现问题", "不适用"}, ended.said
    card: dict[str, Any] = ended.card
    assert (card["verdict"], Decimal(card["score"]), Decimal(card["judged_points"])) == ("合格", 130, 100)
    assert (card["failed"], card["broken"], card["pending"], card["unimplemented"]) == (0, 0, 0, 0)


def test_the_ledger_is_the_golden_one() -> None:
    if not GOLDEN.exists():
        pytest.fail(f"no {GOLDEN.name}: run python -m suites.selftest.test_golden_demo")
    expected = json.loads(GOLDEN.read_text(encoding="utf-8"))
    assert _golden(_inspected()) == expected, "a wanted change? run python -m suites.selftest.test_golden_demo"


if __name__ == "__main__":
    done = _inspected()
    GOLDEN.write_text(json.dumps(_golden(done), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(f"{GOLDEN.relative_to(ROOT)}: {len(_golden(done))} lines, exit code {done.code}\n")
