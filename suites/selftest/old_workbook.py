"""How does Excel 97 write a table? The smallest file that is one: a compound file around a BIFF8 stream."""

import struct

_SECTOR = 512
_LEAST_STREAM = 4096  # shorter ones would live in the mini stream
_END, _FAT, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF


def old_workbook(rows: list[list[str | float]]) -> bytes:
    """The bytes of an .xls with one sheet of texts and numbers (MS-XLS, MS-CFB)."""
    stream = _stream(rows)
    stream = stream.ljust(max(_LEAST_STREAM, -(-len(stream) // _SECTOR) * _SECTOR), b"\0")
    sectors = len(stream) // _SECTOR
    fat = [_FAT, _END, *range(3, 2 + sectors), _END]
    fat += [_FREE] * (_SECTOR // 4 - len(fat))
    folder = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _FREE, 2, len(stream)) + bytes(256)
    return _head() + struct.pack(f"<{len(fat)}I", *fat) + folder + stream


def _head() -> bytes:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, 1, 0, _LEAST_STREAM, _END, 0, _END, 0)
    return head + struct.pack("<109I", 0, *[_FREE] * 108)


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    spelt = name.encode("utf-16-le").ljust(64, b"\0")
    where = struct.pack("<HBB3I", len(name) * 2 + 2, kind, 1, _FREE, _FREE, child)
    return spelt + where + bytes(36) + struct.pack("<IQ", start, size)


def _record(sort: int, body: bytes) -> bytes:
    return struct.pack("<HH", sort, len(body)) + body


def _stream(rows: list[list[str | float]]) -> bytes:
    begin = _record(0x0809, struct.pack("<4H8x", 0x0600, 0x0005, 0, 0))
    name = b"\x06\x00Sheet1"
    at = len(begin) + 4 + 6 + len(name) + 4
    sheet = _record(0x0085, struct.pack("<IBB", at, 0, 0) + name)
    cells = b"".join(_cell(y, x, value) for y, row in enumerate(rows) for x, value in enumerate(row))
    size = _record(0x0200, struct.pack("<IIHHH", 0, len(rows), 0, max(map(len, rows)), 0))
    end = _record(0x000A, b"")
    return begin + sheet + end + _record(0x0809, struct.pack("<4H8x", 0x0600, 0x0010, 0, 0)) + size + cells + end


def _cell(row: int, column: int, value: str | float) -> bytes:
    place = struct.pack("<3H", row, column, 0)
    if isinstance(value, str):
        return _record(0x0204, place + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
    return _record(0x0203, place + struct.pack("<d", value))
