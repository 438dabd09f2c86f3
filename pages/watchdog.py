"""What ends a step that Playwright would wait for without limit? The pages' processes, stopped from outside.

Some calls (a new window, an evaluation, closing) have no time-out, and one with a time-out waits for the page once more
when that is over: a page whose script never ends keeps them all waiting.
"""

import contextlib
import threading
from collections.abc import Callable, Iterator

import psutil
from playwright.sync_api import Browser, Error

from pages.errors import Reason, Unseen

# A call whose pages are gone comes back at once; one that does not waits for the browser itself.
_GRACE = 5.0


class Watchdog:
    """Stops the pages of a browser when a step has not come back in time, and the browser when that did not help.

    A stopped page has crashed for Playwright: every waiting call ends with an error, and the next window opens as ever.

    Args:
        browser: a launched browser; any but Chromium's family is not watched.
    """

    def __init__(self, browser: Browser) -> None:
        self._process = _process(browser)

    @contextlib.contextmanager
    def within(self, seconds: float, where: Callable[[], str]) -> Iterator[None]:
        """Let what happens inside take at most so many seconds.

        Args:
            seconds: how long, at least what the calls inside may wait by themselves.
            where: the address that is told when it took longer.

        Raises:
            Unseen: SCRIPT when the pages had to be stopped.
        """
        over, stopped = threading.Event(), threading.Event()
        watch = threading.Thread(target=self._watch, args=(seconds, over, stopped), daemon=True)
        watch.start()
        try:
            yield
        except (Error, Unseen):
            if not stopped.is_set():
                raise
        finally:
            over.set()
        if stopped.is_set():
            raise Unseen(Reason.SCRIPT, where(), f"{seconds:g} 秒内没有答复，已停止页面")

    def _watch(self, seconds: float, over: threading.Event, stopped: threading.Event) -> None:
        if over.wait(seconds) or self._process is None:
            return
        stopped.set()
        with contextlib.suppress(psutil.Error):
            for child in self._process.children(recursive=True):
                with contextlib.suppress(psutil.Error):
                    if "--type=renderer" in child.cmdline():
                        child.kill()
        if not over.wait(_GRACE):
            with contextlib.suppress(psutil.Error):
                self._process.kill()


def _process(browser: Browser) -> psutil.Process | None:
    """The browser's main process, None when it does not say."""
    with contextlib.suppress(Error, psutil.Error):
        session = browser.new_browser_cdp_session()
        processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
        session.detach()
        main = next((int(one["id"]) for one in processes if one["type"] == "browser"), None)
        return None if main is None else psutil.Process(main)
    return None
