"""What does a page show to somebody who was never there? Windows in a context of its own, closed whatever happens."""

import contextlib
from collections.abc import Iterator

from playwright.sync_api import BrowserContext, Error

from pages.browsing import Browsing


@contextlib.contextmanager
def own_context(browsing: Browsing) -> Iterator[BrowserContext]:
    """A context without cookies or storage, closed afterwards; it may be gone by then, with the browser.

    Raises:
        Unseen: BROWSER, it has stopped.
    """
    context = browsing.fresh_context()
    try:
        yield context
    finally:
        with contextlib.suppress(Error):
            context.close()
