"""What does one visitor see while signing in and out? Every step goes into a protocol without secrets."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Error, Page

from pages import clock
from pages.browser_errors import unseen
from pages.browsing import Browsing
from pages.capture import Evidence
from pages.errors import Reason, Unseen
from pages.following import follow, press
from pages.own_context import own_context
from site_configs import SignOnConfig

STATE = (Path(__file__).parent / "sign_on_state.js").read_text(encoding="utf-8")
_EMPTY = "() => { for (const input of document.querySelectorAll('input')) input.value = ''; return '{}'; }"
_ROUNDS = 6
_ROUND = 300
_QUIET_NETWORK = 4_000
_BLOCKED = frozenset({403, 412, 429, 503, 521})
_SUBMIT_PATIENCE = 3_000


@dataclass(frozen=True, slots=True)
class Account:
    """The test account; never shown."""

    username: str
    password: str

    def __repr__(self) -> str:
        return "Account(…)"

    def hidden(self, text: str) -> str:
        """The text with user name and password blotted out."""
        for secret in (self.password, self.username):
            if secret:
                text = text.replace(secret, "***")
        return text


@dataclass(frozen=True, slots=True)
class Door:
    """A place where visitors sign in.

    Attributes:
        name: the part of the site (互动交流, 办事服务…); `url` the page that carries the control.
        login: selector of the control that signs in; `logout` of the one that signs out; `marker` of the user's name.
    """

    name: str
    url: str
    login: str | None = None
    logout: str | None = None
    marker: str | None = None


@dataclass(frozen=True, slots=True)
class State:
    """How a page presents itself to the visitor, as read by sign_on_state.js.

    Attributes:
        signed: somebody is signed in; `greeted` how the page calls them.
        form: a form for user name and password stands open; `password`: at least a password field does.
        wrong: words that say that user name or password are wrong.
        login: a control to sign in (or a 个人中心); `logout` one to sign out; `tab` one that shows the password form.
    """

    signed: bool
    greeted: str
    wrong: str
    captcha: bool
    form: bool
    password: bool
    login: bool
    logout: bool
    tab: bool
    agree: bool
    words: int


class Visitor:
    """One visitor in a browser context of their own. Made by `visiting`.

    Args:
        browsing: the browser.
        context: the visitor's own context.
        config: selectors of the login form.
        account: what is typed into it, None for a visitor who only looks.
    """

    def __init__(
        self, browsing: Browsing, context: BrowserContext, config: SignOnConfig, account: Account | None = None
    ) -> None:
        self._browsing = browsing
        self._config = config
        self._account = account
        self.page: Page = context.new_page()
        self.steps: list[str] = []

    def say(self, step: str) -> None:
        """Add a step to the protocol."""
        text = self._account.hidden(step) if self._account else step
        self.steps.append(f"{len(self.steps) + 1}. {text}。")

    @property
    def where(self) -> str:
        """The page shown, without parameters (they may carry tickets)."""
        return self.page.url.partition("?")[0].partition("#")[0]

    def open(self, door: Door) -> State:
        """Open the page of a door.

        Raises:
            Unseen: it could not be shown.
        """
        try:
            response = self.page.goto(door.url, wait_until="domcontentloaded")
        except Error as error:
            raise unseen(error, door.url) from None
        if response is not None and response.status in _BLOCKED:
            raise Unseen(Reason.BLOCKED, door.url, f"状态 {response.status}")
        if response is not None and not response.ok:
            raise Unseen(Reason.HTTP, door.url, f"状态 {response.status}")
        state = self.state(door)
        self.say(f"打开{door.name} {self.where}，{_told(state)}")
        return state

    def state(self, door: Door) -> State:
        """Read the page, waiting for late scripts unless it already says who is signed in.

        Raises:
            Unseen: a page on the way could not be reached.
        """
        state = self._read(door)
        for _ in range(_ROUNDS):
            if state.signed:
                break
            if self.page.url.startswith("chrome-error:"):
                raise Unseen(Reason.UNREACHABLE, door.url, "登录过程中的页面打不开")
            self._browsing.settle(self.page)
            state = self._read(door)
            if state.form or state.login or state.tab:
                break
            self.page.wait_for_timeout(_ROUND)
        return state

    def second_look(self, door: Door) -> State:
        """Read the page again once its scripts have stopped asking servers: they may yet find out who is signed in."""
        with contextlib.suppress(Error):
            self.page.wait_for_load_state("networkidle", timeout=_QUIET_NETWORK)
        return self.state(door)

    def press(self, name: str, door: Door) -> State:
        """Press a marked control (login, tab) and read the page it leads to."""
        self._follow(name, door)
        return self.state(door)

    def leave(self, door: Door) -> None:
        """Press the control that signs out, and let the pages it loads tell other hosts."""
        self._follow("logout", door)
        self._browsing.settle(self.page)

    def _follow(self, name: str, door: Door) -> None:
        target = self.page.locator(f"[data-xunjian={name}]")
        try:
            arrival = follow(self.page, lambda: press(target))
        except Error as error:
            raise unseen(error, door.url) from None
        if arrival.page is not self.page:
            with contextlib.suppress(Error):
                self.page.close()
            self.page = arrival.page

    def to_form(self, door: Door, state: State) -> State:
        """Go from a page with a login control to the open form, or to being recognised without one."""
        if not state.form:
            state = self.press("login", door)
            self.say(f"点击“登录”，到达 {self.where}，{_told(state)}")
        if not (state.signed or state.form) and state.tab:
            state = self.press("tab", door)
        return state

    def log_in(self, door: Door, before: State) -> State:
        """Fill in the open form and submit it.

        Raises:
            Unseen: BLOCKED by a captcha, CREDENTIALS refused, LAYOUT when nobody can be seen to be signed in.
        """
        if self._account is None:
            raise Unseen(Reason.CREDENTIALS, self.where)
        if before.captcha:
            raise Unseen(Reason.BLOCKED, self.where, "登录需要验证码")
        try:
            self.page.locator("[data-xunjian=username]").fill(self._account.username)
            self.page.locator("[data-xunjian=password]").fill(self._account.password)
            if before.agree:
                self.page.locator("[data-xunjian=agree]").check()
            arrival = follow(self.page, lambda: press(self.page.locator("[data-xunjian=submit]")), _SUBMIT_PATIENCE)
        except Error:
            # The browser's own message may quote what was being typed.
            raise Unseen(Reason.LAYOUT, self.where, "登录表单无法填写或提交") from None
        self.page = arrival.page
        state = self.state(door)
        if state.wrong and state.wrong != before.wrong:
            raise Unseen(Reason.CREDENTIALS, self.where, f"登录页提示：{self._account.hidden(state.wrong)}")
        if state.captcha and not state.signed:
            raise Unseen(Reason.BLOCKED, self.where, "登录需要验证码")
        self.say(f"填写测试账号并登录，到达 {self.where}，{_told(state)}")
        return state

    def prove(self) -> tuple[Evidence, ...]:
        """The protocol so far and, unless it would show the account's name, a picture of the page."""
        at = clock.now()
        protocol = self._browsing.store.text("\n".join(self.steps), self.where, at, "过程记录")
        with contextlib.suppress(Unseen):
            self._browsing.read(self.page, _EMPTY)
            text = self._browsing.sight(self.page, self.where, None).text
            if self._account is None or self._account.username not in text:
                # The full address may carry a ticket.
                return (protocol, replace(self._browsing.snap(self.page), url=self.where))
        return (protocol,)

    def _read(self, door: Door) -> State:
        config = self._config
        given = {
            "login": door.login,
            "logout": door.logout,
            "marker": door.marker,
            "username": config.username_input,
            "password": config.password_input,
            "captcha": config.captcha_input,
            "submit": config.submit,
        }
        seen: dict[str, Any] = self._browsing.read(self.page, STATE, given)
        return State(**seen)


@contextlib.contextmanager
def visiting(browsing: Browsing, config: SignOnConfig, account: Account | None = None) -> Iterator[Visitor]:
    """A visitor nobody knows yet: no cookies, no storage."""
    with own_context(browsing) as context:
        yield Visitor(browsing, context, config, account)


def host(url: str) -> str:
    """Host name of an address."""
    return urlsplit(url).hostname or ""


def _told(state: State) -> str:
    if state.signed:
        return "已显示登录用户"
    if state.form:
        return "显示用户名和密码登录框"
    return "未登录，有登录入口" if state.login else "未登录，没有登录入口"
