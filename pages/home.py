"""What is new on the home page, or is it only a way in to the columns?"""

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pages.article_dates import Dating, date_by_articles
from pages.columns import internal
from pages.documents import Document
from pages.errors import Unseen
from pages.items import Item, blocks, newest
from pages.reading import Reader, page_key
from pages.regions import Region

_SENTENCE = 8  # a title has at least this many characters; menu words have fewer
_SAMPLED = 6
_FRESH = timedelta(days=3)  # with an entry this new there is no need to open articles


@dataclass(frozen=True, slots=True)
class Home:
    """The home page as a list of information.

    Attributes:
        url: its address.
        items: entries outside navigation and footer, dates from article pages filled in.
        navigation_only: nothing but links to columns and other sites.
        unseen: why the dates of its undated entries could not be found out, None when they could.
    """

    url: str
    items: tuple[Item, ...]
    navigation_only: bool = False
    unseen: Unseen | None = None

    def newest(self, as_of: date) -> Item | None:
        """The newest entry not dated after `as_of`."""
        return newest(self.items, as_of)


def read_home(
    document: Document,
    known: Iterable[Item],
    frame: Container[str],
    hosts: Container[str],
    reader: Reader,
    as_of: date,
) -> Home:
    """Read what the home page lists.

    Clocks in the header, weather boxes and copyright lines are no entries, so their dates do not count.

    An entry the home page shows without a date has the one its column lists or its article states: pictures and
    headlines rarely carry theirs.

    Args:
        document: the home page.
        known: entries of the columns, some with dates.
        frame: addresses of columns and of the home page; links to them are no information.
        hosts: the site's own hosts without `www.`.
        reader: opens a few articles when no entry is dated.
        as_of: reference for dates without a year.
    """
    found = [
        item
        for block in blocks(document, as_of)
        if block.region in {Region.CONTENT, Region.SIDE}
        for item in block.items
        if _is_information(item, document, frame, hosts)
    ]
    dates = {page_key(item.url): item.dated for item in known if item.dated}
    items = tuple(replace(item, dated=item.dated or dates.get(page_key(item.url))) for item in dict.fromkeys(found))
    latest = newest(items, as_of)
    undated = tuple(item for item in items if not item.dated)
    if not undated or (latest and latest.day and latest.day >= as_of - _FRESH):
        return Home(document.url, items, navigation_only=not items)
    dated = tuple(item for item in items if item.dated)
    try:
        dating = date_by_articles(_spread(undated), reader, as_of, _SAMPLED)
    except Unseen as unseen:
        return Home(document.url, items, unseen=unseen)
    if dating.result is Dating.COLUMNS:
        return Home(document.url, dated, navigation_only=not dated)
    return Home(document.url, (*dated, *dating.items))


def _is_information(item: Item, document: Document, frame: Container[str], hosts: Container[str]) -> bool:
    if item.url == document.url:
        return item.dated is not None  # opened by a script, or its link not filled in
    return item.url not in frame and (
        item.dated is not None or (len(item.title) >= _SENTENCE and internal(item.url, hosts))
    )


def _spread(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The first entry of every block first, then the second ones, so that a sample sees every block."""
    turns: dict[str, int] = {}
    ranked: list[tuple[int, int, Item]] = []
    for number, item in enumerate(items):
        turns[item.heading] = turns.get(item.heading, -1) + 1
        ranked.append((turns[item.heading], number, item))
    return tuple(item for _, _, item in sorted(ranked, key=lambda row: row[:2]))
