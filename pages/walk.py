"""What does a short walk through the site show? Home page and columns, read once and shared by many observations."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType

from pages.article_dates import Dating, date_by_articles
from pages.browsing import Browsing
from pages.column_kinds import Classified, Confidence, classify
from pages.column_tree import ColumnTree, Found
from pages.columns import Column, ColumnState, internal, main_items, state_of
from pages.documents import Document
from pages.errors import Reason, Unseen
from pages.fetching import Fetcher
from pages.home import Home, read_home
from pages.items import Item, chosen_items, newest
from pages.paging import with_last_page
from pages.reading import Addresses, Reader, dates_by_script, page_key, written_by_script
from site_configs import Site
from site_configs.kinds import ColumnKind

# Kinds that stay as they are for years: nobody asks when their pages were written.
_LASTING = frozenset(
    {
        ColumnKind.OVERVIEW,
        ColumnKind.FUNCTIONS,
        ColumnKind.LEADERS,
        ColumnKind.SERVICES,
        ColumnKind.GUIDE,
        ColumnKind.REQUEST,
    }
)
_TO_BE_SEEN = "a[href], img, svg, canvas, video, iframe, frame, embed, object, input, button"
_REPEATED = 0.5  # undated links on more than this share of the columns belong to the template …
_REPEATED_PAGES = 4  # … when there are at least so many columns to tell
_CONSTANT = 0.8  # one ColumnType on more than this share of the columns is the template's, not the column's


@dataclass(frozen=True)
class Walk:
    """The shallow reading of a site: nothing here is an opinion.

    Attributes:
        home: the home page (rendered when scripts fill it); `front` what it lists.
        pages: every page read, by the address asked for.
        columns: columns in order of discovery, site file first.
        articles: entries leading to the site's own article pages, newest first, undated ones last; one per address.
        unseen: pages that could not be read.
        hosts: the site's own host names, without `www.`.
        rendered: addresses that were read in the browser.
        limited: whether there were more columns than are read in one run.
        navigated: how many addresses the navigation of the home page and the site map name.
    """

    home: Document
    front: Home
    pages: Mapping[str, Document]
    columns: tuple[Column, ...]
    articles: tuple[Item, ...]
    unseen: tuple[Unseen, ...]
    hosts: frozenset[str]
    rendered: frozenset[str] = frozenset()
    limited: bool = False
    navigated: int = 0

    @cached_property
    def _by_url(self) -> dict[str, Column]:
        return {page_key(column.url): column for column in self.columns}

    def column_at(self, url: str) -> Column | None:
        """The column with that address (spellings of one page are one), None when there is none."""
        return self._by_url.get(page_key(url))

    def of_kind(self, *kinds: ColumnKind) -> tuple[Column, ...]:
        """The columns of some kinds, in order of discovery."""
        return tuple(column for column in self.columns if column.kind in kinds)

    def below(self, column: Column) -> tuple[Column, ...]:
        """All columns below one, nearest first."""
        found: list[Column] = []
        for url in column.children:
            child = self.column_at(url)
            if child is not None:
                found += [child, *self.below(child)]
        return tuple(found)

    def newest(self, column: Column, as_of: date) -> Item | None:
        """The newest entry of a column and of everything below it."""
        return newest((item for one in (column, *self.below(column)) for item in one.items), as_of)

    def internal(self, url: str) -> bool:
        """Whether an address is on one of the site's own hosts."""
        return internal(url, self.hosts)


def walk_site(site: Site, fetcher: Fetcher, browsing: Browsing, as_of: date) -> Walk:
    """Read home page and columns of a site.

    Args:
        site: whose columns; `site.columns` are taken as written, the others are discovered.
        fetcher: HTTP, for nearly everything.
        browsing: for pages whose content scripts write.
        as_of: reference for dates without a year.

    Raises:
        Unseen: the home page could not be read.
    """
    reader = Reader(fetcher, browsing)
    home = _home(reader, site)
    tree = ColumnTree(site, reader, home)
    tree.grow()
    columns = _Columns(site, reader, tree, as_of)
    made = columns.made()
    listed = [item for column in made for item in column.items]
    front = read_home(home, listed, columns.frame, tree.hosts, reader, as_of)
    return Walk(
        home=home,
        front=front,
        pages=MappingProxyType({site.url: home, **{c.url: c.document for c in made if c.document}}),
        columns=made,
        articles=_articles([*front.items, *listed], columns.frame, tree.hosts),
        unseen=tuple(column.unseen for column in made if column.unseen),
        hosts=tree.hosts,
        rendered=frozenset(reader.rendered),
        limited=tree.limited,
        navigated=tree.navigated,
    )


def _home(reader: Reader, site: Site) -> Document:
    document = reader.read(site.url)
    if written_by_script(document) or (
        not document.anchors and (not document.text or document.tree.css_first("script"))
    ):
        shown = reader.render(site.url, document)
        if isinstance(shown, Unseen):
            raise shown
        document = shown
    if not document.text and document.tree.css_first(_TO_BE_SEEN) is None:
        raise Unseen(Reason.LAYOUT, site.url, "首页没有显示任何内容")
    return document


def _articles(items: Iterable[Item], frame: Addresses, hosts: frozenset[str]) -> tuple[Item, ...]:
    best: dict[str, Item] = {}
    for item in items:
        key = page_key(item.url)
        known = best.get(key)
        if not internal(item.url, hosts) or item.url in frame or (known and (known.dated or not item.dated)):
            continue
        best[key] = item
    return tuple(sorted(best.values(), key=lambda item: item.day or date.min, reverse=True))


