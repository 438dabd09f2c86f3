"""What do pages say about their language, headings, captchas and films? Each shown once, all questions asked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from pages.accessibility_sample import SampledPage
from pages.browsing import Browsing
from pages.captchas import CaptchaLook, look_for_captchas
from pages.errors import Unseen
from pages.films import Film, films_of
from pages.layout import looking

_STRUCTURE = looking("page_structure.js")
_IN_ONE_WINDOW = 10


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading a reader of screens meets.

    Attributes:
        level: 1 to 6, or what `aria-level` says; `text` its words, empty when it has none.
        pattern: what all headings made by one line of a template have in common; `at` a selector of this one.
        html: the beginning of its source.
    """

    level: int
    text: str
    pattern: str
    at: str
    html: str


@dataclass(frozen=True, slots=True)
class DocumentText:
    """One document of a page: the page itself, or a frame of the same origin.

    Attributes:
        way: selector of the frame it stands in, empty for the page itself.
        declared: value of `lang` on its root, empty when there is none.
        counts: letters by script, but words for `latin`; parts with a `lang` of their own are not counted.
        length: characters of visible text; `headings` in the order of the source.
    """

    url: str
    way: str
    declared: str
    counts: Mapping[str, int]
    length: int
    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class PageReading:
    """One page as it was shown, or why it could not be (`unseen`)."""

    page: SampledPage
    documents: tuple[DocumentText, ...] = ()
    captchas: CaptchaLook | None = None
    films: tuple[Film, ...] = ()
    unseen: Unseen | None = None


def read_pages(browsing: Browsing, pages: Sequence[SampledPage]) -> tuple[PageReading, ...]:
    """Show pages one after another and ask each all questions; what cannot be shown is told, not raised."""
    readings: list[PageReading] = []
    while len(readings) < len(pages):
        # One window for many pages saves half the time; trouble in one of them must not reach the next.
        left = pages[len(readings) :][:_IN_ONE_WINDOW]
        before = len(readings)
        try:
            with browsing.page() as window:
                readings.extend(_read_some(browsing, window, left))
        except Unseen as unseen:
            if len(readings) == before:
                readings.append(PageReading(left[0], unseen=unseen))
    return tuple(readings)


def _read_some(browsing: Browsing, window: Page, pages: Iterable[SampledPage]) -> Iterator[PageReading]:
    """Read in one window until a page gives trouble."""
    for page in pages:
        reading = _read(browsing, window, page)
        yield reading
        if reading.unseen is not None:
            return


def _read(browsing: Browsing, window: Page, page: SampledPage) -> PageReading:
    try:
        browsing.show(window, page.url)
        rows = browsing.read(window, _STRUCTURE)["documents"]
        captchas = look_for_captchas(browsing, window)
        return PageReading(page, tuple(map(_document, rows)), captchas, films_of(browsing, window))
    except Unseen as unseen:
        return PageReading(page, unseen=unseen)


def _document(row: Mapping[str, Any]) -> DocumentText:
    headings = tuple(Heading(**one) for one in row["headings"])
    return DocumentText(**{**row, "headings": headings})
