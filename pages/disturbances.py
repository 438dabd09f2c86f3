"""What disturbs the reader? Windows that pop up, boxes that lie or float over the pages, buttons that lure.

The home page is loaded several times by a visitor it has never seen, other pages once; then all are watched for some
seconds, scrolled, and watched again. What lies over a page is tried to be closed.
"""

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page

from pages.browser_errors import unseen
from pages.browsing import Browsing
from pages.dismissing import Closing, Dismissal, Lure, closers
from pages.own_context import own_context

_FOLDER = Path(__file__).parent
_RECORD = (_FOLDER / "disturbance_record.js").read_text(encoding="utf-8")
_BOXES = (_FOLDER / "disturbance_boxes.js").read_text(encoding="utf-8")
_LURES = (_FOLDER / "disturbance_lures.js").read_text(encoding="utf-8")
_LOADS = 3
_WATCHED, _LONG = 1_300, 3_000
_SCROLLED, _FAR, _SCROLLING = 400, 4_000, 200
_DRIFT = 20
_LITTLE = 0.05


@dataclass(frozen=True, slots=True)
class Box:
    """Something that lies over a page.

    Attributes:
        name: tag, id and classes, the same on every load; `text` how it begins.
        share: part of the window it fills; `words` how many characters of the page's text it hides, `pictures` too.
        moves: whether it drifts across the page by itself.
        bar: a bar along the upper or lower edge; `edge` a narrow one at the side.
        frame: whether it shows another document, whose buttons are not seen.
        clear: nothing can be seen of it; `link` where pressing it leads.
    """

    selector: str
    name: str
    text: str
    share: float
    words: float
    pictures: int
    moves: bool
    bar: bool
    edge: bool
    frame: bool
    clear: bool
    link: str


@dataclass(frozen=True, slots=True)
class Over:
    """A box over a page, and how it was closed."""

    url: str
    box: Box
    closing: Closing


@dataclass(frozen=True, slots=True)
class Load:
    """One load of a page.

    Attributes:
        boxes: what lay over it at any time.
        dialogs: texts of native dialogs; `windows` addresses of windows it opened by itself.
        patient: whether it was watched long enough for what comes late.
    """

    url: str
    boxes: tuple[Box, ...]
    dialogs: tuple[str, ...]
    windows: tuple[str, ...]
    patient: bool = False


@dataclass(frozen=True, slots=True)
class Disturbances:
    """What was met.

    Attributes:
        home: loads of the home page by new visitors, in order; `others` one load of each other page.
        over: boxes that hide something, each tried to be closed once.
        lures: what leads away instead of doing what it says, by page.
    """

    home: tuple[Load, ...]
    others: tuple[Load, ...]
    over: tuple[Over, ...]
    lures: tuple[tuple[str, Lure], ...]

    @property
    def loads(self) -> tuple[Load, ...]:
        """Every load."""
        return (*self.home, *self.others)


@dataclass
class _Visit:
    """A page while it is watched."""

    page: Page
    url: str
    windows: list[str] = field(default_factory=list)
    met: Mapping[str, Any] = field(default_factory=dict)
    seen: dict[str, dict[str, Any]] = field(default_factory=dict)


def watch_disturbances(browsing: Browsing, pages: Sequence[str]) -> Disturbances:
    """Watch the home page and some others.

    Args:
        browsing: the browser.
        pages: addresses, the home page first.

    Raises:
        Unseen: a page could not be shown or stopped answering.
    """
    home, *others = pages
    with contextlib.ExitStack() as open_contexts:
        visits = [_visit(browsing, open_contexts, home) for _ in range(_LOADS)]
        context = _context(browsing, open_contexts)
        visits += [_visit(browsing, open_contexts, url, context) for url in others]
        _watch(browsing, visits, _WATCHED)
        loads = [_load(visit) for visit in visits]
        first = [visits[0], *visits[_LOADS:]]
        lures = [(visit.url, lure) for visit in first for lure in _lures(browsing, visit)]
        over = [one for visit in first for one in _close(browsing, visit)]
    homes = loads[:_LOADS]
    if len({_names(load) for load in homes}) > 1:
        homes += _patiently(browsing, home)
    lures += [(one.url, lure) for one in over for lure in one.closing.lures]
    return Disturbances(tuple(homes), tuple(loads[_LOADS:]), tuple(over), tuple(dict.fromkeys(lures)))


def _patiently(browsing: Browsing, home: str) -> list[Load]:
    """What comes at one load and not at another is watched for again, long enough for what is merely late."""
    with contextlib.ExitStack() as open_contexts:
        visits = [_visit(browsing, open_contexts, home) for _ in range(_LOADS)]
        _watch(browsing, visits, _LONG)
        return [_load(visit, patient=True) for visit in visits]


