"""What does each aid of a reading mode really do: larger text, other colours, reading aloud, a pointer to follow?

Every tool that says it does is pressed, and the effect is measured in the page: sizes and colours of the text, what
was spoken or played, what the mouse looks like and what goes along with it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Error

from pages.browser_errors import unseen
from pages.mode_tools import Aid, Desk, Tool
from pages.modes import Look

_POINTER = (Path(__file__).parent / "mode_pointer.js").read_text(encoding="utf-8")
_TEXT = (Path(__file__).parent / "mode_text.js").read_text(encoding="utf-8")
_STEPS = 8  # presses until a tool that enlarges has reached its end
_CHANGES = 5  # colour schemes that are looked at
_GROWN = 1.01
_STEM = 2
_START, _MOVE = (420, 330), (210, 130)
_SOON, _LATER = 80, 350
_SPOKEN = {"speak": "读出“{}”", "play": "播放 {}", "tone": "发出声音"}


@dataclass(frozen=True, slots=True)
class Schemes:
    """The looks that colour tools gave, by the tool's label; `dull` are labels of tools that changed no colour."""

    looks: tuple[tuple[str, Look], ...]
    dull: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """Every colour tool that was pressed."""
        return tuple(dict.fromkeys([*(label for label, _ in self.looks), *self.dull, *self.doubts]))


@dataclass(frozen=True, slots=True)
class Effect:
    """What came of the tools for one purpose.

    Attributes:
        tools: labels of the tools that were pressed.
        seen: what was observed, Chinese phrases; empty when nothing was.
        doubts: why nothing was observed although a tool did something.
    """

    tools: tuple[str, ...]
    seen: tuple[str, ...]
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """The mouse on a page: pictures it wears (address → width, 0 when it did not load), what follows it."""

    pictures: tuple[tuple[str, int], ...]
    followers: tuple[str, ...]


def largest(desk: Desk) -> Look:
    """The page's look with the largest text its tools can give.

    Raises:
        Unseen: the page stopped answering.
    """
    best = desk.look()
    for label in _labels(desk.tools(Aid.LARGER)):
        for _ in range(_STEPS):
            tool = _named(desk, label, Aid.LARGER)
            push = desk.push(tool) if tool else None
            now = desk.look()
            if push and now.size < best.size * _GROWN and push.opened:
                desk.push(push.opened[-1])
                now = desk.look()
            if now.size < best.size * _GROWN:
                break
            best = now
    return best


def schemes(desk: Desk) -> Schemes:
    """The looks that the colour tools give, one after another.

    Raises:
        Unseen: the page stopped answering.
    """
    first = desk.look()
    looks: list[tuple[str, Look]] = []
    dull: list[str] = []
    doubts: list[str] = []
    for label in _labels(desk.tools(Aid.SCHEME)):
        reacted, changed = _changes(desk, label, first, looks)
        if not changed:
            (doubts if reacted else dull).append(label)
    return Schemes(tuple(looks), tuple(dull), tuple(doubts))


def _changes(desk: Desk, label: str, first: Look, looks: list[tuple[str, Look]]) -> tuple[bool, bool]:
    """Press one colour tool until it brings nothing new: whether it reacted, whether a colour changed."""
    known = {first.colours, *(one.colours for _, one in looks)}
    reacted, before = False, len(looks)
    for _ in range(_CHANGES):
        tool = _named(desk, label, Aid.SCHEME)
        if tool is None:
            break
        push = desk.push(tool)
        reacted |= push.reacted
        choices = [one for one in push.opened if not one.href][:_CHANGES]
        seen = [desk.look()]
        if seen[0].colours in known:
            for choice in choices:
                desk.push(choice)
                seen.append(desk.look())
        new = [one for one in seen if one.colours not in known]
        looks += [(label, one) for one in new]
        known |= {one.colours for one in new}
        if not new:
            break
    return reacted, len(looks) > before


def reading_aloud(desk: Desk) -> Effect:
    """Press the tools that read aloud until something is spoken, played or fetched to be heard.

    Raises:
        Unseen: the page stopped answering.
    """
    tools = _labels(desk.tools(Aid.VOICE))
    doubts: list[str] = []
    for label in tools:
        earlier, fetched = len(desk.heard()), len(desk.sounds.fetched)
        tool = _named(desk, label, Aid.VOICE)
        reacted = tool is not None and desk.push(tool).reacted
        seen = _sound(desk, earlier, fetched) or _pointed_at(desk, earlier, fetched)
        if seen:
            return Effect(tools, seen)
        if desk.sounds.lost:
            doubts.append(f"“{label}”的声音没有取到（{desk.sounds.lost[-1][:80]}）")
        elif reacted:
            doubts.append(f"按下“{label}”有反应，但没有测到声音")
    return Effect(tools, (), tuple(doubts))


