"""What is lost when a page is enlarged? The same page in a wide window and in narrow ones.

A browser enlarges a page by giving it fewer CSS pixels: a window of 1280 pixels at 200 % is one of 640 for the page.
The sizes are those of WCAG 2.2: 1280 × 1024 to begin with (success criterion 1.4.10, note), 320 × 256 at 400 %.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from playwright.sync_api import Page

from pages.browsing import Browsing
from pages.capture import Evidence
from pages.layout import Layout, forget, hold_still, look, open_menus
from pages.layout_losses import Lost, grouped, losses, without_found
from pages.page_scripts import BOX

WIDTH = 1280
_HEIGHT = 1024
# A window of this width, at the density of a screen on which everything is enlarged twice.
AT_FULL_SIZE: Mapping[str, object] = MappingProxyType(
    {"viewport": {"width": WIDTH, "height": _HEIGHT}, "device_scale_factor": 2, "reduced_motion": "reduce"}
)
_REDRAWN = 200
_OPENED = 300
_PICTURED = 3
_UNBOX = "() => { document.getElementById('xunjian-box')?.remove(); return 'gone' }"


@dataclass(frozen=True, slots=True)
class Shown:
    """A loss, and the page as it stood then."""

    lost: Lost
    picture: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Narrowed:
    """One page in a narrow window.

    Attributes:
        url: address asked for.
        width: of the window in CSS pixels.
        layout: what stood where.
        losses: what is not there any more, compared with the wide window.
        picture: the page in the narrow window, when it has to be scrolled sideways.
    """

    url: str
    width: int
    layout: Layout
    losses: tuple[Shown, ...]
    picture: Evidence | None = None


def narrow(browsing: Browsing, urls: Iterable[str], widths: Iterable[int]) -> tuple[Narrowed, ...]:
    """Show each page in a wide window and then in narrow ones.

    What seems lost after the window became narrow is looked at again in a page opened in the narrow window: somebody
    who enlarges pages goes on from page to page, and a script that places things once does so for the size it finds.

    Args:
        browsing: with windows as `AT_FULL_SIZE` has them.
        urls: the pages.
        widths: of the narrow windows, in CSS pixels.

    Raises:
        Unseen: a page could not be shown or read.
    """
    wanted = tuple(widths)
    return tuple(seen for url in urls for seen in _narrowed(browsing, url, wanted))


def _narrowed(browsing: Browsing, url: str, widths: tuple[int, ...]) -> Iterator[Narrowed]:
    with browsing.page() as page:
        browsing.visit(page, url)
        hold_still(browsing, page)
        before = look(browsing, page)
        for width in widths:
            _resize(browsing, page, width)
            yield _seen(browsing, page, url, before, width)


def _resize(browsing: Browsing, page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": round(_HEIGHT * width / WIDTH)})
    page.wait_for_timeout(_REDRAWN)
    hold_still(browsing, page)


def _seen(browsing: Browsing, page: Page, url: str, before: Layout, width: int) -> Narrowed:
    after, found = _compared(browsing, page, before)
    if found:
        known = {(one.loss, one.pattern) for one in found}
        browsing.visit(page, url)
        hold_still(browsing, page)
        after, found = _compared(browsing, page, before)
        found = tuple(one for one in found if (one.loss, one.pattern) in known)
    sideways = browsing.snap(page, "窄屏截图") if after.scroll > width else None
    return Narrowed(url, width, after, _pictured(browsing, page, grouped(found)), sideways)


def _compared(browsing: Browsing, page: Page, before: Layout) -> tuple[Layout, tuple[Lost, ...]]:
    """The page as it stands now, and what is lost even after the menu buttons were pressed."""
    after = look(browsing, page)
    found = losses(before, after)
    if any(one.menu for one in found) and open_menus(browsing, page):
        page.wait_for_timeout(_OPENED)
        found = without_found(found, look(browsing, page), before)
        forget(browsing, page)
    return after, found


def _pictured(browsing: Browsing, page: Page, found: tuple[Lost, ...]) -> tuple[Shown, ...]:
    return tuple(
        replace(Shown(one), picture=_boxed(browsing, page, one.at) if number < _PICTURED else None)
        for number, one in enumerate(found)
    )


def _boxed(browsing: Browsing, page: Page, at: str) -> Evidence:
    browsing.read(page, BOX, [at, ""])
    picture = browsing.snap(page, "放大后截图")
    browsing.read(page, f"() => JSON.stringify(({_UNBOX})())")
    return picture
