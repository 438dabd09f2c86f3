"""Is history safe: added to by many at once, never changed, whole after a kill, and alike on every database?"""

import hashlib
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, inspect, select, text
from sqlalchemy import table as named

from pages import probe_log
from pages.clock import BEIJING
from pages.consultations import Consultation, Sighting
from pages.database import ArchiveError, archive_url, connect, migrate, reading, writing
from pages.errors import Reason
from pages.probe_log import DatabaseProbeLog
from pages.probes import Probe, Try
from reports import archive as archive_tables
from reports import letter_log
from reports.archive import Archive
from reports.inspection import Inspection
from reports.letter_log import DatabaseLetterLog
from reports.records import Judged
from suites.selftest.archive_writer import START
from suites.selftest.postgres import apart, postgres
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
TABLES = ("probes", "letters", "letter_sightings", "runs", "verdicts", "findings", "warnings")
MORE_CHANGES = {
    "sqlite": ("REPLACE INTO {0} SELECT * FROM {0}",),
    "postgresql": ("TRUNCATE {} CASCADE", "UPDATE {} SET site = 'x' WHERE false"),
}
PARTS = {"probes": probe_log._steps, "letters": letter_log._steps, "runs": archive_tables._steps}


@pytest.fixture(params=["sqlite", "postgresql"], scope="module")
def server(request: pytest.FixtureRequest) -> Iterator[str]:
    """Address of a PostgreSQL; empty for SQLite, which needs none."""
    if request.param == "sqlite":
        yield ""
        return
    with postgres() as url:
        yield url


@pytest.fixture
def url(server: str, tmp_path: Path) -> Iterator[str]:
    """Address of a database with nothing in it."""
    if not server:
        yield f"sqlite:///{tmp_path}/deep/archive.db"
        return
    keeper = connect(server)
    schema = f"x{uuid.uuid4().hex}"
    with writing(keeper) as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    yield apart(server, schema)
    with writing(keeper) as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    keeper.dispose()


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
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


def _fill(engine: Engine, inspection: Inspection) -> None:
    """A row in every table."""
    DatabaseProbeLog(engine).append([FAILED])
    letters = DatabaseLetterLog(engine)
    letters.remember(LETTER)
    letters.saw(LETTER, Sighting(AT.date(), answered=False))
    Archive(engine).add(inspection)


@pytest.mark.parametrize("table", TABLES)
def test_history_refuses_to_be_changed(engine: Engine, inspection: Inspection, table: str) -> None:
    _fill(engine, inspection)
    changes = ["UPDATE {} SET site = 'x'", "DELETE FROM {}", *MORE_CHANGES[engine.dialect.name]]
    before = _rows(engine, table)
    for change in changes:
        with pytest.raises(ArchiveError, match="append-only"), writing(engine) as connection:
            connection.execute(text(change.format(table)))
    assert _rows(engine, table) == before != []


def test_early_warnings_are_kept_with_the_run(engine: Engine, inspection: Inspection) -> None:
    archive = Archive(engine)
    archive.add(inspection)
    slug, run = inspection.header.site.slug, inspection.folder.name
    assert sorted(archive.warnings(slug, run), key=str) == sorted(inspection.warnings, key=str) != []
    assert archive.warnings(slug, "another") == ()


def test_the_steps_are_taken_once_and_in_order(engine: Engine) -> None:
    first, second = ("CREATE TABLE growing (a INTEGER)",), ("ALTER TABLE growing ADD COLUMN b INTEGER",)
    migrate(engine, "growing", (first,))
    migrate(engine, "growing", (first, second))
    migrate(engine, "growing", (first, second))
    assert [column["name"] for column in inspect(engine).get_columns("growing")] == ["a", "b"]
    with pytest.raises(ArchiveError, match="更新版本的巡检"):
        migrate(engine, "growing", (first,))


def _rows(engine: Engine, table: str) -> list[tuple[object, ...]]:
    with reading(engine) as connection:
        return [tuple(row) for row in connection.execute(select(text("*")).select_from(named(table)))]


def _written_before(engine: Engine, inspection: Inspection) -> None:
    """What the steps before the newest ones had: tables of that form, a row in each."""
    for part, steps in PARTS.items():
        migrate(engine, part, steps(engine.dialect.name)[:-1])
    slug, run = inspection.header.site.slug, inspection.folder.name
    with writing(engine) as connection:
        connection.execute(probe_log._TABLE.insert(), probe_log._row(FAILED))
        connection.execute(archive_tables._RUN.insert(), archive_tables._run_row(inspection))
        for one in inspection.conclusions.values():
            for table, rows in (
                (archive_tables._VERDICT, [archive_tables._verdict_row(one)]),
                (archive_tables._FINDING, archive_tables._finding_rows(one, slug)),
            ):
                archive_tables._insert(connection, table, {"site": slug, "run": run}, rows)
        connection.execute(
            text("INSERT INTO letters VALUES ('shili', 1, '题', '文', '1', '2', 'https://a.example/', '')")
        )


def test_a_database_of_the_step_before_loses_nothing(engine: Engine, inspection: Inspection) -> None:
    slug, run = inspection.header.site.slug, inspection.folder.name
    _written_before(engine, inspection)
    tables = [table for table in TABLES if table not in {"warnings", "letter_sightings"}]
    before = {table: _rows(engine, table) for table in tables}
    assert all(before.values())
    assert not inspect(engine).has_table("warnings")
    DatabaseProbeLog(engine)
    DatabaseLetterLog(engine)
    archive = Archive(engine)
    assert archive.warnings(slug, run) == ()
    # The ledger has what the archive could not take then.
    assert [archive.add(inspection) for _ in range(2)] == [True, False]
    assert len(archive.warnings(slug, run)) == len(inspection.warnings)
    assert {table: _rows(engine, table) for table in tables} == before
    for table in tables:
        with pytest.raises(ArchiveError, match="append-only"), writing(engine) as connection:
            connection.execute(delete(named(table)))


@pytest.mark.parametrize(
    ("part", "published"),
    [
        ("probes", ["daf8ebf6cca6", "e97b15c6ba47"]),
        ("letters", ["344935d1f7b7", "ded80da643f6"]),
        ("runs", ["f7e410e6064f", "5265eb429563"]),
    ],
)
def test_published_steps_never_change(part: str, published: list[str]) -> None:
    """Databases out there have taken them: what has to change becomes a new step, with a new digest here."""
    by_number = zip(*(PARTS[part](dialect) for dialect in ("sqlite", "postgresql")), strict=True)
    assert [hashlib.sha256(repr(step).encode()).hexdigest()[:12] for step in by_number] == published


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


def test_nothing_acknowledged_is_lost_when_writers_are_killed(url: str, engine: Engine) -> None:
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
    log = DatabaseProbeLog(engine)
    kept = {name: len(log.read(name, START, START + timedelta(days=99))) for name in acknowledged}
    assert all(acknowledged[name] <= kept[name] <= acknowledged[name] + 5 for name in kept), (acknowledged, kept)
    assert sum(kept.values()) > 30
    if engine.dialect.name == "sqlite":
        with reading(engine) as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
