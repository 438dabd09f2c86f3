"""What does axe find on the sample, on a computer's and on a phone's screen?

A phone gets a visit of its own, with a phone's User-Agent, not a narrower window: many sites send phones elsewhere, on
the server or by script, and what only a narrower window shows is not what citizens see.
"""

import contextlib
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from playwright.sync_api import Browser, Page

from pages.accessibility_sample import SampledPage
from pages.axe import BEGIN_PATIENCE, SCAN_PATIENCE, PageScan, Scanning, equip
from pages.axe_script import AxeScript
from pages.browsing import Browsing
from pages.errors import Unseen

# Incomplete results of `color-contrast` that measuring the pixels decides (indicator a11y_pixels).
DECIDED_BY_PIXELS = frozenset({"bgImage", "bgGradient", "imgNode", "pseudoContent"})
CONTRAST_RULE = "color-contrast"
_WINDOWS = 2
_IN_ONE_WINDOW = 10


class Screen(Enum):
    """A screen pages are shown on: (Chinese word, width, height) in CSS pixels."""

    DESKTOP = ("电脑", 1366, 768)
    PHONE = ("手机", 390, 844)

    def __init__(self, word: str, width: int, height: int) -> None:
        self.word = word
        self.width = width
        self.height = height

    def context_args(self, browser: Browser) -> dict[str, Any]:
        """Arguments of `new_context` that make the browser such a device; the engine's version stays the true one."""
        args: dict[str, Any] = {"viewport": {"width": self.width, "height": self.height}}
        if self is Screen.DESKTOP:
            return args
        agent = (
            "Mozilla/5.0 (Linux; Android 14; Mobile) AppleWebKit/537.36 (KHTML, like Gecko) "
            f"Chrome/{browser.version} Mobile Safari/537.36"
        )
        return {**args, "user_agent": agent, "is_mobile": True, "has_touch": True}


@dataclass(frozen=True, slots=True)
class ScreenScan:
    """One page on one screen: what axe found, or why it could not be scanned (exactly one of the two)."""

    page: SampledPage
    screen: Screen
    scan: PageScan | None = None
    unseen: Unseen | None = None


@dataclass(frozen=True, slots=True)
class Scans:
    """Everything scanned: `axe` is the axe-core used, as reports call it."""

    axe: str
    scans: tuple[ScreenScan, ...]

    @property
    def unseen(self) -> tuple[ScreenScan, ...]:
        """What could not be scanned."""
        return tuple(one for one in self.scans if one.unseen is not None)


def scan_sample(sample: Sequence[SampledPage], screens: Mapping[Screen, Browsing], axe: AxeScript) -> Scans:
    """Scan every page on every screen.

    Args:
        sample: the pages.
        screens: a browser for each screen, its context shaped by `Screen.context_args`.
        axe: the axe-core to use.
    """
    return Scans(
        axe.name, tuple(one for screen, browsing in screens.items() for one in _on(screen, sample, browsing, axe))
    )


def _on(screen: Screen, sample: Sequence[SampledPage], browsing: Browsing, axe: AxeScript) -> Iterator[ScreenScan]:
    found = scan_addresses([page.url for page in sample], browsing, axe)
    for page, (_, scan) in zip(sample, found, strict=True):
        if isinstance(scan, Unseen):
            yield ScreenScan(page, screen, unseen=scan)
        else:
            yield ScreenScan(page, screen, scan)


def scan_addresses(urls: Sequence[str], browsing: Browsing, axe: AxeScript) -> Iterator[tuple[str, PageScan | Unseen]]:
    """Scan pages, two at a time: while axe works in one window, the other is on its way to the next page.

    One window shows many pages: a new one for each would take nearly twice the processor's time. From time to time
    fresh ones are taken; after trouble every page concerned is scanned again by itself, in a window of its own.

    Args:
        urls: absolute addresses.
        browsing: shows them; to be used without a site, make one from a launched browser.
        axe: the axe-core to use.

    Yields:
        Each address with what axe found, or why it could not be scanned.
    """
    left = deque(urls)
    while left:
        for scan in _together(list(left)[: _WINDOWS * _IN_ONE_WINDOW], browsing, axe):
            url = left.popleft()
            yield url, scan or _alone(url, browsing, axe)


def _alone(url: str, browsing: Browsing, axe: AxeScript) -> PageScan | Unseen:
    try:
        with browsing.page() as window:
            return _finished(window, _begun(window, url, browsing, axe), browsing)
    except Unseen as unseen:
        return unseen


def _together(urls: Sequence[str], browsing: Browsing, axe: AxeScript) -> list[PageScan | None]:
    """Scan until one page gives trouble; None for every page that was open then, nothing for those after it."""
    found: list[PageScan | None] = []
    with contextlib.suppress(Unseen), contextlib.ExitStack() as stack:
        windows = [stack.enter_context(browsing.page()) for _ in range(min(_WINDOWS, len(urls)))]
        for window in windows:
            equip(window, axe)
        under_way: deque[tuple[Page, Scanning]] = deque()
        for number, url in enumerate(urls):
            if len(under_way) == len(windows):
                found.append(_finished(*under_way.popleft(), browsing))
            window = windows[number % len(windows)]
            under_way.append((window, _begun(window, url, browsing, axe)))
        while under_way:
            found.append(_finished(*under_way.popleft(), browsing))
    return [*found, *[None] * min(_WINDOWS, len(urls) - len(found))]


def _begun(window: Page, url: str, browsing: Browsing, axe: AxeScript) -> Scanning:
    browsing.reach(window, url)
    with browsing.within(BEGIN_PATIENCE, window):
        return Scanning(window, axe)


def _finished(window: Page, scanning: Scanning, browsing: Browsing) -> PageScan:
    with browsing.within(SCAN_PATIENCE, window):
        return scanning.result()
