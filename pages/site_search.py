"""Does the site's search find what the site has published? A few titles, and common words when none is found."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pages.browsing import Browsing
from pages.errors import Reason, Unseen
from pages.search import Searcher, searching
from pages.search_page import Box, ResultPage
from pages.search_titles import Title
from site_configs import Site

# Words no Chinese government site does without; asked only when the search seems to be dead.
COMMON = ("通知", "工作", "政府")
# A site full of dead pages is somebody else's finding: stop drawing after this many times the wanted number.
MOST_DRAWN = 4


@dataclass(frozen=True, slots=True)
class Try:
    """One title that was searched for, and the first page of results."""

    title: Title
    page: ResultPage

    @property
    def found(self) -> bool:
        """Whether the title is on the first page of results."""
        return self.page.lists(self.title)


@dataclass(frozen=True, slots=True)
class SiteSearch:
    """What came of trying the site's search.

    Attributes:
        start: page the search began on.
        box: the search box, None when there is none.
        tries: the titles searched for.
        common: result pages of common words, asked only when no title brought any result.
        gone: titles left out because the search missed them and their page no longer answers.
    """

    start: str
    box: Box | None = None
    tries: tuple[Try, ...] = ()
    common: tuple[ResultPage, ...] = ()
    gone: tuple[Title, ...] = ()

    @property
    def pages(self) -> tuple[ResultPage, ...]:
        """Every result page read."""
        return (*(one.page for one in self.tries), *self.common)

    @property
    def works(self) -> bool:
        """Whether anything searched for brought a result that has to do with it."""
        return any(page.answers for page in self.pages)


def try_search(
    browsing: Browsing, site: Site, titles: Sequence[Title], count: int, exists: Callable[[str], bool]
) -> SiteSearch:
    """Search for published titles through the site's own search box.

    Args:
        browsing: the browser.
        site: where the search is.
        titles: what may be searched for, in the order of the draw.
        count: how many titles are wanted.
        exists: whether an article's page still answers, asked about titles the search misses.

    Raises:
        Unseen: a page could not be reached, a captcha stood in the way, or what came back could not be understood.
    """
    start = site.search.url or site.url
    with searching(browsing, site) as search:
        if search.box is None:
            return SiteSearch(start)
        tries, gone = _tries(search, titles, count, exists)
        common: list[ResultPage] = []
        if not any(one.page.answers for one in tries):
            common = _common(search)
    seen = SiteSearch(start, search.box, tuple(tries), tuple(common), tuple(gone))
    strange = next((page for page in seen.pages if not page.answers and not page.failed), None)
    if strange is not None and not seen.works:
        raise Unseen(Reason.LAYOUT, strange.url, f"搜索“{strange.query}”后既没有认出结果，也没有“没有找到”的提示")
    return seen


def _tries(
    search: Searcher, titles: Sequence[Title], count: int, exists: Callable[[str], bool]
) -> tuple[list[Try], list[Title]]:
    tries: list[Try] = []
    gone: list[Title] = []
    for title in titles[: count * MOST_DRAWN]:
        if len(tries) == count:
            break
        one = Try(title, _ask(search, title.text))
        if one.found or exists(title.url):
            tries.append(one)
        else:
            gone.append(title)
        if one.page.broken and not any(known.page.answers for known in tries):
            break  # one common word more will tell; the other titles would not
    return tries, gone


def _common(search: Searcher) -> list[ResultPage]:
    """Result pages of common words, until one brings a result or the search turns out to be broken."""
    pages: list[ResultPage] = []
    for word in COMMON:
        pages.append(_ask(search, word))
        if pages[-1].answers or pages[-1].broken:
            break
    return pages


def _ask(search: Searcher, query: str) -> ResultPage:
    try:
        return search.ask(query)
    except Unseen as first:
        if not first.reason.retryable:
            raise
    return search.ask(query)
