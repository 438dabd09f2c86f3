"""What does a letter form say when required fields were left empty? Tried without anything leaving the browser."""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Dialog, Error, Page, Request, Route

from pages.browser_errors import unseen
from pages.browsing import Browsing
from pages.channel import Channel
from pages.errors import Reason, Unseen
from pages.layout import looking
from pages.letter_form import Form, FormField
from pages.mailbox import letter_form
from pages.own_context import own_context
from site_configs import MailboxConfig

_LOOK = looking("form_errors.js")
_PRESS = 3_000
_SOON, _LATER = 300, 900  # milliseconds after pressing
_SEND = "letter-send"
_FOCUSED = """() => { const active = document.activeElement;
  return JSON.stringify({mark: active && active.getAttribute('data-xunjian')}); }"""
_SENDING = frozenset({"document", "xhr", "fetch", "ping", "eventsource", "websocket"})


@dataclass(frozen=True, slots=True)
class FreshText:
    """Words that were not there before.

    Attributes:
        text: the words; `at` selector, `pattern` what elements of the same line of the template have in common.
        tied: names of the fields it is tied to by markup; `near` name of the field it stands beside, empty without.
        live: a reader of screens speaks it by itself; `entered` the focus is inside its box.
    """

    text: str
    at: str
    pattern: str
    tied: tuple[str, ...]
    near: str
    live: bool
    entered: bool


@dataclass(frozen=True, slots=True)
class ErrorTry:
    """An empty form was to be sent: what came of it.

    Attributes:
        fields: what the form asks for.
        dialogs: messages of alert and confirm.
        native: names of fields the browser itself complained about, in a bubble that readers of screens speak.
        fresh: new words on the page; `focused` name of the field the focus is in now, empty without.
        flagged: names of fields with `aria-invalid`; `changed` those that look different now.
        sent: addresses the page tried to reach; none was.
    """

    url: str
    name: str
    fields: tuple[FormField, ...]
    dialogs: tuple[str, ...]
    native: tuple[str, ...]
    fresh: tuple[FreshText, ...]
    focused: str
    flagged: tuple[str, ...]
    changed: tuple[str, ...]
    sent: tuple[str, ...]

    @property
    def silent(self) -> bool:
        """Whether nothing at all was to be noticed."""
        return not (self.dialogs or self.native or self.fresh or self.flagged or self.changed or self.focused)


def send_empty(browsing: Browsing, channel: Channel, config: MailboxConfig) -> ErrorTry:
    """Press the button of an empty letter form, in a context of its own from which nothing can be sent any more.

    Args:
        browsing: the browser.
        channel: where the form is.
        config: selectors of the site file.

    Raises:
        Unseen: LOGIN or LAYOUT when there is no form or no button; network reasons.
    """
    with own_context(browsing) as context, browsing.page(context) as page:
        return _Trial(browsing, page, channel, config).run()


class _Trial:
    def __init__(self, browsing: Browsing, page: Page, channel: Channel, config: MailboxConfig) -> None:
        self._browsing = browsing
        self._page = page
        self._channel = channel
        self._config = config
        self._dialogs: list[str] = []
        self._sent: list[str] = []

    def run(self) -> ErrorTry:
        self._page.on("dialog", self._dismiss)
        self._browsing.visit(self._page, self._channel.url)
        form = letter_form(self._browsing, self._page, self._config, self._channel.url)
        if not form.send:
            raise Unseen(Reason.LAYOUT, self._channel.url, "没有认出提交按钮，请在网站档案中写明 mailbox.submit")
        marks = [one.mark for one in form.fields]
        self._browsing.read(self._page, _LOOK, ["before", marks])
        self._dialogs.clear()
        self._cut_off()
        self._press(form)
        self._page.wait_for_timeout(_SOON)
        seen = self._browsing.read(self._page, _LOOK, ["after", marks])
        if not (seen.get("fresh") or seen.get("native") or self._dialogs):
            self._page.wait_for_timeout(_LATER)
            seen = self._browsing.read(self._page, _LOOK, ["after", marks])
        return self._told(form, seen)

    def _cut_off(self) -> None:
        """Nothing passes any more: neither through the routes of Playwright nor, should one be missed, the network."""
        context = self._page.context
        context.on("request", self._note)
        context.route("**/*", _refuse)
        context.set_offline(True)

    def _note(self, request: Request) -> None:
        if request.method != "GET" or request.resource_type in _SENDING:
            self._sent.append(request.url)

    def _press(self, form: Form) -> None:
        button = self._page.locator(form.send).first
        try:
            button.focus(timeout=_PRESS)
            if self._browsing.read(self._page, _FOCUSED)["mark"] == _SEND:
                self._page.keyboard.press("Enter")
            else:
                button.click(timeout=_PRESS)
        except Error as error:
            raise unseen(error, self._channel.url) from None

    def _dismiss(self, dialog: Dialog) -> None:
        self._dialogs.append(dialog.message)
        with contextlib.suppress(Error):
            dialog.dismiss()

    def _told(self, form: Form, seen: Mapping[str, Any]) -> ErrorTry:
        if seen.get("gone"):
            raise Unseen(Reason.LAYOUT, self._channel.url, "按提交后页面换掉了，没有发出任何信息，须由人工测试")
        names = {one.mark: one.called for one in form.fields} | {"": ""}
        fresh = tuple(
            FreshText(**{**row, "tied": tuple(names[mark] for mark in row["tied"]), "near": names[row["near"]]})
            for row in seen["fresh"]
        )
        native, flagged, changed = (
            tuple(dict.fromkeys(names.get(mark, mark) for mark in seen[key]))
            for key in ("native", "flagged", "changed")
        )
        return ErrorTry(
            url=self._channel.url,
            name=self._channel.name,
            fields=form.fields,
            dialogs=tuple(self._dialogs),
            native=native,
            fresh=fresh,
            focused=names[seen["focused"]],
            flagged=flagged,
            changed=changed,
            sent=tuple(self._sent),
        )


def _refuse(route: Route) -> None:
    with contextlib.suppress(Error):
        route.abort("aborted")  # the page stays: any other error would show the browser's own
