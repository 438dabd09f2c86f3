"""Which pages stand for the site when its accessibility is tried? One of each kind and template, the same on every run.

Pages made by one template share their defects: scanning a hundred articles tells what scanning one tells. Two pages
are of one template when their frames (containers, their classes, how they are nested) are nearly the same.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from selectolax.lexbor import LexborNode

from pages.browsing import Browsing
from pages.channel import Channels, ChannelState
from pages.documents import Document
from pages.errors import Reason, Unseen
from pages.guide import Guide
from pages.guides import Services
from pages.reading import Reader, page_key, written_by_script
from pages.search import searching
from pages.site_search import COMMON
from pages.walk import Walk
from site_configs import Site

_FRAME = "header, nav, main, section, article, aside, footer, div, form, fieldset, table, ul, ol, dl, iframe"
_ALIKE = (
    0.7  # share of the containers, beside those the home page has too, that two pages of one template have in common
)
_LEVELS = 3  # how many nested containers make one feature of a frame
_ARTICLES = 8  # columns whose newest entry is looked at for a template of its own
_ABSENT = frozenset({Reason.NOT_FOUND, Reason.NOT_HTML, Reason.FORBIDDEN})
_NUMBER = re.compile(r"[0-9a-f]{8,}|\d+", re.IGNORECASE)
_SIGN_IN = re.compile(r"^(?:请|用户|会员|统一|个人|法人|网站|立即|账号|我要)*登[录陆](?:[/|/]?注册|入口|系统)?$")


@dataclass(frozen=True, slots=True)
class SampledPage:
    """One page of the sample.

    Attributes:
        kind: what it is, in Chinese (首页、搜索结果页、写信页、登录页、办事指南、内容页、“通知公告”栏目页…).
        template: name of its template, the same on every run: the address of its first page without numbers.
    """

    url: str
    kind: str
    template: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A page that could be drawn.

    Attributes:
        document: what was read of it, None when nothing could be.
        single: the only page of its kind, drawn even when its template is known.
    """

    url: str
    kind: str
    document: Document | None
    single: bool = False


@dataclass(frozen=True, slots=True)
class Singles:
    """Where the pages of which a site has one are, as far as they were found.

    Attributes:
        search: address of a page of search results; `form` of a letter form.
        guides: the site's guides, of which the first stands for all.
    """

    search: str | None = None
    form: str | None = None
    guides: tuple[Guide, ...] = ()

    @classmethod
    def of(cls, services: Services, channels: Channels, search: str | None) -> Self:
        """Take the site's own letter form and its guides from what was observed of its services and channels."""
        form = next((one.url for one in channels.channels if one.state is ChannelState.FORM and one.own), None)
        return cls(search, form, services.guides)


def draw_pages(candidates: Iterable[Candidate], count: int | None) -> tuple[SampledPage, ...]:
    """Draw the single pages and the first page of every template, in the order of the candidates.

    Args:
        candidates: the most telling pages first.
        count: at most so many pages, None for every page whatever its template.
    """
    templates = _Templates()
    drawn: dict[str, SampledPage] = {}
    for candidate in candidates:
        if count is not None and len(drawn) >= count:
            break
        if page_key(candidate.url) in drawn:
            continue
        name, new = templates.of(candidate)
        if new or candidate.single or count is None:
            drawn[page_key(candidate.url)] = SampledPage(candidate.url, candidate.kind, name)
    return tuple(drawn.values())


def candidates(walk: Walk, site: Site, reader: Reader, singles: Singles, *, every: bool) -> Iterator[Candidate]:
    """Pages that may stand for the site: home, search, letter form, sign-on, guide, article, then columns and articles.

    Args:
        walk: what was read of the site.
        site: `sign_on.entries` of its file are sign-on pages.
        reader: reads pages that were not read yet.
        singles: the pages of which there is one.
        every: also every further article and guide; otherwise the newest article of some columns.
    """
    yield Candidate(walk.home.url, "首页", walk.home, single=True)
    single = {"搜索结果页": singles.search, "写信页": singles.form, "登录页": _sign_in(walk, site)}
    yield from _read([(url, kind) for kind, url in single.items() if url], reader, single=True)
    for guide in singles.guides if every else singles.guides[:1]:
        yield Candidate(guide.url, "办事指南", guide.document, single=True)
    articles = list(_read([(url, "内容页") for url in _articles(walk, every=every)], reader))
    yield from (replace(article, single=True) for article in articles[:1])
    for column in walk.columns:
        if column.document is not None and walk.internal(column.url):
            yield Candidate(column.url, f"“{column.name}”栏目页", column.document)
    yield from articles[1:]


