"""Which consultations were sent to which site, and what became of them? The letters of the archive."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, Column, Date, Engine, MetaData, Row, String, Table, select

from pages.consultations import Consultation, Sighting
from pages.database import connect, frozen, frozen_on_server, migrate, moment_of, reading, stamp, writing

_LETTERS = """
CREATE TABLE letters (
  site VARCHAR(120) NOT NULL,
  sent_ms BIGINT NOT NULL,
  title TEXT NOT NULL,
  content TEXT NOT NULL,
  number VARCHAR(80) NOT NULL,
  code VARCHAR(80) NOT NULL,
  url TEXT NOT NULL,
  query_url TEXT NOT NULL,
  PRIMARY KEY (site, sent_ms))
"""
_SIGHTINGS = """
CREATE TABLE letter_sightings (
  site VARCHAR(120) NOT NULL,
  sent_ms BIGINT NOT NULL,
  seen_on DATE NOT NULL,
  answered BOOLEAN NOT NULL,
  replied_on DATE,
  answer TEXT NOT NULL,
  PRIMARY KEY (site, sent_ms, seen_on, answered),
  FOREIGN KEY (site, sent_ms) REFERENCES letters (site, sent_ms))
"""
_TABLES = MetaData()
_LETTER = Table(
    "letters",
    _TABLES,
    Column("site", String, primary_key=True),
    Column("sent_ms", BigInteger, primary_key=True),
    *(Column(name, String) for name in ("title", "content", "number", "code", "url", "query_url")),
)
_SIGHTING = Table(
    "letter_sightings",
    _TABLES,
    Column("site", String, primary_key=True),
    Column("sent_ms", BigInteger, primary_key=True),
    Column("seen_on", Date, primary_key=True),
    Column("answered", Boolean, primary_key=True),
    Column("replied_on", Date),
    Column("answer", String),
)


class DatabaseLetterLog:
    """Consultations in the archive (a `LetterLog`). Everything raises ArchiveError when the archive cannot be used.

    Args:
        engine: the database, the one of `archive_url()` by default.
    """

    def __init__(self, engine: Engine | None = None) -> None:
        self._engine = engine or connect()
        migrate(self._engine, "letters", _steps(self._engine.dialect.name))

    def sent(self, site: str, since: datetime, before: datetime) -> tuple[Consultation, ...]:
        """Consultations sent in [since, before), oldest first."""
        span = (_LETTER.c.sent_ms >= stamp(since)) & (_LETTER.c.sent_ms < stamp(before))
        wanted = select(_LETTER).where((_LETTER.c.site == site) & span).order_by(_LETTER.c.sent_ms)
        with reading(self._engine) as connection:
            return tuple(map(_consultation, connection.execute(wanted)))

    def sightings(self, letter: Consultation) -> tuple[Sighting, ...]:
        """What was seen of a consultation so far, oldest first."""
        own = (_SIGHTING.c.site == letter.site) & (_SIGHTING.c.sent_ms == stamp(letter.sent_at))
        wanted = select(_SIGHTING).where(own).order_by(_SIGHTING.c.seen_on, _SIGHTING.c.answered)
        with reading(self._engine) as connection:
            return tuple(
                Sighting(row.seen_on, bool(row.answered), row.replied_on, row.answer)
                for row in connection.execute(wanted)
            )

    def remember(self, letter: Consultation) -> None:
        """Write down a consultation just accepted."""
        row = {
            name: getattr(letter, name) for name in ("site", "title", "content", "number", "code", "url", "query_url")
        }
        with writing(self._engine) as connection:
            connection.execute(_LETTER.insert(), {**row, "sent_ms": stamp(letter.sent_at)})

    def saw(self, letter: Consultation, sighting: Sighting) -> None:
        """Write down what was seen of it; the same sighting of the same day changes nothing."""
        if any((one.on, one.answered) == (sighting.on, sighting.answered) for one in self.sightings(letter)):
            return
        with writing(self._engine) as connection:
            connection.execute(
                _SIGHTING.insert(),
                {
                    "site": letter.site,
                    "sent_ms": stamp(letter.sent_at),
                    "seen_on": sighting.on,
                    "answered": sighting.answered,
                    "replied_on": sighting.replied_on,
                    "answer": sighting.answer,
                },
            )


def _steps(dialect: str) -> tuple[tuple[str, ...], ...]:
    first = (_LETTERS, _SIGHTINGS, *frozen("letters", dialect), *frozen("letter_sightings", dialect))
    return first, frozen_on_server(("letters", "letter_sightings"), dialect)


def _consultation(row: Row[tuple[object, ...]]) -> Consultation:
    sent_at = moment_of(row.sent_ms)
    return Consultation(row.site, row.title, row.content, row.number, row.code, row.url, row.query_url, sent_at)
