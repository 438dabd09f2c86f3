"""Is what one browser shows kept apart from what another shows, and are their pictures laid next to each other?"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from pages.browsing import Browsing
from pages.capture import EvidenceStore
from pages.documents import Document
from pages.engines import montages, view_pages
from suites.selftest.rude_server import RudeServer, page

_WORDS = "<h1>云汀市人民政府</h1><p>市政府召开常务会议，部署下一阶段重点工作</p>"
# What only a browser of the second name stumbles over.
_STUMBLES = f"{_WORDS}<script>if (/Second/.test(navigator.userAgent)) missing()</script>"


@pytest.fixture
def both(browser: Browser, tmp_path: Path) -> Iterator[dict[str, Browsing]]:
    """The same browser twice; one gives itself another name."""
    store = EvidenceStore(tmp_path)
    with (
        closing(Browsing(browser, store)) as first,
        closing(
            Browsing(browser, store, {"user_agent": "Second/2", "viewport": {"width": 700, "height": 768}})
        ) as second,
    ):
        yield {"First 1": first, "Second 2": second}


def test_an_error_is_told_of_the_browser_that_met_it(both: dict[str, Browsing]) -> None:
    with RudeServer({"/": page(_STUMBLES.encode())}) as server:
        views = view_pages(both, [Document(server.url(), _STUMBLES)])
    assert [(view.engine, bool(view.own_errors)) for view in views] == [("First 1", False), ("Second 2", True)]
    assert not any(view.blank or view.hidden for view in views)


def test_pictures_of_a_page_are_laid_side_by_side(both: dict[str, Browsing], tmp_path: Path) -> None:
    with RudeServer({"*": page(_WORDS.encode())}) as server:
        sources = [Document(server.url(path), _WORDS) for path in ("/1", "/2")]
        kept = list(montages(view_pages(both, sources), EvidenceStore(tmp_path)))
    assert [(one.url, one.excerpt) for one in kept] == [(one.url, "从左到右：First 1、Second 2") for one in sources]
    with Image.open(tmp_path / kept[0].path) as whole:
        assert whole.size == (round(1366 * 480 / 768) + 12 + round(700 * 480 / 768), 480)


def test_one_browser_alone_is_not_compared(both: dict[str, Browsing], tmp_path: Path) -> None:
    with RudeServer({"/": page(_WORDS.encode())}) as server:
        alone = view_pages({"First 1": both["First 1"]}, [Document(server.url(), _WORDS)])
    assert list(montages(alone, EvidenceStore(tmp_path))) == []
    assert [view.picture for view in alone] == [None]
