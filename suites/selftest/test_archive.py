"""Is history safe: added to by many at once, never changed, whole after a kill, and alike on every database?"""

import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from pages.clock import BEIJING
from pages.consultations import Consultation, Sighting
from pages.database import ArchiveError, archive_url, connect, migrate, reading, writing
from pages.errors import Reason
from pages.probe_log import DatabaseProbeLog
from pages.probes import Probe, Try
from reports.archive import Archive
from reports.inspection import Inspection
from reports.letter_log import DatabaseLetterLog
from reports.records import Judged
from suites.selftest.archive_writer import START
from suites.selftest.postgres import postgres
from suites.selftest.telling_material import tell

ROOT = Path(__file__).resolve().parents[2]
AT = datetime(2026, 8, 20, 9, 30, tzinfo=BEIJING)
LETTER = Consultation(
    "shili", "身份证换领", "请问？", "2026001", "1234", "https://a.example.gov.cn/x", "https://a.example.gov.cn/c", AT
)
FAILED = Probe(
    "shili",
    "https://www.example.gov.cn/",
    Try(AT, 20.0, Reason.TIMEOUT, 0, "20 秒内没有读完"),
    Try(AT + timedelta(minutes=1), 0.25, Reason.REFUSED),
    ours=True,
)


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    if request.param == "sqlite":
        yield connect(f"sqlite:///{tmp_path_factory.mktemp('archive')}/deep/archive.db")
        return
    with postgres() as url:
        made = connect(url)
        yield made
        made.dispose()


def test_visits_come_back_as_they_were_written(engine: Engine) -> None:
    log = DatabaseProbeLog(engine)
    fine = Probe("shili", FAILED.url, Try(AT + timedelta(hours=1), 0.4, None, 200))
    log.append([fine, FAILED])
    assert log.read("shili", AT, AT + timedelta(days=1)) == (FAILED, fine)
    assert log.read("shili", AT, AT + timedelta(hours=1)) == (FAILED,)
    assert log.read("qita", AT, AT + timedelta(days=1)) == ()
    assert log.latest(["shili", "qita"]) == {"shili": fine.at}


def test_nothing_of_a_batch_is_written_when_one_row_is_refused(engine: Engine) -> None:
    log = DatabaseProbeLog(engine)
    later = replace(FAILED, site="erci")
    log.append([later])
    with pytest.raises(ArchiveError, match="历史档案没有写入"):
        log.append([replace(FAILED, site="xin"), later])
    assert log.read("xin", AT, AT + timedelta(days=1)) == ()


def test_letters_and_what_was_seen_of_them(engine: Engine) -> None:
    log = DatabaseLetterLog(engine)
    log.remember(LETTER)
    waiting, answered = (
        Sighting(date(2026, 8, 21), answered=False),
        Sighting(date(2026, 8, 24), answered=True, replied_on=date(2026, 8, 22), answer="请带旧证。"),
    )
    for sighting in (waiting, waiting, answered):
        log.saw(LETTER, sighting)
    assert log.sent("shili", AT, AT + timedelta(seconds=1)) == (LETTER,)
    assert log.sent("shili", AT - timedelta(days=1), AT) == ()
    assert log.sightings(LETTER) == (waiting, answered)


@pytest.fixture
def inspection(tmp_path: Path) -> Inspection:
    return tell(tmp_path / "run").inspection


def test_a_run_is_added_once_with_all_its_conclusions(engine: Engine, inspection: Inspection) -> None:
    archive = Archive(engine)
    slug, run = inspection.header.site.slug, inspection.folder.name
    assert archive.add(inspection)
    assert not archive.add(inspection)
    assert [one.run for one in archive.runs(slug)] == [run]
    assert archive.words(slug, run) == {one.clause_id: one.word for one in inspection.conclusions.values()}
    judged = [one.verdict for one in inspection.conclusions.values() if isinstance(one, Judged)]
    said = {f.id(slug, verdict.clause_id): f.what for verdict in judged for f in verdict.findings}
    assert archive.findings(slug, run) == said != {}


@pytest.mark.parametrize("table", ["probes", "letters", "letter_sightings", "runs", "verdicts", "findings"])
@pytest.mark.parametrize("change", ["UPDATE {} SET site = 'x'", "DELETE FROM {}"])
def test_history_refuses_to_be_changed(tmp_path: Path, inspection: Inspection, table: str, change: str) -> None:
    engine = connect(f"sqlite:///{tmp_path}/archive.db")
    DatabaseProbeLog(engine).append([FAILED])
    letters = DatabaseLetterLog(engine)
    letters.remember(LETTER)
    letters.saw(LETTER, Sighting(AT.date(), answered=False))
    Archive(engine).add(inspection)
    with pytest.raises(ArchiveError, match="append-only"), writing(engine) as connection:
        connection.execute(text(change.format(table)))


def test_the_steps_are_taken_once_and_in_order(engine: Engine) -> None:
    first, second = ("CREATE TABLE growing (a INTEGER)",), ("ALTER TABLE growing ADD COLUMN b INTEGER",)
    migrate(engine, "growing", (first,))
    migrate(engine, "growing", (first, second))
    migrate(engine, "growing", (first, second))
    assert [column["name"] for column in inspect(engine).get_columns("growing")] == ["a", "b"]
    with pytest.raises(ArchiveError, match="更新版本的巡检"):
        migrate(engine, "growing", (first,))


def test_an_address_that_is_none_is_told_in_one_sentence() -> None:
    with pytest.raises(ArchiveError, match="XUNJIAN_ARCHIVE"):
        connect("nonsense")


def test_the_self_tests_have_an_archive_of_their_own() -> None:
    assert "xunjian-archive-" in archive_url()


def _writers(url: str, names: list[str], batch: int) -> list[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "suites.selftest.archive_writer", url]
    return [
        subprocess.Popen([*command, name, str(batch)], cwd=ROOT, stdout=subprocess.PIPE, text=True)  # noqa: S603
        for name in names
    ]


def test_nothing_acknowledged_is_lost_when_writers_are_killed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/archive.db"
    acknowledged: dict[str, int] = {}
    for round_ in range(2):
        writers = _writers(url, [f"w{round_}{number}" for number in range(3)], batch=5)
        # Killed while all three write: none is the first to stop.
        for writer in writers:
            assert writer.stdout is not None
            writer.stdout.readline()
        time.sleep(0.7)
        for writer in writers:
            writer.kill()
        for number, writer in enumerate(writers):
            said = writer.communicate()[0].split()
            acknowledged[f"w{round_}{number}"] = int(said[-1]) if said else 5
    engine = connect(url)
    log = DatabaseProbeLog(engine)
    kept = {name: len(log.read(name, START, START + timedelta(days=99))) for name in acknowledged}
    assert all(acknowledged[name] <= kept[name] <= acknowledged[name] + 5 for name in kept), (acknowledged, kept)
    assert sum(kept.values()) > 30
    with reading(engine) as connection:
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
