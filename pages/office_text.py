"""What do the XML files inside a Word document or an OFD say? Read as a stream, whatever their size.

To be called in a process of its own (see `pages.reading_apart`): the files come from anywhere.
"""

import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from typing import IO

from pages.text_lines import TEXT, Line

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WORD_PARTS = ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml", "word/comments.xml")
_SAME_LINE = 1.0  # millimetres


def word_lines(archive: zipfile.ZipFile) -> Iterator[Line]:
    """Paragraphs and table rows of a .docx, in order; what was deleted under revision marks is not read.

    Raises:
        ET.ParseError: a part is no XML.
    """
    names = set(archive.namelist())
    for part in _WORD_PARTS:
        if part in names:
            with archive.open(part) as stream:
                yield from _Word().lines(_parsed(stream))


def _parsed(stream: IO[bytes]) -> Iterator[tuple[str, ET.Element]]:
    """Start and end of every element; what grows without end meets the limits of the process."""
    yield from ET.iterparse(stream, ("start", "end"))  # noqa: S314  the parser of today refuses such entities, too


class _Word:
    """Follows the tags of one part; tables and paragraphs may stand inside each other."""

    def __init__(self) -> None:
        self._texts: list[list[str]] = []
        self._cells: list[list[str]] = []
        self._rows: list[list[str]] = []
        self._tables = 0
        self._counts: list[int] = []

    def lines(self, events: Iterator[tuple[str, ET.Element]]) -> Iterator[Line]:
        for event, element in events:
            tag = element.tag.removeprefix(_WORD)
            if event == "start":
                self._open(tag)
            else:
                line = self._close(tag, element.text or "")
                element.clear()
                if line is not None:
                    yield line

    def _open(self, tag: str) -> None:
        if tag == "tbl":
            self._counts.append(0)
            self._tables += 1
        opened = {"p": self._texts, "tc": self._cells, "tr": self._rows}.get(tag)
        if opened is not None:
            opened.append([])

    def _close(self, tag: str, text: str) -> Line | None:
        if tag in {"t", "tab", "br"} and self._texts:
            self._texts[-1].append(text if tag == "t" else " ")
        elif tag == "p" and self._texts:
            return self._paragraph("".join(self._texts.pop()).strip())
        elif tag == "tc" and self._cells and self._rows:
            self._rows[-1].append(" ".join(filter(None, self._cells.pop())))
        elif tag == "tr" and self._rows and self._counts:
            self._counts[-1] += 1
            return Line(f"表格第 {self._counts[-1]} 行", tuple(self._rows.pop()), self._tables)
        elif tag == "tbl" and self._counts:
            self._counts.pop()
        return None

    def _paragraph(self, text: str) -> Line | None:
        if self._cells:
            self._cells[-1].append(text)
            return None
        return Line("", (text,), TEXT) if text else None


def ofd_lines(archive: zipfile.ZipFile) -> Iterator[Line]:
    """Lines of text of an OFD (GB/T 33190), page by page.

    Raises:
        ET.ParseError: a page is no XML.
    """
    pages = sorted(
        (name for name in archive.namelist() if "/Pages/" in name and name.endswith("Content.xml")), key=_page_order
    )
    for number, name in enumerate(pages, 1):
        with archive.open(name) as stream:
            yield from _ofd_page(_parsed(stream), f"第 {number} 页")


def _page_order(name: str) -> tuple[int, str]:
    return len(name), name


def _ofd_page(events: Iterator[tuple[str, ET.Element]], place: str) -> Iterator[Line]:
    line: list[str] = []
    height: float | None = None
    for event, element in events:
        if event == "start" or element.tag.rpartition("}")[2] != "TextObject":
            continue
        top = _top(element.get("Boundary", ""))
        if line and (height is None or top is None or abs(top - height) > _SAME_LINE):
            yield Line(place, ("".join(line),), TEXT)
            line = []
        height = top
        line.append("".join(code.text or "" for code in element if code.tag.endswith("TextCode")) + " ")
        element.clear()
    if line:
        yield Line(place, ("".join(line),), TEXT)


def _top(boundary: str) -> float | None:
    try:
        return float(boundary.split()[1])
    except (IndexError, ValueError):
        return None
