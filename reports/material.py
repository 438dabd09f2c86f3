"""What are all reports of a run made from? Its ledger, and what the archive knows of the site's earlier runs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pages.database import ArchiveError
from reports.history import State, Tracked, tracked
from reports.inspection import Inspection
from reports.past_runs import PastRuns
from reports.problem_list import CANDIDATE, Row, problem_rows
from reports.snapshot import Snapshot


@dataclass(frozen=True)
class Material:
    """One run and those before it.

    Attributes:
        past: earlier runs on the site, oldest first.
        problem: why the archive could not be asked (one Chinese sentence), empty when it could.
    """

    inspection: Inspection
    past: tuple[Snapshot, ...] = ()
    problem: str = ""

    @classmethod
    def of(cls, inspection: Inspection) -> Material:
        """Ask the archive for the runs started before this one."""
        try:
            known = PastRuns().snapshots(inspection.header.site.slug)
        except ArchiveError as error:
            return cls(inspection, problem=f"{error}首次发现时间和整改状态只依据这一次检查。")
        return cls(inspection, tuple(run for run in known if run.started < inspection.header.started))

    @cached_property
    def now(self) -> Snapshot:
        """The run as it is compared."""
        return Snapshot.of(self.inspection)

    @cached_property
    def history(self) -> tuple[Tracked, ...]:
        """Every problem with its state."""
        return tracked(self.now, self.past, self.inspection.rulebook)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The problem list."""
        return problem_rows(self.inspection, self.history)

    @cached_property
    def open_rows(self) -> tuple[Row, ...]:
        """What this run saw and nobody exempted."""
        return tuple(row for row in self.rows if State(row.state).is_open)

    @cached_property
    def defects(self) -> tuple[Row, ...]:
        """What is to be mended: open problems that wait for nobody's confirmation."""
        return tuple(row for row in self.open_rows if row.level != CANDIDATE)
