"""What ends a step that Playwright would wait for without limit? The browser's process, stopped from outside.

Some calls (a new window, an evaluation, closing) have no time-out, and a page in an endless loop can keep them waiting.
"""

import contextlib
import os
import signal
import threading
from collections.abc import Iterator

from playwright.sync_api import Browser, Error

_KILL = getattr(signal, "SIGKILL", signal.SIGTERM)


class Watchdog:
    """Stops a browser that has not come back in time; every waiting call then ends with an error.

    Args:
        browser: a launched browser; any but Chromium's family is not watched.
    """

    def __init__(self, browser: Browser) -> None:
        self._pid = _process(browser)

    @contextlib.contextmanager
    def watching(self, seconds: float) -> Iterator[None]:
        """Let what happens inside take at most so many seconds."""
        timer = threading.Timer(seconds, self._stop)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _stop(self) -> None:
        if self._pid is not None:
            with contextlib.suppress(OSError):
                os.kill(self._pid, _KILL)


def _process(browser: Browser) -> int | None:
    """Number of the browser's main process, None when it does not say."""
    with contextlib.suppress(Error):
        session = browser.new_browser_cdp_session()
        processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
        session.detach()
        return next((int(one["id"]) for one in processes if one["type"] == "browser"), None)
    return None
