"""Which earlier runs is a new one compared with? The archive's runs, with what comparing needs beside the conclusions.

Beside the tables of `reports.archive`: under which edition of each standard a run judged, which pages it drew by lot,
which of its findings a waiver covered or were candidates only, and what it scored.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Engine,
    FromClause,
    Integer,
    MetaData,
    String,
    Table,
    column,
    select,
    table,
)
from sqlalchemy import Row as DatabaseRow

from pages.database import connect, frozen, frozen_on_server, migrate, reading, writing
from reports.archive import Archive
from reports.inspection import Inspection
from reports.snapshot import Problem, Snapshot

_STANDARDS = """
CREATE TABLE run_standards (
  site VARCHAR(120) NOT NULL,
  run VARCHAR(60) NOT NULL,
  code VARCHAR(60) NOT NULL,
  sha256 VARCHAR(64) NOT NULL,
  PRIMARY KEY (site, run, code),
  FOREIGN KEY (site, run) REFERENCES runs (site, run))
"""
_PAGES = """
CREATE TABLE run_pages (
  site VARCHAR(120) NOT NULL,
  run VARCHAR(60) NOT NULL,
  number INTEGER NOT NULL,
  url TEXT NOT NULL,
  PRIMARY KEY (site, run, number),
  FOREIGN KEY (site, run) REFERENCES runs (site, run))
"""
_PROBLEMS = """
CREATE TABLE run_problems (
  site VARCHAR(120) NOT NULL,
  run VARCHAR(60) NOT NULL,
  clause VARCHAR(80) NOT NULL,
  finding VARCHAR(12) NOT NULL,
  place TEXT NOT NULL,
  what TEXT NOT NULL,
  word VARCHAR(20) NOT NULL,
  waived BOOLEAN NOT NULL,
  PRIMARY KEY (site, run, clause, finding),
  FOREIGN KEY (site, run) REFERENCES runs (site, run))
"""
_SCORES = """
CREATE TABLE run_scores (
  site VARCHAR(120) NOT NULL,
  run VARCHAR(60) NOT NULL,
  result VARCHAR(40) NOT NULL,
  score VARCHAR(20) NOT NULL,
  whole BOOLEAN NOT NULL,
  PRIMARY KEY (site, run),
  FOREIGN KEY (site, run) REFERENCES runs (site, run))
"""
_OWN = ("run_standards", "run_pages", "run_problems", "run_scores")
_TABLES = MetaData()
_STANDARD = Table("run_standards", _TABLES, *(Column(name, String) for name in ("site", "run", "code", "sha256")))
_PAGE = Table(
    "run_pages", _TABLES, *(Column(name, String) for name in ("site", "run", "url")), Column("number", Integer)
)
_PROBLEM = Table(
    "run_problems",
    _TABLES,
    *(Column(name, String) for name in ("site", "run", "clause", "finding", "place", "what", "word")),
    Column("waived", Boolean),
)
_SCORE = Table(
    "run_scores",
    _TABLES,
    *(Column(name, String) for name in ("site", "run", "result", "score")),
    Column("whole", Boolean),
)
_RUN = table("runs", *(column(name) for name in ("site", "run", "as_of", "started", "complete")))
_VERDICT = table("verdicts", *(column(name) for name in ("site", "run", "clause", "word")))


class PastRuns:
    """The runs of the archive as they are compared. Everything raises ArchiveError when it cannot be used.

    Args:
        engine: the database, the one of `archive_url()` by default.
    """

    def __init__(self, engine: Engine | None = None) -> None:
        self._engine = engine or connect()
        self._archive = Archive(self._engine)
        dialect = self._engine.dialect.name
        triggers = [statement for name in _OWN for statement in frozen(name, dialect)]
        steps = ((_STANDARDS, _PAGES, _PROBLEMS, _SCORES, *triggers, *frozen_on_server(_OWN, dialect)),)
        migrate(self._engine, "comparing", steps)

    def add(self, inspection: Inspection) -> bool:
        """Write a run into the archive with all that comparing needs; False when all of it was there already."""
        added = self._archive.add(inspection)
        snapshot = Snapshot.of(inspection)
        key = {"site": snapshot.site, "run": snapshot.run}
        with writing(self._engine) as connection:
            known = select(_STANDARD.c.run).where((_STANDARD.c.site == key["site"]) & (_STANDARD.c.run == key["run"]))
            if connection.execute(known).first() is not None:
                return added
            _write(connection, snapshot, key)
        return True

    def snapshots(self, site: str) -> tuple[Snapshot, ...]:
        """All runs on a site that can be compared, oldest first."""
        with reading(self._engine) as connection:
            runs = connection.execute(select(_RUN).where(_RUN.c.site == site).order_by(_RUN.c.started)).all()
            standards = _grouped(connection, _STANDARD, site)
            pages = _grouped(connection, _PAGE, site)
            problems = _grouped(connection, _PROBLEM, site)
            words = _grouped(connection, _VERDICT, site)
            scores = _grouped(connection, _SCORE, site)
        return tuple(
            Snapshot(
                site=site,
                run=row.run,
                as_of=datetime.fromisoformat(str(row.as_of)).date(),
                started=datetime.fromisoformat(row.started),
                complete=bool(row.complete),
                words=MappingProxyType({each.clause: each.word for each in words[row.run]}),
                problems=MappingProxyType({each.finding: _problem(each) for each in problems[row.run]}),
                standards=MappingProxyType({each.code: each.sha256 for each in standards[row.run]}),
                sampled=frozenset(each.url for each in pages[row.run]),
                whole=bool(scores[row.run][0].whole),
                result=scores[row.run][0].result,
                score=scores[row.run][0].score,
            )
            for row in runs
            if standards[row.run]
        )


def _write(connection: Connection, snapshot: Snapshot, key: dict[str, str]) -> None:
    for where, rows in (
        (_STANDARD, [{"code": code, "sha256": sha256} for code, sha256 in snapshot.standards.items()]),
        (_PAGE, [{"number": number, "url": url} for number, url in enumerate(sorted(snapshot.sampled))]),
        (_SCORE, [{"result": snapshot.result, "score": snapshot.score, "whole": snapshot.whole}]),
        (_PROBLEM, [_row(problem) for problem in snapshot.problems.values()]),
    ):
        if rows:
            connection.execute(where.insert(), [{**key, **row} for row in rows])


def _row(problem: Problem) -> dict[str, object]:
    return {
        "clause": problem.clause_id,
        "finding": problem.id,
        "place": problem.place,
        "what": problem.what,
        "word": problem.word,
        "waived": problem.waived,
    }


def _problem(row: DatabaseRow[Any]) -> Problem:
    return Problem(row.finding, row.clause, row.place, row.what, row.word, bool(row.waived))


def _grouped(connection: Connection, source: FromClause, site: str) -> defaultdict[str, list[DatabaseRow[Any]]]:
    found: defaultdict[str, list[DatabaseRow[Any]]] = defaultdict(list)
    for row in connection.execute(select(source).where(source.c.site == site)):
        found[row.run].append(row)
    return found
