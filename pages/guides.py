"""Which services does the site offer, with which guides and which online systems? Read from the services column on."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from pages.columns import ColumnState
from pages.documents import Anchor, Document
from pages.errors import Reason, Unseen
from pages.guide import Guide, looked_again, read_guide
from pages.guide_links import entry_anchors, family, inside, is_file, is_guide, is_system, names_services, spread
from pages.hints import promises
from pages.reading import Addresses, Reader, page_key, written_by_script
from pages.references import Reference, references
from pages.regions import Region, Regions
from pages.walk import Walk
from site_configs.kinds import ColumnKind
from site_configs.urls import registered_domain

MAX_GUIDES = 40  # guides read in one run; of more, as many are drawn
MAX_RENDERED = 12
MAX_SYSTEMS = 60
_MAX_ENTRIES = 8
_MAX_LISTINGS = 24
_FAMILIES = 16
_MAX_PROBED = 40
_MAJORITY = 0.6  # of the pages of one family that must be guides for the others to be taken for guides too
_DOUBTFUL = 3  # a guide that lacks more is looked at again with its scripts running


@dataclass(frozen=True, slots=True)
class Services:
    """What was seen of the site's services.

    Attributes:
        entries: pages that lead to services (column, services host); empty when the site names none.
        empty: whether every entry that could be read shows nothing.
        guides: guides read, in page order.
        unread: guides or entries known but not readable.
        total: different guides found, read or not.
        systems: links to online applications and progress queries, each with the words it carries.
        promised: without entries, what on the home page may be one and leads nowhere (see `promises`).
        unlike: pages beside the guides that were not made out as guides: news, or guides written as plain prose.
        addresses: of the guides found, read or not.
        listings: the pages that list them: entries and what they lead to.
    """

    entries: tuple[Anchor, ...]
    empty: bool = False
    guides: tuple[Guide, ...] = ()
    unread: tuple[Unseen, ...] = ()
    total: int = 0
    systems: tuple[Reference, ...] = ()
    promised: tuple[str, ...] = ()
    unlike: int = 0
    addresses: tuple[str, ...] = ()
    listings: tuple[Document, ...] = field(default=(), repr=False)


def observe_services(walk: Walk, reader: Reader, seed: str) -> Services:
    """Read the services a site offers.

    Args:
        walk: its home page and columns.
        reader: reads further pages; it should allow `MAX_RENDERED` pages in the browser.
        seed: makes the choice repeatable when there are more guides than are read.
    """
    return _Search(walk, reader, random.Random(seed)).result()  # noqa: S311  sampling, not secrecy


class _Search:
    """From the entries over listings to the guides, breadth first and bounded."""

    def __init__(self, walk: Walk, reader: Reader, chance: random.Random) -> None:
        self._walk = walk
        self._chance = chance
        self._reader = reader
        self._columns = [
            c for c in walk.of_kind(ColumnKind.SERVICES) if c.state is not ColumnState.EXTERNAL or c.document
        ]
        self.entries = self._entries()
        self._hosts = {urlsplit(entry.url).netloc for entry in self.entries}
        self._domain = registered_domain(urlsplit(walk.home.url).hostname or "")
        # Other columns and their news are linked from everywhere; those below the services column may hold guides.
        others = [column for column in walk.columns if column.kind is not ColumnKind.SERVICES]
        news = [item.url for column in others for item in column.items if item.day]
        self._seen = Addresses([walk.home.url, *(column.url for column in others), *news])
        self._pages: list[Document] = []
        self._listings: list[Document] = []
        self._unread: list[Unseen] = []
        self._unlike = 0
        self._guides: dict[str, Document] = {}
        self._families: dict[str, list[str]] = defaultdict(list)

    def _entries(self) -> list[Anchor]:
        anchors = [Anchor(column.url, column.name, column.url) for column in self._columns]
        anchors += entry_anchors(self._walk.home)
        distinct: dict[str, Anchor] = {}
        for anchor in anchors:
            distinct.setdefault(page_key(anchor.url), anchor)
        return list(distinct.values())[:_MAX_ENTRIES]

    def result(self) -> Services:
        """Everything found."""
        listings = self._read([entry.url for entry in self.entries])
        halls = [urlsplit(anchor.url).netloc for page in listings for anchor in entry_anchors(page)]
        self._hosts |= {host for host in halls if host.partition(":")[0].endswith(".gov.cn")}
        entry_unread = len(self._unread)
        links = self._explore(listings)
        empty = bool(listings) and not entry_unread and not links and not any(map(self._is_guide, listings))
        guides, addresses = self._read_guides()
        return Services(
            entries=tuple(self.entries),
            empty=empty and all(column.state is ColumnState.EMPTY for column in self._columns),
            guides=guides,
            unread=tuple(self._unread),
            total=len(addresses),
            unlike=self._unlike,
            addresses=addresses,
            listings=tuple(self._shown(page) for page in self._listings),
            systems=self._systems(),
            promised=() if self.entries else promises([self._walk.home], names_services),
        )

    def _read(self, urls: Sequence[str]) -> list[Document]:
        found = []
        known = [column for column in self._walk.columns if column.document]
        at_hand = {page_key(column.url): column.document for column in known}
        answers = self._reader.read_all([url for url in urls if page_key(url) not in at_hand])
        for url in urls:
            page = at_hand.get(page_key(url)) or answers.get(url)
            if isinstance(page, Document):
                found.append(page)
                self._seen.add(page.url)
            elif isinstance(page, Unseen):
                self._unread.append(page)
        self._pages += found
        return found

    def _explore(self, listings: list[Document]) -> int:
        """Follow listings two levels down; gives how many links they held."""
        count = 0
        for depth in range(2):
            for page in listings:
                if self._is_guide(page):
                    self._guides.setdefault(page.url, page)
                else:
                    self._listings.append(page)
            links = [anchor.url for page in listings for anchor in self._content_links(page)]
            count += len(links)
            for url in links:
                if self._seen.add(url):
                    self._families[family(url)].append(url)
            listings = self._probe(explore=depth == 0)
            if not listings:
                break
        return count

    def _probe(self, *, explore: bool) -> list[Document]:
        """Read the first pages of each new family; those that are no guides are listings to be followed."""
        wanted = [url for urls in list(self._families.values())[: _FAMILIES * 2] for url in spread(urls)]
        fresh = [url for url in wanted if url not in self._guides][:_MAX_PROBED]
        read = self._reader.read_all(fresh)
        pages = [page for page in read.values() if isinstance(page, Document)]
        self._pages += pages
        for url, page in read.items():
            if isinstance(page, Document) and self._is_guide(page):
                self._guides.setdefault(url, page)
        listings = [page for page in pages if not self._is_guide(page) and not page.meta("ArticleTitle")]
        return listings[:_MAX_LISTINGS] if explore else []

    def _content_links(self, page: Document) -> list[Anchor]:
        """Links in the content of a page that stay with the site or the services host and open no system."""
        regions = Regions(page)
        found = []
        for node in page.tree.css("a[href]"):
            anchor = page.anchor(node)
            if anchor is None or not self._near(anchor.url) or is_system(anchor.text) or is_file(anchor.url):
                continue
            if regions.of(node) in {Region.CONTENT, Region.SIDE} and page_key(anchor.url) != page_key(page.url):
                found.append(anchor)
        return found

    def _near(self, url: str) -> bool:
        host = urlsplit(url).hostname or ""
        return urlsplit(url).netloc in self._hosts or registered_domain(host) == self._domain

    def _shown(self, page: Document) -> Document:
        """A listing as its scripts fill it."""
        shown = self._reader.render(page.url, page) if written_by_script(page) else page
        return shown if isinstance(shown, Document) else page

    def _read_guides(self) -> tuple[tuple[Guide, ...], tuple[str, ...]]:
        """The pages of the families that proved to be guides, drawn up to the limit; and the addresses of all."""
        proved = {family(url) for url in self._guides}
        known = [url for urls in self._families.values() for url in urls if family(url) in proved]
        urls = list(dict.fromkeys([*known, *self._guides]))
        drawn = set(self._chance.sample(sorted(urls), min(MAX_GUIDES, len(urls))))
        chosen = [url for url in urls if url in drawn]
        read = self._reader.read_all([url for url in chosen if url not in self._guides])
        pages = {url: self._guides.get(url) or read[url] for url in chosen}
        self._pages += [page for page in pages.values() if isinstance(page, Document)]
        wrong = self._strangers(pages)
        self._unread += [page for url, page in pages.items() if isinstance(page, Unseen) and url not in wrong]
        guides = [
            self._guide(url, page) for url, page in pages.items() if isinstance(page, Document) and url not in wrong
        ]
        mixed = {family(url) for url in wrong}
        self._unlike = len(wrong)
        kept = (url for url in urls if (url not in wrong if url in pages else family(url) not in mixed))
        return tuple(guides), tuple(kept)

    def _is_guide(self, page: Document) -> bool:
        place = urlsplit(page.url)
        home = urlsplit(self._walk.home.url).netloc
        return is_guide(
            page, in_services=any(inside(place.netloc, place.path, entry.url, home) for entry in self.entries)
        )

    def _strangers(self, pages: Mapping[str, Document | Unseen]) -> set[str]:
        """Pages that only share the form of their address with guides: most of a family of articles are not."""
        members: dict[str, list[str]] = defaultdict(list)
        for url in pages:
            members[family(url)].append(url)
        found: set[str] = set()
        for urls in members.values():
            own = {url for url in urls if isinstance(page := pages[url], Document) and self._is_guide(page)}
            if len(own) < _MAJORITY * len(urls):
                found |= set(urls) - own
        return found

    def _guide(self, url: str, page: Document) -> Guide:
        guide = read_guide(url, page)
        lacking = len(guide.missing(guide.elements)) >= _DOUBTFUL and page.tree.css_first("script") is not None
        return looked_again(guide, self._reader) if lacking else guide

    def _systems(self) -> tuple[Reference, ...]:
        found: dict[str, Reference] = {}
        for page in [self._walk.home, *self._pages]:
            for reference in references(page):
                if reference.sort == "链接" and is_system(reference.text) and not is_file(reference.url):
                    found.setdefault(page_key(reference.url), reference)
        return tuple(found.values())[:MAX_SYSTEMS]


def none_readable(services: Services) -> Unseen | None:
    """Why no guide could be read although the site offers services; None when guides were read."""
    if services.guides:
        return None
    if services.unread:
        return services.unread[0]
    where = services.entries[0].url if services.entries else ""
    return Unseen(Reason.LAYOUT, where, "办事服务栏目中没有认出办事指南，可能由脚本生成或在其他平台上")
