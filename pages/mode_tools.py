"""Which reading tools does a mode bring, and what happens when one is pressed?

Tool bars are made by many hands: their buttons are links, pictures, bare `div`s with a listener, or stand in a shadow
tree. A script that runs before the page's own notes who listens to the mouse, what is spoken and what is played.
"""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Dialog, Error, Page, Request, Response

from pages.browser_errors import unseen
from pages.browsing import Browsing
from pages.modes import Look, look
from pages.own_context import own_context

_FOLDER = Path(__file__).parent
_RECORD = (_FOLDER / "mode_record.js").read_text(encoding="utf-8")
_TOOLS = (_FOLDER / "mode_tools.js").read_text(encoding="utf-8")
_KNOWN = (_FOLDER / "mode_known.js").read_text(encoding="utf-8")
_HEARD = "() => JSON.stringify(window.__xunjianHeard || [])"
_MARK = "data-xunjian-tool"
_PRESSED = 2_000
_AFTER = 60
_HARMLESS = re.compile(
    r"帮助|说明|重置|复位|还原|声音|静音|语速|音量|缩小|小字|纯文本|简体|繁体|拼音|显示屏|大屏|字幕|区|全屏|固定|移动|最小化|下载|搜索|快捷|反馈|首页|^[+-]?$"
)
_SOUND = re.compile(r"\.(?:mp3|wav|ogg|m4a|aac)\b|[/.?&_-](?:tts|text2audio|speech|synthesi[sz]e)\b", re.IGNORECASE)


