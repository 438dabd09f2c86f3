"""How are many pages scanned? Two at a time, in windows that are used again, and by themselves after trouble."""

import contextlib
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from playwright.sync_api import Page

from pages.axe import BEGIN_PATIENCE, SCAN_PATIENCE, PageScan, Scanning, equip
from pages.axe_script import AxeScript
from pages.browsing import Browsing
from pages.errors import Unseen
from pages.scan_memo import ScanMemo

_WINDOWS = 2
# A new window for each page would take nearly twice the processor's time; now and then a fresh one is taken.
_IN_ONE_WINDOW = 10


@dataclass(frozen=True, slots=True)
class _UnderWay:
    """A page in a window: its scan, or what an earlier one found; `look` by which it is to be remembered."""

    window: Page
    scan: Scanning | PageScan
    look: str = ""


class Scanner:
    """Scans addresses with axe: while it works in one window, the other is on its way to the next page.

    Args:
        browsing: shows the pages; to be used without a site, make one from a launched browser.
        axe: the axe-core to use.
        memo: what was found before on pages that look the same, None to scan them all.
    """

    def __init__(self, browsing: Browsing, axe: AxeScript, memo: ScanMemo | None = None) -> None:
        self._browsing = browsing
        self._axe = axe
        self._memo = memo

    def scan(self, urls: Sequence[str]) -> Iterator[tuple[str, PageScan | Unseen]]:
        """Scan pages; after trouble every page that was open is scanned again, in a window of its own.

        Args:
            urls: absolute addresses.

        Yields:
            Each address with what axe found, or why it could not be scanned.
        """
        left = deque(urls)
        while left:
            for scan in self._together(list(left)[: _WINDOWS * _IN_ONE_WINDOW]):
                url = left.popleft()
                yield url, scan or self._alone(url)

    def _alone(self, url: str) -> PageScan | Unseen:
        try:
            with self._browsing.page() as window:
                return self._finish(self._begin(window, url))
        except Unseen as unseen:
            return unseen

    def _together(self, urls: Sequence[str]) -> list[PageScan | None]:
        """Scan until one page gives trouble; None for every page that was open then, nothing for those after it."""
        found: list[PageScan | None] = []
        with contextlib.suppress(Unseen), contextlib.ExitStack() as stack:
            windows = [stack.enter_context(self._browsing.page()) for _ in range(min(_WINDOWS, len(urls)))]
            for window in windows:
                equip(window, self._axe)
            under_way: deque[_UnderWay] = deque()
            for number, url in enumerate(urls):
                if len(under_way) == len(windows):
                    found.append(self._finish(under_way.popleft()))
                under_way.append(self._begin(windows[number % len(windows)], url))
            while under_way:
                found.append(self._finish(under_way.popleft()))
        return [*found, *[None] * min(_WINDOWS, len(urls) - len(found))]

    def _begin(self, window: Page, url: str) -> _UnderWay:
        self._browsing.reach(window, url)
        with self._browsing.within(BEGIN_PATIENCE, window):
            look = self._memo.look(window, self._axe) if self._memo else ""
            known = self._memo.recall(look, window.url) if self._memo and look else None
            return _UnderWay(window, known or Scanning(window, self._axe), look)

    def _finish(self, one: _UnderWay) -> PageScan:
        if isinstance(one.scan, PageScan):
            return one.scan
        with self._browsing.within(SCAN_PATIENCE, one.window):
            scan = one.scan.result()
        if self._memo and one.look:
            self._memo.keep(one.look, scan)
        return scan