def _sound(desk: Desk, earlier: int, fetched: int) -> tuple[str, ...]:
    _wait(desk, _LATER)
    heard = desk.heard()[earlier:]
    spoken = [_SPOKEN[how].format(what[:20]) for how, what in heard if how != "speak" or what]
    return tuple(dict.fromkeys([*spoken, *(f"取来声音 {url[:80]}" for url in desk.sounds.fetched[fetched:])]))


def _pointed_at(desk: Desk, earlier: int, fetched: int) -> tuple[str, ...]:
    """Many tools read what the mouse points at, or what is clicked, once they are switched on."""
    place = desk.browsing.read(desk.page, _TEXT)
    if not place:
        return ()
    x, y, plain = place
    try:
        desk.page.mouse.move(x - 3, y)
        desk.page.mouse.move(x, y, steps=2)
        seen = _sound(desk, earlier, fetched)
        if not seen and plain:
            desk.page.mouse.click(x, y)
            seen = _sound(desk, earlier, fetched)
    except Error as error:
        raise unseen(error, desk.page.url) from None
    return seen


def trace(desk: Desk) -> Trace:
    """Move the mouse and see what it looks like and what goes along.

    Raises:
        Unseen: the page does not answer.
    """
    key = "__xunjianTrace"
    try:
        desk.page.mouse.move(*_START)
        _wait(desk, _SOON)
        desk.browsing.read(desk.page, _POINTER, [None, key])
        desk.page.mouse.move(_START[0] + _MOVE[0], _START[1] + _MOVE[1], steps=3)
        _wait(desk, _SOON)
    except Error as error:
        raise unseen(error, desk.page.url) from None
    seen = desk.browsing.read(desk.page, _POINTER, [list(_MOVE), key])
    return Trace(tuple((address, int(width)) for address, width in seen["images"]), tuple(seen["moved"]))


def pointing(desk: Desk, ordinary: Trace) -> Effect:
    """What helps to follow the mouse, first without, then with the tools pressed that say they do.

    Args:
        desk: the page with the mode on.
        ordinary: the mouse on the page as it was.

    Raises:
        Unseen: the page stopped answering.
    """
    seen = _guidance(trace(desk), ordinary)
    if seen:
        return Effect((), seen)
    tools = _labels(desk.tools(Aid.POINTER, Aid.LINE))
    doubts: list[str] = []
    for label in tools:
        tool = _named(desk, label, Aid.POINTER, Aid.LINE)
        reacted = tool is not None and desk.push(tool).reacted
        now = trace(desk)
        if seen := _guidance(now, ordinary):
            return Effect(tools, seen)
        lost = [address for address, width in now.pictures if not width and (address, width) not in ordinary.pictures]
        if lost and urlsplit(lost[0]).hostname == urlsplit(desk.page.url).hostname:
            continue  # the site's own picture is not there: the pointer stays as it was
        if lost:
            doubts.append(f"“{label}”的指针图片没有取到（{lost[0][:80]}）")
        elif reacted:
            doubts.append(f"按下“{label}”有反应，但没有测到指针变化或辅助线")
    return Effect(tools, (), tuple(doubts))


def _guidance(now: Trace, ordinary: Trace) -> tuple[str, ...]:
    worn = {address for address, _ in ordinary.pictures}
    pictures = [f"指针换成图片（宽 {width} 像素）" for address, width in now.pictures if width and address not in worn]
    follows = [f"{what}跟随鼠标" for what in now.followers if what not in ordinary.followers]
    return tuple(dict.fromkeys([*pictures, *follows]))


def _labels(tools: Iterable[Tool]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tool.label for tool in tools))[:3]


def _named(desk: Desk, label: str, *aids: Aid) -> Tool | None:
    """The tool again: some change their label when pressed (“配色” to “配色：黑底黄字”)."""
    tools = desk.tools(*aids)
    alike = (tool for tool in tools if tool.label[:_STEM] == label[:_STEM])
    return next((tool for tool in tools if tool.label == label), next(alike, None))


def _wait(desk: Desk, milliseconds: int) -> None:
    try:
        desk.page.wait_for_timeout(milliseconds)
    except Error as error:
        raise unseen(error, desk.page.url) from None
