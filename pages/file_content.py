"""Can this downloaded file be opened as what its name says it is? Told by its bytes."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from enum import Enum

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_HEADER = 512
_PDF_HEAD, _PDF_TAIL = 1024, 2048
_UNPACKED = 64 * 1024 * 1024  # archives that unpack to more are not unpacked for the sake of a check sum
_ENCRYPTED = 1
_HEAD = 2048
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|title)\b", re.IGNORECASE)
# Word and Excel save web pages and XML under .doc and .xls, and open them again.
_OFFICE_TEXT = re.compile(
    rb"urn:schemas-microsoft-com:office|mso-application|Word\.Document|Excel\.Sheet|^MIME-Version:", re.IGNORECASE
)


class FileKind(Enum):
    """What a file's bytes say it is; `value` is the Chinese word."""

    EMPTY = "空文件"
    PDF = "PDF"
    OLE = "Office 97-2003 文档"
    WORD = "Word 文档"
    SHEET = "Excel 表格"
    SLIDES = "演示文稿"
    OFD = "OFD"
    ARCHIVE = "压缩包"
    RTF = "RTF 文档"
    OFFICE_TEXT = "Office 网页格式文档"
    HTML = "网页"
    IMAGE = "图片"
    UNKNOWN = "无法识别的内容"


_K = FileKind
_WORDS = frozenset({_K.OLE, _K.WORD, _K.RTF, _K.OFFICE_TEXT})
_SHEETS = frozenset({_K.OLE, _K.SHEET, _K.OFFICE_TEXT})
_SLIDES = frozenset({_K.OLE, _K.SLIDES})
_ARCHIVES = frozenset({_K.ARCHIVE, _K.WORD, _K.SHEET, _K.SLIDES, _K.OFD})
_FITTING = {
    **dict.fromkeys(("doc", "docx", "docm", "wps", "rtf"), _WORDS),
    **dict.fromkeys(("xls", "xlsx", "xlsm", "et"), _SHEETS),
    **dict.fromkeys(("ppt", "pptx", "dps"), _SLIDES),
    **dict.fromkeys(("zip", "rar", "7z"), _ARCHIVES),
    "pdf": frozenset({_K.PDF}),
    "ofd": frozenset({_K.OFD}),
}
_PARTS = (("word/", _K.WORD), ("xl/", _K.SHEET), ("ppt/", _K.SLIDES), ("OFD.xml", _K.OFD))


class Broken(ValueError):
    """The bytes begin like a known kind of file and then stop making sense; str() says why, in Chinese."""


def kind_of(body: bytes) -> FileKind:
    """What the bytes of a file say it is.

    Raises:
        Broken: they begin like a PDF, an archive or an Office document that is cut off or damaged.
    """
    if not body.strip(b"\0 \t\r\n"):
        return FileKind.EMPTY
    if b"%PDF-" in body[:_PDF_HEAD]:
        return _pdf(body)
    for signature, kind in _SIGNATURES:
        if body.startswith(signature):
            return kind(body) if callable(kind) else kind
    head = body[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if _OFFICE_TEXT.search(head):
        return FileKind.OFFICE_TEXT
    return FileKind.HTML if _HTML.search(head) else FileKind.UNKNOWN


def _pdf(body: bytes) -> FileKind:
    if b"%%EOF" not in body.rstrip(b"\0 \t\r\n")[-_PDF_TAIL:]:
        message = "PDF 文件不完整，没有结尾"
        raise Broken(message)
    return FileKind.PDF


def _packed(body: bytes) -> FileKind:
    message = "文件不完整或已损坏"
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            infos = archive.infolist()
            whole = sum(info.file_size for info in infos) <= _UNPACKED
            locked = any(info.flag_bits & _ENCRYPTED for info in infos)
            if whole and not locked and archive.testzip() is not None:
                raise Broken(message)
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, struct.error, zlib.error):
        raise Broken(message) from None
    names = [info.filename for info in infos]
    return next((kind for part, kind in _PARTS if any(name.startswith(part) for name in names)), FileKind.ARCHIVE)


def _compound(body: bytes) -> FileKind:
    """An OLE compound file: its directory must lie inside it (MS-CFB 2.2)."""
    whole = len(body) > _OLE_HEADER
    if whole:
        (shift,) = struct.unpack_from("<H", body, 30)
        (directory,) = struct.unpack_from("<I", body, 48)
        whole = (directory + 1) << shift < len(body)
    if not whole:
        message = "文件不完整或已损坏"
        raise Broken(message)
    return FileKind.OLE


_SIGNATURES: tuple[tuple[bytes, FileKind | Callable[[bytes], FileKind]], ...] = (
    (b"PK\x03\x04", _packed),
    (_OLE, _compound),
    (b"{\\rtf", _K.RTF),
    (b"Rar!", _K.ARCHIVE),
    (b"7z\xbc\xaf", _K.ARCHIVE),
    (b"\xff\xd8\xff", _K.IMAGE),
    (b"\x89PNG", _K.IMAGE),
    (b"GIF8", _K.IMAGE),
)


def extension_of(name: str) -> str:
    """The extension of a file name in lower case without its dot, empty when it has none."""
    match = re.search(r"\.([A-Za-z0-9]{1,5})$", name.strip())
    return match[1].lower() if match else ""


def is_document(name: str) -> bool:
    """Whether a file name's extension is one of documents, tables and archives."""
    return extension_of(name) in _FITTING


def fault_of(name: str, body: bytes) -> str:
    """Why a file cannot be opened as its name says, in Chinese without a full stop; empty when it can.

    Args:
        name: file name; without a known extension only empty files, web pages and damaged ones are faults.
        body: all bytes.
    """
    try:
        kind = kind_of(body)
    except Broken as broken:
        return str(broken)
    if kind is FileKind.EMPTY:
        return "是空文件"
    if kind is FileKind.HTML:
        return "下载到的是网页，不是文件"
    extension = extension_of(name)
    if kind not in _FITTING.get(extension, {kind}):
        return f"扩展名是 .{extension}，内容却是{kind.value}，不能正常打开"
    return ""
