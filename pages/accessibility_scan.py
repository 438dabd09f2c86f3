"""What does axe find on the sample, on a computer's and on a phone's screen?

A phone gets a visit of its own, with a phone's User-Agent, not a narrower window: many sites send phones elsewhere, on
the server or by script, and what only a narrower window shows is not what citizens see.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from playwright.sync_api import Browser, Page

from pages.accessibility_sample import SampledPage
from pages.axe import PageScan, scan_page
from pages.axe_script import AxeScript
from pages.browsing import Browsing
from pages.errors import Unseen

# Incomplete results of `color-contrast` that measuring the pixels decides (indicator a11y_pixels).
DECIDED_BY_PIXELS = frozenset({"bgImage", "bgGradient", "imgNode", "pseudoContent"})
CONTRAST_RULE = "color-contrast"
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


def scan_addresses(urls: Iterable[str], browsing: Browsing, axe: AxeScript) -> Iterator[tuple[str, PageScan | Unseen]]:
    """Scan pages one after another.

    One window shows many pages: a new one for each would take nearly twice the processor's time. After trouble, and
    from time to time, a fresh one is taken.

    Args:
        urls: absolute addresses.
        browsing: shows them; to be used without a site, make one from a launched browser.
        axe: the axe-core to use.

    Yields:
        Each address with what axe found, or why it could not be scanned.
    """
    left = deque(urls)
    while left:
        done: list[tuple[str, PageScan | Unseen]] = []
        try:
            with browsing.page() as window:
                _scan_some(left, window, browsing, axe, done)
        except Unseen as unseen:
            if left and not done:
                done.append((left.popleft(), unseen))
        yield from done


def _scan_some(
    left: deque[str], window: Page, browsing: Browsing, axe: AxeScript, done: list[tuple[str, PageScan | Unseen]]
) -> None:
    """Scan in one window until it has shown enough pages or one gave trouble."""
    while left and len(done) < _IN_ONE_WINDOW:
        url = left[0]
        found: PageScan | Unseen
        try:
            browsing.show(window, url)
            found = scan_page(window, axe)
        except Unseen as unseen:
            found = unseen
        done.append((left.popleft(), found))
        if isinstance(found, Unseen):
            return
