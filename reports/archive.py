"""What was concluded over the years? Runs with verdicts, findings and warnings, beside the visits and the letters.

History is only ever added to, and everything here can be rebuilt from the ledgers: `python -m reports archive RUN`.
Tables with the same natural keys on every database, so that adding the same run again adds nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Boolean, Column, Connection, Date, Engine, Integer, MetaData, String, Table, select

from pages.database import connect, frozen, frozen_on_server, migrate, reading, writing
from reports.inspection import Inspection
from reports.records import Conclusion, Judged
from suites.verdict import EarlyWarning

_RUNS = """
CREATE TABLE runs (
  site VARCHAR(120) NOT NULL,
  run VARCHAR(60) NOT NULL,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  standard VARCHAR(60) NOT NULL,
  as_of DATE NOT NULL,
  started VARCHAR(40) NOT NULL,
  finished VARCHAR(40),
  complete BOOLEAN NOT NULL,
  tool VARCHAR(60) NOT NULL,
  PRIMARY KEY (site, run))
"""
_VERDICTS = """
CREATE TABLE verdicts (
  site VARCHAR(120) NOT NULL,
  run VARCHAR(60) NOT NULL,
  clause VARCHAR(80) NOT NULL,
  word VARCHAR(20) NOT NULL,
  reason VARCHAR(20) NOT NULL,
  note TEXT NOT NULL,
  awards INTEGER NOT NULL,
  PRIMARY KEY (site, run, clause),
  FOREIGN KEY (site, run) REFERENCES runs (site, run))
"""
_FINDINGS = """
CREATE TABLE findings (
  site VARCHAR(120) NOT NULL,
  run VARCHAR(60) NOT NULL,
  clause VARCHAR(80) NOT NULL,
  finding VARCHAR(12) NOT NULL,
  place TEXT NOT NULL,
  what TEXT NOT NULL,
  target TEXT NOT NULL,
  PRIMARY KEY (site, run, clause, finding),
  FOREIGN KEY (site, run, clause) REFERENCES verdicts (site, run, clause))
"""
_BY_FINDING = "CREATE INDEX findings_by_id ON findings (site, finding)"
_WARNINGS = """
CREATE TABLE warnings (
  site VARCHAR(120) NOT NULL,
  run VARCHAR(60) NOT NULL,
  clause VARCHAR(80) NOT NULL,
  number INTEGER NOT NULL,
  place TEXT NOT NULL,
  what TEXT NOT NULL,
  PRIMARY KEY (site, run, clause, number),
  FOREIGN KEY (site, run, clause) REFERENCES verdicts (site, run, clause))
