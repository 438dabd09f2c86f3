"""Which letters does this page list? Rows of tables and lists with what each says, whatever the markup."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from selectolax.lexbor import LexborNode

from pages.dates import split_title
from pages.documents import Document, tidy
from pages.letter_fields import Field, State, Statement, lines, read_lines, role
from pages.regions import Region, Regions

_TELLING = frozenset({Field.ASKED, Field.REPLIED, Field.ACCEPTED, Field.STATE, Field.ANSWER})
_PLACES = "body, table, ul, ol, dl, div, section, main, form"
_CHILDREN = frozenset({"tr", "li", "dl", "dd", "div", "article", "table", "section", "a", "p"})
_MIN_HEAD = 2
_MAX_LINKS = 4  # title, category, department and one more
_MAX_ROW = 6000  # characters; a larger box is no row of a list
_PAGER = re.compile(r"[\[<《\s]*(?:首页|上一?页|下一?页|尾页|末页|\d+|更多|返回.{0,4}|[<>«»]+)[\]>》\s]*")
# Heads of published applications (办件公示), which look much like letters.
_APPLICATIONS = re.compile(r"(?:申请|办理|审批)?事项(?:名称)?|申请(?:人|单位)|项目名称|办件编号|申办(?:人|单位|流水号)")
_CLICK = re.compile(r"""(?:location(?:\.href)?\s*=|open\()\s*["']([^"']+)["']""")


@dataclass(frozen=True, slots=True)
class Row:
    """One letter as a list shows it.

    Attributes:
        url: its own page, the list's address when it has none.
        title: its title, may be empty.
        said: labelled values, loose dates and the state word.
    """

    url: str
    title: str
    said: Statement


def letter_rows(document: Document, as_of: date, *, trusted: bool) -> tuple[Row, ...]:
    """The rows of the best list of letters on a page, empty when there is none.

    Args:
        document: the page.
        as_of: dates without a year are the newest ones not after this day.
        trusted: the page is known to hold letters, so rows with nothing but a link and a date count too.
    """
    regions = Regions(document)
    best: tuple[Row, ...] = ()
    score = 0
    for place in document.tree.css(_PLACES):
        children = _rows_of(place)
        if not children or regions.of(place) in {Region.NAVIGATION, Region.FRAME}:
            continue
        rows = _table(document, children, as_of) or _listed(document, children, as_of, trusted=trusted)
        # The innermost place that holds the same rows comes last and names them best.
        if rows and (weight := sum(1 + 2 * _telling(row.said) for row in rows)) >= score:
            best, score = rows, weight
    return best


def _rows_of(place: LexborNode) -> list[LexborNode]:
    if place.tag == "table":
        return [] if place.css_first("table table") else list(place.css("tr"))
    found = [node for node in place.iter(include_text=False) if node.tag in _CHILDREN]
    return found if len(place.text()) < _MAX_ROW * max(1, len(found)) else []


def _telling(said: Statement) -> bool:
    return bool(_TELLING & set(said.fields)) or said.state is not State.UNKNOWN


def _cells(row: LexborNode) -> list[LexborNode]:
    cells = [node for node in row.iter(include_text=False) if node.tag not in {"script", "style", "input", "br", "hr"}]
    while len(cells) == 1 and cells[0].tag != "a":
        cells = list(cells[0].iter(include_text=False))
    return cells


def _table(document: Document, rows: Sequence[LexborNode], as_of: date) -> tuple[Row, ...]:
    """Rows below a head row that names at least a title and one thing telling of letters."""
    for number, head in enumerate(rows[:3]):
        roles = [role(tidy(cell.text())) for cell in _cells(head)]
        named = {one for one in roles if one is not None}
        if any(_APPLICATIONS.fullmatch(tidy(cell.text())) for cell in _cells(head)):
            return ()
        if len(named) < _MIN_HEAD or not named & {*_TELLING, Field.DEPARTMENT} or head.css_first("a[href]"):
            continue
        return tuple(row for node in rows[number + 1 :] if (row := _under_head(document, node, roles, as_of)))
    return ()


def _under_head(document: Document, node: LexborNode, roles: Sequence[Field | None], as_of: date) -> Row | None:
    cells = _cells(node)
    if len(cells) != len(roles):
        return None
    values = {one: tidy(cell.text(separator=" ")) for one, cell in zip(roles, cells, strict=True) if one is not None}
    link = _link(node)
    title = values.get(Field.TITLE) or (tidy(link.text()) if link else "")
    if not title:
        return None
    said = Statement(MappingProxyType(values), (), State.read(values.get(Field.STATE) or values.get(Field.REPLIED, "")))
    if Field.STATE not in values and Field.REPLIED not in values:
        beside = read_lines([text for text in map(_text, cells) if text != title], as_of)
        said = Statement(said.fields, beside.loose_dates, State.UNKNOWN)
    return Row(_address(document, node, link), title, said)


def _text(cell: LexborNode) -> str:
    return tidy(cell.text(separator=" "))


def _listed(document: Document, rows: Sequence[LexborNode], as_of: date, *, trusted: bool) -> tuple[Row, ...]:
    found = [row for node in rows if (row := _free(document, node, as_of))]
    linked = [row for row in found if row.url != document.url]
    telling = [row for row in found if _telling(row.said)]
    if len(telling) * 2 >= len(found) and telling:
        return tuple(found)
    return tuple(row for row in linked if row.said.loose_dates) if trusted else ()


def _free(document: Document, node: LexborNode, as_of: date) -> Row | None:
    """One row without a head: labels in its text, or a link with dates and a state word beside it."""
    if len(node.text()) > _MAX_ROW or len(node.css("a[href]")) > _MAX_LINKS:
        return None
    if (inner := node.css("tr")) and _table(document, inner, as_of):
        return None
    link = _link(node)
    if link is not None and _PAGER.fullmatch(tidy(link.text())):
        return None
    texts = lines(node)
    title = ""
    if link is not None:
        title, dated = split_title(tidy(link.attributes.get("title")) or tidy(link.text()), as_of)
        texts = [rest for text in texts if (rest := text.replace(tidy(link.text()), " ").strip())]
        texts += [dated.written] if dated else []
    said = read_lines(texts, as_of)
    title = said.text(Field.TITLE) or title or said.text(Field.CONTENT)[:40]
    url = _address(document, node, link)
    own = bool(_TELLING & set(said.fields)) and len(said.fields) >= _MIN_HEAD
    if not title or (url == document.url and not own):
        return None
    return Row(url, title, said)


def _link(node: LexborNode) -> LexborNode | None:
    """The link with the longest text: the title rather than the department."""
    links = [node] if node.tag == "a" and node.attributes.get("href") else node.css("a")
    return max((link for link in links if tidy(link.text())), key=lambda link: len(tidy(link.text())), default=None)


def _address(document: Document, node: LexborNode, link: LexborNode | None) -> str:
    """Where a click on a row leads: its link, or what its `onclick` opens."""
    anchor = document.anchor(link) if link is not None else None
    if anchor is not None:
        return anchor.url
    for element in (link, node, *node.css("[onclick]")):
        if element is None:
            continue
        if match := _CLICK.search(element.attributes.get("onclick") or element.attributes.get("href") or ""):
            return document.resolve(match[1]) or document.url
    return document.url
