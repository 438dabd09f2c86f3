"""What stands above a list, and above a cell of a table?"""

import re

from selectolax.lexbor import LexborNode

from pages.documents import tidy
from pages.regions import ancestors

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_HEADING_CLASS = re.compile(r"tit|head|(?:^|[\s_-])(?:hd|bt|name|tab|lm)(?:$|[\s_\d-])", re.IGNORECASE)
_HEADING_BOX = 60


def heading_of(box: LexborNode) -> str:
    """The heading above a list: a heading element, or a box named like one, before it or before a box around it."""
    for level, around in enumerate((box, *ancestors(box))):
        if level > 2 or around.tag == "main":
            break
        before = around.prev
        steps = 0
        while before is not None and steps < 2:
            if before.is_element_node:
                steps += 1
                if text := _heading_text(before):
                    return text
            before = before.prev
    return ""


def _heading_text(node: LexborNode) -> str:
    if len(tidy(node.text())) > _HEADING_BOX or node.css_first("li li, ul a, table, p") is not None:
        return ""  # a list of its own, whose heading is not ours
    inner = node if node.tag in _HEADINGS else node.css_first("h1, h2, h3, h4, h5, h6")
    if inner is None and _HEADING_CLASS.search(
        f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
    ):
        inner = node
    text = tidy(inner.text(separator=" ")) if inner is not None else ""
    return re.sub(r"\s*(?:更多|more|>+|»|\+)\s*.{0,3}$", "", text, flags=re.IGNORECASE) if 0 < len(text) <= 40 else ""


def cell_heads(row: LexborNode) -> tuple[str, ...]:
    """The heads of a table's columns, from the first row above this one that has `<th>` or no link; empty for no table.

    Args:
        row: a `<tr>`.
    """
    table = next((box for box in ancestors(row) if box.tag == "table"), None)
    first = table.css_first("tr") if table is not None else None
    if first is None or first.mem_id == row.mem_id or first.css_first("a") is not None:
        return ()
    return tuple(tidy(cell.text()) for cell in first.css("th, td"))
