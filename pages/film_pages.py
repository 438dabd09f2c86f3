"""Where does the site show films? Pages that were read and hold one, and articles whose titles promise one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pages.accessibility_sample import SampledPage
from pages.browsing import Browsing
from pages.documents import Document
from pages.fetching import Fetcher
from pages.films import Film, captioned
from pages.page_readings import PageReading, read_pages
from pages.reading import page_key
from pages.walk import Walk

_MOST = 4
_HOLDS = (
    "video, embed, object, iframe[src*=player i], iframe[src*=video i], iframe[src*='v.qq' i], iframe[src*=bilibili i]"
)
_PROMISES = re.compile(r"视频|影像|微电影|宣传片|短片|专访|访谈")


@dataclass(frozen=True, slots=True)
class FilmPages:
    """Films that were seen, `captions` the addresses of captions that can be read, and the pages looked at."""

    films: tuple[Film, ...]
    captions: frozenset[str]
    readings: tuple[PageReading, ...]


def find_films(
    walk: Walk, documents: Iterable[Document], readings: Sequence[PageReading], browsing: Browsing, fetcher: Fetcher
) -> FilmPages:
    """Look for films on the sampled pages and on a few pages more.

    Args:
        walk: what was read of the site.
        documents: pages read so far, of which those that hold a film are shown.
        readings: the sampled pages.
        browsing: shows the pages.
        fetcher: fetches captions.
    """
    known = {page_key(one.page.url) for one in readings}
    wanted = {page_key(url): SampledPage(url, "视频页", url) for url in _likely(walk, documents)}
    more = [page for key, page in wanted.items() if key not in known][:_MOST]
    every = (*readings, *read_pages(browsing, more))
    films = tuple({(film.source or film.url): film for one in every for film in one.films}.values())
    return FilmPages(films, captioned(films, fetcher), every)


def _likely(walk: Walk, documents: Iterable[Document]) -> Iterator[str]:
    yield from (one.url for one in documents if one.tree.css_first(_HOLDS) is not None)
    for column in walk.columns:
        if _PROMISES.search(column.name):
            yield from (item.url for item in column.items[:2] if walk.internal(item.url))
    yield from (item.url for item in walk.articles if _PROMISES.search(item.title))
