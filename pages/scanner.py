"""How are many pages scanned? Some at a time, in windows that are used again, and by themselves after trouble."""

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

# One goes to its page, one comes to rest, one is scanned; a fourth gained nothing.
_WINDOWS = 3
# A new window for each page would take nearly twice the processor's time; now and then a fresh one is taken.
_IN_ONE_WINDOW = 7


@dataclass(frozen=True, slots=True)
class _UnderWay:
    """A page in a window: its scan, what an earlier one found, or None when a page looking alike is being scanned.

    It is to be remembered by its `look`.
    """

    window: Page
    scan: Scanning | PageScan | None
    look: str = ""


class Scanner:
    """Scans addresses with axe: while it works in one window, the others are on their way to the next pages.

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
                return self._finish(self._begin(window, url, (), settled=True))
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
                looks = [one.look for one in under_way]
                under_way.append(self._begin(windows[number % len(windows)], url, looks, settled=False))
            while under_way:
                found.append(self._finish(under_way.popleft()))
        return [*found, *[None] * min(_WINDOWS, len(urls) - len(found))]

    def _begin(self, window: Page, url: str, looks: Sequence[str], *, settled: bool) -> _UnderWay:
        """Begin to scan; unless it is to be settled first, the page comes to rest while others are worked at.

        A page that looks like one under way (`looks`) waits for what is found there.
        """
        settled = settled or self._memo is not None
        self._browsing.reach(window, url, settled=settled)
        with self._browsing.within(BEGIN_PATIENCE, window):
            look = self._memo.look(window, self._axe) if self._memo else ""
            if look and look in looks:
                return _UnderWay(window, None, look)
            limits = None if settled else self._browsing.limits
            return _UnderWay(window, self._recall(look, window) or Scanning(window, self._axe, limits=limits), look)

    def _recall(self, look: str, window: Page) -> PageScan | None:
        return self._memo.recall(look, window.url) if self._memo and look else None

    def _finish(self, one: _UnderWay) -> PageScan:
        begun = one.scan or self._recall(one.look, one.window)
        if isinstance(begun, PageScan):
            return begun
        with self._browsing.within(SCAN_PATIENCE, one.window):
            scan = (begun or Scanning(one.window, self._axe)).result()
        if self._memo and one.look:
            self._memo.keep(one.look, scan)
        return scan
