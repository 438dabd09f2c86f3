"""Do pages appear in the browsers people use? The same few pages in every browser that is there."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from playwright.sync_api import Error, Page, Request

from pages.browsing import Browsing
from pages.capture import Evidence
from pages.documents import Document
from pages.regions import content_text

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


@dataclass(frozen=True, slots=True)
class EngineView:
    """One page as one browser showed it.

    Attributes:
        engine: name and version of the browser.
        text: what can be read on the page.
        pictures: how many pictures, films and frames of some size were drawn.
        sheets: style sheets the page asks for, and `styled` how many of them came.
        errors: messages of uncaught script errors.
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
    """What every browser showed, and which browsers were not there (name → why)."""

    views: tuple[EngineView, ...]
    absent: Mapping[str, str]

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
    return tuple(_view(engine, browsing, source) for engine, browsing in browsings.items() for source in pages)


def _view(engine: str, browsing: Browsing, source: Document) -> EngineView:
    with browsing.page() as page:
        watch = _Watch()
        watch.follow(page)
        browsing.visit(page, source.url)
        view = _read(browsing, page, engine, source, watch)
        if view.blank or view.hidden:
            page.wait_for_timeout(_LATER)  # what scripts fetch may come a little later
            view = _read(browsing, page, engine, source, watch)
        doubtful = view.blank or view.hidden or view.turned_away or view.bare
        return replace(view, picture=browsing.snap(page, engine)) if doubtful else view


@dataclass
class _Watch:
    """Collects what happens around a page while it is open."""

    errors: list[str] = field(default_factory=list)
    sheets: dict[str, bool] = field(default_factory=dict)

    def follow(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.errors.append(_first_line(error)))
        page.on("request", lambda request: self._sheet(request, came=False))
        page.on("response", lambda answer: self._sheet(answer.request, came=answer.ok))

    def _sheet(self, request: Request, *, came: bool) -> None:
        if request.resource_type == "stylesheet":
            self.sheets[request.url] = came


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
        hidden=len(pieces) >= _PIECES and not any(piece in shown for piece in pieces),
    )


def _first_line(error: Error) -> str:
    return (error.message.splitlines() or ["?"])[0][:200]