class _Columns:
    """Turns candidates into columns."""

    def __init__(self, site: Site, reader: Reader, tree: ColumnTree, as_of: date) -> None:
        self._site = site
        self._reader = reader
        self._tree = tree
        self._as_of = as_of
        self._kinds: dict[str, Classified] = {}
        self.frame = Addresses(
            [site.url, *tree.found, *(one.page.url for one in tree.found.values() if isinstance(one.page, Document))]
        )
        self._constant = _constant_type(tree.found.values())
        self._furniture = _furniture(tree.found.values())

    def made(self) -> tuple[Column, ...]:
        """Every column, undated lists of living kinds dated by their articles."""
        columns = [self._column(one) for one in self._tree.found.values()]
        return tuple(self._dated(column) for column in columns if column is not None)

    def _column(self, one: Found) -> Column | None:
        config = next((c for c in self._site.columns if c.url == one.url), None)
        kind = self._kind(one)
        common = Column(
            name=one.name,
            url=one.url,
            kind=kind.kind,
            confidence=kind.confidence,
            state=ColumnState.UNSEEN,
            parent=one.parent,
            level=self._tree.level(one.url),
            children=tuple(one.children),
            foremost=self._foremost(one, kind.kind),
            window_days=config.window_days if config else None,
            should_update=config.should_update if config else True,
        )
        if isinstance(one.page, Unseen):
            return replace(common, unseen=one.page)
        try:
            document, items, state = self._seen(
                one, one.page, config.items if config else None, config.date if config else None
            )
        except Unseen as unseen:
            return replace(common, unseen=unseen)
        if not one.firm and state is ColumnState.CONTENT and not document.meta("ColumnName"):
            return None  # a page some link led to, with nothing of a column about it
        return replace(common, state=state, items=items, document=document)

    def _seen(
        self, one: Found, page: Document, rows: str | None, dates: str | None
    ) -> tuple[Document, tuple[Item, ...], ColumnState]:
        def read(document: Document) -> tuple[Document, tuple[Item, ...], ColumnState]:
            items = tuple(
                item
                for item in main_items(document, self.frame, self._as_of)
                if item.dated or item.url not in self._furniture
            )
            if rows and (document is not page or not written_by_script(document)):
                items = chosen_items(document, rows, dates, self._as_of)
            state = state_of(document, items, self.frame, self._tree.hosts, children=bool(one.children))
            return document, items, state

        document, items, state = read(page)
        if self._doubtful(document, items, state):
            shown = self._reader.render(one.url, page)
            if isinstance(shown, Unseen):
                raise shown
            document, items, state = read(shown)
        return document, with_last_page(document, items, self._reader, self._as_of), state

    def _doubtful(self, document: Document, items: tuple[Item, ...], state: ColumnState) -> bool:
        """Whether scripts may show more than the source: an emptiness is believed only after a look."""
        if state is ColumnState.LISTED:
            return False
        if state is ColumnState.UNDATED:
            return dates_by_script(document)
        if state is ColumnState.EMPTY:
            return document.tree.css_first("script") is not None
        return not items and written_by_script(document)

    def _kind(self, one: Found) -> Classified:
        if one.url not in self._kinds:
            config = next((c for c in self._site.columns if c.url == one.url), None)
            above = self._kind(self._tree.found[one.parent]).kind if one.parent else None
            tag = one.document.meta("ColumnType") if one.document else None
            made = classify(one.name, one.url, tag if tag != self._constant else None, above)
            if config is not None and config.kind is not None:
                made = Classified(config.kind, Confidence.CONFIGURED)
            self._kinds[one.url] = made
        return self._kinds[one.url]

    def _foremost(self, one: Found, kind: ColumnKind) -> bool:
        at = one.parent
        while at:
            if self._kind(self._tree.found[at]).kind is kind:
                return False
            at = self._tree.found[at].parent
        return True

    def _dated(self, column: Column) -> Column:
        if column.state is not ColumnState.UNDATED or (column.kind in _LASTING and column.window_days is None):
            return column
        try:
            dating = date_by_articles(column.items, self._reader, self._as_of)
        except Unseen as unseen:
            return replace(column, state=ColumnState.UNSEEN, unseen=unseen)
        states = {
            Dating.DATED: ColumnState.LISTED,
            Dating.UNDATED: ColumnState.UNDATED,
            Dating.COLUMNS: ColumnState.LANDING,
        }
        return replace(column, state=states[dating.result], items=dating.items)


def _furniture(found: Iterable[Found]) -> Addresses:
    """Addresses that most columns link to: what the template repeats is no entry of any one of them."""
    pages = [{page_key(anchor.url) for anchor in one.document.anchors} for one in found if one.document]
    times = Counter(key for keys in pages for key in keys)
    least = max(_REPEATED_PAGES, len(pages) * _REPEATED)
    return Addresses.of_keys(key for key, count in times.items() if count >= least)


def _constant_type(found: Iterable[Found]) -> str | None:
    """The ColumnType a template repeats on every page, None when columns differ."""
    types = Counter(tag for one in found if one.document and (tag := one.document.meta("ColumnType")))
    total = sum(types.values())
    if total < 4 or not types:
        return None
    tag, times = types.most_common(1)[0]
    return tag if times > total * _CONSTANT else None
