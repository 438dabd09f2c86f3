"""What do the columns of a kind say? Their own pages, those below them and the pages their entries lead to."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pages.column_presence import Presence
from pages.columns import internal
from pages.documents import Document
from pages.errors import Unseen
from pages.reading import Addresses, Reader, page_key
from pages.regions import content_text
from pages.walk import Walk

MOST = 40


@dataclass(frozen=True)
class ColumnPage:
    """One page: what led to it, and what it shows.

    Attributes:
        name: the column's name, or the title of the entry.
        document: the page.
        entry: whether an entry of a list led to it, rather than the menu.
    """

    name: str
    document: Document
    entry: bool = False

    @property
    def url(self) -> str:
        """Its address."""
        return self.document.url

    @cached_property
    def text(self) -> str:
        """The text of its content."""
        return content_text(self.document)


@dataclass(frozen=True, slots=True)
class ColumnPages:
    """Pages of the columns of one kind, those of the menu first; `unseen` tells of pages that could not be read."""

    pages: tuple[ColumnPage, ...]
    unseen: tuple[Unseen, ...] = ()


def pages_of(walk: Walk, presence: Presence, reader: Reader, most: int = MOST) -> ColumnPages:
    """Read what the columns of a kind say.

    Args:
        walk: home page and columns.
        presence: the columns of the kind, or the parts of other pages that stand for them.
        reader: reads the entries' pages, each once.
        most: how many entries to open.
    """
    columns = [one for column in presence.columns for one in (column, *walk.below(column))]
    own = [ColumnPage(one.name, one.document) for one in columns if one.document]
    own += [ColumnPage(part.name, part.document) for part in presence.parts]
    single = {door.url: door.name for door in presence.inside}
    titles = dict(_entries(walk, presence))
    read = reader.read_all([*single, *titles][:most])
    entries = [
        ColumnPage(single.get(url) or titles[url], page, entry=url not in single)
        for url, page in read.items()
        if isinstance(page, Document)
    ]
    unique: dict[str, ColumnPage] = {}
    for page in (*own, *entries):
        unique.setdefault(page_key(page.url), page)
    unseen = (
        *(one.unseen for one in columns if one.unseen),
        *(one for one in read.values() if isinstance(one, Unseen)),
    )
    return ColumnPages(tuple(unique.values()), unseen)


def _entries(walk: Walk, presence: Presence) -> Iterator[tuple[str, str]]:
    """Address and title of the entries that are no columns."""
    known = Addresses([walk.home.url, *(column.url for column in walk.columns)])
    for column in presence.columns:
        for one in (column, *walk.below(column)):
            for item in one.items:
                if internal(item.url, walk.hosts) and known.add(item.url):
                    yield item.url, item.title
