"""Has a page been scanned before, just as it is now? What axe said then, by everything its answer hangs on."""

import contextlib
import hashlib
import sqlite3
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Self

from playwright.sync_api import Error, Page
from pydantic import TypeAdapter, ValidationError

from pages.axe import TAGS, PageScan
from pages.axe_script import AxeScript
from pages.page_scripts import UNTAMPERED

# After so many days a page is scanned anew, whatever it looks like.
LONGEST = timedelta(days=30)
_LOOK = (Path(__file__).parent / "page_look.js").read_text(encoding="utf-8").strip()
_SCRIPT = f"() => {{ {UNTAMPERED} return untampered(() => ({_LOOK})()); }}"
_WITHIN = 5_000
_NOTHING = '""'
_SCANS = TypeAdapter(PageScan)
_SCHEMA = "CREATE TABLE IF NOT EXISTS scan (look TEXT PRIMARY KEY, day TEXT NOT NULL, found TEXT NOT NULL)"


class ScanMemo:
    """Results of earlier scans, of this run too: pages written alike are scanned once.

    Args:
        path: the SQLite file, in a folder that is there; one that is no such file is begun anew, as it holds nothing
            that a scan cannot find again.
        today: the day of the run.
    """

    def __init__(self, path: Path, today: date) -> None:
        self._today = today
        self._recalled: list[date] = []
        try:
            self._db = _opened(path)
        except sqlite3.DatabaseError:
            path.unlink()
            self._db = _opened(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()

    @property
    def recalled(self) -> tuple[date, ...]:
        """The days of all results that were recalled instead of scanning."""
        return tuple(self._recalled)

    def look(self, page: Page, axe: AxeScript) -> str:
        """By what the page is known, with the axe-core asked; empty when a part of it cannot be read.

        Scripts, tokens of forms and the address are left out; the place and size of every element are part of it.
        """
        known = hashlib.sha256(f"{TAGS} {axe.text}".encode())
        for frame in page.frames:
            try:
                told = str(frame.wait_for_function(_SCRIPT, timeout=_WITHIN, polling=100).json_value())
            except Error:
                return ""
            if told == _NOTHING:
                return ""
            known.update(told.encode())
        return known.hexdigest()

    def recall(self, look: str, url: str) -> PageScan | None:
        """What axe found on a page that looked like this, told of the address it has now."""
        row = self._db.execute("SELECT day, found FROM scan WHERE look = ?", (look,)).fetchone()
        if row is None or self._today - (day := date.fromisoformat(row[0])) > LONGEST:
            return None
        with contextlib.suppress(ValidationError):  # written by another version
            scan = replace(_SCANS.validate_json(row[1]), url=url)
            self._recalled.append(day)
            return scan
        return None

    def keep(self, look: str, scan: PageScan) -> None:
        """Remember a result."""
        row = (look, self._today.isoformat(), _SCANS.dump_json(scan).decode())
        with self._db:
            self._db.execute("INSERT OR REPLACE INTO scan VALUES (?, ?, ?)", row)


def _opened(path: Path) -> sqlite3.Connection:
    made = sqlite3.connect(path, timeout=30)
    made.execute(_SCHEMA)
    return made
