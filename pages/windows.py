"""Where do windows come from, and how do they go? One shared context, all closed, none waited for without end."""

import contextlib
from collections.abc import Iterator, Mapping
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page

from pages.closing import Closer
from pages.errors import Reason, Unseen
from pages.sight import Limits
from pages.watchdog import Watchdog

_VIEWPORT = {"width": 1366, "height": 768}


class Windows:
    """Opens windows in one shared context of a browser, or in one of their own.

    Args:
        browser: a launched browser.
        context_args: further arguments of `new_context` (device emulation and the like).
        limits: how long to wait.
    """

    def __init__(self, browser: Browser, context_args: Mapping[str, Any], limits: Limits) -> None:
        self._limits = limits
        self._browser = browser
        self._args = {"viewport": _VIEWPORT, "locale": "zh-CN", "accept_downloads": False, **context_args}
        self._context: BrowserContext | None = None
        self._closer = Closer(browser)
        self._watchdog = Watchdog(browser)

    @property
    def limits(self) -> Limits:
        """How long is waited."""
        return self._limits

    def close(self) -> None:
        """Close the shared context; the browser stays."""
        if self._context is not None:
            with contextlib.suppress(Error, Unseen), self.within(self._limits.stall / 1000):
                self._context.close()
            self._context = None
        self._closer.release()

    def fresh_context(self) -> BrowserContext:
        """A new context without cookies or storage; the caller closes it (`own_context` does)."""
        if not self._browser.is_connected():
            raise Unseen(Reason.BROWSER, "about:blank", "浏览器已经停止")
        context = self._browser.new_context(**self._args)
        context.set_default_timeout(self._limits.read)
        context.set_default_navigation_timeout(self._limits.open)
        return context

    @contextlib.contextmanager
    def page(self, context: BrowserContext | None = None) -> Iterator[Page]:
        """A page of its own in the shared (or given) context, closed afterwards with every window it opened."""
        if context is None:
            if self._context is None:
                self._context = self.fresh_context()
            context = self._context
        with self.within(self._limits.stall / 1000):
            try:
                page = context.new_page()
                self._closer.know(context, page)
                try:
                    yield page
                finally:
                    # In a context given by the caller, other windows are the caller's to close.
                    self._closer.close(page, others=context is self._context)
            except Error as error:
                if self._browser.is_connected():
                    raise
                raise Unseen(Reason.BROWSER, "about:blank", "页面使浏览器失去响应，已停止浏览器") from error

    def within(self, seconds: float, page: Page | None = None) -> contextlib.AbstractContextManager[None]:
        """Stop every page when what happens inside (told as at `page`) takes longer; that raises `Unseen` (SCRIPT)."""
        return self._watchdog.within(seconds, lambda: page.url if page else "about:blank")
