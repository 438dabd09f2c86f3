"""What does a downloaded file say? Word, Excel, PDF, OFD, text and archives of these, line by line, never without end.

To be called in a process of its own (see `pages.reading_apart`): the files come from anywhere.
"""

import csv
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from xml.etree.ElementTree import ParseError

import pypdfium2
from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

from pages.documents import Document
from pages.encoding import decode
from pages.file_content import Broken, FileKind, extension_of, kind_of
from pages.office_text import ofd_lines, word_lines
from pages.personal_numbers import WHOLE, identity
from pages.text_lines import TEXT, Line, headed, page_lines

MOST_LINES = 20_000
MOST_CHARACTERS = 4_000_000
MOST_PAGES = 300
MOST_ENTRIES = 30
MOST_UNPACKED = 64 * 1024 * 1024
_LOCKED = "加了密码，不能读取"
_BROKEN = "文件已损坏，不能读取"
_HUGE = "解开后过大，没有读取"
_SCANNED = "是扫描件，没有文字可读"
_EXACT = 1e15  # numbers of more digits have lost their last ones in a cell
_SPREADSHEETS = frozenset({"xls", "xlsx", "xlsm", "et"})
_TEXTS = frozenset({"txt", "csv"})
_MARKUP = re.compile(rb"<(?:html|body|table)\b", re.IGNORECASE)
_TAIL = re.compile(r"\d{4,17}$")
_HEAD = re.compile(r"^\d{0,13}[\dXx](?![0-9A-Za-z])")
_ANY_DAY = date.max
_FAULTS = (zipfile.BadZipFile, ParseError, OSError, EOFError, NotImplementedError, struct.error, zlib.error, ValueError)


class UnreadableError(Exception):
    """A file, or the rest of it, cannot be read; str() says why, in Chinese without a full stop."""


@dataclass(frozen=True, slots=True)
class FileText:
    """The lines of one file, and why it was not read (to its end), empty when it was; `name` of the file itself."""

    name: str
    lines: tuple[Line, ...] = ()
    told: str = ""


def read_file(name: str, body: bytes) -> tuple[FileText, ...]:
    """Read one download.

    Args:
        name: file name, for its extension.
        body: all bytes.

    Returns:
        One text, of an archive one for each file in it; what could not be read is told, never raised.
    """
    try:
        if kind_of(body) is FileKind.ARCHIVE and extension_of(name) not in _SPREADSHEETS:
            return _archived(name, body)
    except Broken as broken:
        return (FileText(name, (), str(broken)),)
    return (_text(name, body),)


def _text(name: str, body: bytes) -> FileText:
    lines: list[Line] = []
    left = MOST_CHARACTERS
    try:
        for line in headed(_lines(name, body)):
            left -= sum(map(len, line.cells))
            if len(lines) >= MOST_LINES or left < 0:
                return FileText(name, tuple(lines), f"内容太多，只读了前面 {len(lines)} 行")
            lines.append(line)
    except UnreadableError as error:
        return FileText(name, tuple(lines), str(error))
    except Broken as broken:
        return FileText(name, tuple(lines), str(broken))
    except _FAULTS:
        return FileText(name, tuple(lines), _BROKEN)
    return FileText(name, tuple(lines))


def _lines(name: str, body: bytes) -> Iterator[Line]:
    kind = kind_of(body)
    extension = extension_of(name)
    if extension in _TEXTS and kind in {FileKind.UNKNOWN, FileKind.HTML, FileKind.OFFICE_TEXT}:
        return _plain(body, table=extension == "csv")
    if kind in _READERS:
        return _READERS[kind](body)
    if kind is FileKind.OFFICE_TEXT or (kind is FileKind.HTML and extension in {"doc", *_SPREADSHEETS}):
        return _web_page(body)
    raise UnreadableError(_REFUSED.get(kind, f"{kind.value}，不能读取"))


def _plain(body: bytes, *, table: bool) -> Iterator[Line]:
    text = decode(body)
    rows = csv.reader(io.StringIO(text, newline="")) if table else ([line] for line in text.splitlines())
    try:
        for number, cells in enumerate(rows, 1):
            yield Line(f"第 {number} 行", tuple(cells), 0 if table else TEXT)
    except csv.Error:
        raise UnreadableError(_BROKEN) from None


def _web_page(body: bytes) -> Iterator[Line]:
    if not _MARKUP.search(body):
        raise UnreadableError("网页归档或 XML 格式的 Office 文档，不能读取")
    return iter(page_lines(Document("about:blank", decode(body))))


def _opened(body: bytes) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(io.BytesIO(body))
    if any(info.flag_bits & 1 for info in archive.infolist()):
        raise UnreadableError(_LOCKED)
    if sum(info.file_size for info in archive.infolist()) > MOST_UNPACKED:
        raise UnreadableError(_HUGE)
    return archive


