"""What happens while a browser shows pages over HTTPS? Insecure loads and cookies, as the browser reports them."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, CDPSession, Page, ViewportSize

from pages.browsing import Browsing
from pages.errors import Unseen
from pages.own_context import own_context
from pages.page_scripts import OPEN_FORMS
from pages.set_cookies import SetCookie, cookies_in

# In a window as high as most pages nothing waits to be scrolled to before it is loaded.
_TALL = ViewportSize(width=1366, height=8000)
_KINDS = {
    "Image": "图片",
    "Favicon": "图标",
    "Audio": "音频",
    "Video": "视频",
    "Track": "字幕",
    "Script": "脚本",
    "Stylesheet": "样式表",
    "Font": "字体",
    "Frame": "框架页面",
    "Form": "表单",
    "XMLHttpRequest": "脚本请求的数据",
    "Resource": "脚本请求的数据",
    "EventSource": "脚本请求的数据",
    "PluginResource": "嵌入对象",
    "PluginData": "嵌入对象",
}
# Addresses of the visitor's own machine, where signing plug-ins listen: nothing of it crosses the network
# (W3C Secure Contexts, 3.1).
_OWN_MACHINE = re.compile(r"127(?:\.\d+){3}|(?:.*\.)?localhost|::1", re.IGNORECASE)


class Fate(Enum):
    """What the browser did with an insecure reference, gravest first; `value` is said of it in Chinese."""

    BLOCKED = "浏览器已拦截，没有加载"
    LOADED = "浏览器照常用 HTTP 加载"
    UPGRADED = "浏览器自动改用 HTTPS 加载"
    SUBMITS = "填写的内容会用 HTTP 提交"


_FATES = {"MixedContentBlocked": Fate.BLOCKED, "MixedContentAutomaticallyUpgraded": Fate.UPGRADED}


@dataclass(frozen=True, slots=True)
class InsecureLoad:
    """One reference over HTTP from a page over HTTPS.

    Attributes:
        kind: what it is, in Chinese.
        opened: whether the https address the browser tried instead answered; None when it tried none.
    """

    url: str
    kind: str
    fate: Fate
    opened: bool | None = None


@dataclass(frozen=True)
class SecureVisit:
    """One page shown over HTTPS.

    Attributes:
        cookies: set by any answer while the page was shown, also by its pictures.
        unseen: why it was not shown; then the rest is empty.
    """

    url: str
    name: str
    insecure: tuple[InsecureLoad, ...] = ()
    cookies: tuple[SetCookie, ...] = ()
    unseen: Unseen | None = None


def visit_securely(browsing: Browsing, pages: Iterable[tuple[str, str]]) -> tuple[SecureVisit, ...]:
    """Show pages to one new visitor, one after the other.

    Args:
        browsing: the browser.
        pages: https addresses and what the pages are called; one that leads to HTTP is left out.
    """
    with own_context(browsing) as context:
        return tuple(visit for url, name in pages if (visit := _visited(browsing, context, url, name)) is not None)


def _visited(browsing: Browsing, context: BrowserContext, url: str, name: str) -> SecureVisit | None:
    try:
        with browsing.page(context) as page:
            log = _Log(context.new_cdp_session(page))
            page.set_viewport_size(_TALL)
            browsing.visit(page, url)
            if not page.url.startswith("https:"):
                return None
            return SecureVisit(url, name, tuple(log.insecure(_open_forms(browsing, page))), tuple(log.cookies()))
    except Unseen as unseen:
        return SecureVisit(url, name, unseen=unseen)


def _open_forms(browsing: Browsing, page: Page) -> frozenset[str]:
    return frozenset(browsing.read(page, OPEN_FORMS))


@dataclass
class _Log:
    """Listens to what the browser tells its developer tools about one page."""

    session: CDPSession
    issues: list[dict[str, Any]] = field(default_factory=list)
    asked: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    carried: dict[str, list[list[str]]] = field(default_factory=lambda: defaultdict(list))
    opened: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.session.on("Audits.issueAdded", self._issue)
        self.session.on("Network.requestWillBeSent", self._request)
        self.session.on("Network.responseReceivedExtraInfo", self._lines)
        self.session.on("Network.responseReceived", self._answer)
        self.session.send("Audits.enable")
        self.session.send("Network.enable")

    def insecure(self, forms: frozenset[str]) -> Iterator[InsecureLoad]:
        """Every insecure reference once, with the gravest of what befell it; of forms those that really submit."""
        met: dict[str, tuple[str, set[Fate]]] = {}
        for issue in self.issues:
            url, sort = issue["insecureURL"], issue.get("resourceType", "")
            if _own_machine(url) or (sort == "Form" and url not in forms):
                continue
            fate = Fate.SUBMITS if sort == "Form" else _FATES.get(issue["resolutionStatus"], Fate.LOADED)
            met.setdefault(url, (_KINDS.get(sort, "资源"), set()))[1].add(fate)
        for url, (kind, fates) in met.items():
            fate = next(one for one in Fate if one in fates)
            tried = f"https:{url.partition(':')[2]}"
            yield InsecureLoad(url, kind, fate, tried in self.opened if fate is Fate.UPGRADED else None)

    def cookies(self) -> Iterator[SetCookie]:
        """Every cookie set over HTTPS, in the order of the requests."""
        for request, sets in self.carried.items():
            # As many answers as addresses: one for every redirect and one at the end.
            for url, lines in zip(self.asked[request], sets, strict=False):
                if url.startswith("https:"):
                    yield from cookies_in(url, lines)

    def _issue(self, event: dict[str, Any]) -> None:
        details = event["issue"]["details"].get("mixedContentIssueDetails")
        if details:
            self.issues.append(details)

    def _request(self, event: dict[str, Any]) -> None:
        urls = self.asked[event["requestId"]]
        if urls and not event.get("redirectHasExtraInfo", True):
            urls.pop()  # a redirect the browser made up itself (HSTS): nobody answered there
        urls.append(event["request"]["url"])

    def _lines(self, event: dict[str, Any]) -> None:
        headers = {name.lower(): value for name, value in event["headers"].items()}
        self.carried[event["requestId"]].append(headers.get("set-cookie", "").splitlines())

    def _answer(self, event: dict[str, Any]) -> None:
        response = event["response"]
        if response["status"] // 100 in {2, 3}:
            self.opened.add(response["url"])


def _own_machine(url: str) -> bool:
    return bool(_OWN_MACHINE.fullmatch(urlsplit(url).hostname or ""))
