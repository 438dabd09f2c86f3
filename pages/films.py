"""Which films does a page show, and do words stand for what is heard?"""

from collections.abc import Iterable
from dataclasses import dataclass

from playwright.sync_api import Page

from pages.browsing import Browsing
from pages.fetching import Fetcher
from pages.layout import looking

_LOOK = looking("films.js")
_CUE = "-->"


@dataclass(frozen=True, slots=True)
class Film:
    """One film of a page.

    Attributes:
        sort: `video`, `background` (muted, without controls) or `player` (a page in a frame, nobody can look inside).
        source: address of film or player, empty when a script sets it later.
        tracks: addresses of its captions and subtitles.
        near: words of a link beside it that promise a transcript or sign language, empty when there is none.
        at: selector; `html` the beginning of its source.
    """

    url: str
    sort: str
    source: str
    tracks: tuple[str, ...]
    near: str
    at: str
    html: str


def films_of(browsing: Browsing, page: Page) -> tuple[Film, ...]:
    """The films on a page that is being shown.

    Raises:
        Unseen: the page does not answer.
    """
    rows = browsing.read(page, _LOOK)["films"]
    return tuple(Film(**{**row, "url": page.url, "tracks": tuple(row["tracks"])}) for row in rows)


def captioned(films: Iterable[Film], fetcher: Fetcher) -> frozenset[str]:
    """Addresses of those tracks that hold captions: they can be fetched and have cues (WebVTT, SRT)."""
    tracks = sorted({track for film in films for track in film.tracks})
    answers = fetcher.get_all(tracks)
    return frozenset(track for track, one in zip(tracks, answers, strict=True) if one.ok and _CUE in one.text)
