"""Which statistics are published, for which periods, and are they shown as charts and explained?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pages.article_forms import forms, picture_sizes, pictures
from pages.columns import Column
from pages.documents import Document, tidy
from pages.errors import Unseen
from pages.fetching import Fetcher
from pages.items import Item
from pages.periods import periods_end
from pages.reading import Addresses, Reader, page_key
from pages.regions import content_text
from pages.walk import Walk

MAX_RENDERED = 4
_MAX_READ = 6
_EXPLAINS = re.compile(r"解读|分析|说明|同比|环比|增长|增速|下降|上升|回落|占比|主要(?:原因|受|是)")
_PROSE = 60  # characters beside the figures from which something is said about them


@dataclass(frozen=True, slots=True)
class Release:
    """One publication of figures.

    Attributes:
        until: last day of the period its title speaks of, None when it names none.
        day: when it was published, None when not stated.
    """

    url: str
    title: str
    until: date | None
    day: date | None


@dataclass(frozen=True, slots=True)
class Shown:
    """How the figures on one page are shown: with charts or pictures, with words about them."""

    url: str
    charted: bool
    explained: bool


@dataclass(frozen=True, slots=True)
class DataReleases:
    """Publications of the statistics columns, newest first; how the newest of them and the columns show figures."""

    home: str
    columns: tuple[Column, ...]
    releases: tuple[Release, ...] = ()
    shown: tuple[Shown, ...] = ()
    boards: tuple[Shown, ...] = ()
    unread: tuple[Unseen, ...] = ()


def observe_releases(
    walk: Walk, columns: Sequence[Column], reader: Reader, fetcher: Fetcher, as_of: date
) -> DataReleases:
    """Read the statistics columns and their newest publications.

    Args:
        walk: home page and columns.
        columns: statistics columns.
        reader: reads pages; it should allow `MAX_RENDERED` of them in the browser.
        fetcher: for the sizes of pictures.
        as_of: publications of later days are left out.
    """
    # A page above several columns shows the newest of each: what another column lists is no publication of figures.
    others = [child for column in columns for child in walk.below(column) if child not in columns]
    listed = [item.url for child in others for item in child.items]
    frame = Addresses([walk.home.url, *(column.url for column in walk.columns), *listed])
    items: dict[str, Item] = {}
    for item in (item for column in columns for item in column.items):
        if item.url not in frame and not (item.day and item.day > as_of):
            items.setdefault(page_key(item.url), item)
    ordered = sorted(items.values(), key=lambda item: item.day or date.min, reverse=True)
    pages = reader.read_all(item.url for item in ordered[:_MAX_READ])
    boards = [column.document for column in columns if column.document is not None]
    titles = {item.url: item.title for item in ordered}
    look = _Look(reader, fetcher)
    return DataReleases(
        walk.home.url,
        tuple(columns),
        tuple(Release(item.url, item.title, periods_end(item.title, as_of), item.day) for item in ordered),
        tuple(look.at(url, titles[url], page) for url, page in pages.items() if isinstance(page, Document)),
        tuple(look.at(page.url, page.title, page) for page in boards),
        tuple(page for page in pages.values() if isinstance(page, Unseen)),
    )


class _Look:
    def __init__(self, reader: Reader, fetcher: Fetcher) -> None:
        self._reader = reader
        self._fetcher = fetcher

    def at(self, url: str, title: str, page: Document) -> Shown:
        """How a page shows figures; one whose charts scripts may draw is looked at in the browser."""
        shown = self._read(url, title, page)
        if not shown.charted and _drawing(page):
            again = self._reader.render(url, page)
            if isinstance(again, Document):
                return self._read(url, title, again)
        return shown

    def _read(self, url: str, title: str, page: Document) -> Shown:
        charted = bool(forms(page, title, picture_sizes(pictures(page), self._fetcher)))
        return Shown(url, charted, _explained(page))


_LIBRARY = re.compile(
    r"echarts|highcharts|chart(?:\.min)?\.js|antv|g2plot|d3(?:\.min)?\.js|visual|dashboard", re.IGNORECASE
)


def _drawing(page: Document) -> bool:
    """Whether scripts of a page may draw charts."""
    return any(
        _LIBRARY.search(f"{node.attributes.get('src') or ''} {node.text()[:4000]}")
        for node in page.tree.css("script, iframe")
    )


def _explained(page: Document) -> bool:
    """Whether words stand beside the figures: prose outside tables that compares or explains."""
    tables = sum(len(tidy(node.text(separator=" "))) for node in page.tree.css("table"))
    text = content_text(page)
    return len(text) - tables >= _PROSE and _EXPLAINS.search(text) is not None
