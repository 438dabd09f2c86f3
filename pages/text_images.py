"""Does a picture stand where text should be? Pictures of the template that look like lettering by colours and strokes.

Nothing is recognised: that a picture holds text is likely, not certain, so each is a candidate for a person to look at.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from PIL import Image
from playwright.sync_api import Error, Page

from pages import clock
from pages.browser_errors import unseen
from pages.browsing import Browsing
from pages.capture import Evidence
from pages.layout import hold_still, looking

_FIND = looking("text_images.js")
_MOST = 20
_PATIENCE = 5_000
# Lettering is drawn in few colours: a handful of them cover most of the picture, unlike in a photograph.
_UPPER_BITS = 0xC0
_FEW = 4
_COVERED = 0.7
# Two colours that letters and ground could be are at least so far apart (of 255).
_APART = 60
# A line of text changes from ground to stroke and back at least so often for every Chinese character.
_CHANGES = 1.5


@dataclass(frozen=True, slots=True)
class TextImage:
    """A picture that seems to hold text: where, its text alternative, the picture's address, and what it looks like."""

    url: str
    at: str
    pattern: str
    text: str
    source: str
    picture: Evidence


def find_text_images(browsing: Browsing, urls: Iterable[str]) -> tuple[TextImage, ...]:
    """Look for pictures of text in the templates of some pages; the same picture once.

    Raises:
        Unseen: a page could not be shown or read.
    """
    known: set[str] = set()
    return tuple(image for url in urls for image in _on_page(browsing, url, known))


def _on_page(browsing: Browsing, url: str, known: set[str]) -> Iterator[TextImage]:
    with browsing.page() as page:
        browsing.visit(page, url)
        hold_still(browsing, page)
        for found in browsing.read(page, _FIND)["found"][:_MOST]:
            if found["source"] in known:
                continue
            known.add(found["source"])
            shot = _shot(page, found)
            if shot and looks_lettered(shot, found["characters"]):
                picture = browsing.store.picture(_as_jpeg(shot), url, clock.now(), "图片")
                yield TextImage(url, found["at"], found["pattern"], found["text"], found["source"], picture)


def _shot(page: Page, found: dict[str, Any]) -> bytes:
    try:
        return page.locator(found["at"]).first.screenshot(animations="disabled", timeout=_PATIENCE)
    except Error as error:
        failure = unseen(error, page.url)
        if failure.reason.retryable:
            return b""  # moved or covered meanwhile: no candidate then
        raise failure from None


def looks_lettered(picture: bytes, characters: int) -> bool:
    """Whether a picture has few colours, two of them well apart, and enough strokes for that many characters."""
    with Image.open(io.BytesIO(picture)) as opened:
        colours, grey = opened.convert("RGB"), opened.convert("L")
    few = colours.point([channel & _UPPER_BITS for channel in range(256)] * 3)
    counts = sorted((count for count, _ in few.getcolors(few.width * few.height) or []), reverse=True)
    low, high = cast("tuple[int, int]", grey.getextrema())
    if sum(counts[:_FEW]) < _COVERED * few.width * few.height or high - low < _APART:
        return False
    half = (low + high) / 2
    strokes = grey.point([255 if level > half else 0 for level in range(256)])
    return max(_changes(strokes, row) for row in range(strokes.height)) >= _CHANGES * characters


def _changes(strokes: Image.Image, row: int) -> int:
    line = strokes.crop((0, row, strokes.width, row + 1)).tobytes()
    return line.count(b"\x00\xff") + line.count(b"\xff\x00")


def _as_jpeg(picture: bytes) -> bytes:
    kept = io.BytesIO()
    with Image.open(io.BytesIO(picture)) as opened:
        opened.convert("RGB").save(kept, "JPEG", quality=80)
    return kept.getvalue()
