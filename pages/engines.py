"""Do pages appear in the browsers people use? The same few pages in every browser that is there."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Error, Page, Request, Response

from pages import clock
from pages.browsing import Browsing
from pages.capture import Evidence, EvidenceStore
from pages.documents import Document
from pages.regions import content_text
from pages.side_by_side import side_by_side
from site_configs import registered_domain

_VIEW = (Path(__file__).parent / "engine_view.js").read_text(encoding="utf-8")
# What old sites say instead of their content to any browser but one.
_TURNED_AWAY = re.compile(
    r"(?:请|建议)?(?:使用|升级|更换|下载|安装)[^。；\n]{0,20}(?:浏览器|Flash|IE\s*\d|Internet Explorer)"
    r"|浏览器(?:版本)?(?:过低|太旧|不支持|不兼容)|不支持(?:您|你)的浏览器|仅支持\s*IE",
    re.IGNORECASE,
)
# A page that says little else: a hint in the foot of a full page turns nobody away.
_LITTLE = 200
_NOTHING = 8
# Shorter pieces of a page's source are labels that a design may well keep to itself.
_PIECE = 8
_PIECES = 3
_LATER = 2_000
_NEEDED = frozenset({"stylesheet", "script", "image", "font", "media", "xhr", "fetch", "document"})
_COUNTING = re.compile(
    r"tongji|statistic|analytics|piwik|matomo|beacon|/(?:visit|hit|pv|stat|count|click|content_view)\w*[./?]|favicon",
    re.IGNORECASE,
)
# An answer that depends on who asks, and how often, is no missing file.
_REFUSED = frozenset({401, 403, 405, 429})
# What the browser itself broke off, because the page went on or a film did not need all of its file.
_GIVEN_UP = re.compile(r"ABORTED|cancel", re.IGNORECASE)
# Messages of browsers about themselves, and of refused playing or fetching: the request that failed tells the rest.
_HARMLESS = re.compile(
    r"ResizeObserver loop|play\(\) (?:request|failed)|AbortError|^Script error"
    r"|Failed to fetch|NetworkError|Load failed",
    re.IGNORECASE,
)
_PLACE = re.compile(r"https?://[^\s)]+")


@dataclass(frozen=True, slots=True)
class EngineView:
    """One page as one browser showed it.

    Attributes:
        engine: name and version of the browser.
        text: what can be read on the page.
        pictures: how many pictures, films and frames of some size were drawn.
        sheets: style sheets the page asks for, and `styled` how many of them came.
        errors: messages of uncaught script errors, and `own_errors` those of the site's own scripts.
        failed: addresses on the site's own domain that the page asked for in vain.
        foreign: whether a script of another site did not come, so that own scripts may miss it.
        hidden: whether the page's source has content, and not one piece of it can be seen.
        picture: the page as it stood, when something seems wrong with it.
    """

    engine: str
    url: str
    text: str
    pictures: int
    sheets: int
    styled: int
    errors: tuple[str, ...]
    hidden: bool
    own_errors: tuple[str, ...] = ()
    failed: tuple[str, ...] = ()
    foreign: bool = False
    picture: Evidence | None = None

    @property
    def blank(self) -> bool:
        """Whether next to nothing is shown."""
        return len(self.text) < _NOTHING and self.pictures == 0

    @property
    def turned_away(self) -> str:
        """The words that ask for another browser in place of the content, empty when there are none."""
        found = _TURNED_AWAY.search(self.text) if len(self.text) < _LITTLE else None
        return found[0] if found else ""

    @property
    def bare(self) -> bool:
        """Whether not one of the style sheets asked for came."""
        return self.sheets > 0 and self.styled == 0


@dataclass(frozen=True, slots=True)
class Compatibility:
    """What every browser showed, and which browsers were not there (name → why).

    `pictures` show a page in all browsers next to each other; none with one browser only.
    """

    views: tuple[EngineView, ...]
    absent: Mapping[str, str]
    pictures: tuple[Evidence, ...] = ()

    @property
    def engines(self) -> tuple[str, ...]:
        """The browsers that were used."""
        return tuple(dict.fromkeys(view.engine for view in self.views))


def view_pages(browsings: Mapping[str, Browsing], sources: Iterable[Document]) -> tuple[EngineView, ...]:
    """Show each page in each browser.

    Args:
        browsings: name and version of the browser → the browser.
        sources: the pages as the server sent them.

    Raises:
        Unseen: a page could not be shown or read.
    """
    pages = tuple(sources)
    # With several browsers, how each shows a page is kept: people compare pictures better than programs do.
    compared = len(browsings) > 1
    return tuple(
        _view(engine, browsing, source, compared=compared) for engine, browsing in browsings.items() for source in pages
    )


def montages(views: Iterable[EngineView], store: EvidenceStore) -> Iterator[Evidence]:
    """Lay the pictures that several browsers made of one page next to each other, page by page.

    Args:
        views: of all pages in all browsers.
        store: where their pictures are.
    """
    pages: dict[str, list[tuple[str, Evidence]]] = {}
    for view in views:
        if view.picture is not None:
            pages.setdefault(view.url, []).append((view.engine, view.picture))
    for url, shots in pages.items():
        if len(shots) > 1:
            whole = side_by_side((store.folder / picture.path).read_bytes() for _, picture in shots)
            engines = "、".join(engine for engine, _ in shots)
            yield store.picture(whole, url, clock.now(), "各种浏览器并排", f"从左到右：{engines}")


def without_answered(views: Iterable[EngineView], answered: Container[str]) -> tuple[EngineView, ...]:
    """The views without failures of addresses that do answer when they are asked again."""
    return tuple(replace(view, failed=tuple(url for url in view.failed if url not in answered)) for view in views)


def _view(engine: str, browsing: Browsing, source: Document, *, compared: bool) -> EngineView:
    with browsing.page() as page:
        watch = _Watch(_domain(source.url))
        watch.follow(page)
        browsing.visit(page, source.url)
        view = _read(browsing, page, engine, source, watch)
        if view.blank or view.hidden:
            page.wait_for_timeout(_LATER)  # what scripts fetch may come a little later
            view = _read(browsing, page, engine, source, watch)
        doubtful = compared or view.blank or view.hidden or view.turned_away or view.bare
        return replace(view, picture=browsing.snap(page, engine)) if doubtful else view


@dataclass
class _Watch:
    """Collects what happens around a page while it is open; `domain` is the site's own."""

    domain: str
    errors: list[str] = field(default_factory=list)
    own_errors: list[str] = field(default_factory=list)
    sheets: dict[str, bool] = field(default_factory=dict)
    failed: list[str] = field(default_factory=list)
    foreign: bool = False

    def follow(self, page: Page) -> None:
        page.on("pageerror", self._error)
        page.on("request", lambda request: self._sheet(request, came=False))
        page.on("response", self._answer)
        page.on("requestfailed", self._failure)

    def _error(self, error: Error) -> None:
        message = _first_line(error)
        self.errors.append(message)
        place = _PLACE.search(error.stack or "")
        if not _HARMLESS.search(message) and (place is None or _domain(place[0]) == self.domain):
            self.own_errors.append(message)

    def _answer(self, answer: Response) -> None:
        self._sheet(answer.request, came=answer.ok)
        if answer.status >= HTTPStatus.BAD_REQUEST and answer.status not in _REFUSED:
            self._miss(answer.request)

    def _failure(self, request: Request) -> None:
        if not _GIVEN_UP.search(request.failure or ""):
            self._miss(request)

    def _miss(self, request: Request) -> None:
        if request.is_navigation_request() and request.frame.parent_frame is None:
            return
        if _domain(request.url) != self.domain:
            self.foreign = self.foreign or request.resource_type == "script"
        elif request.method == "GET" and request.resource_type in _NEEDED and not _COUNTING.search(request.url):
            self.failed.append(request.url)

    def _sheet(self, request: Request, *, came: bool) -> None:
        if request.resource_type == "stylesheet":
            self.sheets[request.url] = came


def _domain(url: str) -> str:
    return registered_domain(urlsplit(url).hostname or "")


def _read(browsing: Browsing, page: Page, engine: str, source: Document, watch: _Watch) -> EngineView:
    seen = browsing.read(page, _VIEW)
    shown = "".join(seen["text"].split())
    pieces = [piece for piece in content_text(source).split() if len(piece) >= _PIECE]
    return EngineView(
        engine=engine,
        url=source.url,
        text=seen["text"],
        pictures=seen["pictures"],
        sheets=len(watch.sheets),
        styled=sum(watch.sheets.values()),
        errors=tuple(watch.errors),
        own_errors=tuple(dict.fromkeys(watch.own_errors)),
        failed=tuple(dict.fromkeys(watch.failed)),
        foreign=watch.foreign,
        hidden=len(pieces) >= _PIECES and not any(piece in shown for piece in pieces),
    )


def _first_line(error: Error) -> str:
    return (error.message.splitlines() or ["?"])[0][:200]
