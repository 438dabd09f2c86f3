"""Where does everything stand on a page, what is cut off, and what lies on top of what? One reading of one state."""

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from playwright.sync_api import Error, Page

from pages.browsing import Browsing
from pages.errors import Unseen

_FOLDER = Path(__file__).parent
_NAMES = (_FOLDER / "element_names.js").read_text(encoding="utf-8")


def looking(name: str) -> str:
    """A script of this folder that calls elements by the shared names, as one function expression."""
    return f"arg => {{ {_NAMES}\nreturn ({(_FOLDER / name).read_text(encoding='utf-8')})(arg); }}"


_LOOK = looking("layout_look.js")
_STILL = (_FOLDER / "stillness.js").read_text(encoding="utf-8")
_MENUS = looking("open_menus.js")
_FORGET = "() => { try { localStorage.clear(); sessionStorage.clear(); } catch { return '0'; } return '1'; }"

# So far may something reach beyond the edge without anybody having to scroll to read it, in CSS pixels.
_EDGE = 4


@dataclass(frozen=True, slots=True)
class Piece:
    """One element with text of its own, or a control without text, as far as it is shown.

    Attributes:
        at: CSS path of the element; `pattern` what all elements of one line of a template have in common.
        control: whether it is, or stands in, something to be pressed; `href` where that leads.
        cut: share of its area cut off by a box that does not scroll; `outside` share nobody can scroll to.
        sliced: whether letters are cut through; `marked` whether an ellipsis says that something is missing.
        named: whether a tooltip holds the text too.
        fixed: whether it stays where it is while the page is scrolled.
        right: right edge of what is shown, in CSS pixels from the page's left.
        exempt: whether it is part of something that needs two dimensions (data tables, code, drawings).
        window: the box that cuts it off, when that is a part of the page only; empty otherwise.
        astray: whether it was put far off the page on purpose, for readers of screens.
    """

    at: str
    pattern: str
    text: str
    control: bool
    href: str
    cut: float
    outside: float
    sliced: bool
    marked: bool
    named: bool
    fixed: bool
    right: float
    exempt: bool
    window: str
    astray: bool


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two texts on top of each other: what both look like (`key`), one example, the regions they stand in."""

    key: str
    at: str
    text: str
    other: str
    count: int
    regions: tuple[str, str]


@dataclass(frozen=True, slots=True)
class WideBox:
    """The outermost box that is wider than the screen, with its width and right edge in CSS pixels."""

    at: str
    pattern: str
    width: int
    right: int
    exempt: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """One page in one state.

    Attributes:
        width: of the window in CSS pixels; `scroll` that of everything that can be scrolled to.
        hidden: whether the page forbids scrolling sideways.
        responsive: whether the page says that it adapts to the width of the device.
    """

    url: str
    width: int
    scroll: int
    hidden: bool
    responsive: bool
    pieces: tuple[Piece, ...]
    overlaps: tuple[Overlap, ...]
    wide: tuple[WideBox, ...]

    @property
    def beyond(self) -> tuple[Piece, ...]:
        """What has to be scrolled to sideways to be read; nothing when the page does not scroll that way."""
        limit = self.width + _EDGE
        if self.hidden or self.scroll <= limit:
            return ()
        return tuple(one for one in self.pieces if one.right > limit and not one.exempt and not one.fixed)

    @classmethod
    def of(cls, seen: dict[str, Any]) -> Self:
        """What the script saw."""
        return cls(
            url=seen["url"],
            width=seen["width"],
            scroll=seen["scroll"],
            hidden=seen["hidden"],
            responsive=seen["responsive"],
            pieces=tuple(Piece(**piece) for piece in seen["pieces"]),
            overlaps=tuple(Overlap(**{**one, "regions": tuple(one["regions"])}) for one in seen["overlaps"]),
            wide=tuple(WideBox(**box) for box in seen["wide"]),
        )


def look(browsing: Browsing, page: Page) -> Layout:
    """Read the layout of a page as it stands now.

    Raises:
        Unseen: the page does not answer.
    """
    return Layout.of(browsing.read(page, _LOOK))


def hold_still(browsing: Browsing, page: Page) -> None:
    """Stop timers, animations and films of a page, so that two looks see the same.

    Raises:
        Unseen: the page does not answer.
    """
    browsing.read(page, _STILL)


def open_menus(browsing: Browsing, page: Page) -> int:
    """Press the menu buttons of a page that lead nowhere else; how many there were.

    Raises:
        Unseen: the page does not answer.
    """
    pressed: int = browsing.read(page, _MENUS)["pressed"]
    return pressed


def forget(browsing: Browsing, page: Page) -> None:
    """Forget what pressing buttons may have left behind: pages opened later are to look as they do for a newcomer."""
    with contextlib.suppress(Error, Unseen):
        page.context.clear_cookies()
        browsing.read(page, _FORGET)
