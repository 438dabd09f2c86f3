"""Where is history kept, and how does its form change over the years? One database, numbered steps, writers in turn."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from pages.clock import BEIJING

VARIABLE = "XUNJIAN_ARCHIVE"
DEFAULT = Path(__file__).resolve().parent.parent / "reports" / "runs" / "archive.db"
_BUSY_SECONDS = 60
_EPOCH = datetime(1970, 1, 1, 8, tzinfo=BEIJING)
_WRITING = "xunjian_writing"
_LOCK = 7_302_019  # any number, the same for all our processes: PostgreSQL lets one of them at a time change tables
_STEPS = """
CREATE TABLE IF NOT EXISTS schema_steps (
  part VARCHAR(40) NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (part, number))
"""
_REFUSE = """
CREATE OR REPLACE FUNCTION xunjian_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'append-only'; END $$
"""


class ArchiveError(Exception):
    """History cannot be read or written: one Chinese sentence."""


def stamp(moment: datetime) -> int:
    """A moment with time zone as it is kept: milliseconds since 1970 began in Greenwich, alike on every database."""
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def moment_of(kept: int) -> datetime:
    """The moment, in Beijing time, that was kept as `stamp` makes it."""
    return _EPOCH + timedelta(milliseconds=kept)


def archive_url() -> str:
    """Address of the database as SQLAlchemy writes it: environment variable XUNJIAN_ARCHIVE, else a file of ours."""
    return os.environ.get(VARIABLE) or f"sqlite:///{DEFAULT}"


def connect(url: str | None = None) -> Engine:
    """Open the database, making the file and its folder when there is none.

    Args:
        url: any SQLAlchemy address, `archive_url()` by default.

    Raises:
        ArchiveError: the address is none, or its driver is not installed.
    """
    try:
        address = make_url(url or archive_url())
        if address.get_backend_name() != "sqlite":
            return create_engine(address, pool_pre_ping=True)
        if address.database:
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        # A connection for each use: files are opened in no time, and none is left open when a process is forked.
        engine = create_engine(address, poolclass=NullPool, connect_args={"timeout": _BUSY_SECONDS})
    except (ArgumentError, ImportError, OSError, SQLAlchemyError) as error:
        raise ArchiveError(f"环境变量 {VARIABLE} 或档案文件不可用：{error}。") from error
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: Any, _record: object) -> None:  # noqa: ANN401  sqlite3.Connection behind SQLAlchemy's own
    # Our own BEGIN below instead of the driver's, which would take the write lock too late to wait for it.
    connection.isolation_level = None
    # WAL: readers and one writer do not stop each other. FULL: what was acknowledged survives a power cut, too.
    # Recursive triggers: without them INSERT OR REPLACE deletes rows without asking the triggers that refuse it.
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "recursive_triggers=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get(_WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One short transaction that writes; writers wait for each other.

    Raises:
        ArchiveError: it could not be written (disk full, no rights, locked for too long).
    """
    try:
        with engine.connect() as plain:
            connection = plain.execution_options(**{_WRITING: True})
            with connection.begin():
                yield connection
    except SQLAlchemyError as error:
        raise ArchiveError(f"历史档案没有写入：{_cause(error)}。") from error


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that reads.

    Raises:
        ArchiveError: it could not be read.
    """
    try:
        with engine.connect() as connection, connection.begin():
            yield connection
    except SQLAlchemyError as error:
        raise ArchiveError(f"历史档案读不出来：{_cause(error)}。") from error


def _cause(error: SQLAlchemyError) -> str:
    return str(getattr(error, "orig", None) or error).strip().splitlines()[0]


def migrate(engine: Engine, part: str, steps: Sequence[Sequence[str]]) -> None:
    """Bring the tables of one part of the archive to the newest form; nothing happens when they have it.

    Args:
        engine: the database.
        part: name under which the steps taken are counted.
        steps: for each number from 1 on, the SQL statements that lead there. Published steps never change.

    Raises:
        ArchiveError: the database was made by a newer version, or cannot be written.
    """
    with writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
        connection.execute(text(_STEPS))
        asked = text("SELECT max(number) FROM schema_steps WHERE part = :part")
        taken = connection.execute(asked, {"part": part}).scalar() or 0
        if taken > len(steps):
            raise ArchiveError(
                f"历史档案由更新版本的巡检写成（{part} {taken}，本版本认识到 {len(steps)}），请升级后再用。"
            )
        for number, statements in enumerate(steps[taken:], taken + 1):
            for statement in statements:
                connection.execute(text(statement))
            row = {"part": part, "number": number}
            connection.execute(text("INSERT INTO schema_steps (part, number) VALUES (:part, :number)"), row)


def frozen(table: str, dialect: str) -> tuple[str, ...]:
    """SQL by which SQLite refuses to change or delete rows of a table: history is only ever added to.

    Args:
        table: its name.
        dialect: of the database; () for any other than `sqlite`.
    """
    if dialect != "sqlite":
        return ()
    return tuple(
        f"CREATE TRIGGER {table}_no_{event} BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, 'append-only'); END"
        for event in ("update", "delete")
    )


def frozen_on_server(tables: Sequence[str], dialect: str) -> tuple[str, ...]:
    """SQL by which PostgreSQL refuses to change, delete or truncate tables, as `frozen` does for SQLite.

    Args:
        tables: their names.
        dialect: of the database; () for any other than `postgresql`, whose rights are their administrator's business.
    """
    if dialect != "postgresql":
        return ()
    return (
        _REFUSE,
        *(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION xunjian_append_only()"
            for table in tables
        ),
    )
