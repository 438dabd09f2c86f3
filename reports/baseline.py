"""With which run is a new one compared? The one that was named, or the last one that came to its end."""

from __future__ import annotations

from pathlib import Path

from reports.folders import RUNS, RunNotFoundError, find_run
from reports.ledger import LEDGER, LedgerError, read
from reports.snapshot import Snapshot

LAST = "last"
# Options by which a run judges some clauses only.
_NARROWING = frozenset({"keyword", "markexpr", "recheck"})


class BaselineError(ValueError):
    """There is no such run: one Chinese sentence."""


def baseline(asked: str, site: str, runs: Path = RUNS) -> Snapshot | None:
    """The run to compare with.

    Args:
        asked: a run as `find_run` knows it, or `last`: the newest run on this site that judged everything.
        site: slug of the site under inspection.
        runs: where runs are kept.

    Returns:
        None when `last` was asked and there is none yet.

    Raises:
        BaselineError: a named run does not exist, cannot be read, or is of another site.
    """
    if asked == LAST:
        newest_first = sorted((runs / site).glob(f"*/{LEDGER}"), reverse=True)
        return next(filter(None, map(_whole, newest_first)), None)
    try:
        found = Snapshot.of(read(find_run(asked, runs)))
    except (RunNotFoundError, LedgerError) as error:
        raise BaselineError(f"--baseline：{error}") from None
    if found.site != site:
        raise BaselineError(f"--baseline 所指的检查结果是 {found.site} 的，不是 {site} 的。")
    return found


def _whole(ledger: Path) -> Snapshot | None:
    """The run, when it came to its end and nobody had asked for some clauses only."""
    try:
        inspection = read(ledger)
    except LedgerError:
        return None
    partial = _NARROWING & inspection.header.options.keys()
    return Snapshot.of(inspection) if inspection.complete and not partial else None
