"""With which run is a new one compared? The one that was named, or the last one that judged everything to the end."""

from __future__ import annotations

from pathlib import Path

from pages.database import ArchiveError
from reports.folders import RUNS, RunNotFoundError, find_run
from reports.ledger import LedgerError, read
from reports.past_runs import PastRuns
from reports.snapshot import Snapshot

LAST = "last"


class BaselineError(ValueError):
    """There is no such run: one Chinese sentence."""


def baseline(asked: str, site: str, runs: Path = RUNS) -> Snapshot | None:
    """The run to compare with.

    Args:
        asked: a run as `find_run` knows it, or `last`: the newest run on this site in the archive that came to its end
            and judged everything.
        site: slug of the site under inspection.
        runs: where runs are kept.

    Returns:
        None when `last` was asked and there is none yet.

    Raises:
        BaselineError: a named run does not exist, cannot be read, or is of another site; the archive cannot be used.
    """
    try:
        if asked == LAST:
            known = PastRuns().snapshots(site)
            return next((run for run in reversed(known) if run.complete and run.whole), None)
        found = Snapshot.of(read(find_run(asked, runs)))
    except (RunNotFoundError, LedgerError, ArchiveError) as error:
        raise BaselineError(f"--baseline：{error}") from None
    if found.site != site:
        raise BaselineError(f"--baseline 所指的检查结果是 {found.site} 的，不是 {site} 的。")
    return found
