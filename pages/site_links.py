"""Which links of the whole site do not open, and which pages carry them?"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pages.browsing import Browsing
from pages.crawl import PAGES_REACHED, Crawler, Progress, second_look
from pages.documents import Document
from pages.errors import Unseen
from pages.fetching import Fetcher
from pages.frontier import Fetched, Frontier, Target
from pages.link_state import LinkState
from pages.links import Link, without_outage
from pages.references import Reference
from site_configs import Site

# Pages that seem to be filled by scripts are read again in the browser, at most so many.
MAX_RENDERED = 20
NAMED_PAGES = 20
_ALL = tuple(state.value for state in LinkState)


@dataclass(frozen=True, slots=True)
class CarriedLink:
    """A link that is not alive, with the pages that carry it: the first of them and how many there are."""

    link: Link
    pages: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class SiteLinks:
    """All links of a site, as one crawl saw them.

    Attributes:
        home_url: address of the home page.
        home: every link of the home page.
        others: links elsewhere that are dead, wrong or unknown, each distinct address once, those of the home page
            left out.
        pages: pages of the site that were read; `checked` distinct addresses that were asked.
        unasked: why addresses were not asked (limit, robots.txt, trap …) and how many; `home_unasked` those of the
            home page.
        stopped: which limit ended the crawl early, empty when it ran to its end.
        agreed: whether that is the number of pages the site file calls enough.
        manners: how the hosts were treated and what they and the limits did to the crawl, in Chinese sentences' parts.
    """

    home_url: str
    home: tuple[Link, ...]
    others: tuple[CarriedLink, ...]
    pages: int
    checked: int
    unasked: Mapping[str, int]
    home_unasked: Mapping[str, int]
    stopped: str
    agreed: bool
    manners: tuple[str, ...]


def observe_links(
    site: Site,
    home: Document,
    fetcher: Fetcher,
    browsing: Browsing,
    database: Path,
    progress: Callable[[Progress], None] | None = None,
) -> SiteLinks:
    """Crawl the site, look twice at what seems dead, and gather what each page carries.

    Args:
        site: hosts and limits.
        home: the home page as the browser shows it.
        fetcher: for the crawl; what it remembers is not asked again, its patient twin takes the second look.
        browsing: for pages filled by scripts.
        database: where the crawl is kept; an unfinished one is continued.
        progress: called now and then.

    Raises:
        Unseen: the home page cannot be read.
    """
    with Frontier(database) as frontier:
        crawler = Crawler(site, fetcher, frontier, progress)
        crawler.run(home.url)
        _render(crawler, frontier, browsing, home)
        crawler.go_on()
        with fetcher.patient() as patient:
            second_look(crawler, frontier, patient)
        return gathered(frontier, site, home.url)


def _render(crawler: Crawler, frontier: Frontier, browsing: Browsing, home: Document) -> None:
    id_ = frontier.known(home.url)
    if id_ is not None:
        crawler.add_rendered(Target(id_, home.url, own=True, depth=0, text="首页", sort="链接", raw=home.url), home)
    for scripted in [one for one in crawler.scripted if one.address != home.url][:MAX_RENDERED]:
        try:
            crawler.add_rendered(scripted, browsing.open(scripted.address).document)
        except Unseen:
            continue  # what HTTP showed of the page stays


def gathered(frontier: Frontier, site: Site, home_url: str) -> SiteLinks:
    """What a crawl left in its frontier, of `site` with that home page."""
    on_home = frontier.references_of(home_url)
    judged = list(frontier.in_state(*_ALL))
    links = without_outage(tuple(_link(target, fetched) for target, fetched in judged), home_url)
    pairs = [(target, link) for (target, _), link in zip(judged, links, strict=True)]
    bad = [(t, link) for t, link in pairs if link.state is not LinkState.ALIVE and t.id not in on_home]
    carried = frontier.carriers([target.id for target, _ in bad], NAMED_PAGES)
    notes = frontier.notes()
    stopped = notes.get("stopped", "")
    return SiteLinks(
        home_url=home_url,
        home=tuple(link for target, link in pairs if target.id in on_home),
        others=tuple(CarriedLink(link, carried[t.id][1], carried[t.id][0]) for t, link in bad if carried[t.id][0]),
        pages=frontier.page_count(),
        checked=len(judged),
        unasked=_unasked(frontier, None),
        home_unasked=_unasked(frontier, on_home),
        stopped=stopped,
        agreed=stopped == PAGES_REACHED and site.crawl.sample,
        manners=_manners(notes, site.crawl.max_bytes),
    )


def _unasked(frontier: Frontier, among: Iterable[int] | None) -> dict[str, int]:
    return {why: number for why, number in frontier.counts(among).items() if why not in _ALL}


def _manners(notes: Mapping[str, str], max_bytes: int) -> tuple[str, ...]:
    cut = f"{notes['cut']} 个页面超过 {max_bytes / 1024**2:.3g} MB，只读了前面的部分" if "cut" in notes else ""
    return tuple(filter(None, (notes.get("robots", ""), notes.get("slowed", ""), cut)))


def _link(target: Target, fetched: Fetched) -> Link:
    reference = Reference(target.address, target.text, target.sort, target.raw)
    return Link(reference, LinkState(fetched.state), fetched.why, fetched.status)