def _word(body: bytes) -> Iterator[Line]:
    with _opened(body) as archive:
        yield from word_lines(archive)


def _ofd(body: bytes) -> Iterator[Line]:
    with _opened(body) as archive:
        yield from ofd_lines(archive)


def _sheets(body: bytes) -> Iterator[Line]:
    if body.startswith(b"PK"):
        _opened(body).close()
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(body))
        for number, about in enumerate(book.sheets_metadata):
            sheet = book.get_sheet_by_index(number)
            if sheet.start is None:
                continue
            hidden = "" if about.visible == SheetVisibleEnum.Visible else "隐藏的"
            for at, row in enumerate(sheet.iter_rows(), sheet.start[0] + 1):
                yield Line(f"{hidden}工作表“{about.name}”第 {at} 行", tuple(map(_cell, row)), number)
    except PasswordError:
        raise UnreadableError(_LOCKED) from None
    except CalamineError:
        raise UnreadableError("不是能读取的表格（旧版 Word、WPS 文档等）") from None


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:e}" if abs(value) >= _EXACT else f"{value:.0f}" if value.is_integer() else f"{value}"
    return "" if value is None else " ".join(str(value).split())


def _pdf(body: bytes) -> Iterator[Line]:
    try:
        with pypdfium2.PdfDocument(body) as document:
            count = len(document)
            pages = (document[number].get_textpage().get_text_bounded() for number in range(min(count, MOST_PAGES)))
            empty = True
            for number, text in enumerate(pages, 1):
                for line in _rejoined(text.splitlines()):
                    empty = False
                    cells = _columns(line)
                    yield Line(f"第 {number} 页", cells, 0 if len(cells) > 1 else TEXT)
    except pypdfium2.PdfiumError as error:
        # The library may still name the fault of an earlier file.
        locked = "password" in str(error).lower() and b"/Encrypt" in body
        raise UnreadableError(_LOCKED if locked else _BROKEN) from None
    if empty:
        raise UnreadableError(_SCANNED)
    if count > MOST_PAGES:
        raise UnreadableError(f"页数太多，只读了前面 {MOST_PAGES} 页")


def _columns(line: str) -> tuple[str, ...]:
    """The cells of a table's row, which a PDF only sets apart by blanks; a number written in groups stays whole."""
    pieces = line.split()
    grouped = any(one.isdigit() and next_.isdigit() and len(one) <= 8 for one, next_ in pairwise(pieces))
    return tuple(pieces) if len(pieces) > 2 and not grouped else (line,)


def _rejoined(lines: list[str]) -> Iterator[str]:
    """Lines of a page; an identity number that a narrow cell cut in two is put together again."""
    before = ""
    for line in (line.strip() for line in lines):
        tail, head = _TAIL.search(before), _HEAD.match(line)
        whole = tail[0] + head[0] if tail and head else ""
        if len(whole) == 18 and identity(whole, _ANY_DAY) in WHOLE:
            before += line
            continue
        if before:
            yield before
        before = line
    if before:
        yield before


def _archived(name: str, body: bytes) -> tuple[FileText, ...]:
    """The files of an archive; archives inside it are told, not opened."""
    try:
        with _opened(body) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            found = [_inner(archive, info) for info in infos[:MOST_ENTRIES]]
    except UnreadableError as error:
        return (FileText(name, (), str(error)),)
    except _FAULTS:
        known = body.startswith(b"PK")
        return (FileText(name, (), _BROKEN if known else "RAR、7z 压缩包，不能读取"),)
    if len(infos) > MOST_ENTRIES:
        found.append(FileText(name, (), f"文件太多，只读了前面 {MOST_ENTRIES} 个"))
    return tuple(found)


def _inner(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> FileText:
    name = _spelt(info)
    with archive.open(info) as stream:
        # What an archive says of sizes may be wrong.
        body = stream.read(MOST_UNPACKED + 1)
    if len(body) > MOST_UNPACKED:
        return FileText(name, (), _HUGE)
    return _text(name, body)


def _spelt(info: zipfile.ZipInfo) -> str:
    """The name of a file in an archive: without the mark for UTF-8 Chinese Windows writes it in GBK."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return info.filename


_READERS: Mapping[FileKind, Callable[[bytes], Iterator[Line]]] = {
    FileKind.WORD: _word,
    FileKind.SHEET: _sheets,
    FileKind.OLE: _sheets,
    FileKind.OFD: _ofd,
    FileKind.PDF: _pdf,
}
_REFUSED = {
    FileKind.EMPTY: "是空文件",
    FileKind.HTML: "下载到的是网页，不是文件",
    FileKind.IMAGE: "是图片，图片里的文字没有识别",
    FileKind.ARCHIVE: "压缩包里的压缩包，没有打开",
}
