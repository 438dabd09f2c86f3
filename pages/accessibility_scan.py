"""What does axe find on the sample, on a computer's and on a phone's screen?

A phone gets a visit of its own, with a phone's User-Agent, not a narrower window: many sites send phones elsewhere, on
the server or by script, and what only a narrower window shows is not what citizens see.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from playwright.sync_api import Browser

from pages.accessibility_sample import SampledPage
from pages.axe import PageScan
from pages.axe_script import AxeScript
from pages.browsing import Browsing
from pages.errors import Unseen
from pages.scan_memo import ScanMemo
from pages.scanner import Scanner

# Incomplete results of `color-contrast` that measuring the pixels decides (indicator a11y_pixels).
DECIDED_BY_PIXELS = frozenset({"bgImage", "bgGradient", "imgNode", "pseudoContent"})
CONTRAST_RULE = "color-contrast"


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
    """Everything scanned.

    Attributes:
        axe: the axe-core used, as reports call it.
        recalled: the days of earlier scans whose results were taken for pages that look as they did then.
    """

    axe: str
    scans: tuple[ScreenScan, ...]
    recalled: tuple[date, ...] = ()

    @property
    def unseen(self) -> tuple[ScreenScan, ...]:
        """What could not be scanned."""
        return tuple(one for one in self.scans if one.unseen is not None)


def scan_sample(
    sample: Sequence[SampledPage], screens: Mapping[Screen, Browsing], axe: AxeScript, memo: ScanMemo | None = None
) -> Scans:
    """Scan every page on every screen.

    Args:
        sample: the pages.
        screens: a browser for each screen, its context shaped by `Screen.context_args`.
        axe: the axe-core to use.
        memo: what was found before on pages that look the same, None to scan them all.
    """
    scans = tuple(
        one for screen, browsing in screens.items() for one in _on(screen, sample, Scanner(browsing, axe, memo))
    )
    return Scans(axe.name, scans, memo.recalled if memo else ())


def _on(screen: Screen, sample: Sequence[SampledPage], scanner: Scanner) -> Iterator[ScreenScan]:
    for page, (_, scan) in zip(sample, scanner.scan([page.url for page in sample]), strict=True):
        if isinstance(scan, Unseen):
            yield ScreenScan(page, screen, unseen=scan)
        else:
            yield ScreenScan(page, screen, scan)