def _names(load: Load) -> frozenset[str]:
    return frozenset(box.name for box in load.boxes if box.share >= _LITTLE and not box.bar)


def _context(browsing: Browsing, open_contexts: contextlib.ExitStack) -> BrowserContext:
    context = open_contexts.enter_context(own_context(browsing))
    context.add_init_script(_RECORD)
    return context


def _visit(
    browsing: Browsing, open_contexts: contextlib.ExitStack, url: str, context: BrowserContext | None = None
) -> _Visit:
    context = context or _context(browsing, open_contexts)
    page = open_contexts.enter_context(browsing.page(context))
    visit = _Visit(page, url)
    page.on("popup", lambda window: visit.windows.append(window.url))
    browsing.visit(page, url)
    return visit


def _watch(browsing: Browsing, visits: Sequence[_Visit], milliseconds: int) -> None:
    """Look at all pages, wait, look, scroll, wait, look: what changes place without scrolling moves by itself."""
    for visit in visits:
        _look(browsing, visit)
    _wait(visits[0].page, milliseconds)
    for visit in visits:
        _look(browsing, visit, still=True)
        with contextlib.suppress(Error):
            visit.page.mouse.wheel(0, _SCROLLED)
    _wait(visits[0].page, milliseconds)
    for visit in visits:
        _look(browsing, visit)


def _look(browsing: Browsing, visit: _Visit, *, still: bool = False) -> None:
    """Add what lies over the page now to what was seen of it: the most it fills and hides at any time."""
    seen = browsing.read(visit.page, _BOXES)
    visit.met = seen["met"]
    for box in seen["boxes"]:
        known = visit.seen.get(box["name"])
        if known is None:
            visit.seen[box["name"]] = {**box, "moves": False}
            continue
        drifted = abs(box["left"] - known["left"]) + abs(box["top"] - known["top"]) > _DRIFT
        most = {key: max(box[key], known[key]) for key in ("share", "words", "pictures")}
        visit.seen[box["name"]] = {**box, **most, "moves": known["moves"] or (still and drifted)}


def _load(visit: _Visit, *, patient: bool = False) -> Load:
    windows = dict.fromkeys([*visit.met["windows"], *visit.windows])
    boxes = tuple(_box(one) for one in visit.seen.values())
    return Load(visit.url, boxes, tuple(visit.met["dialogs"]), tuple(windows), patient)


def _box(seen: Mapping[str, Any]) -> Box:
    return Box(**{name: seen[name] for name in Box.__slots__})


def _close(browsing: Browsing, visit: _Visit) -> Iterator[Over]:
    """Try to close each box that hides something, the largest first; some are at the page's top, some came later."""
    left = {name: _box(one) for name, one in visit.seen.items()}
    # A layout that fills the window and has nothing under it is the page itself.
    left = {name: box for name, box in left.items() if not box.bar and (box.pictures or box.words >= 1)}
    for way in (-_FAR, _SCROLLED):
        if not left:
            return
        with contextlib.suppress(Error):
            visit.page.mouse.wheel(0, way)
        _wait(visit.page, _SCROLLING)
        while there := {name: number for name, number in _numbers(browsing, visit.page).items() if name in left}:
            box = left.pop(max(there, key=lambda name: left[name].share))
            again = partial(_found_again, browsing, visit.page, box.name)
            dismissal = Dismissal(browsing, visit.page, _mark(there[box.name]), again, waits=not box.moves)
            yield Over(visit.url, box, dismissal.close())


def _numbers(browsing: Browsing, page: Page) -> dict[str, int]:
    return {one["name"]: one["number"] for one in browsing.read(page, _BOXES)["boxes"]}


def _found_again(browsing: Browsing, page: Page, name: str) -> str | None:
    number = _numbers(browsing, page).get(name)
    return None if number is None else _mark(number)


def _mark(number: int) -> str:
    return f'[data-xunjian-box="{number}"]'


def _lures(browsing: Browsing, visit: _Visit) -> Iterator[Lure]:
    yield from closers(browsing, visit.page)
    for one in browsing.read(visit.page, _LURES):
        yield Lure(one["text"], one["href"])
    for seen in visit.seen.values():
        if seen["clear"] and seen["link"]:
            yield Lure("透明的遮罩", seen["link"])


def _wait(page: Page, milliseconds: int) -> None:
    try:
        page.wait_for_timeout(milliseconds)
    except Error as error:
        raise unseen(error, page.url) from None
