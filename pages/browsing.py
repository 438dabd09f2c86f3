"""What does a citizen's browser show? Pages opened in one shared context, every wait bounded, nothing submitted.

`page.evaluate`, `page.content` and `page.title` have no time-out: a page in an endless loop would hang the run. All
readings therefore go through `read`, which evaluates with a limit and brings the value back in the same round trip.
"""

import contextlib
import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Dialog, Error, Page
from playwright.sync_api import Response as PlaywrightResponse
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from pages import clock
from pages.browser_errors import unseen
from pages.capture import Evidence, EvidenceStore
from pages.covering import cover
from pages.errors import Reason, Unseen, refuse
from pages.page_scripts import BOX, READING, SETTLED, UNTAMPERED
from pages.shields import challenges, may_challenge
from pages.sight import DEFAULT_LIMITS, Limits, Sight
from pages.windows import Windows

# A call with a time-out is given so many seconds more to come back by itself.
_SLACK = 5.0
# An address that could not be shown is not waited for again and again by every observation that needs it.
_CHANCES = 2


class Browsing(Windows):
    """Shows pages in one shared context.

    Args:
        browser: a launched browser.
        store: where screenshots go.
        context_args: further arguments of `new_context` (device emulation and the like).
        limits: how long to wait.
    """

    def __init__(
        self,
        browser: Browser,
        store: EvidenceStore,
        context_args: Mapping[str, Any] | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> None:
        super().__init__(browser, context_args or {}, limits)
        self._store = store
        self._sights: dict[str, Sight | Unseen] = {}
        self._failures: dict[str, list[Unseen]] = {}

    @property
    def store(self) -> EvidenceStore:
        """Where evidence of this run is kept."""
        return self._store

    def visit(
        self, page: Page, url: str, timeout: int | None = None, *, any_status: bool = False, settled: bool = True
    ) -> PlaywrightResponse | None:
        """Navigate and wait until the page has settled.

        Args:
            page: the page to use.
            url: absolute address.
            timeout: milliseconds for the document, None for the usual; later sub-resources may be cut off.
            any_status: also accept an error page; otherwise it must not be mistaken for the page itself.
            settled: False to come back as soon as the document is there.

        Returns:
            The document's response (None when only the fragment changed).

        Raises:
            Unseen: the browser could not show a document, or its status is an error, with the reason.
        """
        if not _is_web(url):
            raise Unseen(Reason.FORBIDDEN, url, "不是 http 或 https 地址")
        failures = self._failures.setdefault(url, [])
        if len(failures) >= _CHANCES or any(not failure.reason.retryable for failure in failures):
            raise failures[-1]
        statuses: list[int] = []
        page.on("response", lambda answer: statuses.append(answer.status) if _is_document(answer) else None)
        try:
            response = page.goto(url, wait_until="domcontentloaded", timeout=timeout or self._limits.open)
        except Error as error:
            failure = unseen(error, url)
            if len(statuses) > 1 and may_challenge(statuses):
                failure = Unseen(Reason.BLOCKED, url, "防护系统的验证页面反复刷新")
            failures.append(failure)
            raise failure from None
        if response is not None and not response.headers:
            # Chromium takes any bytes for a page of HTTP/0.9.
            failures.append(Unseen(Reason.PROTOCOL, url, "回答没有响应头"))
            raise failures[-1]
        if response is not None and not any_status:
            refuse(response.status, url)
        if settled:
            self.settle(page)
        return response

    def settle(self, page: Page) -> None:
        """Wait for the load event and a quiet DOM, each a few seconds at most; never raises on a slow page.

        Raises:
            Unseen: SCRIPT when its script never ended and the page had to be stopped.
        """
        with contextlib.suppress(Error):
            page.wait_for_load_state("load", timeout=self._limits.settle)
        with self.within(self._limits.settle / 1000 + _SLACK, page), contextlib.suppress(Error):
            page.wait_for_function(SETTLED, arg=self._limits.quiet, timeout=self._limits.settle)

    def read(self, page: Page, script: str, arg: object = None, timeout: int | None = None) -> Any:  # noqa: ANN401  JSON
        """Evaluate a function that returns a non-empty JSON string, within a time limit.

        Args:
            page: the page to read.
            script: JavaScript function expression returning `JSON.stringify(…)`.
            arg: its argument.
            timeout: milliseconds, None for the usual.

        Returns:
            The decoded JSON value.

        Raises:
            Unseen: SCRIPT when the page does not answer in time, BROWSER for anything else.
        """
        timeout = timeout or self._limits.read
        script = f"(arg) => {{ {UNTAMPERED} return untampered(() => (\n{script}\n)(arg)); }}"
        try:
            # A string handle carries its value: json_value() needs no further word from the page.
            with self.within(timeout / 1000 + _SLACK, page):
                found = page.wait_for_function(script, arg=arg, timeout=timeout, polling=100).json_value()
            return json.loads(str(found))
        except PlaywrightTimeout:
            raise Unseen(Reason.SCRIPT, page.url, f"{timeout / 1000:g} 秒内读不到页面") from None
        except Error as error:
            raise unseen(error, page.url) from None
        except ValueError:
            raise Unseen(Reason.SCRIPT, page.url, "页面脚本改写了内建函数，读到的不是数据") from None

    def open(self, url: str) -> Sight:
        """Show one address and read it; each address once per run, one retry when the reason allows.

        Raises:
            Unseen: it could not be shown, or a challenge page stood in the way.
        """
        if url not in self._sights:
            try:
                self._sights[url] = self._open_with_retry(url)
            except Unseen as unseen_error:
                self._sights[url] = unseen_error
        seen = self._sights[url]
        if isinstance(seen, Unseen):
            raise seen
        return seen

    def _open_with_retry(self, url: str) -> Sight:
        try:
            return self._open(url)
        except Unseen as first:
            if not first.reason.retryable:
                raise
        return self._open(url)

    def _open(self, url: str) -> Sight:
        with self.page() as page:
            return self.show(page, url)

    def show(self, page: Page, url: str) -> Sight:
        """Navigate as `reach` does and read what is there.

        Raises:
            Unseen: it could not be shown, its status is an error, or a challenge page stood in the way.
        """
        response, said = self.reach(page, url)
        return self.sight(page, url, response, said)

    def reach(self, page: Page, url: str, *, settled: bool = True) -> tuple[PlaywrightResponse | None, tuple[str, ...]]:
        """Navigate, and wait until a shield that lets browsers pass has done so.

        Args:
            page: the page to use.
            url: absolute address.
            settled: False to come back as soon as the document is there.

        Returns:
            The document's response, None when a shield's status stands in its place; the messages that popped up.

        Raises:
            Unseen: it could not be shown, its status is an error, or a challenge page stood in the way.
        """
        said: list[str] = []
        page.on("dialog", lambda dialog: _dismiss(dialog, said))
        response = self.visit(page, url, any_status=True, settled=settled)
        status = response.status if response else 200
        if may_challenge({status}) and challenges(self.sight(page, url, response).html):
            page.wait_for_timeout(1500)  # shields reload the page by script once they are content
            self.settle(page)
            if challenges(self.sight(page, url, None).html):
                raise Unseen(Reason.BLOCKED, url, "防护系统的验证页面")
            return None, tuple(said)
        refuse(status, url)
        return response, tuple(said)

    def sight(self, page: Page, url: str, response: PlaywrightResponse | None, dialogs: tuple[str, ...] = ()) -> Sight:
        """Read the page as it stands now."""
        reading = self.read(page, READING)
        return Sight(
            url=url,
            final_url=reading["url"],
            status=response.status if response else 200,
            headers=MappingProxyType(dict(response.headers) if response else {}),
            title=reading["title"],
            html=reading["html"],
            text=reading["text"],
            dialogs=dialogs,
        )

    def snap(self, page: Page, kind: str = "截图", note: str = "") -> Evidence:
        """Screenshot what the page shows now (viewport), as evidence of a step.

        Raises:
            Unseen: the browser could not take a picture.
        """
        try:
            image = page.screenshot(type="jpeg", quality=70, timeout=self._limits.read)
        except Error as error:
            raise unseen(error, page.url) from None
        return self._store.picture(image, page.url, clock.now(), kind, note)

    def prove(self, url: str, selector: str | None = None, needle: str = "") -> tuple[Evidence, ...]:
        """Open a page again and box the offending element: screenshot, excerpt and headers.

        Numbers of persons (identity, mobile, card) are made unreadable first: evidence must not spread them.

        Args:
            url: page to show.
            selector: CSS selector of the element, if known.
            needle: text to look for when there is no selector.

        Returns:
            Evidence, empty when the page cannot be shown in a browser (its response is evidence elsewhere).
        """
        try:
            with self.page() as page:
                page.on("dialog", lambda dialog: _dismiss(dialog, []))
                response = self.visit(page, url, any_status=True)
                cover(page, self.read)
                boxed = self.read(page, BOX, [selector, needle])
                picture = self.snap(page)
                excerpt = boxed.get("html") or f"（页面中没有可框选的元素）{page.url}"
                headers = dict(response.headers) if response else {}
                return (picture, self._store.text(excerpt, url, clock.now(), headers=headers))
        except Unseen:
            return ()


def _is_document(answer: PlaywrightResponse) -> bool:
    return answer.request.is_navigation_request() and answer.request.resource_type == "document"


def _is_web(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def _dismiss(dialog: Dialog, said: list[str]) -> None:
    said.append(dialog.message)
    with contextlib.suppress(Error):
        dialog.dismiss()
