"""Which visits were paid to which home page, and when? The table `probes` of the archive."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import BigInteger, Boolean, Column, Engine, Float, Integer, MetaData, Row, String, Table, func, select

from pages.database import connect, frozen, frozen_on_server, migrate, moment_of, reading, stamp, writing
from pages.errors import Reason
from pages.probes import Probe, Try

_REASONS = {reason.code: reason for reason in Reason}
_CREATE = """
CREATE TABLE probes (
  site VARCHAR(120) NOT NULL,
  at_ms BIGINT NOT NULL,
  url TEXT NOT NULL,
  seconds DOUBLE PRECISION NOT NULL,
  status INTEGER NOT NULL,
  reason VARCHAR(20) NOT NULL,
  detail TEXT NOT NULL,
  again_at_ms BIGINT,
  again_seconds DOUBLE PRECISION,
  again_status INTEGER,
  again_reason VARCHAR(20),
  again_detail TEXT,
  ours BOOLEAN NOT NULL,
  PRIMARY KEY (site, at_ms))
"""
_AGAIN = "again_"
_TABLE = Table(
    "probes",
    MetaData(),
    Column("site", String, primary_key=True),
    Column("at_ms", BigInteger, primary_key=True),
    Column("url", String),
    Column("ours", Boolean),
    *(
        Column(f"{which}{name}", kind)
        for which in ("", _AGAIN)
        for name, kind in (("seconds", Float), ("status", Integer), ("reason", String), ("detail", String))
    ),
    Column("again_at_ms", BigInteger),
)


class DatabaseProbeLog:
    """Visits in the archive (a `ProbeLog`).

    Args:
        engine: the database, the one of `archive_url()` by default.

    Raises:
        ArchiveError: it cannot be opened.
    """

    def __init__(self, engine: Engine | None = None) -> None:
        self._engine = engine or connect()
        migrate(self._engine, "probes", _steps(self._engine.dialect.name))

    def append(self, probes: Sequence[Probe]) -> None:
        """Write visits in one transaction; when this returns they are on disk.

        Raises:
            ArchiveError: nothing was written.
        """
        if probes:
            with writing(self._engine) as connection:
                connection.execute(_TABLE.insert(), [_row(one) for one in probes])

    def read(self, site: str, since: datetime, before: datetime) -> tuple[Probe, ...]:
        """Visits to a site in [since, before), in the order of time.

        Raises:
            ArchiveError: the archive cannot be read.
        """
        span = (_TABLE.c.at_ms >= stamp(since)) & (_TABLE.c.at_ms < stamp(before))
        wanted = select(_TABLE).where((_TABLE.c.site == site) & span).order_by(_TABLE.c.at_ms)
        with reading(self._engine) as connection:
            return tuple(map(_probe, connection.execute(wanted)))

    def latest(self, sites: Iterable[str]) -> Mapping[str, datetime]:
        """Moment of the last visit of each site that has any.

        Raises:
            ArchiveError: the archive cannot be read.
        """
        wanted = set(sites)
        last = select(_TABLE.c.site, func.max(_TABLE.c.at_ms)).group_by(_TABLE.c.site)
        with reading(self._engine) as connection:
            return {site: moment_of(ms) for site, ms in connection.execute(last) if site in wanted}


def _steps(dialect: str) -> tuple[tuple[str, ...], ...]:
    return (_CREATE, *frozen("probes", dialect)), frozen_on_server(("probes",), dialect)


def _row(probe: Probe) -> dict[str, object]:
    row: dict[str, object] = {"site": probe.site, "url": probe.url, "ours": probe.ours}
    for which, one in (("", probe.first), (_AGAIN, probe.second)):
        row |= {
            f"{which}at_ms": None if one is None else stamp(one.at),
            f"{which}seconds": None if one is None else round(one.seconds, 3),
            f"{which}status": None if one is None else one.status,
            f"{which}reason": None if one is None else one.reason.code if one.reason else "",
            f"{which}detail": None if one is None else one.detail,
        }
    return row


def _probe(row: Row[tuple[object, ...]]) -> Probe:
    known = row._mapping  # noqa: SLF001  SQLAlchemy's public name for it
    tries = [
        Try(
            moment_of(known[f"{which}at_ms"]),
            known[f"{which}seconds"],
            _reason(known[f"{which}reason"]),
            known[f"{which}status"],
            known[f"{which}detail"],
        )
        for which in ("", _AGAIN)
        if known[f"{which}at_ms"] is not None
    ]
    return Probe(known["site"], known["url"], tries[0], tries[1] if len(tries) > 1 else None, bool(known["ours"]))


def _reason(code: str) -> Reason | None:
    # A word that only a newer version knows says nothing we may judge by.
    return _REASONS.get(code, Reason.BLOCKED) if code else None
