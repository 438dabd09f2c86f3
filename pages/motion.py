"""Does something on a page move without end, and can it be stopped by keys? Looks at it in real time.

Pages are watched side by side, once as they are and once with the system set to reduce motion. Page clocks are left
alone: what a person sees is what counts.
"""

import contextlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from PIL import Image, ImageSequence, UnidentifiedImageError
from playwright.sync_api import Error, Page

from pages.accessibility_sample import SampledPage
from pages.browser_errors import unseen
from pages.browsing import Browsing
from pages.errors import Unseen
from pages.fetching import Fetcher
from pages.keyboard import Element, Keys

_SCRIPT = (Path(__file__).parent / "motion.js").read_text(encoding="utf-8")
_LOOK = 400  # milliseconds
_BEYOND = 0.7  # seconds after the time named in the standard
_PATIENCE = 6.0  # seconds more for what has moved once
_SETTLING = 1.2  # seconds a movement may take to come to its end
_SLOWER = 1.3  # times the longest pause between two movements
_LONGEST = 9.0  # seconds
_ONCE = 1.5  # seconds one movement may take
_TRIED = 3  # regions of a page


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page in which something moves by itself.

    Attributes:
        times: seconds after the page had settled at which it moved.
        controls: numbers of what may be its button to stop it; `inside` everything in it that can have the focus.
        html: the beginning of its source.
    """

    element: Element
    times: tuple[float, ...]
    controls: tuple[int, ...]
    inside: tuple[int, ...]
    html: str

    def lasts(self, least: float) -> bool:
        """Whether it went on, or began again, after so many seconds; what came up once does neither."""
        return bool(self.times) and self.times[-1] > least and self.times[-1] - self.times[0] > _ONCE

    @property
    def rhythm(self) -> float:
        """The longest pause between two movements, in seconds."""
        moments = (0.0, *self.times)
        return max(later - earlier for earlier, later in pairwise(moments))


@dataclass(frozen=True, slots=True)
class Moving:
    """One part of a page that goes on moving; `stopped` says how keys stop it, empty when they do not."""

    region: Region
    stopped: str


@dataclass(frozen=True, slots=True)
class Motion:
    """One page watched.

    Attributes:
        moving: what goes on moving; `reduced` what does so even when the system asks for less motion.
        gifs: addresses of large animated pictures, which nothing can stop.
    """

    page: SampledPage
    moving: tuple[Moving, ...]
    reduced: tuple[Region, ...]
    gifs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Motions:
    """All pages watched, and those that could not be."""

    pages: tuple[Motion, ...]
    unseen: tuple[Unseen, ...] = ()


class _Watch:
    """One open page with its look-out."""

    def __init__(self, browsing: Browsing, page: Page, url: str, *, reduced: bool) -> None:
        try:
            page.emulate_media(reduced_motion="reduce" if reduced else "no-preference")
        except Error as error:
            raise unseen(error, url) from None
        self._browsing = browsing
        self._page = page
        browsing.visit(page, url)
        self.keys = Keys(browsing, page)
        browsing.read(page, _SCRIPT)

    def ask(self, what: str, arg: object = None) -> Any:  # noqa: ANN401  JSON
        return self._browsing.read(self._page, f"arg => window.xunjianMotion.{what}(arg)", arg)

    def regions(self) -> tuple[Region, ...]:
        """What moves, the largest first."""
        told = sorted(self.ask("regions"), key=lambda one: -one["share"])
        return tuple(
            Region(Element.of(one), tuple(one["times"]), tuple(one["controls"]), tuple(one["inside"]), one["html"])
            for one in told
        )


def watch_pages(browsing: Browsing, pages: Iterable[SampledPage], least: float) -> Motions:
    """Watch pages side by side, then try to stop by keys what goes on moving.

    Args:
        browsing: the browser.
        pages: what to watch; each is opened twice.
        least: seconds after which movement has to be stoppable.

    Raises:
        Unseen: not one page could be watched.
    """
    failures: list[Unseen] = []
    found: list[Motion] = []
    with contextlib.ExitStack() as stack:
        open_pages: list[tuple[SampledPage, _Watch, _Watch]] = []
        for page in pages:
            try:
                plain, reduced = (
                    _Watch(browsing, stack.enter_context(browsing.page()), page.url, reduced=less)
                    for less in (False, True)
                )
                open_pages.append((page, plain, reduced))
            except Unseen as failure:
                failures.append(failure)
        try:
            _wait(open_pages, least)
            found += [_watched(page, plain, reduced, least) for page, plain, reduced in open_pages]
        except Unseen as failure:
            failures.append(failure)
    if not found and failures:
        raise failures[0]
    return Motions(tuple(found), tuple(failures))


def _wait(open_pages: Sequence[tuple[SampledPage, _Watch, _Watch]], least: float) -> None:
    """Until every page was watched long enough, and what moved once had the time to move again."""
    for _, plain, reduced in open_pages:
        for watch in (plain, reduced):
            while (now := watch.ask("seconds")) < least + _PATIENCE:
                slow = any(now - one.times[-1] < _PATIENCE and not one.lasts(least) for one in watch.regions())
                if now > least + _BEYOND and not slow:
                    break
                watch.keys.wait(_LOOK)


def _watched(page: SampledPage, plain: _Watch, reduced: _Watch, least: float) -> Motion:
    lasting = [region for region in plain.regions() if region.lasts(least)][:_TRIED]
    left = tuple(region for region in reduced.regions() if region.lasts(least))[:_TRIED]
    return Motion(page, _stopped(plain, lasting), left, tuple(plain.ask("gifs")))


def _stopped(watch: _Watch, regions: Sequence[Region]) -> tuple[Moving, ...]:
    """Press every button that may stop something, then go into what still moves."""
    how = dict.fromkeys((region.element.number for region in regions), "")
    for key, word in (("Enter", "按回车键"), (" ", "按空格键")):
        pressed = [one for one in regions if not how[one.element.number] and _pressed(watch, one, key)]
        for region in _come_to_rest(watch, pressed):
            how[region.element.number] = f"焦点移到暂停按钮{word}后停止"
    for region in regions:
        entered = region.inside and not how[region.element.number] and watch.keys.arrive(region.inside[0])
        if entered and _come_to_rest(watch, [region]):
            how[region.element.number] = "焦点移入后停止"
    return tuple(Moving(region, how[region.element.number]) for region in regions)


def _pressed(watch: _Watch, region: Region, key: str) -> bool:
    for control in region.controls[:1]:
        if watch.keys.arrive(control):
            watch.keys.press("Space" if key == " " else key)
            return True
    return False


def _come_to_rest(watch: _Watch, regions: Sequence[Region]) -> list[Region]:
    """Those that do not move any more for longer than they used to pause."""
    if not regions:
        return []
    since = float(watch.ask("seconds")) + _SETTLING
    until = since + min(_LONGEST, _SLOWER * max(region.rhythm for region in regions))
    moved: set[int] = set()
    while float(watch.ask("seconds")) < until and len(moved) < len(regions):
        watch.keys.wait(_LOOK)
        moved |= set(watch.ask("moved", [[region.element.number for region in regions], since]))
    return [region for region in regions if region.element.number not in moved]


def animated(motions: Motions, fetcher: Fetcher, least: float) -> Motions:
    """Keep of the large GIF pictures those that go on moving: they repeat for ever, or take longer than `least`."""

    def moving(url: str) -> bool:
        answer = fetcher.get(url)
        return answer.ok and goes_on(answer.body, least)

    pages = (replace(page, gifs=tuple(filter(moving, page.gifs))) for page in motions.pages)
    return replace(motions, pages=tuple(pages))


def goes_on(picture: bytes, least: float) -> bool:
    """Whether an animated picture is still moving after so many seconds; False for what is no picture."""
    try:
        with Image.open(io.BytesIO(picture)) as image:
            frames = [frame.info.get("duration", 0) for frame in ImageSequence.Iterator(image)]
            rounds = image.info.get("loop")
    except (UnidentifiedImageError, OSError, ValueError):
        return False
    if len(frames) < 2:
        return False
    return rounds == 0 or sum(frames) * (1 + (rounds or 0)) > least * 1000