"""
_TABLES = MetaData()
_RUN = Table(
    "runs",
    _TABLES,
    *(Column(name, String) for name in ("site", "run", "name", "url", "standard", "started", "finished", "tool")),
    Column("as_of", Date),
    Column("complete", Boolean),
)
_VERDICT = Table(
    "verdicts",
    _TABLES,
    *(Column(name, String) for name in ("site", "run", "clause", "word", "reason", "note")),
    Column("awards", Integer),
)
_FINDING = Table(
    "findings",
    _TABLES,
    *(Column(name, String) for name in ("site", "run", "clause", "finding", "place", "what", "target")),
)
_WARNING = Table(
    "warnings",
    _TABLES,
    *(Column(name, String) for name in ("site", "run", "clause", "place", "what")),
    Column("number", Integer),
)


@dataclass(frozen=True, slots=True)
class PastRun:
    """One run as the archive remembers it."""

    site: str
    run: str
    as_of: date
    started: datetime
    complete: bool


class Archive:
    """The history of conclusions. Everything raises ArchiveError when the archive cannot be used.

    Args:
        engine: the database, the one of `archive_url()` by default.
    """

    def __init__(self, engine: Engine | None = None) -> None:
        self._engine = engine or connect()
        migrate(self._engine, "runs", _steps(self._engine.dialect.name))

    def add(self, inspection: Inspection) -> bool:
        """Write down a run with its verdicts, findings and early warnings in one transaction.

        Returns:
            False when all of it was there already. Of a run written down before there were early warnings, these are
            added.
        """
        slug, run = inspection.header.site.slug, inspection.folder.name
        key = {"site": slug, "run": run}
        with writing(self._engine) as connection:
            fresh = not _has(connection, _RUN, key)
            conclusions = tuple({one.clause_id: one for one in inspection.attempts}.values())
            if fresh:
                connection.execute(_RUN.insert(), _run_row(inspection))
                _insert(connection, _VERDICT, key, [_verdict_row(one) for one in conclusions])
                _insert(connection, _FINDING, key, [row for one in conclusions for row in _finding_rows(one, slug)])
            warnings = [row for one in conclusions for row in _warning_rows(one)]
            unwarned = fresh or not _has(connection, _WARNING, key)
            if unwarned:
                _insert(connection, _WARNING, key, warnings)
        return fresh or (unwarned and bool(warnings))

    def runs(self, site: str) -> tuple[PastRun, ...]:
        """All runs on a site, oldest first."""
        wanted = select(_RUN).where(_RUN.c.site == site).order_by(_RUN.c.started)
        with reading(self._engine) as connection:
            return tuple(
                PastRun(row.site, row.run, row.as_of, datetime.fromisoformat(row.started), bool(row.complete))
                for row in connection.execute(wanted)
            )

    def words(self, site: str, run: str) -> dict[str, str]:
        """The conclusion on each clause of a run, by clause id, in 报告用语."""
        own = (_VERDICT.c.site == site) & (_VERDICT.c.run == run)
        with reading(self._engine) as connection:
            rows = connection.execute(select(_VERDICT.c.clause, _VERDICT.c.word).where(own))
            return {row.clause: row.word for row in rows}

    def findings(self, site: str, run: str) -> dict[str, str]:
        """What each finding of a run says, by its stable id."""
        own = (_FINDING.c.site == site) & (_FINDING.c.run == run)
        with reading(self._engine) as connection:
            return {row.finding: row.what for row in connection.execute(select(_FINDING).where(own))}

    def warnings(self, site: str, run: str) -> tuple[tuple[str, EarlyWarning], ...]:
        """The early warnings of a run, each with the id of its clause."""
        own = (_WARNING.c.site == site) & (_WARNING.c.run == run)
        wanted = select(_WARNING).where(own).order_by(_WARNING.c.clause, _WARNING.c.number)
        with reading(self._engine) as connection:
            return tuple((row.clause, EarlyWarning(row.place, row.what)) for row in connection.execute(wanted))


def _steps(dialect: str) -> tuple[tuple[str, ...], ...]:
    triggers = (*frozen("runs", dialect), *frozen("verdicts", dialect), *frozen("findings", dialect))
    server = frozen_on_server(("runs", "verdicts", "findings", "warnings"), dialect)
    return (
        (_RUNS, _VERDICTS, _FINDINGS, _BY_FINDING, *triggers),
        (_WARNINGS, *frozen("warnings", dialect), *server),
    )


def _has(connection: Connection, table: Table, key: dict[str, str]) -> bool:
    """Whether a table has any row of a run."""
    return connection.execute(select(table.c.run).filter_by(**key).limit(1)).first() is not None


def _insert(connection: Connection, table: Table, key: dict[str, str], rows: list[dict[str, object]]) -> None:
    if rows:
        connection.execute(table.insert(), [{**key, **row} for row in rows])


def _run_row(inspection: Inspection) -> dict[str, object]:
    header, footer = inspection.header, inspection.footer
    return {
        "site": header.site.slug,
        "run": inspection.folder.name,
        "name": header.site.name,
        "url": header.site.url,
        "standard": header.standard.code,
        "as_of": header.as_of,
        "started": header.started.isoformat(timespec="milliseconds"),
        "finished": footer.finished.isoformat(timespec="milliseconds") if footer else None,
        "complete": inspection.complete,
        "tool": header.tool,
    }


def _verdict_row(one: Conclusion) -> dict[str, object]:
    row: dict[str, object] = {"clause": one.clause_id, "word": one.word, "reason": "", "awards": 1}
    if isinstance(one, Judged):
        return {**row, "note": one.verdict.note, "awards": one.verdict.awards}
    return {**row, "note": one.cause, "reason": one.reason}


def _finding_rows(one: Conclusion, slug: str) -> list[dict[str, object]]:
    if not isinstance(one, Judged):
        return []
    return [
        {
            "clause": one.clause_id,
            "finding": finding.id(slug, one.clause_id),
            "place": finding.where,
            "what": finding.what,
            "target": finding.target,
        }
        for finding in one.verdict.findings
    ]


def _warning_rows(one: Conclusion) -> list[dict[str, object]]:
    warnings = one.verdict.warnings if isinstance(one, Judged) else ()
    return [
        {"clause": one.clause_id, "number": number, "place": warning.where, "what": warning.what}
        for number, warning in enumerate(warnings, 1)
    ]
