"""What has the site published, and what do the sites it links to show? Texts and dates of the pages read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pages.browsing import Browsing
from pages.documents import Document, tidy
from pages.errors import Unseen
from pages.fetching import Fetcher
from pages.hidden_links import Outward
from pages.items import Item
from pages.publish_dates import Moved, Sources, StatedDates, Twin, clock_suspects, moved_dates, stated_dates, twins
from pages.reading import Addresses, usable
from pages.walk import Walk
from pages.wording import visible_lines
from site_configs.kinds import ColumnKind

MAX_LINKED = 40
# Letters, surveys and the like have several days each (asked, answered, opened, closed): lists may show any of them.
_OTHER_DAYS = (ColumnKind.LETTERS, ColumnKind.SURVEYS, ColumnKind.INTERVIEWS, ColumnKind.OPEN_DATA, ColumnKind.RESPONSE)
_BODY = 256 * 1024
_TEXT = 4000


@dataclass(frozen=True, slots=True)
class Publication:
    """One page as readers see it: address, sort (首页, 栏目页, 文章), headline and visible lines."""

    url: str
    sort: str
    headline: str
    lines: tuple[str, ...]

    @classmethod
    def of(cls, document: Document, sort: str) -> "Publication":
        """Read the visible text of a page."""
        heading = document.tree.css_first("h1")
        headline = tidy(heading.text()) if heading is not None else ""
        return cls(document.url, sort, headline or document.meta("ArticleTitle") or "", visible_lines(document))

    @property
    def text(self) -> str:
        """The lines, one below the other."""
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class Linked:
    """A page of another site that the home page links to: its title and the beginning of its text."""

    link: Outward
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class DateReading:
    """What was seen of publication dates.

    Attributes:
        today: the later of the inspection day and the real one; dates after it lie in the future.
        lists: entries by the page that lists them.
        stated: what list, page, tag and address say of each article that was read or listed.
        moved: entries whose date follows the browser's clock; `tried` pages were shown at two times.
        twins: equal texts with different dates.
    """

    today: date
    lists: Mapping[str, tuple[Item, ...]]
    stated: tuple[StatedDates, ...]
    moved: tuple[Moved, ...]
    tried: tuple[str, ...]
    twins: tuple[Twin, ...]


def read_linked(links: Sequence[Outward], fetcher: Fetcher) -> tuple[Linked, ...]:
    """Open pages of other sites; what does not open is left out, dead links are another indicator's."""
    by_url = {link.url: link for link in links[:MAX_LINKED]}
    found = []
    for answer in fetcher.get_all(by_url, max_body=_BODY):
        try:
            page = usable(answer)
        except Unseen:
            continue
        description = page.meta("description") or ""
        found.append(
            Linked(by_url[answer.url], page.title, f"{page.meta('keywords') or ''}\n{description}\n{page.text[:_TEXT]}")
        )
    return tuple(found)


def read_dates(
    walk: Walk,
    articles: Mapping[str, Document],
    home: tuple[Document, Document],
    browsing: Browsing,
    days: tuple[date, date],
) -> DateReading:
    """Collect everything the site says about days of publication.

    Args:
        walk: lists of home page and columns.
        articles: article pages read, by the address of their entry.
        home: the home page's source and as the browser shows it.
        browsing: for pages whose dates scripts may write.
        days: the day of inspection, and the later of it and the real day.

    Raises:
        Unseen: a page whose dates scripts write could not be shown.
    """
    as_of, today = days
    lists = {walk.home.url: walk.front.items, **{column.url: column.items for column in walk.columns if column.items}}
    other = [c for kind in _OTHER_DAYS for c in walk.of_kind(kind)]
    folders = tuple(column.url.rpartition("/")[0] + "/" for column in other)
    apart = {item.url for column in other for item in column.items}
    lists = {
        page: tuple(i for i in items if i.url not in apart and not i.url.startswith(folders))
        for page, items in lists.items()
    }
    first: dict[str, Item] = {}
    for item in (item for items in lists.values() for item in items):
        known = first.get(item.url)
        if known is None or (item.day and (known.day is None or item.day > known.day)):
            first[item.url] = item
    stated = tuple(stated_dates(item, articles.get(item.url), as_of) for item in first.values())
    documents = [column.document for column in walk.columns if column.document]
    tried = clock_suspects(Sources(*home, documents, Addresses(walk.rendered), articles), as_of)
    return DateReading(today, lists, stated, moved_dates(browsing, tried, as_of), tried, twins(stated, articles))
