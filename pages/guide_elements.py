"""Which elements does a guide (办事指南) state? What stands at its labels in tables, lists, headings, text and tabs."""

import re
from collections.abc import Callable, Mapping, Sequence
from enum import IntEnum
from types import MappingProxyType

from selectolax.lexbor import LexborNode

from pages.dates import plain
from pages.documents import Document, tidy
from pages.guide_labels import BLIND, NAME, PICTURES, SYNONYMS, Label, labels
from pages.regions import ancestors

# 「无」 is an answer to "which conditions" or "which materials", never to "where" or "whom do I call".
_MAY_BE_NONE = frozenset({"申请条件", "办理材料"})
_EMPTY = re.compile(
    r"[\s\-—–_/／\\|:：.。…*]*|null|undefined|none|n/?a|[xX×]{2,}|待(?:补充|完善|定|填写?|更新)|请填写.{0,8}|\{\{.*\}\}",
    re.IGNORECASE,
)
_NONE = re.compile(r"(?:暂?无|没有|不涉及|不需要?|无需.{0,6}|无要求|/|／|-+|—+)[。.]?")
_ELSEWHERE = re.compile(r"[(（]?(?:详?见|请?参?见|查看|点击|下载).{0,8}(?:附件|附表|附图|下载|查看|链接)?[)）]?[。.]?")
_FILE = ", ".join(
    f"a[href*='{mark}' i]" for mark in (".doc", ".pdf", ".xls", ".wps", ".ofd", ".zip", ".rar", "download")
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CLIMB = 3


class Statement(IntEnum):
    """How an element is stated, from worst to best; UNCLEAR (tabs whose panel is not told) never counts as missing."""

    ABSENT = 0
    EMPTY = 1
    UNCLEAR = 2
    STATED = 3


def read_elements(document: Document) -> Mapping[str, Statement]:
    """How each of the eight elements is stated on a guide's page; content hidden behind tabs counts.

    Args:
        document: the guide.

    Returns:
        A statement for every name of `SYNONYMS`.
    """
    found_labels = labels(document)
    boxes = {label.box.mem_id for label in found_labels}
    linked = document.tree.css_first(_FILE) is not None
    found = dict.fromkeys(SYNONYMS, Statement.ABSENT)
    for label in found_labels:
        found[label.name] = max(found[label.name], _statement(label, _value(label, boxes, document), linked=linked))
    if document.title or any(tidy(node.text()) for node in document.tree.css("h1, h2")):
        found[NAME] = Statement.STATED
    return MappingProxyType(found)


def labelled_count(document: Document) -> int:
    """How many of the elements (the name aside) are at least labelled: what makes a page look like a guide."""
    return len({label.name for label in labels(document)} - {NAME})


def _statement(label: Label, value: str | None, *, linked: bool) -> Statement:
    if value is None:
        return Statement.UNCLEAR
    text = plain(value)
    if _NONE.fullmatch(text):
        return Statement.STATED if label.name in _MAY_BE_NONE else Statement.EMPTY
    if _EMPTY.fullmatch(text):
        return Statement.EMPTY
    if _ELSEWHERE.fullmatch(text) and "[图]" not in text:
        return Statement.STATED if linked else Statement.EMPTY
    return Statement.STATED


def _value(label: Label, boxes: set[int], document: Document) -> str | None:
    """What stands at a label: text and pictures, empty when nothing does, None when it cannot be told."""
    if label.inline is not None:
        return label.inline
    box = label.box
    cell = next((one for one in (box, *ancestors(box)) if one.tag in {"td", "th"}), None)
    if cell is not None and (tidy(cell.text()) == tidy(box.text()) or box.mem_id == cell.mem_id):
        return _beside_cell(cell, boxes)
    if box.tag == "dt":
        return _joined(_until(box, lambda node: node.tag == "dt"))
    if (value := _target(box, document, boxes)) is not None:
        return value
    if (value := _following(box, boxes)) or box.tag in _HEADINGS or box.css_first("h1,h2,h3,h4,h5,h6") is not None:
        return value
    return _panel(box, boxes)


def _beside_cell(cell: LexborNode, boxes: set[int]) -> str | None:
    row = cell.parent
    rest = [node for node in _elements_after(cell) if node.tag in {"td", "th"}]
    if row is None or (rest and not _holds(rest[0], boxes)):
        return _joined(_before_label(rest, boxes))
    cells = [node for node in row.iter() if node.tag in {"td", "th"}]
    below = next((node for node in _elements_after(row) if node.tag == "tr"), None)
    if rest or len(cells) > 1:  # a row of heads: the value stands in the next row's cell of the same column
        column = next((i for i, node in enumerate(cells) if node.mem_id == cell.mem_id), 0)
        under = [node for node in below.iter() if node.tag in {"td", "th"}] if below is not None else []
        if below is None or _holds(below, boxes) or column >= len(under):
            return ""
        return _text(under[column])
    return _joined(_before_label([node for node in _elements_after(row) if node.tag == "tr"], boxes))


def _following(box: LexborNode, boxes: set[int]) -> str:
    """The content after a label: its next siblings up to the next label, from the label's element or one around it."""
    rank = _rank(box)
    at = box
    for _ in range(_CLIMB):
        found: list[str] = []
        node = at.next
        while node is not None:
            if node.is_element_node and (_holds(node, boxes) or (rank and 0 < _rank(node) <= rank)):
                return tidy(" ".join(found))
            found.append(_text(node))
            node = node.next
        if text := tidy(" ".join(found)):
            return text
        if at.parent is None or at.parent.tag in {"body", "main", "td", "li", "dd"} or _siblings_hold(at, boxes):
            return ""
        at = at.parent
    return ""


def _siblings_hold(node: LexborNode, boxes: set[int]) -> bool:
    parent = node.parent
    return parent is not None and any(
        one.mem_id != node.mem_id and one.is_element_node and _holds(one, boxes) for one in parent.iter()
    )


def _target(box: LexborNode, document: Document, boxes: set[int]) -> str | None:
    """The content of the element a label's own link names, None when it names none.

    Empty when that element carries a label itself, which then has its own value.
    """
    for node in (box, *box.css("a, button, [data-target]"), *ancestors(box)):
        aim = node.attributes.get("aria-controls") or node.attributes.get("data-target") or node.attributes.get("href")
        if aim and re.fullmatch(r"#?[\w\-]+", aim) and not aim.isdigit():
            target = document.tree.css_first(f"[id='{aim.lstrip('#')}']")
            if target is not None:
                return "" if _holds(target, boxes) else _text(target) or _following(target, boxes)
    return None


def _panel(box: LexborNode, boxes: set[int]) -> str | None:
    """The content behind a tab: the panel at the same place in the row of panels, None when it cannot be told."""
    for level in (box, *ancestors(box)):
        heads = [node for node in level.parent.iter() if node.is_element_node] if level.parent is not None else []
        if len([node for node in heads if _holds(node, boxes)]) < 2:
            continue
        index = next(i for i, node in enumerate(heads) if node.mem_id == level.mem_id)
        after = (
            [node for node in _elements_after(level.parent) if node.tag != "script"] if level.parent is not None else []
        )
        for panels in ([node for node in after[0].iter() if node.is_element_node] if after else [], after):
            if len(panels) == len(heads):
                return _text(panels[index])
        return None if after else ""
    return ""


def _holds(node: LexborNode, boxes: set[int]) -> bool:
    return node.mem_id in boxes or any(one.mem_id in boxes for one in node.traverse(include_text=False))


def _rank(node: LexborNode) -> int:
    """1–6 for a heading or a box that holds one, 0 otherwise."""
    inner = node if node.tag in _HEADINGS else (node.css_first(", ".join(_HEADINGS)) if node.is_element_node else None)
    return int((inner.tag or "h0")[1]) if inner is not None else 0


def _elements_after(node: LexborNode) -> list[LexborNode]:
    found = []
    at = node.next
    while at is not None:
        if at.is_element_node:
            found.append(at)
        at = at.next
    return found


def _until(node: LexborNode, stop: Callable[[LexborNode], bool]) -> list[LexborNode]:
    found = []
    for one in _elements_after(node):
        if stop(one):
            break
        found.append(one)
    return found


def _before_label(nodes: Sequence[LexborNode], boxes: set[int]) -> list[LexborNode]:
    found = []
    for node in nodes:
        if _holds(node, boxes):
            break
        found.append(node)
    return found


def _joined(nodes: Sequence[LexborNode]) -> str:
    return tidy(" ".join(map(_text, nodes)))


def _text(node: LexborNode) -> str:
    """Words of an element, `[图]` for a picture or embedded film in it, values of its fields."""
    if node.is_text_node:
        return tidy(node.text_content)
    if not node.is_element_node or node.tag in BLIND:
        return ""
    words = [node.text(separator=" ")]
    if node.css_first(PICTURES) is not None or node.tag in {"img", "iframe", "video"}:
        words.append("[图]")
    words += [
        field.attributes.get("value") or ""
        for field in node.css("input[value]:not([type=hidden]):not([type=button]):not([type=submit])")
    ]
    return tidy(" ".join(words))
