"""How does a self-test run the command as a user would? In a process of its own, with a site file of its own name."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reports.folders import RUNS

ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 240


@dataclass(frozen=True, slots=True)
class Ended:
    """A finished command.

    Attributes:
        code: its exit code.
        said: standard output and error together.
        seconds: how long it took.
        lines: the ledger, one dict per line; empty when no inspection began.
        card: scorecard.json, empty when there is none.
    """

    code: int
    said: str
    seconds: float
    lines: tuple[dict[str, Any], ...] = ()
    card: dict[str, Any] = field(default_factory=dict)

    @property
    def words(self) -> dict[str, str]:
        """What was concluded: clause id → 未发现问题, 发现问题, 待人工复核, 不适用 or 未能检测."""
        return {line["clause_id"]: line.get("outcome", "未能检测") for line in self.lines if "clause_id" in line}


def run(*options: str, environment: Mapping[str, str] | None = None) -> Ended:
    """Run `pytest` with these options in the checkout, as `--site` is among them or not."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options]
    inherited = {key: value for key, value in os.environ.items() if not re.match(r"PYTEST_|COV_|XUNJIAN_DEMO", key)}
    started = time.monotonic()
    done = subprocess.run(  # noqa: S603  our own command
        command,
        cwd=ROOT,
        env={**inherited, **(environment or {})},
        capture_output=True,
        encoding="utf-8",
        timeout=_PATIENCE,
        check=False,
    )
    return Ended(done.returncode, done.stdout + done.stderr, time.monotonic() - started)


def inspect(
    site: Path, *options: str, environment: Mapping[str, str] | None = None, folder: str | None = None
) -> Ended:
    """Inspect the site of a YAML file and read its ledger; its results, in `folder`, are deleted again."""
    results = RUNS / (folder or site.stem)
    try:
        ended = run(f"--site={site}", "--no-report", *options, environment=environment)
        lines = [json.loads(line) for path in results.glob("2*/ledger.jsonl") for line in _read(path).splitlines()]
        cards = [json.loads(_read(path)) for path in results.glob("2*/scorecard.json")]
    finally:
        shutil.rmtree(results, ignore_errors=True)
    return Ended(ended.code, ended.said, ended.seconds, tuple(lines), cards[0] if cards else {})


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
