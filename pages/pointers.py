"""Where does an article lead its readers? The links of its text and boxes, each with the words that introduce it."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from pages.documents import Document, tidy
from pages.list_heads import heading_of
from pages.regions import Region, Regions, ancestors

_NEIGHBOUR = re.compile(r"^[\[【(]?(?:上|下|前|后)一?[篇条页个][\]】)]?")
_LEAD = 30
_LEVELS = 3


@dataclass(frozen=True, slots=True)
class Pointer:
    """One link.

    Attributes:
        url: where it leads.
        text: its words.
        lead: heading of the box it stands in and the words right before it; empty for a bare link.
        side: whether it stands in a box beside the text.
    """

    url: str
    text: str
    lead: str = ""
    side: bool = False


def pointers(document: Document) -> tuple[Pointer, ...]:
    """The links of an article's content and side boxes in order, without those to the next and previous article."""
    regions = Regions(document)
    headline = {tidy(node.text()) for node in document.tree.css("h1")}
    found = []
    for node in document.tree.css("a[href]"):
        anchor = document.anchor(node)
        region = regions.of(node)
        if anchor is None or anchor.url == document.url or region not in {Region.CONTENT, Region.SIDE}:
            continue
        before = _before(node)
        if _NEIGHBOUR.match(before) or _NEIGHBOUR.match(anchor.text):
            continue
        heading = _heading(node)
        lead = " ".join(part for part in ("" if heading in headline else heading, before) if part)
        text = max(anchor.title, anchor.text, key=len)
        found.append(Pointer(anchor.url, text, lead, side=region is Region.SIDE))
    return tuple(found)


def _before(node: LexborNode) -> str:
    """The words before a link in its own line."""
    texts: list[str] = []
    at = node.prev
    while at is not None and at.tag not in {"br", "a"} and sum(map(len, texts)) < _LEAD:
        texts.insert(0, at.text_content or "" if at.is_text_node else at.text())
        at = at.prev
    own = tidy("".join(texts))[-_LEAD:]
    parent = node.parent
    if own or parent is None or parent.tag not in {"span", "strong", "b", "em", "font", "u", "dd", "td"}:
        return own
    return _before(parent)


def _heading(node: LexborNode) -> str:
    for level, box in enumerate(ancestors(node)):
        if level == _LEVELS:
            break
        if text := heading_of(box):
            return text
    return ""
