"""What happens after pressing the button? New words on the page, in dialogs and new windows, server errors; bounded."""

import contextlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from playwright.sync_api import Dialog, Error, Frame, Page, Request, Response

from pages.browsing import Browsing
from pages.errors import Unseen

_TICK = 100
_PATIENCE = 5_000
_PENDING_PATIENCE = 20_000
_AFTER_EVENT = 2_500
_LONGEST = 45.0  # seconds of the clock, however slowly the page answers
_SERVER_ERROR = 500
_CLIENT_ERROR = 400
_TEXT = """() => JSON.stringify([location.href, document.body ? document.body.innerText : ''])"""
_NAMED = """(selector) => JSON.stringify([...document.querySelectorAll(selector)]
  .map(one => [one.innerText || one.value || '', one.outerHTML]))"""
# A confirmation that opens a question of its own must not go on for ever.
_MAX_DIALOGS = 5


@dataclass
class Aftermath:
    """Everything seen after the button was pressed.

    Attributes:
        fresh: lines that were not on the page before, dialogs first.
        dialogs: messages of alert and confirm, all accepted.
        status: the worst HTTP status of what was sent or opened, 0 when nothing was sent.
        broken: the browser's word for a request that failed on the network.
        moved: another document was shown; `page` is where the answer stands.
    """

    page: Page
    fresh: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    status: int = 0
    broken: str = ""
    moved: bool = False

    @property
    def silent(self) -> bool:
        """Nothing at all happened."""
        return not (self.fresh or self.moved or self.status or self.broken)

    @property
    def failed(self) -> bool:
        """The server answered with an error."""
        return self.status >= _CLIENT_ERROR and self.status not in {400, 422}

    @property
    def server_error(self) -> bool:
        """The server broke down over it."""
        return self.status >= _SERVER_ERROR


class _Watch:
    """Listens to a page and the windows it opens."""

    def __init__(self, page: Page) -> None:
        self.after = Aftermath(page)
        self.pages = [page]
        self.pending = 0
        self._page = page
        page.context.on("page", self._opened)
        self._listen(page)

    def close(self) -> None:
        self._page.context.remove_listener("page", self._opened)

    @property
    def events(self) -> int:
        return len(self.after.dialogs) + len(self.pages) + self.after.moved + bool(self.after.status)

    def _opened(self, page: Page) -> None:
        self.pages.append(page)
        self.after.page = page
        self.after.moved = True
        self._listen(page)

    def _listen(self, page: Page) -> None:
        page.on("dialog", self._dialog)
        page.on("framenavigated", self._navigated)
        page.on("request", self._request)
        page.on("requestfinished", self._done)
        page.on("requestfailed", self._failed)
        page.on("response", self._response)

    def _dialog(self, dialog: Dialog) -> None:
        self.after.dialogs.append(dialog.message)
        with contextlib.suppress(Error):
            if len(self.after.dialogs) <= _MAX_DIALOGS:
                dialog.accept()
            else:
                dialog.dismiss()

    def _navigated(self, frame: Frame) -> None:
        if frame.parent_frame is None:
            self.after.moved = True

    def _counts(self, request: Request) -> bool:
        return request.method != "GET" or request.is_navigation_request()

    def _request(self, request: Request) -> None:
        self.pending += self._counts(request)

    def _done(self, request: Request) -> None:
        self.pending -= self._counts(request)

    def _failed(self, request: Request) -> None:
        if self._counts(request):
            self.pending -= 1
            # A navigation replaced by another one is no failure.
            if request.failure and "ERR_ABORTED" not in request.failure:
                self.after.broken = request.failure

    def _response(self, response: Response) -> None:
        if self._counts(response.request):
            self.after.status = max(self.after.status, response.status)


def press(browsing: Browsing, page: Page, selector: str, settled: Callable[[Sequence[str]], bool]) -> Aftermath:
    """Press a button once and watch until the answer is clear or patience ends.

    Args:
        browsing: reads within time limits.
        page: the page with the filled form.
        selector: the button.
        settled: says whether the new lines already tell how it went.

    Raises:
        Unseen: the button could not be pressed, or the page stopped answering.
    """
    before = set(_lines(browsing, page))
    watch = _Watch(page)
    try:
        _click(page, selector)
        waited = since_event = 0
        events = watch.events
        deadline = time.monotonic() + _LONGEST
        while time.monotonic() < deadline and since_event < _AFTER_EVENT:
            if waited >= (_PENDING_PATIENCE if watch.pending > 0 else _PATIENCE):
                break
            page.wait_for_timeout(_TICK)
            waited += _TICK
            if watch.events != events:
                events, since_event = watch.events, 0
            elif events > 1 and watch.pending <= 0:
                since_event += _TICK
            _gather(browsing, watch, before)
            if watch.pending <= 0 and settled(watch.after.fresh):
                break
    finally:
        watch.close()
    return watch.after


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a page that the site file names: its lines, and its HTML; both empty when it is not there."""

    lines: tuple[str, ...]
    html: str


def part_of(browsing: Browsing, page: Page, selector: str) -> Part:
    """Read what a selector of the site file leads to.

    Raises:
        Unseen: the page stopped answering.
    """
    found = browsing.read(page, _NAMED, selector)
    lines = (line.strip() for text, _ in found for line in str(text).splitlines())
    return Part(tuple(line for line in lines if line), "\n".join(html for _, html in found))


def _click(page: Page, selector: str) -> None:
    target = page.locator(selector).first
    try:
        target.click(timeout=3_000, no_wait_after=True)
    except Error:
        with contextlib.suppress(Error):
            target.dispatch_event("click", timeout=3_000)


def _gather(browsing: Browsing, watch: _Watch, before: set[str]) -> None:
    """Remember every line not seen before: a message that fades away after a moment counts."""
    seen = list(watch.after.dialogs)
    for page in watch.pages:
        if not page.is_closed():
            with contextlib.suppress(Unseen):
                seen += _lines(browsing, page)
    known = set(watch.after.fresh)
    for line in seen:
        if line not in before and line not in known:
            watch.after.fresh.append(line)
            known.add(line)


def _lines(browsing: Browsing, page: Page) -> list[str]:
    _, text = browsing.read(page, _TEXT, timeout=3_000)
    return [line.strip() for line in str(text).splitlines() if line.strip()]
