"""What does the site's own search answer? Types into its search box and reads the first page of results."""

import contextlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote_plus, urlencode, urlsplit, urlunsplit

from playwright.sync_api import BrowserContext, Error, Page, Request
from playwright.sync_api import Response as PlaywrightResponse

from pages.browser_errors import unseen
from pages.browsing import Browsing
from pages.documents import without_fragment
from pages.errors import Reason, Unseen
from pages.following import follow, press
from pages.own_context import own_context
from pages.search_page import Box, Hit, ResultPage
from pages.search_titles import touches
from site_configs import Site

QUIET_NETWORK = 4_000
_HERE = Path(__file__).parent
_LOOK, *_SCRIPTS = (
    (_HERE / f"search_{name}.js").read_text(encoding="utf-8") for name in ("look", "box", "results", "suggestions")
)
FIND_BOX, READ_RESULTS, SUGGESTED = (f"(given) => {{\n{_LOOK}\nreturn (\n{one}\n)(given);\n}}" for one in _SCRIPTS)
_TYPING = 60
_SUGGESTING = 400
_LOOKS = 2
_BLOCKED = frozenset({403, 412, 503, 521})
_KIND = re.compile(
    "新闻|资讯|要闻|动态|公告|公示|通知|政策|法规|文件|公报|解读|公开|政务|服务|办事|事项|指南|互动|问答|留言|信箱|信件|来信|"
    "咨询|访谈|征集|调查|图片|视频|音频|图解|附件|文档|数据|专题|机构|领导|人事|回应|网页|文章|微信|微博|新媒体|应用"
)
_INPUT, _BUTTON, _OPENER = (f"[data-xunjian={name}]" for name in ("input", "button", "opener"))


