"""How is a window closed whose page does not want to be? Asked again until it is gone, never waited for.

`page.close()` waits without limit for a window to go, and Chromium forgets the order when the page is just leaving for
another address: a page that reloads itself all the time would hold up the inspection for ever.
"""

import contextlib
import time

from playwright.sync_api import Browser, BrowserContext, CDPSession, Error, Page

_ATTEMPTS = 12
_PAUSE = 0.015


class Closer:
    """Closes windows of one browser.

    Args:
        browser: a launched browser; any but Chromium's family is left to Playwright.
    """

    def __init__(self, browser: Browser) -> None:
        self._session: CDPSession | None = None
        self._open: dict[Page, tuple[str, str]] = {}
        with contextlib.suppress(Error):
            self._session = browser.new_browser_cdp_session()

    def release(self) -> None:
        """Give up the connection to the browser."""
        if self._session is not None:
            with contextlib.suppress(Error):
                self._session.detach()

    def know(self, context: BrowserContext, page: Page) -> None:
        """Remember a new window while its page is still blank and answers."""
        if self._session is not None:
            with contextlib.suppress(Error):
                session = context.new_cdp_session(page)
                info = session.send("Target.getTargetInfo")["targetInfo"]
                session.detach()
                self._open[page] = info["targetId"], info["browserContextId"]

    def close(self, page: Page, *, others: bool) -> None:
        """Close a known window, with `others` also all of its context that are not known (those its page opened)."""
        target, context = self._open.pop(page, ("", ""))
        if self._session is None or not target:
            with contextlib.suppress(Error):
                page.close()
            return
        kept = {known for known, _ in self._open.values()}
        for attempt in range(_ATTEMPTS):
            with contextlib.suppress(Error):
                left = [
                    info["targetId"]
                    for info in self._session.send("Target.getTargets")["targetInfos"]
                    if info["targetId"] == target
                    or (others and _is_window(info, context) and info["targetId"] not in kept)
                ]
                if not left:
                    return
                for one in left:
                    self._session.send("Target.closeTarget", {"targetId": one})
            time.sleep(_PAUSE * attempt)


def _is_window(info: dict[str, str], context: str) -> bool:
    return info["type"] == "page" and info.get("browserContextId") == context
