"""What was found, what was fetched, what is waiting? The crawl on disk, safe against a kill at any time."""

import json
import sqlite3
import time
from array import array
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple, Self

_SCHEMA = """
CREATE TABLE IF NOT EXISTS url (
  id INTEGER PRIMARY KEY, address TEXT NOT NULL, own INTEGER NOT NULL, depth INTEGER NOT NULL,
  text TEXT NOT NULL, sort TEXT NOT NULL, raw TEXT NOT NULL, skipped TEXT,
  state TEXT, why TEXT, status INTEGER, final TEXT, chain TEXT, type TEXT, size INTEGER, elapsed REAL,
  looks INTEGER DEFAULT 0);
CREATE TABLE IF NOT EXISTS page (
  id INTEGER PRIMARY KEY, title TEXT NOT NULL, refs BLOB NOT NULL, reading INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS note (key TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
# What is counted for addresses that nobody came to ask for.
WAITING = "没有轮到"
_BATCH = 64
_PAUSE = 1.0


class Reading(IntEnum):
    """How a page was read: as served; as served though scripts fill it; in the browser; a style sheet, no page."""

    PLAIN = 0
    SCRIPTED = 1
    RENDERED = 2
    SHEET = 3


class Met(NamedTuple):
    """An address as first met; the fields are those of `Target`."""

    address: str
    own: bool
    depth: int
    text: str
    sort: str
    raw: str


@dataclass(frozen=True, slots=True)
class Target:
    """One distinct address, as first met.

    Attributes:
        own: on the site's own hosts (its references are followed).
        depth: clicks from the home page.
        text: words on the first reference; `sort` and `raw` as there.
    """

    id: int
    address: str
    own: bool
    depth: int
    text: str
    sort: str
    raw: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """What became of one address: judged state and reason (words of pages.links), facts of the answer."""

    id: int
    state: str
    why: str
    status: int
    final: str
    chain: tuple[tuple[str, int], ...]
    type: str
    size: int
    elapsed: float


class Frontier:
    """All addresses of one crawl.

    Everything is written in small transactions as it happens: after a kill, what was not committed is fetched again,
    at most one batch and what was on the wire.

    Args:
        path: database file; an existing one is continued.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        # One writer on one thread at a time; the crawl lives on the fetcher's loop, the reader comes afterwards.
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + _SCHEMA)
        self._ids: dict[str, int] = {}
        self.waiting: dict[bool, deque[Target]] = {True: deque(), False: deque()}
        self._new: list[tuple[object, ...]] = []
        self._done: list[Fetched] = []
        self._pages: list[tuple[int, str, bytes, int]] = []
        self._written = time.monotonic()
        self._load()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _load(self) -> None:
        for id_, address, own, depth, text, sort, raw, skipped, state in self._db.execute(
            "SELECT id, address, own, depth, text, sort, raw, skipped, state FROM url ORDER BY id"
        ):
            self._ids[address] = id_
            if skipped is None and state is None:
                self.waiting[bool(own)].append(Target(id_, address, bool(own), depth, text, sort, raw))

    def known(self, address: str) -> int | None:
        """Id of an address met before."""
        return self._ids.get(address)

    def add(self, met: Met, skipped: str | None = None, *, waits: bool = True) -> int:
        """Remember a new address and return its id.

        Args:
            met: the address, not known before.
            skipped: why it will never be fetched.
            waits: put it in the queue; False when its answer is already there.
        """
        id_ = len(self._ids) + 1
        self._ids[met.address] = id_
        self._new.append((id_, *met, skipped))
        if skipped is None and waits:
            self.waiting[met.own].append(Target(id_, *met))
        return id_

    def skip(self, id_: int, why: str) -> None:
        """Remember why an address that was waiting is not fetched after all."""
        self.commit()
        self._db.execute("UPDATE url SET skipped=? WHERE id=?", (why, id_))

    def page(self, id_: int, title: str, refs: Iterable[int], reading: Reading) -> None:
        """Remember what a page or style sheet of the site refers to."""
        self._pages.append((id_, title, array("I", refs).tobytes(), reading))

    def done(self, fetched: Fetched) -> None:
        """Remember what became of an address; written with everything found on it, at the latest a second later."""
        self._done.append(fetched)
        if len(self._done) >= _BATCH or time.monotonic() - self._written > _PAUSE:
            self.commit()

    def commit(self) -> None:
        """Write everything pending in one transaction."""
        self._written = time.monotonic()
        if not (self._new or self._done or self._pages):
            return
        with self._transaction() as db:
            db.executemany(
                "INSERT INTO url (id, address, own, depth, text, sort, raw, skipped) VALUES (?,?,?,?,?,?,?,?)",
                self._new,
            )
            db.executemany("INSERT OR REPLACE INTO page VALUES (?,?,?,?)", self._pages)
            db.executemany(
                "UPDATE url SET state=?, why=?, status=?, final=?, chain=?, type=?, size=?, elapsed=?, looks=looks+1"
                " WHERE id=?",
                [
                    (f.state, f.why, f.status, f.final, json.dumps(f.chain), f.type, f.size, f.elapsed, f.id)
                    for f in self._done
                ],
            )
        self._new, self._done, self._pages = [], [], []

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self._db.execute("BEGIN")
        try:
            yield self._db
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def note(self, key: str, value: str) -> None:
        """Keep one fact of the crawl (limits reached, baseline …)."""
        self._db.execute("INSERT OR REPLACE INTO note VALUES (?,?)", (key, value))

    def forget(self, key: str) -> None:
        """Drop a fact that is no longer true."""
        self._db.execute("DELETE FROM note WHERE key=?", (key,))

    def notes(self) -> dict[str, str]:
        """All facts kept."""
        return dict(self._db.execute("SELECT key, value FROM note"))

    def in_state(self, *states: str, looks: int | None = None) -> Iterator[tuple[Target, Fetched]]:
        """Addresses judged to be in one of some states, in order of discovery.

        Args:
            states: words of `pages.links.LinkState`.
            looks: only those looked at so many times.
        """
        self.commit()
        rows = self._db.execute(
            "SELECT id, address, own, depth, text, sort, raw, state, why, status, final, chain, type, size, elapsed"
            " FROM url WHERE state IN (SELECT value FROM json_each(?)) AND (? IS NULL OR looks=?) ORDER BY id",
            (json.dumps(states), looks, looks),
        ).fetchall()
        for row in rows:
            target = Target(row[0], row[1], bool(row[2]), *row[3:7])
            chain = tuple((url, status) for url, status in json.loads(row[11]))
            yield target, Fetched(row[0], row[7], row[8], row[9], row[10], chain, row[12], row[13], row[14])

    def carriers(self, ids: Iterable[int], first: int) -> dict[int, tuple[int, tuple[str, ...]]]:
        """For each address, how many pages refer to it and the first of them.

        Args:
            ids: addresses asked about.
            first: pages to name at most.
        """
        self.commit()
        wanted = set(ids)
        counts: Counter[int] = Counter()
        named: dict[int, list[str]] = {id_: [] for id_ in wanted}
        query = "SELECT url.address, page.refs FROM page JOIN url USING (id) ORDER BY page.id"
        for address, blob in self._db.execute(query):
            refs = array("I")
            refs.frombytes(blob)
            for id_ in wanted.intersection(refs):
                counts[id_] += 1
                if len(named[id_]) < first:
                    named[id_].append(address)
        return {id_: (counts[id_], tuple(named[id_])) for id_ in wanted}

    def references_of(self, address: str) -> frozenset[int]:
        """Ids of what one page refers to, empty when it was not read."""
        self.commit()
        row = self._db.execute("SELECT refs FROM page JOIN url USING (id) WHERE address=?", (address,)).fetchone()
        refs = array("I")
        refs.frombytes(row[0] if row else b"")
        return frozenset(refs)

    def counts(self, among: Iterable[int] | None = None) -> dict[str, int]:
        """How many addresses are in each state (WAITING for those never asked).

        Args:
            among: ids to look at, all when None.
        """
        self.commit()
        ids = None if among is None else json.dumps([*among])
        rows = self._db.execute(
            "SELECT COALESCE(skipped, state, ?1), COUNT(*) FROM url"
            " WHERE ?2 IS NULL OR id IN (SELECT value FROM json_each(?2)) GROUP BY 1",
            (WAITING, ids),
        )
        return {str(word): int(number) for word, number in rows}

    def page_count(self) -> int:
        """How many pages of the site were read; style sheets are none."""
        self.commit()
        row = self._db.execute("SELECT COUNT(*) FROM page WHERE reading <> ?", (Reading.SHEET,)).fetchone()
        return int(row[0])

    def scripted(self) -> list[Target]:
        """Pages whose references are likely filled in by scripts and which the browser has not read yet."""
        self.commit()
        query = (
            "SELECT id, address, own, depth, text, sort, raw FROM page JOIN url USING (id) WHERE reading=?"
            " ORDER BY depth, id"
        )
        rows = self._db.execute(query, (Reading.SCRIPTED,))
        return [Target(row[0], row[1], bool(row[2]), *row[3:]) for row in rows]

    def target(self, address: str) -> Target | None:
        """An address met before as it was first met, None when it was not."""
        self.commit()
        query = "SELECT id, address, own, depth, text, sort, raw FROM url WHERE id=?"
        row = self._db.execute(query, (self._ids.get(address),)).fetchone()
        return Target(row[0], row[1], bool(row[2]), *row[3:]) if row else None

    def followed(self) -> Iterator[str]:
        """Every address of the site that was fetched or waits, in order of discovery."""
        self.commit()
        rows = self._db.execute("SELECT address FROM url WHERE own AND skipped IS NULL ORDER BY id")
        return (str(row[0]) for row in rows)

    def close(self) -> None:
        """Write what is pending and close the file; safe to call twice."""
        try:
            self.commit()
            self._db.close()
        except sqlite3.ProgrammingError:  # already closed
            return
