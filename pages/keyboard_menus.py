"""Do menus that open under the mouse open for the keyboard too? Moves the mouse over each, then tries the keys."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Error

from pages.browser_errors import unseen
from pages.errors import Unseen
from pages.keyboard import Element, Keys

_OPENING = 250  # milliseconds
_LOOK = 120
_LOOKS = 6
_HEAD = 60  # CSS pixels at most from the top of an item to its words
_OPENERS = 3
_INTO = 4  # presses from an open menu to its first link
_NEEDED = 0.5  # share of the links that must show before a menu counts as open


@dataclass(frozen=True, slots=True)
class MenuTry:
    """One menu that opens under the mouse.

    Attributes:
        trigger: what the mouse was moved over; `links` how many links appeared.
        opens: the keyboard gets at them, here or elsewhere on the page.
        elsewhere: the trigger leads to a page that has the same links.
        known: whether the keys could be tried to the end.
    """

    trigger: Element
    links: int
    opens: bool
    elsewhere: bool = False
    known: bool = True


def try_menus(keys: Keys, stops: Sequence[Element], linked: Callable[[str], frozenset[str]]) -> tuple[MenuTry, ...]:
    """Open menus with the mouse, then with keys.

    Args:
        keys: the keyboard in front of the page that was walked through.
        stops: the walk.
        linked: addresses that a page links to, empty when it cannot be read.

    Raises:
        Unseen: the page does not answer.
    """
    keys.ask("top")
    tried = (_try(keys, told, stops, linked) for told in keys.ask("triggers"))
    return tuple(one for one in tried if one is not None)


def _try(
    keys: Keys, told: Mapping[str, Any], stops: Sequence[Element], linked: Callable[[str], frozenset[str]]
) -> MenuTry | None:
    trigger = Element.of(told)
    fresh = _hovered(keys, trigger, told["box"])
    if not fresh:
        return None
    visited = {stop.number for stop in stops}
    reachable = {stop.href for stop in stops if not _nowhere(stop.href)}
    known = {number for number, href in fresh.items() if number in visited or href in reachable or _nowhere(href)}
    away = {number: href for number, href in fresh.items() if number not in known}
    if not away:
        return MenuTry(trigger, len(fresh), opens=True)
    openers = [stop for stop in stops if stop.number in {*told["inside"], trigger.number}]
    try:
        opens = _any_opens(keys, openers[:_OPENERS], frozenset(away))
    except Unseen:
        opens = None
    if opens is None:
        return MenuTry(trigger, len(fresh), opens=False, known=False)
    targets = [stop.href for stop in openers if stop.href]
    same = not opens and any(frozenset(away.values()) <= linked(url) for url in targets[:1] if not _nowhere(url))
    return MenuTry(trigger, len(fresh), opens, same)


def _nowhere(href: str) -> bool:
    return href.lower().startswith("javascript:") or href.endswith("#")


def _hovered(keys: Keys, trigger: Element, box: Mapping[str, float]) -> dict[int, str]:
    """Links that appear under the mouse, by number; the mouse is taken away again."""
    mouse = keys.page.mouse
    keys.ask("top")
    try:
        mouse.move(1, 1)
        keys.wait(_OPENING)
        before = _settled(keys)
        mouse.move(trigger.left + box["width"] / 2, trigger.top + min(box["height"], _HEAD) / 2, steps=2)
        after = _settled(keys)
        mouse.move(1, 1)
    except Error as error:
        raise unseen(error, keys.page.url) from None
    return {number: href for number, href in after.items() if number not in before}


def _settled(keys: Keys) -> dict[int, str]:
    """The links to be seen once menus have stopped sliding."""
    keys.wait(_OPENING)
    shown = dict(keys.ask("links"))
    for _ in range(_LOOKS):
        keys.wait(_LOOK)
        now = dict(keys.ask("links"))
        if now.keys() == shown.keys():
            break
        shown = now
    return shown


def _any_opens(keys: Keys, openers: Sequence[Element], links: frozenset[int]) -> bool | None:
    """Whether one of the elements opens the menu; None when the focus came to none of them."""
    came = not openers
    for opener in openers:
        if keys.arrive(opener.number):
            came = True
            if _opened(keys, opener, links):
                return True
    return False if came else None


def _opened(keys: Keys, opener: Element, links: frozenset[int]) -> bool:
    """Whether focus or a key on the opener, which has the focus, shows the links, and Tab or an arrow leads to one."""
    away = keys.ask("leads", opener.number)["away"]
    for key in ("", "ArrowDown") if away else ("", "Enter", " ", "ArrowDown"):
        if key:
            keys.press(key)
        keys.wait(_OPENING)
        shown = {number for number, _ in keys.ask("links")} & links
        if len(shown) >= _NEEDED * len(links):
            return _entered(keys, links)
    return False


def _entered(keys: Keys, links: frozenset[int]) -> bool:
    for key in ("Tab", "ArrowDown"):
        for _ in range(_INTO):
            if keys.here in links:
                keys.press("Escape")
                return True
            keys.press(key)
    return keys.here in links
