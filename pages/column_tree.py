"""Which columns does the site have? Found in navigation, site map, block headings, sub-menus and the site file."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from pages.column_links import (
    Lead,
    crumbs,
    entrances,
    headings,
    is_article,
    navigation,
    site_map,
    site_map_url,
    submenu,
)
from pages.columns import internal
from pages.documents import Document
from pages.errors import Reason, Unseen
from pages.reading import Addresses, Reader, page_key
from site_configs import Site

MAX_COLUMNS = 300
_DEPTH = 3  # rounds of following sub-menus below what navigation and site map name


@dataclass
class Found:
    """A column candidate with its page."""

    name: str
    url: str
    firm: bool
    above: str
    page: Document | Unseen
    children: list[str] = field(default_factory=list)
    parent: str = ""

    @property
    def document(self) -> Document | None:
        """Its page when it could be read."""
        return self.page if isinstance(self.page, Document) else None


class ColumnTree:
    """Discovers columns and the tree they form.

    Args:
        site: the site file; its `columns` are taken as written.
        reader: reads pages.
        home: the home page.
    """

    def __init__(self, site: Site, reader: Reader, home: Document) -> None:
        self._site = site
        self._reader = reader
        self._home = home
        self.hosts = frozenset(
            host.removeprefix("www.")
            for host in (site.host, urlsplit(home.url).hostname or "", *getattr(site.crawl, "include_hosts", ()))
        )
        self._known = Addresses([site.url, home.url])
        self.found: dict[str, Found] = {}
        self.limited = False
        self.navigated = 0

    def grow(self) -> None:
        """Read the columns level by level."""
        configured = [Lead(column.name, column.url, firm=True) for column in self._site.columns]
        self._add(configured)
        map_url = site_map_url(self._home)
        mapped: list[Lead] = []
        if map_url and self._own(map_url):
            page = self._reader.read_all([map_url])[map_url]
            mapped = list(site_map(page, self._own)) if isinstance(page, Document) else []
            self._known.add(map_url)
        top = list(navigation(self._home, self._own))
        self._add([*top, *mapped, *headings(self._home, self._own), *entrances(self._home, self._own)])
        self.navigated = len({page_key(lead.url) for lead in (*top, *mapped)})
        front = list(self.found.values())
        for _ in range(_DEPTH):
            menu = frozenset(lead.url for lead in top)
            pages = [one.document for one in front if one.document and not is_article(one.document)]
            front = self._add(
                [lead for page in pages for lead in (*submenu(page, self._own, menu), *headings(page, self._own))]
            )
            if not front:
                break
        self._link()

    def _own(self, url: str) -> bool:
        return internal(url, self.hosts)

    def _add(self, leads: Iterable[Lead]) -> list[Found]:
        """Read new candidates and keep those that are columns."""
        fresh: list[Lead] = []
        for lead in leads:
            if len(self.found) + len(fresh) >= MAX_COLUMNS:
                self.limited = True
                break
            if self._known.add(lead.url):
                fresh.append(lead)
        pages = self._reader.read_all(lead.url for lead in fresh)
        kept = [one for lead in fresh if (one := self._judge(lead, pages[lead.url]))]
        self.found |= {one.url: one for one in kept}
        return kept

    def _judge(self, lead: Lead, page: Document | Unseen) -> Found | None:
        if isinstance(page, Document):
            if page_key(page.url) != page_key(lead.url):
                if page_key(page.url) == page_key(self._home.url):
                    page = Unseen(Reason.NOT_FOUND, lead.url, "栏目地址转到了首页")
                elif not self._own(page.url) or not self._known.add(page.url):
                    return None  # leads off the site, or to a column known by another address
            elif not lead.firm and is_article(page):
                return None
        elif not lead.firm:
            return None
        return Found(lead.name, lead.url, lead.firm, lead.above, page)

    def _link(self) -> None:
        """Give every column its parent: nested menu, else the trail on the page, else the folder of its address."""
        by_key = {page_key(url): url for url in self.found}
        for one in self.found.values():
            one.parent = next(
                (url for url in self._candidates(one, by_key) if url != one.url and not self._cycle(one.url, url)), ""
            )
        for one in self.found.values():
            if one.parent:
                self.found[one.parent].children.append(one.url)

    def _candidates(self, one: Found, by_key: dict[str, str]) -> list[str]:
        trail = crumbs(one.document) if one.document else ()
        named = [by_key[key] for url in (one.above, *reversed(trail)) if url and (key := page_key(url)) in by_key]
        host, _, path = page_key(one.url).partition("/")
        folders = path.rstrip("/").split("/")[:-1]
        above = [f"{host}/{'/'.join(folders[:length])}/" for length in range(len(folders), 0, -1)]
        return [*named, *(by_key[key] for key in above if key in by_key)]

    def _cycle(self, child: str, parent: str) -> bool:
        seen = {child}
        at = parent
        while at:
            if at in seen:
                return True
            seen.add(at)
            at = self.found[at].parent
        return False

    def level(self, url: str) -> int:
        """1 for a column with nothing above it."""
        depth = 1
        while parent := self.found[url].parent:
            depth, url = depth + 1, parent
        return depth
