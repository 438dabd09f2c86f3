"""Can a letter be written with nothing but keys? Every field is entered and filled, and nothing sent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page

from pages.browser_errors import unseen
from pages.browsing import Browsing
from pages.channel import Channel
from pages.keyboard import dismiss
from pages.keyboard_search import FOCUS
from pages.letter_filling import MARK, VALUES
from pages.letter_form import Form, FormField, Role
from pages.mailbox import letter_form
from site_configs import MailboxConfig

_MOST = 300
_STUCK = 12  # presses on one element: a date has several parts
_SEND = "letter-send"
_NEEDED = frozenset({Role.TITLE, Role.CONTENT, Role.CAPTCHA})
# Whatever a script does on a key, nothing leaves the form. Lists made of other elements than <select> are marked.
_GUARD = (Path(__file__).parent / "form_guard.js").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class FieldTry:
    """One field: whether Tab came to it, and whether keys changed it (None: not tried, nobody could tell).

    `selector` finds it again in another window, empty when it has neither id nor name.
    """

    name: str
    selector: str
    reached: bool
    filled: bool | None


@dataclass(frozen=True, slots=True)
class KeyboardForm:
    """One form gone through by keys.

    Attributes:
        fields: what has to be filled in; `send` whether Tab came to the button that sends.
        sendable: such a button was recognised.
        presses: how many times Tab was pressed.
    """

    url: str
    name: str
    fields: tuple[FieldTry, ...]
    send: bool
    sendable: bool
    presses: int


def fill_by_keys(browsing: Browsing, channel: Channel, config: MailboxConfig) -> KeyboardForm:
    """Go through a letter form from the top of its page to the button that sends, without pressing it.

    Args:
        browsing: the browser.
        channel: where the form is.
        config: selectors of the site file.

    Raises:
        Unseen: LOGIN or LAYOUT when there is no form; network reasons.
    """
    with browsing.page() as page:
        page.on("dialog", dismiss)
        browsing.visit(page, channel.url)
        form = letter_form(browsing, page, config, channel.url)
        lists = browsing.read(page, _GUARD)
        return _Filling(browsing, page, form, channel, lists).run()


class _Filling:
    def __init__(
        self, browsing: Browsing, page: Page, form: Form, channel: Channel, lists: list[Mapping[str, Any]]
    ) -> None:
        self._browsing = browsing
        self._page = page
        self._form = form
        self._channel = channel
        self._lists = lists
        self._fields = {one.mark: one for one in form.fields}
        self._filled: dict[str, bool | None] = {}
        self._entered: set[int] = set()
        self._presses = 0

    def run(self) -> KeyboardForm:
        send = False
        for point in self._points():
            mark = str(point["mark"])
            send = send or mark == _SEND
            if point["widget"] >= 0:
                self._entered.add(int(point["widget"]))
            if mark in self._fields and mark not in self._filled:
                self._filled[mark] = self._fill(self._fields[mark], point)
        fields = (*self._asked(), *self._listed())
        return KeyboardForm(self._channel.url, self._channel.name, fields, send, bool(self._form.send), self._presses)

    def _points(self) -> Iterator[Mapping[str, Any]]:
        """What has the focus after every press of Tab, to the end of the page."""
        exits = still = 0
        while self._presses < _MOST and still < _STUCK:
            self._press("Tab")
            self._presses += 1
            point = self._browsing.read(self._page, FOCUS)
            exits += bool(point["none"])
            if exits > 1:
                return
            still = still + 1 if point["same"] else 0
            yield point

    def _press(self, key: str) -> None:
        try:
            self._page.keyboard.press(key)
        except Error as error:
            raise unseen(error, self._page.url) from None

    def _fill(self, one: FormField, point: Mapping[str, Any]) -> bool | None:
        """Use the keys a person would use; Enter is not among them, it could send the form."""
        if one.type == "file" or one.type.startswith(("date", "time", "month")):
            return None
        if one.tag == "select":
            return self._changed(point, "ArrowDown", "ArrowDown") if len(one.options) > 1 else None
        if one.is_choice:
            return "true" in str(point["state"]) or self._changed(point, "Space", "ArrowDown")
        return self._typed(one, point)

    def _typed(self, one: FormField, point: Mapping[str, Any]) -> bool | None:
        words = "1" if one.type == "number" else VALUES.get(one.role, MARK[:4])
        try:
            self._page.keyboard.type(words)
        except Error as error:
            raise unseen(error, self._page.url) from None
        changed = self._browsing.read(self._page, FOCUS)["state"] != point["state"]
        return changed or (None if point["fixed"] else False)

    def _changed(self, point: Mapping[str, Any], *keys: str) -> bool:
        for key in keys:
            self._press(key)
            if self._browsing.read(self._page, FOCUS)["state"] != point["state"]:
                return True
        return False

    def _asked(self) -> Iterator[FieldTry]:
        """The fields that have to be filled in, a group of choices as one."""
        groups: dict[str, list[FormField]] = {}
        for one in self._form.fields:
            if one.required or one.role in _NEEDED:
                key = f"radio:{one.name}" if one.type == "radio" and one.name else one.mark
                groups.setdefault(key, []).append(one)
        for group in groups.values():
            tried = [self._filled[one.mark] for one in group if one.mark in self._filled]
            yield FieldTry(group[0].called, _lasting(group[0]), bool(tried), _best(tried))

    def _listed(self) -> Iterator[FieldTry]:
        """Lists of other elements that stand for a hidden field: they can at least be entered."""
        for number, told in enumerate(self._lists):
            if told["required"]:
                yield FieldTry(str(told["label"]), "", number in self._entered, None)


def _lasting(one: FormField) -> str:
    return f"#{one.id}" if one.id else f'{one.tag}[name="{one.name}"]' if one.name else ""


def _best(tried: list[bool | None]) -> bool | None:
    return True if True in tried else None if None in tried or not tried else False
