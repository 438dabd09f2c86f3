"""How does a table become a spreadsheet people can print and sort? One look for all of ours."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from reports.packing import packed
from reports.summary import columns

_LONGEST = 32_000  # characters in one cell; Excel takes 32,767
_TITLE, _HEAD, _BODY = (
    Font(name="宋体", size=16, bold=True),
    Font(name="宋体", size=11, bold=True),
    Font(name="宋体", size=10),
)
_LINE = Side(style="thin", color="808080")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_GREY = PatternFill("solid", fgColor="E7E6E6")
_LINE_HEIGHT, _SPACE, _HIGHEST = 13.5, 5.0, 409.0  # points
_SHEET_NAME = 31  # characters in a sheet's name
_FORMULA = ("=", "+", "-", "@")


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: its name and its width in characters; `centred` for short words and numbers."""

    name: str
    width: float
    centred: bool = False


def sheet(
    title: str,
    remarks: Sequence[str],
    headings: Sequence[Heading],
    rows: Iterable[Sequence[object]],
    moment: datetime,
    fills: Sequence[str | None] = (),
) -> bytes:
    """An .xlsx with a title, remark lines, a header that repeats on every printed page, and the rows.

    Args:
        title: first line, also the sheet's name.
        remarks: lines below the title.
        headings: the columns.
        rows: values in the order of the columns; text longer than a cell holds is cut with ….
        moment: stands for the document's times.
        fills: colour of each row (RRGGBB), None for white.
    """
    book = Workbook()
    page = book.worksheets[0]
    page.title = title[:_SHEET_NAME]
    width = len(headings)
    for number, text in enumerate((title, *remarks), 1):
        page.merge_cells(start_row=number, start_column=1, end_row=number, end_column=width)
        cell = page.cell(number, 1, text)
        cell.font = _TITLE if number == 1 else _BODY
        cell.alignment = Alignment(horizontal="center" if number == 1 else "left", vertical="center", wrap_text=True)
    head = len(remarks) + 2
    for column, heading in enumerate(headings, 1):
        cell = page.cell(head, column, heading.name)
        cell.font, cell.fill, cell.border = _HEAD, _GREY, _BOX
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        page.column_dimensions[get_column_letter(column)].width = heading.width
    last = head
    for last, (values, fill) in enumerate(_with_fills(rows, fills), head + 1):
        for column, (heading, value) in enumerate(zip(headings, values, strict=True), 1):
            _fill(page.cell(last, column), value, heading, fill)
        page.row_dimensions[last].height = _height(values, headings)
    page.freeze_panes = f"A{head + 1}"
    page.auto_filter.ref = f"A{head}:{get_column_letter(width)}{last}"
    page.print_title_rows = f"{head}:{head}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.oddFooter.center.text = "第 &P 页，共 &N 页"
    made = io.BytesIO()
    book.save(made)
    return packed(made.getvalue(), moment)


def _with_fills(
    rows: Iterable[Sequence[object]], fills: Sequence[str | None]
) -> Iterable[tuple[Sequence[object], Any]]:
    return ((row, fills[number] if number < len(fills) else None) for number, row in enumerate(rows))


def _height(values: Sequence[object], headings: Sequence[Heading]) -> float:
    """Points a row needs for its text to be read in full: not every program fits wrapped rows when it opens a file."""
    lines = max(
        sum(1 + (columns(line) - 1) // int(heading.width - 1) if line else 1 for line in str(value).split("\n"))
        for value, heading in zip(values, headings, strict=True)
    )
    return min(_HIGHEST, lines * _LINE_HEIGHT + _SPACE)


def _fill(cell: Cell, value: object, heading: Heading, fill: str | None) -> None:
    text = ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
    if isinstance(text, str) and len(text) > _LONGEST:
        text = text[:_LONGEST] + "…"
    cell.value = text
    if isinstance(text, str) and text.startswith(_FORMULA):
        cell.data_type = "s"  # text of a web page must never be taken for a formula
    cell.font, cell.border = _BODY, _BOX
    cell.alignment = Alignment(horizontal="center" if heading.centred else "left", vertical="center", wrap_text=True)
    if fill is not None:
        cell.fill = PatternFill("solid", fgColor=fill)
