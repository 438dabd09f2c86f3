"""Where is the output of a run? `reports/runs/<site>/<time>/`, and which one is the newest."""

from __future__ import annotations

import os
from pathlib import Path

RUNS = Path(__file__).resolve().parent / "runs"
LATEST = "latest"
# Where a run keeps its proofs, below its folder.
EVIDENCE = "evidence"


class RunNotFoundError(ValueError):
    """No run is called that: one Chinese sentence."""


def point_latest(folder: Path) -> None:
    """Let `<site>/latest` mean this run; where links are not allowed, `<site>/latest.txt` names it instead."""
    link = folder.parent / LATEST
    fresh = folder.parent / f".{LATEST}-{folder.name}"
    try:
        fresh.symlink_to(folder.name, target_is_directory=True)
        os.replace(fresh, link)  # noqa: PTH105  replaces a link to a folder in one step
    except OSError:
        (folder.parent / f"{LATEST}.txt").write_text(folder.name + "\n", encoding="utf-8")


def find_run(text: str, runs: Path = RUNS) -> Path:
    """The folder of a run called by its path, `<site>/<time>`, `<time>`, a site's name or `latest` (of all sites).

    Raises:
        RunNotFoundError: there is none.
    """
    asked = Path(text)
    for folder in (asked, runs / text):
        if (folder / "ledger.jsonl").is_file():
            return folder.resolve()
        if folder.is_dir() and (newest := _newest(folder)):
            return newest
    if text == LATEST:
        newest_of_all = [found for site in runs.glob("*") if (found := _newest(site))]
        if newest_of_all:
            return max(newest_of_all, key=lambda folder: folder.name)
    if asked.name == text and (named := next(runs.glob(f"*/{text}/ledger.jsonl"), None)):
        return named.parent
    raise RunNotFoundError(f"没有名为 '{text}' 的检查结果。可写路径、网站名、“网站名/时间”或 latest（{runs}）。")


def _newest(site: Path) -> Path | None:
    link, note = site / LATEST, site / f"{LATEST}.txt"
    if link.is_dir():
        return link.resolve()
    if note.is_file():
        return (site / note.read_text(encoding="utf-8").strip()).resolve()
    return None
