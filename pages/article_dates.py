"""When were the entries of an undated list published? Asked of a few article pages."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from pages.column_links import is_article
from pages.dates import article_date
from pages.documents import Document
from pages.errors import Unseen
from pages.items import Item, blocks
from pages.reading import Reader, page_key
from pages.regions import Region

SAMPLED = 3


class Dating(Enum):
    """What the article pages said."""

    DATED = "文章页有日期"
    UNDATED = "文章页也没有日期"
    COLUMNS = "打开的是下级栏目"


@dataclass(frozen=True, slots=True)
class ByArticles:
    """The entries with the dates found, and what kind of pages they led to."""

    result: Dating
    items: tuple[Item, ...]


def date_by_articles(items: Sequence[Item], reader: Reader, as_of: date, sampled: int = SAMPLED) -> ByArticles:
    """Open a few entries and take their dates from their pages.

    The first entries are opened, and those whose addresses carry the newest dates.

    Args:
        items: entries without dates.
        reader: reads pages.
        as_of: reference for dates without a year.
        sampled: how many of the first to open.

    Raises:
        Unseen: no page showed a date, and at least one could not be read: nothing is known.
    """
    hinted = sorted(
        (item for item in items if item.hint), key=lambda item: item.hint.day if item.hint else as_of, reverse=True
    )
    chosen = list(dict.fromkeys([*items[:sampled], *hinted[:sampled]]))
    pages = reader.read_all(item.url for item in chosen)
    dates = {
        item.url: found
        for item in chosen
        if isinstance(page := pages[item.url], Document) and (found := article_date(page, as_of))
    }
    if dates:
        return ByArticles(Dating.DATED, tuple(replace(item, dated=item.dated or dates.get(item.url)) for item in items))
    failures = [page for page in pages.values() if isinstance(page, Unseen)]
    if failures:
        raise failures[0]
    if chosen and all(isinstance(page, Document) and _is_column(page, as_of) for page in pages.values()):
        return ByArticles(Dating.COLUMNS, tuple(items))
    return ByArticles(Dating.UNDATED, tuple(items))


def _is_column(page: Document, as_of: date) -> bool:
    if is_article(page):
        return False
    dated = [item for block in blocks(page, as_of) if block.region is Region.CONTENT for item in block.dated]
    return bool(page.meta("ColumnName")) or len({page_key(item.url) for item in dated}) > 1
