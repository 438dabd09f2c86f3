"""Can text on pictures and gradients be read? Its contrast, measured in the pixels that are really shown."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Error, FloatRect, Page

from pages import clock
from pages.browser_errors import unseen
from pages.browsing import Browsing
from pages.capture import Evidence
from pages.contrast import Spread, spread
from pages.layout import hold_still, looking

_FIND = looking("pictured_text.js")
_BARE = looking("bare_text.js")
_OWN = "own"
# Large as WCAG 2.2 defines it: 18 point, or 14 point bold (one point is 4/3 CSS pixels).
_LARGE = 24.0
_LARGE_BOLD = 18.66
# Texts made by one line of a template, on the same picture, measured per page.
_OF_ONE_KIND = 3
_MOST = 24
# A ground whose darkest and lightest pixels give nearly the same contrast need not be looked at letter by letter.
_EVEN = 0.85
_LEAST_PIXELS = 40
_DRAWN = 128  # of 255: here a letter covers the better half of the pixel
_BESIDE = 40
_DISTINCT = 7  # twice what anybody asks of large text; below, a picture is kept
_MARGIN = 40
_PATIENCE = 10_000
_RIM = 5  # device pixels around and including a letter's edge


@dataclass(frozen=True, slots=True)
class PicturedText:
    """One text on a picture or gradient.

    Attributes:
        url: the page; `at` the CSS path, `pattern` what all elements of that line of the template have in common.
        large: whether it counts as large text.
        spread: contrast against the pixels around its letters.
        picture: the text as it is shown, when its contrast is not beyond doubt.
    """

    url: str
    at: str
    pattern: str
    text: str
    colour: tuple[int, int, int]
    large: bool
    spread: Spread
    picture: Evidence | None


def measure_pictured(browsing: Browsing, urls: Iterable[str]) -> tuple[PicturedText, ...]:
    """Find the texts on pictures and gradients of some pages, and measure them; each kind on the first page it is on.

    Args:
        browsing: in windows of double density, so that letters have inner pixels.
        urls: the pages.

    Raises:
        Unseen: a page could not be shown or read.
    """
    measured: set[tuple[object, ...]] = set()
    return tuple(text for url in urls for text in _on_page(browsing, url, measured))


def _on_page(browsing: Browsing, url: str, measured: set[tuple[object, ...]]) -> Iterator[PicturedText]:
    with browsing.page() as page:
        browsing.visit(page, url)
        hold_still(browsing, page)
        kinds: dict[tuple[object, ...], list[dict[str, Any]]] = {}
        for text in browsing.read(page, _FIND)["found"]:
            kind = (text["pattern"], text["size"], *text["colour"], text["source"])
            kinds.setdefault(kind, []).append(text)
        new = {kind: texts for kind, texts in kinds.items() if kind not in measured}
        measured |= kinds.keys()
        chosen = [text for texts in new.values() for text in texts[:_OF_ONE_KIND]]
        for text in chosen[:_MOST]:
            seen = _measured(browsing, page, url, text)
            if seen is not None:
                yield seen


def _measured(browsing: Browsing, page: Page, url: str, text: dict[str, Any]) -> PicturedText | None:
    """The text measured; None when it cannot be seen at the moment (behind something, off the window)."""
    shots = _Shots(browsing, page, text["at"])
    try:
        ground = shots.take("transparent")
        if ground is None:
            return None
        colour = (round(text["colour"][0]), round(text["colour"][1]), round(text["colour"][2]))
        found = spread(ground, colour, text["alpha"])
        if text["rimmed"] or found.at(0.02) < _EVEN * found.at(0.5):
            found = spread(_around_letters(shots, ground), colour, text["alpha"])
    finally:
        browsing.read(page, _BARE, [text["at"], _OWN])
    if found.pixels < _LEAST_PIXELS:
        return None
    large = text["size"] >= _LARGE or (text["bold"] and text["size"] >= _LARGE_BOLD)
    picture = shots.kept(url) if found.at(0.05) < _DISTINCT else None
    return PicturedText(url, text["at"], text["pattern"], text["text"], colour, large, found, picture)


def _around_letters(shots: "_Shots", ground: Image.Image) -> Image.Image:
    """The ground next to the letters, with whatever shadow lies there; letters are where black and white differ."""
    black, white = shots.take("#000"), shots.take("#fff")
    if black is None or white is None or not black.size == white.size == ground.size:
        return ground
    drawn = ImageChops.difference(black.convert("RGB"), white.convert("RGB")).convert("L")
    letters = drawn.point([255 if cover >= _DRAWN else 0 for cover in range(256)])
    beside = drawn.point([255 if cover < _BESIDE else 0 for cover in range(256)])
    rim = ImageChops.darker(letters.filter(ImageFilter.MaxFilter(_RIM)), beside)
    found = ground.copy()
    found.putalpha(ImageChops.darker(rim, ground.getchannel("A")))
    return found


class _Shots:
    """Pictures of one text, in whatever colour.

    Args:
        browsing: reads within time limits and keeps the evidence.
        page: the page.
        at: CSS path of the text.
    """

    def __init__(self, browsing: Browsing, page: Page, at: str) -> None:
        self._browsing = browsing
        self._page = page
        self._at = at
        self._lines: list[list[float]] = []

    def take(self, colour: str) -> Image.Image | None:
        """The lines of the text one below the other (RGBA), its letters in that colour; None when none is in sight."""
        lines = self._browsing.read(self._page, _BARE, [self._at, colour])["lines"]
        self._lines = self._lines or lines
        if not self._lines:
            return None
        left, top, right, bottom = self._box(0)
        with Image.open(io.BytesIO(self._shot(left, top, right, bottom, "png"))) as shot:
            whole = shot.convert("RGBA")
        scale = whole.width / (right - left)
        parts = [
            whole.crop(((x - left) * scale, (y - top) * scale, (to - left) * scale, (end - top) * scale))
            for x, y, to, end in self._lines
        ]
        strip = Image.new("RGBA", (max(part.width for part in parts), sum(part.height for part in parts)))
        down = 0
        for part in parts:
            strip.paste(part, (0, down))
            down += part.height
        return strip

    def kept(self, url: str) -> Evidence:
        """The text as it is shown, and what surrounds it, as evidence."""
        shot = self._shot(*self._box(_MARGIN), "jpeg")
        return self._browsing.store.picture(shot, url, clock.now(), "图上文字")

    def _box(self, margin: int) -> tuple[float, float, float, float]:
        lefts, tops, rights, bottoms = zip(*self._lines, strict=True)
        return max(0, min(lefts) - margin), max(0, min(tops) - margin), max(rights) + margin, max(bottoms) + margin

    def _shot(self, left: float, top: float, right: float, bottom: float, kind: Literal["png", "jpeg"]) -> bytes:
        clip: FloatRect = {"x": left, "y": top, "width": right - left, "height": bottom - top}
        try:
            return self._page.screenshot(clip=clip, type=kind, animations="disabled", timeout=_PATIENCE)
        except Error as error:
            raise unseen(error, self._page.url) from None
