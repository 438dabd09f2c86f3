"""What does a page show to somebody who presses keys? Presses them, and asks the page where the focus is.

Keys go through the browser's own input, so the page meets the same trusted events as from a keyboard.
"""

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from playwright.sync_api import Dialog, Error, Page

from pages.browser_errors import unseen
from pages.browsing import Browsing

_SCRIPT = (Path(__file__).parent / "keyboard.js").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Element:
    """One element the keyboard came to, or should have come to.

    Attributes:
        number: by which the page knows it, as long as the page is open.
        label: what a reader would call it; `selector` finds it again, empty inside frames and shadow roots.
        pattern: how elements of its kind are written, the same for all of them and on every run.
        zone: `header`, `main` or `footer`, empty when the page does not say.
        fixed: it keeps its place when the page is scrolled.
        left, top: of its box on the page, in CSS pixels; `sized` whether it has one.
        seen: it is to be seen (while it has the focus); `typed` whether a caret marks it.
        foreign: a frame of another site, into which nobody can look.
        form: number of its form, -1 outside of forms.
    """

    number: int
    tag: str
    type: str
    label: str
    href: str
    selector: str
    pattern: str
    tabindex: int
    zone: str
    fixed: bool
    left: float
    top: float
    sized: bool
    seen: bool
    typed: bool
    foreign: bool
    form: int

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Self:
        """Take what the page told."""
        box = told["box"]
        names = ("number", "tag", "type", "label", "href", "selector", "pattern", "tabindex", "zone", "fixed")
        plain = {name: told[name] for name in (*names, "foreign", "form")}
        seen, typed = bool(told.get("seen", True)), bool(told.get("caret", False))
        sized = box["width"] >= 1 and box["height"] >= 1
        return cls(**plain, left=box["x"], top=box["y"], sized=sized, seen=seen, typed=typed)

    @property
    def called(self) -> str:
        """How findings name it."""
        return f"“{self.label}”" if self.label else f"没有文字的 {self.tag} 元素"


class Keys:
    """A keyboard in front of one open page.

    Args:
        browsing: reads within time limits.
        page: the page shown.

    Raises:
        Unseen: the page does not answer.
    """

    def __init__(self, browsing: Browsing, page: Page) -> None:
        self.page = page
        self._browsing = browsing
        browsing.read(page, _SCRIPT)

    def ask(self, what: str, arg: object = None) -> Any:  # noqa: ANN401  JSON
        """Call one method of `keyboard.js`.

        Raises:
            Unseen: the page does not answer, or is another one by now.
        """
        return self._browsing.read(self.page, f"arg => window.xunjianKeys.{what}(arg)", arg)

    def press(self, *keys: str) -> None:
        """Press keys one after the other.

        Raises:
            Unseen: the browser broke down.
        """
        try:
            for key in keys:
                self.page.keyboard.press(key)
        except Error as error:
            raise unseen(error, self.page.url) from None

    def wait(self, milliseconds: int) -> None:
        """Give scripts and transitions time.

        Raises:
            Unseen: the browser broke down.
        """
        try:
            self.page.wait_for_timeout(milliseconds)
        except Error as error:
            raise unseen(error, self.page.url) from None

    @property
    def here(self) -> int:
        """Number of the element that has the focus, -1 when none has."""
        return int(self.ask("at")["number"])

    def arrive(self, number: int) -> bool:
        """Bring the focus to an element by Shift+Tab and Tab; whether it is there then."""
        self.ask("set", number)
        self.press("Shift+Tab", "Tab")
        return self.here == number


def dismiss(dialog: Dialog) -> None:
    """Close a message of the page, as Escape does."""
    with contextlib.suppress(Error):
        dialog.dismiss()
