"""Can somebody search the site and open a result with nothing but keys? From the home page to the page found."""

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page

from pages.browser_errors import unseen
from pages.browsing import Browsing
from pages.errors import Reason, Unseen
from pages.following import Arrival, follow
from pages.own_context import own_context
from pages.search import FIND_BOX, READ_RESULTS
from pages.search_titles import touches
from site_configs import Site

FOCUS = (Path(__file__).parent / "focus_point.js").read_text(encoding="utf-8")
_MOST = 250  # presses of Tab on one page
_TO_BUTTON = 6
_LOADING = 4_000


class Got(Enum):
    """How far the keys led."""

    OPENED = "打开了搜索结果"
    NO_BOX = "没有搜索框"
    BOX_OUT_OF_REACH = "按 Tab 键到不了搜索框"
    NOT_TYPED = "在搜索框里输入不了文字"
    NOT_SENT = "输入以后按回车键没有反应，按 Tab 键也到不了能用的搜索按钮"
    RESULT_OUT_OF_REACH = "出现了结果，但按 Tab 键到不了"
    NOT_OPENED = "焦点在结果上按回车键打不开"


@dataclass(frozen=True, slots=True)
class KeyboardSearch:
    """One search by keys.

    Attributes:
        url: where the step was taken that `got` is about.
        presses: how many keys were pressed in all, the letters of the query apart.
    """

    url: str
    query: str
    got: Got
    presses: int


def search_by_keys(browsing: Browsing, site: Site, query: str) -> KeyboardSearch:
    """Search for some words the site is known to find.

    Args:
        browsing: the browser.
        site: its address, and what its file says about the search.
        query: the words.

    Raises:
        Unseen: a page could not be shown, the box stands in a frame, or there are too many stops.
    """
    with own_context(browsing) as context, browsing.page(context) as page:
        return _Searching(browsing, site, page, query).run()


class _Searching:
    def __init__(self, browsing: Browsing, site: Site, page: Page, query: str) -> None:
        self._browsing = browsing
        self._config = site.search
        self._start = site.search.url or site.url
        self._page = page
        self._query = query
        self._presses = 0
        self._before: frozenset[str] = frozenset()

    def run(self) -> KeyboardSearch:
        self._browsing.visit(self._page, self._start)
        found = self._find()
        if found["opener"] and not found["input"] and self._tab_to(_marked("opener")):
            self._enter()
            self._browsing.settle(self._page)
            found = self._find()
        if not found["input"]:
            if found["frame"]:
                raise Unseen(Reason.LAYOUT, self._start, "搜索框在嵌入的框架里，须由人用键盘试")
            return self._ended(Got.BOX_OUT_OF_REACH if found["opener"] else Got.NO_BOX)
        if not self._tab_to(_marked("input")):
            return self._ended(Got.BOX_OUT_OF_REACH)
        self._before = frozenset(self._hits())
        self._type()
        if self._query not in self._focus()["state"]:
            return self._ended(Got.NOT_TYPED)
        hits = self._sent()
        if not hits:
            return self._ended(Got.NOT_SENT)
        return self._ended(self._opened(hits))

    def _ended(self, got: Got) -> KeyboardSearch:
        return KeyboardSearch(self._page.url, self._query, got, self._presses)

    def _find(self) -> dict[str, Any]:
        found: dict[str, Any] = self._browsing.read(self._page, FIND_BOX, [self._config.input, self._config.button])
        return found

    def _focus(self) -> dict[str, Any]:
        point: dict[str, Any] = self._browsing.read(self._page, FOCUS)
        return point

    def _press(self, key: str) -> None:
        self._presses += 1
        try:
            self._page.keyboard.press(key)
        except Error as error:
            raise unseen(error, self._page.url) from None

    def _type(self) -> None:
        try:
            self._page.keyboard.type(self._query)
        except Error as error:
            raise unseen(error, self._page.url) from None

    def _tab_to(self, wanted: Callable[[Mapping[str, Any]], bool], most: int = _MOST) -> bool:
        """Press Tab until what has the focus is what is wanted; whether it is there at all.

        Raises:
            Unseen: the end of the page is too far away.
        """
        exits = 0
        for _ in range(most):
            self._press("Tab")
            point = self._focus()
            if wanted(point):
                return True
            exits += bool(point["none"])
            if exits > 1:
                return False
        if most < _MOST:
            return False
        raise Unseen(Reason.LAYOUT, self._page.url, f"按 {most} 次 Tab 键没有走完页面，须由人用键盘试")

    def _enter(self, key: str = "Enter") -> Arrival:
        arrival = follow(self._page, lambda: self._press(key))
        self._page = arrival.page
        return arrival

    def _sent(self) -> list[str]:
        """Addresses and words of the results, after Enter, or else after the button; empty when none came."""
        if hits := self._results(self._enter()):
            return hits
        for key in ("Enter", "Space"):
            if not self._tab_to(_marked("button"), _TO_BUTTON):
                break
            if hits := self._results(self._enter(key)):
                return hits
            self._press("Shift+Tab")
        return []

    def _results(self, arrival: Arrival) -> list[str]:
        self._browsing.settle(self._page)
        hits = self._fresh(arrival)
        if not hits:
            with contextlib.suppress(Error):
                self._page.wait_for_load_state("networkidle", timeout=_LOADING)
            hits = self._fresh(arrival)
        return hits

    def _fresh(self, arrival: Arrival) -> list[str]:
        """The results; on the page of the box itself only what was not there before."""
        hits = self._hits()
        return hits if arrival.moved else [one for one in hits if one not in self._before]

    def _hits(self) -> list[str]:
        selectors = [self._config.results, self._config.categories, self._config.no_result]
        seen = self._browsing.read(self._page, READ_RESULTS, selectors)["hits"]
        telling = [hit for hit in seen if touches(self._query, f"{hit['text']} {hit['title']}")]
        return [word for hit in telling for word in (hit["url"], hit["text"]) if word]

    def _opened(self, hits: list[str]) -> Got:
        known = set(hits)
        if not self._tab_to(lambda point: bool(known & {point["href"], point["text"]})):
            return Got.RESULT_OUT_OF_REACH
        return Got.OPENED if self._enter().moved else Got.NOT_OPENED


def _marked(name: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda point: point["mark"] == name
