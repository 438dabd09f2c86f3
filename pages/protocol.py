"""What was done, step by step? The protocol and the pictures that prove how a trial went."""

from playwright.sync_api import Page

from pages import clock
from pages.browsing import Browsing
from pages.capture import Evidence
from pages.errors import Reason, Unseen

_STATUS_REASONS = {
    403: Reason.BLOCKED,
    404: Reason.NOT_FOUND,
    410: Reason.NOT_FOUND,
    412: Reason.BLOCKED,
    429: Reason.THROTTLED,
}


class Protocol:
    """Numbered steps in Chinese and pictures of what the page showed.

    Args:
        browsing: takes and stores the pictures.
        url: page the trial is about.
    """

    def __init__(self, browsing: Browsing, url: str) -> None:
        self._browsing = browsing
        self._url = url
        self._steps: list[str] = []
        self._pictures: list[Evidence] = []

    @property
    def steps(self) -> tuple[str, ...]:
        """What was done so far, one sentence each."""
        return tuple(self._steps)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The pictures, and the protocol as text."""
        text = self._browsing.store.text("\n".join(self._steps), self._url, clock.now(), "过程记录")
        return (*self._pictures, text)

    def step(self, what: str) -> None:
        """Write down one step (Chinese, without the final full stop)."""
        self._steps.append(f"{len(self._steps) + 1}. {what}。")

    def picture(self, page: Page, note: str) -> None:
        """Picture what the page shows; a browser that cannot is written down instead."""
        try:
            self._pictures.append(self._browsing.snap(page, f"截图：{note}", note))
        except Unseen as unseen:
            self.step(f"{note}：{unseen.reason.word}")

    def open(self, page: Page, url: str) -> None:
        """Show an address.

        Raises:
            Unseen: it could not be shown, or the server answered with an error.
        """
        answer = self._browsing.visit(page, url)
        if answer is not None and not answer.ok:
            reason = _STATUS_REASONS.get(answer.status, Reason.HTTP)
            raise Unseen(reason, url, f"状态 {answer.status}")
        self.step(f"打开 {url}")
