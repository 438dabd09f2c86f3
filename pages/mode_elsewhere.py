"""Does a reading mode stay on other pages, and can it be left again?

Left by the tool that says so, by pressing the switch once more, or by Escape; then the page must read as it did before,
and again when it is loaded anew.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Error

from pages.browser_errors import unseen
from pages.documents import same_page
from pages.mode_tools import Aid, Desk, Tool
from pages.modes import Look, Mode, look, switch

_LINKS = (Path(__file__).parent / "mode_links.js").read_text(encoding="utf-8")
_FOLLOWED = 3
_EXITS = 3
_AFTER = 200
_SIZE, _CONTRAST = 0.03, 0.05
_LAST_RESORT = re.compile(r"^关闭|返回|恢复")


@dataclass(frozen=True, slots=True)
class Stay:
    """Another page of the site while the mode is on.

    Attributes:
        how: how it was reached, in Chinese (在本窗口打开、在新窗口打开).
    """

    url: str
    how: str
    look: Look


@dataclass(frozen=True, slots=True)
class Leaving:
    """How the mode was left.

    Attributes:
        how: what did it, in Chinese; empty when nothing brought the former look back.
        tried: what was tried, in Chinese.
        last: the look after the last trial, None when there was nothing to try.
        anew: the home page loaded anew afterwards.
        doubt: why it cannot be told whether the mode can be left, empty when it can.
    """

    how: str
    tried: tuple[str, ...]
    last: Look | None = None
    anew: Look | None = None
    doubt: str = ""


def same_look(one: Look, other: Look) -> bool:
    """Whether a page reads the same: size and contrast within a small tolerance, same colours."""
    size = abs(one.size - other.size) <= _SIZE * max(one.size, other.size)
    contrast = abs(one.contrast - other.contrast) <= _CONTRAST * max(one.contrast, other.contrast)
    return size and contrast and one.colours == other.colours


def in_new_window(desk: Desk, url: str) -> Stay | None:
    """Open another page of the site as its links do that open new windows; None when the page has no such links.

    Raises:
        Unseen: it could not be shown.
    """
    if not desk.browsing.read(desk.page, _LINKS)["windows"]:
        return None
    # What a page keeps for its own window only (sessionStorage) does not go along.
    with desk.browsing.page(desk.context) as window:
        desk.browsing.visit(window, url)
        return Stay(url, "在新窗口打开", look(desk.browsing, window))


def followed(desk: Desk) -> tuple[Stay, ...]:
    """Follow some links of a mode that is a page of its own, to other pages of the same host.

    Raises:
        Unseen: a page could not be shown.
    """
    links = desk.browsing.read(desk.page, _LINKS)["content"][:_FOLLOWED]
    stays = []
    for url in links:
        with desk.browsing.page(desk.context) as window:
            desk.browsing.visit(window, url)
            stays.append(Stay(url, "从该页的链接打开", look(desk.browsing, window)))
    return tuple(stays)


def leave(desk: Desk, mode: Mode, home: str, before: Look, *, window: bool) -> Leaving:
    """Leave the mode, one way after another until the former look is back, then load the home page anew.

    Args:
        desk: the page with the mode on.
        mode: which one.
        home: address of the home page.
        before: its look before.
        window: whether the mode opened in a window of its own.

    Raises:
        Unseen: the page stopped answering.
    """
    tried: list[str] = []
    last: Look | None = None
    for how, now in _ways(desk, mode, home):
        tried.append(how)
        last = now
        if same_look(before, now):
            desk.browsing.visit(desk.page, home)
            return Leaving(how, tuple(tried), now, desk.look())
    doubt = ""
    if window:
        doubt = "这一模式在新窗口打开，关闭窗口即可离开"
    elif not same_page(desk.page.url, home) and not tried:
        doubt = "这一模式是单独的页面，没有看到返回普通版的链接，只能用浏览器后退"
    elif desk.frames():
        doubt = "工具条在内嵌框架或画布中，里面的按钮看不到"
    return Leaving("", tuple(tried), last, None, doubt)


def _ways(desk: Desk, mode: Mode, home: str) -> Iterator[tuple[str, Look]]:
    """Everything that may lead out, the clearest first; each is done when it is asked for, and looked at."""
    apart = not same_page(desk.page.url, home)
    for label in _exits(desk.tools(Aid.LEAVE), home):
        tool = next((one for one in desk.tools(Aid.LEAVE) if one.label == label), None)
        if tool is not None:
            desk.push(tool)
            yield f"按下“{label}”", desk.look()
    if apart:
        return
    control = switch(desk.browsing, desk.page, mode)
    if control is not None:
        desk.push(Tool(control.label, frozenset(), control.selector, "", fresh=False))
        yield f"再按一次“{control.label}”", desk.look()
    try:
        desk.page.keyboard.press("Escape")
        desk.page.wait_for_timeout(_AFTER)
    except Error as error:
        raise unseen(error, desk.page.url) from None
    yield "按 Esc 键", desk.look()


def _exits(tools: Iterable[Tool], home: str) -> list[str]:
    """Labels of what leads out: what is pressed in place, or links to the home page."""
    leading = [tool for tool in tools if not tool.href or same_page(tool.href, home)]
    leading.sort(key=lambda tool: bool(_LAST_RESORT.search(tool.label)))
    return list(dict.fromkeys(tool.label for tool in leading))[:_EXITS]