def search_results(browsing: Browsing, site: Site) -> str | None:
    """Address of a page of search results, None when the site has no search or it cannot be used."""
    try:
        with searching(browsing, site) as search:
            if search.box is None:
                return None
            result = search.ask(COMMON[0])
    except Unseen:
        return None  # what is wrong with the search is told elsewhere
    return result.url if result.moved and result.status < 400 else None


def _read(wanted: Sequence[tuple[str, str]], reader: Reader, *, single: bool = False) -> Iterator[Candidate]:
    """Candidates that exist; one that is blocked or broken stays in the sample, and will be reported as unseen."""
    documents = reader.read_all([url for url, _ in wanted])
    for url, kind in wanted:
        document = documents[url]
        if isinstance(document, Document):
            yield Candidate(url, kind, document, single)
        elif document.reason not in _ABSENT:
            yield Candidate(url, kind, None, single)


def _sign_in(walk: Walk, site: Site) -> str | None:
    named = (anchor.url for anchor in walk.home.anchors if _SIGN_IN.match(anchor.text.replace(" ", "")))
    return next((entry.url for entry in site.sign_on.entries), None) or next(named, None)


def _articles(walk: Walk, *, every: bool) -> list[str]:
    own = [item.url for item in walk.articles if walk.internal(item.url)]
    if every:
        return own
    known = set(own)
    firsts = (next((item.url for item in column.items if item.url in known), None) for column in walk.columns)
    return list(dict.fromkeys([*filter(None, firsts), *own]))[:_ARTICLES]


class _Templates:
    """The templates met so far; head, foot and navigation, which the first page shows too, tell none from another."""

    def __init__(self) -> None:
        self._known: list[tuple[str, str, frozenset[str]]] = []
        self._shared: frozenset[str] | None = None

    def of(self, candidate: Candidate) -> tuple[str, bool]:
        """Name of the candidate's template, and whether it is met for the first time."""
        pattern = _pattern(candidate.url)
        frame = _frame(candidate.document)
        if self._shared is None:
            self._shared = frame
        frame -= self._shared
        for name, at, known in self._known:
            if at == pattern if not (frame and known) else _alike(frame, known) and _host(at) == _host(pattern):
                return name, False
        alike = sum(at == pattern for _, at, _ in self._known)
        name = f"{pattern}（{alike + 1}）" if alike else pattern
        self._known.append((name, pattern, frame))
        return name, True


def _pattern(url: str) -> str:
    """The address with numbers as `#`, and of its query the names only."""
    parts = urlsplit(url)
    names = "&".join(sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)}))
    return f"{parts.netloc}{_NUMBER.sub('#', parts.path) or '/'}{'?' if names else ''}{names}"


def _host(pattern: str) -> str:
    return pattern.partition("/")[0]


def _frame(document: Document | None) -> frozenset[str]:
    """Features of a page's frame; empty when scripts write what its source lacks."""
    if document is None or written_by_script(document):
        return frozenset()
    return frozenset(_feature(node) for node in document.tree.css(_FRAME))


def _feature(node: LexborNode) -> str:
    labels: list[str] = []
    at: LexborNode | None = node
    while at is not None and at.tag != "body" and len(labels) < _LEVELS:
        labels.append(_label(at))
        at = at.parent
    return " < ".join(labels)


def _label(node: LexborNode) -> str:
    names = sorted(_NUMBER.sub("#", name) for name in (node.attributes.get("class") or "").split())
    return ".".join([node.tag or "", *names])


def _alike(one: frozenset[str], two: frozenset[str]) -> bool:
    return len(one & two) >= _ALIKE * len(one | two)
