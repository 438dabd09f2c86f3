"""With which run is a new one compared? The one that was named, or the last one that came to its end."""

from __future__ import annotations

from pathlib import Path

from reports.folders import LATEST, RUNS, RunNotFoundError, find_run
from reports.ledger import LedgerError, read
from reports.snapshot import Snapshot

LAST = "last"


class BaselineError(ValueError):
    """There is no such run: one Chinese sentence."""


def baseline(asked: str, site: str, runs: Path = RUNS) -> Snapshot | None:
    """The run to compare with.

    Args:
        asked: a run as `find_run` knows it, or `last`: the newest complete run on this site.
        site: slug of the site under inspection.
        runs: where runs are kept.

    Returns:
        None when `last` was asked and there is none yet.

    Raises:
        BaselineError: a named run does not exist, cannot be read, or is of another site.
    """
    if asked == LAST:
        if not (runs / site / LATEST).exists() and not (runs / site / f"{LATEST}.txt").exists():
            return None
        asked = site
    try:
        found = Snapshot.of(read(find_run(asked, runs)))
    except (RunNotFoundError, LedgerError) as error:
        raise BaselineError(f"--baseline：{error}") from None
    if found.site != site:
        raise BaselineError(f"--baseline 所指的检查结果是 {found.site} 的，不是 {site} 的。")
    return found