class Aid(Enum):
    """What a tool says it does; values are patterns of labels."""

    LARGER = r"放大(?!镜)|大字|字号|字体大|加大|增大|^A\+$|特大"
    SCHEME = r"配色|^主题$|对比|反色|黑底|白底|蓝底|黄字|色彩|换肤|界面颜色"
    VOICE = r"语音(?!搜索|验证|输入|速)|朗读|读屏|指读|连读|点读|播报|听网页|读网页|听读"
    POINTER = r"指针|光标|鼠标|大箭头"
    LINE = r"辅助线|十字|参考线|定位线|标尺"
    LEAVE = (
        r"^退出|标准版|普通版|常规版|正常版|标准模式|普通模式|常规模式|返回(?:首页|主站|原版|门户|旧版)|恢复原|^关闭$"
        r"|^关闭(?:无障碍|适老|长者|关怀|工具|本)"
    )


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool: its label, what it says it does, a selector that finds it until tools are listed again.

    Attributes:
        href: where it leads when it leads to another page, else empty.
        fresh: whether it was not there before the last press; `bar` whether it stands among other tools.
    """

    label: str
    aids: frozenset[Aid]
    selector: str
    href: str
    fresh: bool
    bar: bool = False


@dataclass(frozen=True, slots=True)
class Push:
    """What came of pressing a tool.

    Attributes:
        reacted: whether anything changed of the tool, the page's classes, or what the site remembers.
        opened: what can be pressed now and could not before.
    """

    reacted: bool
    opened: tuple[Tool, ...] = ()


@dataclass(frozen=True, slots=True)
class Sounds:
    """What was asked for over the network to be heard (`fetched`), and what did not come (`lost`)."""

    fetched: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass
class _Requests:
    sounds: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)


class Desk:
    """A page with a mode switched on (or about to be), whose tools are tried one after another.

    Attributes:
        page: where things are pressed; another window once a mode has opened in one.
    """

    def __init__(self, browsing: Browsing, context: BrowserContext, page: Page, requests: _Requests) -> None:
        self.browsing = browsing
        self.context = context
        self.page = page
        self._requests = requests

    @property
    def lost_scripts(self) -> tuple[str, ...]:
        """Addresses of scripts of other hosts that could not be reached."""
        own = urlsplit(self.page.url).hostname
        return tuple(url for url in self._requests.scripts if urlsplit(url).hostname != own)

    @property
    def sounds(self) -> Sounds:
        """What was fetched to be heard so far."""
        return Sounds(tuple(self._requests.sounds), tuple(self._requests.broken))

    def remember(self) -> None:
        """Take what can be seen now as known; what comes later is fresh."""
        self.browsing.read(self.page, _KNOWN)

    def look(self) -> Look:
        """How the page reads now."""
        return look(self.browsing, self.page)

    def heard(self) -> tuple[tuple[str, str], ...]:
        """What was spoken or played so far: (how, what)."""
        return tuple((how, what) for how, what in self.browsing.read(self.page, _HEARD))

    def tools(self, *aids: Aid) -> tuple[Tool, ...]:
        """The tools that say they do one of these; those that lead to another page only when they lead out."""
        found, _, _ = self._list(_MARK)
        return tuple(tool for tool in found if tool.aids & set(aids) and (not tool.href or Aid.LEAVE in aids))

    def state(self) -> str:
        """What a press changes when it does anything: classes, what the site remembers, the tools themselves."""
        return self._list(None)[2]

    def strangers(self) -> tuple[str, ...]:
        """Labels in a tool bar that tell nothing known: any of them may be the aid that is looked for."""
        found = (tool for tool in self._list(None)[0] if tool.bar and not tool.aids and not tool.href)
        return tuple(dict.fromkeys(tool.label for tool in found if not _HARMLESS.search(tool.label)))

    def frames(self) -> tuple[str, ...]:
        """Kinds of elements that appeared and whose inside is not looked into (frames, drawings)."""
        return tuple(dict.fromkeys(self._list(None)[1]))

    def push(self, tool: Tool) -> Push:
        """Press a tool and wait for the page to come to rest.

        Raises:
            Unseen: the page stopped answering.
        """
        state = self.state()
        self.remember()
        if not self._click(tool.selector):
            return Push(reacted=False)
        listed, frames, now = self._list(_MARK)
        opened = tuple(one for one in listed if one.fresh)
        return Push(now != state or bool(opened or frames), opened)

    def _click(self, selector: str) -> bool:
        windows = set(self.context.pages)
        try:
            self.page.locator(selector).first.click(timeout=_PRESSED, no_wait_after=True)
        except Error:
            return False  # covered or gone: what cannot be pressed does nothing
        try:
            self.page.wait_for_timeout(_AFTER)
        except Error as error:
            raise unseen(error, self.page.url) from None
        for window in set(self.context.pages) - windows:
            with contextlib.suppress(Error):
                window.close()
        self.browsing.settle(self.page)
        return True

    def _list(self, mark: str | None) -> tuple[list[Tool], list[str], str]:
        """Tools, new frames, and the state of the page; marked, they get numbers that last until the next marking."""
        seen = self.browsing.read(self.page, _TOOLS, [{aid.name: aid.value for aid in Aid}, mark])
        tools = [
            Tool(
                label=one["label"],
                aids=frozenset(Aid[kind] for kind in one["kinds"]),
                selector=f'[{_MARK}="{one["number"]}"]',
                href=one["href"],
                fresh=one["fresh"],
                bar=one["bar"],
            )
            for one in seen["tools"]
        ]
        return tools, list(seen["frames"]), str(seen["state"])


@contextlib.contextmanager
def desk(browsing: Browsing, url: str) -> Iterator[Desk]:
    """Open a page in a context of its own whose sounds and listeners are noted.

    Raises:
        Unseen: it could not be shown.
    """
    requests = _Requests()
    with own_context(browsing) as context:
        context.add_init_script(_RECORD)
        context.on("dialog", _agree)
        context.on("requestfailed", lambda request: _failed(request, requests))
        context.on("response", lambda answer: _answered(answer, requests))
        with browsing.page(context) as page:
            browsing.visit(page, url)
            yield Desk(browsing, context, page, requests)


def _agree(dialog: Dialog) -> None:
    """Leaving a mode is often asked back."""
    with contextlib.suppress(Error):
        dialog.accept()


def _failed(request: Request, requests: _Requests) -> None:
    if _is_sound(request):
        requests.broken.append(request.url)
    elif request.resource_type == "script":
        requests.scripts.append(request.url)


def _answered(answer: Response, requests: _Requests) -> None:
    if _is_sound(answer.request) or answer.headers.get("content-type", "").startswith("audio/"):
        (requests.sounds if answer.ok else requests.broken).append(answer.url)


def _is_sound(request: Request) -> bool:
    return request.resource_type in {"media", "xhr", "fetch", "other"} and bool(
        request.resource_type == "media" or _SOUND.search(request.url)
    )
