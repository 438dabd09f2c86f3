"""Can what lies over a page be closed? Its own buttons first, then Escape, a click beside it, and some patience."""

import contextlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Error, Page

from pages.browser_errors import unseen
from pages.browsing import Browsing
from pages.documents import same_page

_CLOSERS = (Path(__file__).parent / "disturbance_close.js").read_text(encoding="utf-8")
_CORNERS = ((4, 4), (4, 760), (1362, 760))
_AFTER = 400
_PATIENCE, _GLANCE = 5_000, 500
_STATE = """(mark) => {
  const box = document.querySelector(mark);
  if (!box) return '"gone"';
  const r = box.getBoundingClientRect(), s = getComputedStyle(box);
  let opacity = 1;
  for (let at = box; at; at = at.parentElement) opacity *= Number(getComputedStyle(at).opacity);
  return JSON.stringify(s.visibility === 'hidden' || opacity < 0.06 || r.width < 8 || r.height < 8 || r.right < 2 ||
    r.bottom < 2 || r.left > innerWidth - 2 || r.top > innerHeight - 2 ? 'gone' : 'there'); }"""
_ON_BOX = """([selector, x, y]) => {
  const box = document.querySelector(selector), top = document.elementFromPoint(x, y);
  const inside = box && top && box.contains(top);
  const written = inside && [...top.childNodes].some(node => node.nodeType === 3 && node.nodeValue.trim());
  return JSON.stringify(inside && !written && !top.closest('a') ? 'empty' : 'no'); }"""
_ENTERING = "进入"
_BUTTONS = 4


@dataclass(frozen=True, slots=True)
class Lure:
    """Something that leads away instead of doing what it says: its label, and where it leads."""

    label: str
    leads: str


@dataclass(frozen=True, slots=True)
class Closing:
    """How something was closed, in Chinese (empty: it was not), and what led away instead of closing."""

    how: str
    lures: tuple[Lure, ...] = ()
    tried: tuple[str, ...] = ()


class Dismissal:
    """Tries to close one box of a page.

    Args:
        browsing: the browser.
        page: shows the box.
        mark: selector of the box.
        found_again: after the page was left and loaded anew, the selector of the box, None when it is not there.
        waits: whether it may go by itself; what drifts about goes out of sight and comes back.
    """

    def __init__(
        self, browsing: Browsing, page: Page, mark: str, found_again: Callable[[], str | None], *, waits: bool
    ) -> None:
        self._browsing = browsing
        self._page = page
        self._mark: str | None = mark
        self._found_again = found_again
        self._waits = waits
        self._address = page.url
        self._lures: list[Lure] = []
        self._tried: list[str] = []

    def close(self) -> Closing:
        """Close the box.

        Raises:
            Unseen: the page stopped answering, or could not be shown again after a button had led away from it.
        """
        how = self._by_button() or self._by_escape() or self._beside() or (self._by_itself() if self._waits else "")
        return Closing(how, tuple(self._lures), tuple(self._tried))

    def _gone(self) -> bool:
        return self._mark is None or self._browsing.read(self._page, _STATE, self._mark) == "gone"

    def _by_button(self) -> str:
        pressed: set[str] = set()
        for _ in range(_BUTTONS):
            found = self._browsing.read(self._page, _CLOSERS, self._mark)
            button = next((one for one in found if f"{one['text']}{one['away']}{one['number']}" not in pressed), None)
            if button is None:
                return ""
            pressed.add(f"{button['text']}{button['away']}{button['number']}")
            label = button["text"] or "×"
            self._tried.append(f"点击“{label}”")
            left = self._press(f'[data-xunjian-close="{button["number"]}"]')
            if left and not (label.startswith(_ENTERING) and _same_host(left, self._address)):
                self._lures.append(Lure(label, left))
                self._return()
            if self._gone():
                return f"点击“{label}”"
        return ""

    def _press(self, selector: str) -> str:
        """Press: the address that was opened instead, empty when the page stayed."""
        windows = set(self._page.context.pages)
        try:
            self._page.locator(selector).first.click(timeout=2_000, no_wait_after=True)
        except Error:
            return ""
        self._wait(_AFTER)
        opened = set(self._page.context.pages) - windows
        addresses = [window.url for window in opened]
        for window in opened:
            with contextlib.suppress(Error):
                window.close()
        if addresses:
            return addresses[0]
        return "" if same_page(self._page.url, self._address) else self._page.url

    def _return(self) -> None:
        if not same_page(self._page.url, self._address):
            self._browsing.visit(self._page, self._address)
            self._wait(_AFTER)
            self._mark = self._found_again()

    def _by_escape(self) -> str:
        self._tried.append("按 Esc 键")
        with contextlib.suppress(Error):
            self._page.keyboard.press("Escape")
        self._wait(_AFTER)
        return "按 Esc 键" if self._gone() else ""

    def _beside(self) -> str:
        """Click the ground the box darkens, never the page itself."""
        for x, y in _CORNERS:
            on_box = self._browsing.read(self._page, _ON_BOX, [self._mark, x, y])
            if on_box == "empty":
                self._tried.append("点击空白处")
                with contextlib.suppress(Error):
                    self._page.mouse.click(x, y)
                self._wait(_AFTER)
                self._return()
                if self._gone():
                    return "点击空白处"
                break
        return ""

    def _by_itself(self) -> str:
        for _ in range(_PATIENCE // _GLANCE):
            self._wait(_GLANCE)
            if self._gone():
                return f"{_PATIENCE // 1000} 秒内自动关闭"
        return ""

    def _wait(self, milliseconds: int) -> None:
        try:
            self._page.wait_for_timeout(milliseconds)
        except Error as error:
            raise unseen(error, self._address) from None


def closers(browsing: Browsing, page: Page) -> Sequence[Lure]:
    """What on a page is labelled as closing something and is nothing but a link to another address.

    Raises:
        Unseen: the page does not answer.
    """
    found = browsing.read(page, _CLOSERS, None)
    return tuple(Lure(one["text"], one["away"]) for one in found if one["said"] and one["silent"])


def _same_host(one: str, other: str) -> bool:
    return urlsplit(one).hostname == urlsplit(other).hostname
