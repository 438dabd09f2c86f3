"""Can reading be made easier, and does the switch work? Barrier-free browsing and the mode for elders, switched on.

The words alone prove nothing (they stand in news on 居家适老化改造): a control is looked for and pressed in a fresh
context, and the page is measured before and after, and once more on another page.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page

from pages.browser_errors import unseen
from pages.browsing import Browsing
from pages.documents import same_page
from pages.own_context import own_context

_FOLDER = Path(__file__).parent
_CONTROLS = (_FOLDER / "mode_controls.js").read_text(encoding="utf-8")
_LOOK = (_FOLDER / "mode_look.js").read_text(encoding="utf-8")
_WORDS = "无障碍|适老|长者|关怀|老年|敬老|助老|大字"
_TOOLS = "语音|朗读|读屏|放大|缩小|大字|字号|对比|配色|指针|光标|辅助线|纯文本|退出服务"
_LARGER = "放大|大字|字号"
_LEADING = re.compile(r"^(?:点击|进入|切换(?:到|至)?|开启|打开|启用|使用|网站|信息|本站)+")
_TRAILING = re.compile(r"(?:浏览|阅读|辅助|服务|工具|模式|网站|版本|专版|助手|通道|智能|版|化|人|体|开启|入口)+$")
_JOINED = re.compile(r"[与及和/、|·]|(?<=无障碍)(?=适老|长者|关怀|老年)|(?<=老化|适老|长者|关怀|老年)(?=无障碍)")
_PRESSED = 3_000


class Mode(Enum):
    """The two ways of reading the bonus row names; `stems` are what a control's label comes down to."""

    BARRIER_FREE = "无障碍浏览", frozenset({"无障碍"})
    ELDER = "适老化", frozenset({"适老", "长者", "关怀", "老年", "敬老", "助老", "大字"})

    @property
    def word(self) -> str:
        """What reports call it."""
        return self.value[0]

    @property
    def stems(self) -> frozenset[str]:
        """The words that name it."""
        return self.value[1]


@dataclass(frozen=True, slots=True)
class Look:
    """How a page reads.

    Attributes:
        url: address shown; `status` of its document.
        size: size of the text in CSS pixels, median weighted by length, page zoom included.
        contrast: contrast ratio of text to ground (1-21), median weighted by length; pictures behind it are not seen.
        tools: labels of reading tools that can be seen.
        style: what else tells one look from another (filters, ground, font, classes of the root).
        colours: of most of the text and of the ground behind it, with the filter laid over both.
    """

    url: str
    status: int
    size: float
    contrast: float
    tools: tuple[str, ...]
    style: str
    colours: str = ""


@dataclass(frozen=True, slots=True)
class Control:
    """Something to press: its label, and a selector that finds it until controls are looked for again."""

    label: str
    selector: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What happened when a mode was switched on.

    Attributes:
        label: of the control, None when there is none (nothing else is set then).
        before: the home page as it was.
        after: right after pressing; `enlarged` after pressing the tool that enlarges, when one appeared.
        kept: another page of the site afterwards, None when the mode is a page of its own.
    """

    mode: Mode
    label: str | None
    before: Look | None = None
    after: Look | None = None
    enlarged: Look | None = None
    kept: Look | None = None


def named_modes(label: str) -> frozenset[Mode]:
    """The modes a control's label names: 「无障碍」 one, 「适老化及无障碍」 both, 「居家适老化改造」 none."""
    parts = [_TRAILING.sub("", _LEADING.sub("", part)) for part in _JOINED.split(label) if part]
    found = [next((mode for mode in Mode if part in mode.stems), None) for part in parts]
    return frozenset() if None in found else frozenset(mode for mode in found if mode)


def try_modes(browsing: Browsing, home: str, other: str | None) -> tuple[Trial, ...]:
    """Switch each mode on in a context of its own.

    Args:
        browsing: the browser.
        home: address of the home page.
        other: another page of the site, to see whether the mode is kept.

    Raises:
        Unseen: a page could not be shown or read.
    """
    return tuple(_try(browsing, home, other, mode) for mode in Mode)


def _try(browsing: Browsing, home: str, other: str | None, mode: Mode) -> Trial:
    with own_context(browsing) as context, browsing.page(context) as page:
        browsing.visit(page, home)
        control = switch(browsing, page, mode)
        if control is None:
            return Trial(mode, None)
        before = look(browsing, page)
        shown = press(browsing, context, page, control.selector)
        after = look(browsing, shown)
        enlarged = _enlarged(browsing, context, shown)
        kept = _elsewhere(browsing, shown, other) if other and same_page(after.url, before.url) else None
        return Trial(mode, control.label, before, after, enlarged, kept)


def switch(browsing: Browsing, page: Page, mode: Mode) -> Control | None:
    """The control on a page that turns a mode on, None when there is none.

    Raises:
        Unseen: the page does not answer.
    """
    found = next((one for one in _controls(browsing, page) if mode in named_modes(one["label"])), None)
    return Control(str(found["label"]), f'[data-xunjian-control="{found["number"]}"]') if found else None


def _controls(browsing: Browsing, page: Page, words: str = _WORDS) -> list[dict[str, Any]]:
    found = browsing.read(page, _CONTROLS, words)
    return list(found)


def look(browsing: Browsing, page: Page) -> Look:
    """How the page reads as it stands now.

    Raises:
        Unseen: it does not answer.
    """
    seen = browsing.read(page, _LOOK, _TOOLS)
    return Look(**{**seen, "tools": tuple(seen["tools"])})


def press(browsing: Browsing, context: BrowserContext, page: Page, selector: str) -> Page:
    """Press a control; the page it leads to may be this one or a new window.

    Raises:
        Unseen: it cannot be pressed.
    """
    windows = len(context.pages)
    try:
        page.locator(selector).first.click(timeout=_PRESSED, no_wait_after=True)
        page.wait_for_timeout(300)
    except Error as error:
        raise unseen(error, page.url) from None
    shown = context.pages[-1] if len(context.pages) > windows else page
    browsing.settle(shown)
    return shown


def _enlarged(browsing: Browsing, context: BrowserContext, page: Page) -> Look | None:
    larger = _first(_controls(browsing, page, _LARGER))
    if larger is None:
        return None
    return look(browsing, press(browsing, context, page, f'[data-xunjian-control="{larger["number"]}"]'))


def _first(controls: Iterable[dict[str, Any]]) -> dict[str, Any] | None:
    return next((one for one in controls if re.search(_LARGER, one["label"]) and not named_modes(one["label"])), None)


def _elsewhere(browsing: Browsing, page: Page, url: str) -> Look:
    browsing.visit(page, url)
    return look(browsing, page)
