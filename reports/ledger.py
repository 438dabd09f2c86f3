"""What happened in a run, line by line? `ledger.jsonl`: the single source of truth every report is made from.

One JSON object per line, flushed as it happens, so that a killed run loses at most the line being written.
"""

from __future__ import annotations

import json
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from reports.codec import VERSION, from_row, to_row
from reports.inspection import Inspection
from reports.records import Header, Record
from reports.scrubbing import Scrubber

LEDGER = "ledger.jsonl"


class LedgerError(ValueError):
    """A ledger cannot be read: one Chinese sentence naming file and line."""


class Ledger:
    """Writes the ledger of a run.

    Args:
        folder: the run's folder, which exists.
        header: the first line.
        scrubber: removes secrets before anything is written.
    """

    def __init__(self, folder: Path, header: Header, scrubber: Scrubber | None = None) -> None:
        self.folder = folder
        self._slug = header.site.slug
        self._scrubber = scrubber or Scrubber()
        self._file = (folder / LEDGER).open("x", encoding="utf-8", newline="\n")
        self.append(header)

    def append(self, record: Record) -> None:
        """Write one record and hand it to the operating system at once."""
        row = self._scrubber.row(to_row(record, self._slug))
        self._file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
        self._file.flush()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def read(path: Path) -> Inspection:
    """Read a ledger (the file, or the folder of its run).

    A last line torn by a crash is left out and told by `Inspection.torn`.

    Raises:
        LedgerError: no such file, another line is damaged, no header, or written by a newer version.
    """
    file = path / LEDGER if path.is_dir() else path
    if not file.is_file():
        raise LedgerError(f"没有台账文件 {file}。")
    lines = file.read_bytes().split(b"\n")
    torn = lines.pop().decode(errors="replace")
    records: list[Record] = []
    for number, line in enumerate(lines, 1):
        row = _row(line, f"{file} 第 {number} 行")
        records.append(_record(row, f"{file} 第 {number} 行"))
    if not records or not isinstance(records[0], Header):
        raise LedgerError(f"{file} 的第一行不是检查信息，文件可能不完整。")
    return Inspection.of(file.parent, records[0], records[1:], torn)


def _row(line: bytes, place: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError:
        raise LedgerError(f"{place}不是 JSON，台账已损坏。") from None
    if not isinstance(row, dict):
        raise LedgerError(f"{place}不是 JSON 对象，台账已损坏。")
    if row.get("v", VERSION) > VERSION:
        raise LedgerError(f"{place}由更新版本的巡检写成（格式 {row['v']}，本版本认识到 {VERSION}），请升级后再读。")
    return row


def _record(row: dict[str, Any], place: str) -> Record:
    try:
        return from_row(row)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise LedgerError(f"{place}（{row.get('kind')}）内容不完整：{error}") from error
