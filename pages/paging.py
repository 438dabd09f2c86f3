"""Is the newest entry on the last page? Only for lists that run from old to new."""

import re
from datetime import date

from pages.documents import Document
from pages.errors import Unseen
from pages.items import Item, blocks
from pages.reading import Reader
from pages.regions import Region

_LAST = re.compile(r"^[\[<《]?(?:尾页|末页|最后一?页|最末页|last|>>\|?|»)[\]>》]?$", re.IGNORECASE)
_FEWEST = 3


def with_last_page(document: Document, items: tuple[Item, ...], reader: Reader, as_of: date) -> tuple[Item, ...]:
    """The items, and those of the last page when this page runs from old to new and has a pager."""
    days = [item.day for item in items if item.day]
    if len(days) < _FEWEST or days != sorted(days) or days[0] == days[-1]:
        return items
    last = _last_page(document)
    page = reader.read_all([last])[last] if last else None
    if page is None or isinstance(page, Unseen):
        return items
    return (*items, *(item for block in blocks(page, as_of) if block.region is Region.CONTENT for item in block.dated))


def _last_page(document: Document) -> str | None:
    named = next((anchor.url for anchor in document.anchors if _LAST.match(anchor.text)), None)
    if named and named != document.url:
        return named
    numbered = [
        (int(anchor.text), anchor.url) for anchor in document.anchors if anchor.text.isdigit() and len(anchor.text) < 4
    ]
    return max(numbered)[1] if numbered else None
