"""Where does a click lead? Follows a navigation or a new window, within a time limit."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Error, Frame, Locator, Page

PATIENCE = 1_500
_POLL = 25
_CLICK = 3_000


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where an action led: `page` is the new window or the same one, `moved` whether anything was navigated."""

    page: Page
    moved: bool


def follow(page: Page, act: Callable[[], None], patience: int = PATIENCE) -> Arrival:
    """Do something on a page and follow it to the document it opens.

    Args:
        page: the page acted on.
        act: the action; it may raise what Playwright raises.
        patience: milliseconds until the action is taken to stay on the page.

    Returns:
        The page that now shows the answer, its document parsed but not settled.
    """
    opened: list[Page] = []
    moves: list[str] = []

    def popped(window: Page) -> None:
        opened.append(window)

    def moved(frame: Frame) -> None:
        if frame.parent_frame is None:
            moves.append(frame.url)

    page.on("popup", popped)
    page.on("framenavigated", moved)
    try:
        act()
        waited = 0
        while not opened and not moves and waited < patience:
            page.wait_for_timeout(_POLL)
            waited += _POLL
    finally:
        page.remove_listener("popup", popped)
        page.remove_listener("framenavigated", moved)
    target = opened[-1] if opened else page
    with contextlib.suppress(Error):
        if opened and target.url in {"", "about:blank"}:
            target.wait_for_url(lambda url: url not in {"", "about:blank"}, wait_until="commit")
        target.wait_for_load_state("domcontentloaded")
    return Arrival(target, bool(opened or moves))


def press(target: Locator) -> None:
    """Click as a visitor does; an element that is folded away or covered is clicked by script.

    Raises:
        Error: the element is gone.
    """
    if target.is_visible():
        with contextlib.suppress(Error):
            target.click(timeout=_CLICK)
            return
    target.dispatch_event("click", timeout=_CLICK)
