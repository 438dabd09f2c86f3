"""What does a page say, line by line and table row by table row? A cell keeps its row and the head of its column."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pages.documents import Document, tidy
from pages.wording import BREAKS, concealed, shown_tree

TEXT = -1
_LINE, _TABLE = "\x1e", "\x1f"
_WIDEST = 60
_HEAD_WORDS = re.compile(
    r"序号|姓\s*名|名称|电话|手机|联系|身份证|证件|证号|号码|账号|帐号|账户|卡号|编号|单位|部门|户主|户名|地址|性别|学校|金额|职务"
)
_DIGITS = re.compile(r"\d{5}")
_LONGEST_HEAD = 24
_SPANS = re.compile(r"\d{1,3}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text, or one row of a table.

    Attributes:
        place: where it stands, in Chinese, empty when there is nothing to say.
        cells: its cells, one for a line of text.
        table: number of its table, `TEXT` for running text.
        heads: heads of its columns, empty when there are none.
    """

    place: str
    cells: tuple[str, ...]
    table: int = TEXT
    heads: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """Its cells, a bar between them."""
        return " | ".join(filter(None, self.cells))


def headed(lines: Iterable[Line]) -> Iterator[Line]:
    """The same lines, each row of a table with the heads that stand above it."""
    heads: tuple[str, ...] = ()
    table = TEXT
    for line in lines:
        if line.table == TEXT:
            yield line
            continue
        if line.table != table:
            heads, table = (), line.table
        if _is_head(line.cells):
            heads = line.cells
            yield line
        else:
            yield Line(line.place, line.cells, line.table, heads)


def _is_head(cells: tuple[str, ...]) -> bool:
    filled = [cell for cell in cells if cell]
    return (
        len(filled) > 1
        and all(len(cell) <= _LONGEST_HEAD and not _DIGITS.search(cell) for cell in filled)
        and sum(_HEAD_WORDS.search(cell) is not None for cell in filled) * 2 > len(filled)
    )


def page_lines(document: Document) -> tuple[Line, ...]:
    """What a page shows: its text cut by blocks and line breaks, tables that hold data row by row.

    Scripts, and what inline styles hide, are left out. A table around other tables is layout.
    """
    tree = shown_tree(document)
    innermost = [each for each in tree.css("table") if all(one.mem_id == each.mem_id for one in each.css("table"))]
    tables = [_rows(table, number) for number, table in enumerate(innermost)]
    for number, table in enumerate(innermost):
        table.replace_with(f"{_LINE}{_TABLE}{number}{_LINE}")
    for node in tree.css(BREAKS):
        node.insert_before(_LINE)
        if node.tag != "br":
            node.insert_after(_LINE)
    return tuple(headed(_unfolded(tree, tables)))


def _unfolded(tree: LexborHTMLParser, tables: list[list[Line]]) -> Iterator[Line]:
    for part in tree.body.text().split(_LINE) if tree.body else ():
        if part.startswith(_TABLE) and part[1:].isdigit():
            yield from tables[int(part[1:])]
        elif text := tidy(part):
            yield Line("", (text,))


def _rows(table: LexborNode, number: int) -> list[Line]:
    for node in table.css(BREAKS):
        if node.tag not in {"table", "tr", "td", "th"}:
            node.insert_before(" ")
            node.insert_after(" ")
    rows: list[Line] = []
    hanging: dict[int, int] = {}
    for row in table.css("tr"):
        cells: list[str] = []
        for cell in row.css("td, th"):
            _hang(cells, hanging)
            cells.append(tidy(cell.text()))
            down, across = (_span(cell, name) for name in ("rowspan", "colspan"))
            if down > 1:
                hanging |= dict.fromkeys(range(len(cells) - 1, len(cells) - 1 + across), down - 1)
            cells += [""] * (across - 1)
        _hang(cells, hanging)
        rows.append(Line(f"表格第 {len(rows) + 1} 行", tuple(cells[:_WIDEST]), number))
    return rows


def _hang(cells: list[str], hanging: dict[int, int]) -> None:
    """Leave the places free that a cell from an earlier row still covers."""
    while left := hanging.get(len(cells), 0):
        hanging[len(cells)] = left - 1
        cells.append("")


def _span(cell: LexborNode, name: str) -> int:
    written = _SPANS.match(cell.attributes.get(name) or "")
    return min(max(int(written[0]), 1), _WIDEST) if written else 1


def hidden_texts(document: Document) -> tuple[str, ...]:
    """What a page holds for nobody to see: values of hidden fields, and text that inline styles hide."""
    tree = LexborHTMLParser(document.html)
    values = [tidy(node.attributes.get("value")) for node in tree.css("input[type=hidden i][value]")]
    for node in tree.css("script, style, template"):
        node.decompose()
    return tuple(filter(None, (*values, *(tidy(node.text(separator=" ")) for node in concealed(tree)))))