class Searcher:
    """One visitor at the search box. Made by `searching`.

    Args:
        browsing: the browser.
        site: its address and what its file says about the search.
        context: a browser context of this visitor's own.
    """

    def __init__(self, browsing: Browsing, site: Site, context: BrowserContext) -> None:
        self._browsing = browsing
        self._config = site.search
        self._start = site.search.url or site.url
        self._page = context.new_page()
        self._template: tuple[str, str] | None = None
        self._statuses: dict[str, int] = {}
        self._failures: dict[str, str] = {}
        self._furniture: frozenset[tuple[str, str]] = frozenset()
        self._asked = 0
        self._shown: Counter[str] = Counter()
        self.box = self._find()
        context.on("response", self._note_status)
        context.on("requestfailed", self._note_failure)

    def ask(self, query: str) -> ResultPage:
        """Search for some words and read the first page of results.

        Raises:
            Unseen: the result page could not be reached or a captcha stood in the way; LAYOUT without a search box.
        """
        if self.box is None:
            raise Unseen(Reason.LAYOUT, self._start, "没有搜索框")
        self._asked += 1
        query = query[: self.box.limit or None]
        if self._template:
            self._goto(_with_query(*self._template, query))
            return self._read(self._page, query, moved=True)
        if self._asked > 1:
            self.box = self._find() or self.box
        target, moved = self._submit(query)
        try:
            result = self._read(target, query, moved=moved)
            if self.box.plain and result.answers:
                self._template = _template(result.url, query)
        finally:
            if target is not self._page:
                with contextlib.suppress(Error):
                    target.close()
        return result

    def suggest(self, start: str) -> tuple[str, ...]:
        """Words the box offers while `start` is being typed, without submitting.

        Raises:
            Unseen: the page of the box could not be shown; LAYOUT without a search box.
        """
        self.box = self._find()
        if self.box is None:
            raise Unseen(Reason.LAYOUT, self._start, "没有搜索框")
        before = set(self._browsing.read(self._page, SUGGESTED, start))
        try:
            self._page.locator(_INPUT).click()
            self._page.locator(_INPUT).press_sequentially(start, delay=_TYPING)
        except Error as error:
            raise unseen(error, self._page.url) from None
        for _ in range(_LOOKS):
            self._page.wait_for_timeout(_SUGGESTING)
            now = self._browsing.read(self._page, SUGGESTED, start)
            if fresh := tuple(word for word in now if word not in before):
                return fresh
        return ()

    def _goto(self, url: str) -> None:
        # Results already in the document need no settling; `_read` waits when they are not.
        try:
            self._page.goto(url, wait_until="domcontentloaded")
        except Error as error:
            raise unseen(error, url) from None

    def _find(self) -> Box | None:
        response = self._browsing.visit(self._page, self._start)
        if response is not None and response.status in _BLOCKED:
            raise Unseen(Reason.BLOCKED, self._start, f"状态 {response.status}")
        if response is not None and not response.ok:
            raise Unseen(Reason.HTTP, self._start, f"状态 {response.status}")
        found = self._look()
        self._furniture = self._furniture or frozenset((text, href) for text, href in found["links"])
        if not found["input"] and found["frame"]:
            self._browsing.visit(self._page, found["frame"])
            found = self._look()
        if not found["input"] and found["opener"]:
            found = self._open()
        if not found["input"]:
            return None
        return Box(self._page.url, found["get"], found["limit"], found["html"])

    def _open(self) -> dict[str, Any]:
        arrival = follow(self._page, lambda: press(self._page.locator(_OPENER)))
        if arrival.page is not self._page:
            self._page.close()
            self._page = arrival.page
        self._browsing.settle(self._page)
        found = self._look()
        if not found["input"]:
            raise Unseen(Reason.LAYOUT, self._start, "有搜索入口，但没有认出搜索框")
        return found

    def _look(self) -> dict[str, Any]:
        found: dict[str, Any] = self._browsing.read(self._page, FIND_BOX, [self._config.input, self._config.button])
        if self._config.input and not found["input"]:
            raise Unseen(Reason.LAYOUT, self._page.url, f"档案里的搜索框 {self._config.input} 不在页面上")
        if not found["words"]:
            raise Unseen(Reason.LAYOUT, self._page.url, "页面没有显示任何文字")
        return found

    def _submit(self, query: str) -> tuple[Page, bool]:
        page = self._page
        before = self._browsing.read(page, READ_RESULTS, self._selectors())
        self._shown = Counter(hit["text"] for hit in before["hits"])
        try:
            page.locator(_INPUT).fill(query)
            acts = [lambda: page.locator(_INPUT).press("Enter", no_wait_after=True)]
            if page.locator(_BUTTON).count():
                acts.insert(0, lambda: press(page.locator(_BUTTON)))
            for act in acts:
                arrival = follow(page, act)
                if arrival.moved:
                    return arrival.page, True
                self._quiet(page)
                now = self._browsing.read(page, READ_RESULTS, self._selectors())
                if now["hits"] != before["hits"] or now["nothing"] != before["nothing"]:
                    return page, True
        except Error as error:
            raise unseen(error, page.url) from None
        return page, False

    def _read(self, page: Page, query: str, *, moved: bool) -> ResultPage:
        if page.url.startswith("chrome-error:"):
            where, text = next(reversed(self._failures.items()), (self._start, ""))
            raise unseen(Error(text), where)
        if self._asked == 1:
            self._browsing.settle(page)  # tabs and filters may come after the results
        result, captcha = self._result(page, query, moved=moved)
        if moved and result.status < 400 and (not result.answers or self._unchanged(result)):
            self._quiet(page)
            result, captcha = self._result(page, query, moved=moved)
        if self._unchanged(result):
            result = replace(result, moved=False, hits=())
        if not result.answers and (captcha or result.status in _BLOCKED):
            raise Unseen(Reason.BLOCKED, result.url, "搜索需要验证码" if captcha else f"状态 {result.status}")
        if not result.answers and result.status == 429:
            raise Unseen(Reason.THROTTLED, result.url, "状态 429")
        return result

    def _unchanged(self, result: ResultPage) -> bool:
        """Whether submitting only showed the page of the search box again: a form without an address does that."""
        if self.box is None or urlsplit(result.url)[1:3] != urlsplit(self.box.url)[1:3] or result.nothing:
            return False
        fresh = Counter(hit.text for hit in result.hits) - self._shown
        if result.query in unquote_plus(result.url):
            return bool(result.hits) and not fresh
        return not any(touches(result.query, text) for text in fresh)

    def _result(self, page: Page, query: str, *, moved: bool) -> tuple[ResultPage, bool]:
        seen = self._browsing.read(page, READ_RESULTS, self._selectors())
        hits = tuple(Hit(**hit) for hit in seen["hits"]) if moved else ()
        result = ResultPage(
            query=query,
            url=page.url,
            status=self._statuses.get(without_fragment(page.url), 200) if moved else 200,
            moved=moved,
            nothing=seen["nothing"],
            hits=hits,
            categories=self._categories(seen["groups"], seen["heads"]),
            labels=tuple(sorted({label for label in seen["labels"] if _KIND.search(label)})),
            related=tuple(dict.fromkeys(seen["related"])),
        )
        return result, bool(seen["captcha"])

    def _categories(self, groups: list[list[dict[str, str]]], heads: list[str]) -> tuple[str, ...]:
        """The largest group of controls (or else headings) that name kinds of content and are no site navigation."""
        own = [
            [chip["text"] for chip in group if self._config.categories or self._is_kind(chip["text"], chip["href"])]
            for group in groups
        ]
        own.append([head for head in heads if self._is_kind(head, "")])
        return max((tuple(dict.fromkeys(words)) for words in own), key=len)

    def _is_kind(self, text: str, href: str) -> bool:
        return bool(_KIND.search(text)) and (text, href) not in self._furniture

    def _selectors(self) -> list[str | None]:
        return [self._config.results, self._config.categories, self._config.no_result]

    def _quiet(self, page: Page) -> None:
        self._browsing.settle(page)
        with contextlib.suppress(Error):
            page.wait_for_load_state("networkidle", timeout=QUIET_NETWORK)

    def _note_status(self, response: PlaywrightResponse) -> None:
        with contextlib.suppress(Error):
            if response.request.is_navigation_request() and _main(response):
                self._statuses[without_fragment(response.url)] = response.status

    def _note_failure(self, request: Request) -> None:
        with contextlib.suppress(Error):
            if request.is_navigation_request():
                self._failures[request.url] = request.failure or ""


def _main(response: PlaywrightResponse) -> bool:
    """Whether a document was loaded for a window rather than for a frame inside one."""
    try:
        return response.frame.parent_frame is None
    except Error:
        return True  # a new window's first document is answered before the window is there


@contextlib.contextmanager
def searching(browsing: Browsing, site: Site) -> Iterator[Searcher]:
    """Find the search box with a visitor of its own.

    Raises:
        Unseen: the home page (or the configured search page) could not be shown, or shows a way in to a box that
            could not be recognised.
    """
    with own_context(browsing) as context:
        yield Searcher(browsing, site, context)


def _template(url: str, query: str) -> tuple[str, str] | None:
    """The result address and the parameter that carries the query in it, None when no parameter does."""
    named = [name for name, value in parse_qsl(urlsplit(url).query, keep_blank_values=True) if value == query]
    return (url, named[0]) if len(named) == 1 else None


def _with_query(url: str, name: str, query: str) -> str:
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    return urlunsplit(parts._replace(query=urlencode([(n, query if n == name else value) for n, value in pairs])))
