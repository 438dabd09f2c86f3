"""Does the archive give back, for comparing, what the ledgers held?"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from pages.database import ArchiveError, connect, writing
from reports.archive import Archive
from reports.history import State, tracked
from reports.inspection import Inspection
from reports.past_runs import PastRuns
from reports.records import Footer, Judged, Missed, Observed, Plan
from reports.snapshot import Snapshot
from suites.selftest.telling_material import HOME, NOON, written
from suites.verdict import Finding, Outcome, Verdict, Waived

ONE, OTHER = (Finding(f"{HOME}{name}.html", f"链接 /{name} 打不开。", f"{HOME}{name}") for name in "ab")
EXEMPT = Waived(OTHER, Outcome.FAIL, "迁移", "张三", NOON.date())


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An archive of its own."""
    made = connect(f"sqlite:///{tmp_path / 'archive.db'}")
    yield made
    made.dispose()


def run(folder: Path, *findings: Finding, day: int = 0) -> Inspection:
    """A run with findings, one of them waived, a clause unseen and a page drawn by lot."""
    verdict = Verdict("dead_links.1", Outcome.FAIL if findings else Outcome.PASS, findings, waived=(EXEMPT,))
    return written(
        folder,
        Plan(("dead_links.1", "ipv6.1")),
        Observed("sampled_pages", "抽查", 1, sampled=(HOME, ONE.where)),
        Judged(verdict, NOON),
        Missed("ipv6.1", "timeout", "访问超时", HOME, "20 秒", NOON),
        Footer(NOON, complete=True, counts={}),
        started=NOON + timedelta(days=day),
    )


def test_a_run_comes_back_as_its_ledger_tells_it(engine: Engine, tmp_path: Path) -> None:
    inspection = run(tmp_path / "20260821-120000-aaaa", ONE)
    assert PastRuns(engine).add(inspection)
    assert not PastRuns(engine).add(inspection)
    (found,) = PastRuns(engine).snapshots("demo")
    expected = Snapshot.of(inspection)
    assert found == expected
    for name in ("words", "problems", "standards"):
        assert dict(getattr(found, name)) == dict(getattr(expected, name))
    assert PastRuns(engine).snapshots("other") == ()


def test_runs_come_in_the_order_they_were_started(engine: Engine, tmp_path: Path) -> None:
    past = PastRuns(engine)
    for day in (2, 0, 1):
        past.add(run(tmp_path / f"run{day}", ONE, day=day))
    assert [one.run for one in past.snapshots("demo")] == ["run0", "run1", "run2"]


def test_the_history_is_read_from_the_archive(engine: Engine, tmp_path: Path) -> None:
    past = PastRuns(engine)
    past.add(run(tmp_path / "run0", ONE))
    last = run(tmp_path / "run1", day=1)
    past.add(last)
    found = tracked(Snapshot.of(last), past.snapshots("demo"), last.rulebook)
    assert [(one.problem.place, one.state) for one in found] == [(OTHER.where, State.WAIVED), (ONE.where, State.FIXED)]


def test_a_run_archived_before_runs_were_compared_is_completed(engine: Engine, tmp_path: Path) -> None:
    inspection = run(tmp_path / "run0", ONE)
    Archive(engine).add(inspection)
    assert PastRuns(engine).snapshots("demo") == ()
    assert PastRuns(engine).add(inspection)
    assert len(PastRuns(engine).snapshots("demo")) == 1


@pytest.mark.parametrize("name", ["run_standards", "run_pages", "run_problems"])
def test_nothing_is_changed_afterwards(engine: Engine, tmp_path: Path, name: str) -> None:
    PastRuns(engine).add(run(tmp_path / "run0", ONE))
    with pytest.raises(ArchiveError, match="append-only"), writing(engine) as connection:
        connection.execute(text(f"DELETE FROM {name}"))  # noqa: S608  names of our own
