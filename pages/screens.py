"""Do pages appear on every screen? The same few pages on a phone, a tablet, a notebook and a large screen."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from PIL import Image, ImageStat
from playwright.sync_api import Error, Page

from pages import clock
from pages.browser_errors import unseen
from pages.browsing import Browsing
from pages.capture import Evidence
from pages.devices import DEVICES, Device
from pages.header import read_header
from pages.layout import Overlap, WideBox, forget, hold_still, look, looking, open_menus
from pages.side_by_side import side_by_side
from site_configs import registered_domain

_VIEW = looking("screen_view.js")
_NOTHING = 8
_LATER = 2_000
_REDRAWN = 200
_PATIENCE = 10_000
# A surface of one colour; letters and lines make far larger differences.
_PLAIN = 1.0
_LEAST_SIDE = 200


@dataclass(frozen=True, slots=True)
class ScreenView:
    """One page on one screen.

    Attributes:
        named: whether the head shows the site's name as text or text alternative; `pictured` whether a picture might.
        moved: whether the server led to another host (a site made for phones).
        search: whether a way to search can be seen, or stands behind a menu button.
        blank: whether nothing is shown in the main part.
        responsive: whether the page says that it adapts to the screen.
        overlaps: texts of different parts of the page that lie on top of each other.
        beyond: text that does not fit the width; `wide` the boxes that are too wide.
    """

    url: str
    device: Device
    named: bool
    pictured: bool
    moved: bool
    search: bool
    blank: bool
    responsive: bool
    overlaps: tuple[Overlap, ...]
    beyond: str
    wide: tuple[WideBox, ...]


@dataclass(frozen=True, slots=True)
class PageOnScreens:
    """One page on all screens, and a picture of all next to each other."""

    url: str
    views: tuple[ScreenView, ...]
    picture: Evidence


def view_on_screens(windows: Mapping[Device, Browsing], urls: Iterable[str], name: str) -> tuple[PageOnScreens, ...]:
    """Show each page on each screen.

    Args:
        windows: browsers with windows as large as the screen; a screen without one is shown in the window before it,
            made larger.
        urls: the pages.
        name: the site's name.

    Raises:
        Unseen: a page could not be shown or read.
    """
    return tuple(_on_screens(windows, url, name) for url in urls)


def _on_screens(windows: Mapping[Device, Browsing], url: str, name: str) -> PageOnScreens:
    views: list[ScreenView] = []
    shots: list[bytes] = []
    for device, browsing in windows.items():
        with browsing.page() as page:
            browsing.visit(page, url)
            hold_still(browsing, page)
            for screen in (device, *_larger(device, windows)):
                if screen is not device:
                    page.set_viewport_size({"width": screen.width, "height": screen.height})
                    page.wait_for_timeout(_REDRAWN)
                shots.append(_shot(page))
                views.append(_view(browsing, page, url, screen, shots[-1], name))
    store = next(iter(windows.values())).store
    kept = store.picture(side_by_side(shots), url, clock.now(), "各种屏幕并排")
    return PageOnScreens(url, tuple(views), kept)


def _larger(device: Device, windows: Mapping[Device, Browsing]) -> list[Device]:
    """Screens without a browser of their own that follow this one."""
    following = DEVICES[DEVICES.index(device) + 1 :]
    own = next((number for number, one in enumerate(following) if one in windows), len(following))
    return list(following[:own])


def _view(browsing: Browsing, page: Page, url: str, device: Device, shot: bytes, name: str) -> ScreenView:
    seen = browsing.read(page, _VIEW)
    if _empty(seen, shot):
        page.wait_for_timeout(_LATER)  # what scripts fetch may come a little later
        shot = _shot(page)
        seen = browsing.read(page, _VIEW)
    header = read_header(browsing, page, name)
    layout = look(browsing, page)
    search = bool(seen["search"])
    if device.handheld and not search and open_menus(browsing, page):
        page.wait_for_timeout(_REDRAWN)
        search = bool(browsing.read(page, _VIEW)["search"])
        forget(browsing, page)
    beyond = next((piece.text or piece.href for piece in layout.beyond), "")
    return ScreenView(
        url=url,
        device=device,
        named=header.shows(name),
        pictured=header.may_carry_name_in_pixels,
        moved=_domain(seen["url"]) != _domain(url) or urlsplit(seen["url"]).hostname != urlsplit(url).hostname,
        search=search,
        blank=_empty(seen, shot),
        responsive=layout.responsive,
        overlaps=tuple(one for one in layout.overlaps if one.regions[0] != one.regions[1]),
        beyond=beyond,
        wide=tuple(box for box in layout.wide if not box.exempt) if beyond else (),
    )


def _shot(page: Page) -> bytes:
    try:
        return page.screenshot(type="jpeg", quality=70, timeout=_PATIENCE)
    except Error as error:
        raise unseen(error, page.url) from None


def _empty(seen: dict[str, Any], shot: bytes) -> bool:
    """Whether the main part holds next to nothing, or is a surface of one colour for all that can be seen."""
    if seen["letters"] < _NOTHING and not seen["pictures"]:
        return True
    with Image.open(io.BytesIO(shot)) as opened:
        scale = opened.width / seen["window"]
        left, top, right, bottom = (round(edge * scale) for edge in seen["main"])
        if right - left < _LEAST_SIDE or bottom - top < _LEAST_SIDE:
            return False
        return ImageStat.Stat(opened.convert("L").crop((left, top, right, bottom))).stddev[0] < _PLAIN


def _domain(url: str) -> str:
    return registered_domain(urlsplit(url).hostname or "")
