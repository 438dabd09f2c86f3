"""What stands at a label of a guide (办事指南): beside it, below it, behind its tab?"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from selectolax.lexbor import LexborNode

from pages.documents import Document, tidy
from pages.guide_labels import BLIND, PICTURES, Label, labels
from pages.regions import ancestors

PICTURE = "[图]"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CLIMB = 3


@dataclass(frozen=True)
class Value:
    """What is written at a label.

    Attributes:
        nodes: the elements and texts that hold it, in document order; empty when nothing or only `inline` does.
        inline: words behind the label in its own block, None when there are none to look at.
    """

    nodes: tuple[LexborNode, ...] = ()
    inline: str | None = None

    @cached_property
    def text(self) -> str:
        """The words, `[图]` for a picture or embedded film, values of fields; empty when nothing is written."""
        return tidy(" ".join(map(_text, self.nodes))) if self.inline is None else self.inline

    @cached_property
    def hollow(self) -> bool:
        """Whether all that is written is the head of a table without rows."""
        elements = [node for node in self.nodes if node.is_element_node]
        heads = [cell for node in elements for cell in node.css("th, caption")]
        if not heads or any(node.tag == "td" or node.css_first("td") is not None for node in elements):
            return False
        return len(self.text.replace(" ", "")) <= sum(len(tidy(head.text()).replace(" ", "")) for head in heads)


@lru_cache(maxsize=128)
def values(document: Document) -> tuple[tuple[Label, Value | None], ...]:
    """Every label of a page with what stands at it, None when that cannot be told (tabs without their panels)."""
    found = labels(document)
    boxes = {label.box.mem_id for label in found}
    return tuple((label, _value(label, boxes, document)) for label in found)


def _value(label: Label, boxes: set[int], document: Document) -> Value | None:
    if label.inline is not None:
        return Value(inline=label.inline)
    box = label.box
    cell = next((one for one in (box, *ancestors(box)) if one.tag in {"td", "th"}), None)
    if cell is not None and (tidy(cell.text()) == tidy(box.text()) or box.mem_id == cell.mem_id):
        return _beside_cell(cell, boxes)
    if box.tag == "dt":
        return Value(tuple(_until(box, lambda node: node.tag == "dt")))
    if (value := _target(box, document, boxes)) is not None:
        return value
    value = _following(box, boxes)
    if value.text or box.tag in _HEADINGS or box.css_first("h1,h2,h3,h4,h5,h6") is not None:
        return value
    return _panel(box, boxes)


def _beside_cell(cell: LexborNode, boxes: set[int]) -> Value:
    row = cell.parent
    rest = [node for node in _elements_after(cell) if node.tag in {"td", "th"}]
    if row is None or (rest and not _holds(rest[0], boxes)):
        return _before_label(rest, boxes)
    cells = [node for node in row.iter() if node.tag in {"td", "th"}]
    below = next((node for node in _elements_after(row) if node.tag == "tr"), None)
    if rest or len(cells) > 1:  # a row of heads: the value stands in the next row's cell of the same column
        column = next((i for i, node in enumerate(cells) if node.mem_id == cell.mem_id), 0)
        under = [node for node in below.iter() if node.tag in {"td", "th"}] if below is not None else []
        if below is None or _holds(below, boxes) or column >= len(under):
            return Value()
        return Value((under[column],))
    return _before_label([node for node in _elements_after(row) if node.tag == "tr"], boxes)


def _following(box: LexborNode, boxes: set[int]) -> Value:
    """The content after a label: its next siblings up to the next label, from the label's element or one around it."""
    rank = _rank(box)
    at = box
    for _ in range(_CLIMB):
        found: list[LexborNode] = []
        node = at.next
        while node is not None:
            if node.is_element_node and (_holds(node, boxes) or (rank and 0 < _rank(node) <= rank)):
                return Value(tuple(found))
            found.append(node)
            node = node.next
        if (value := Value(tuple(found))).text:
            return value
        if at.parent is None or at.parent.tag in {"body", "main", "td", "li", "dd"} or _siblings_hold(at, boxes):
            return Value()
        at = at.parent
    return Value()


def _siblings_hold(node: LexborNode, boxes: set[int]) -> bool:
    parent = node.parent
    return parent is not None and any(
        one.mem_id != node.mem_id and one.is_element_node and _holds(one, boxes) for one in parent.iter()
    )


def _target(box: LexborNode, document: Document, boxes: set[int]) -> Value | None:
    """The content of the element a label's own link names, None when it names none.

    Empty when that element carries a label itself, which then has its own value.
    """
    for node in (box, *box.css("a, button, [data-target]"), *ancestors(box)):
        aim = node.attributes.get("aria-controls") or node.attributes.get("data-target") or node.attributes.get("href")
        if aim and re.fullmatch(r"#?[\w\-]+", aim) and not aim.isdigit():
            target = document.tree.css_first(f"[id='{aim.lstrip('#')}']")
            if target is not None and _holds(target, boxes):
                return Value()
            if target is not None:
                return Value((target,)) if _text(target) else _following(target, boxes)
    return None


def _panel(box: LexborNode, boxes: set[int]) -> Value | None:
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
                return Value((panels[index],))
        return None if after else Value()
    return Value()


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


def _before_label(nodes: Sequence[LexborNode], boxes: set[int]) -> Value:
    found = []
    for node in nodes:
        if _holds(node, boxes):
            break
        found.append(node)
    return Value(tuple(found))


def _text(node: LexborNode) -> str:
    """Words of an element, `[图]` for a picture or embedded film in it, values of its fields."""
    if node.is_text_node:
        return tidy(node.text_content)
    if not node.is_element_node or node.tag in BLIND:
        return ""
    words = [node.text(separator=" ")]
    if node.css_first(PICTURES) is not None or node.tag in {"img", "iframe", "video"}:
        words.append(PICTURE)
    words += [
        field.attributes.get("value") or ""
        for field in node.css("input[value]:not([type=hidden]):not([type=button]):not([type=submit])")
    ]
    return tidy(" ".join(words))
