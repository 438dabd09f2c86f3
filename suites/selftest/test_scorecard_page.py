"""Can everybody read the page: on a phone, on paper, with a screen reader, and without any other host?"""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from pages.axe import scan_page
from reports.material import Material
from reports.scorecard_page import write_page
from suites.selftest.telling_material import tell

WIDTHS = (1366, 390, 320)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the hand-written inspection, which has something of everything."""
    told = tell(tmp_path_factory.mktemp("runs") / "20260821-120000-aaaa")
    return write_page(Material(told.inspection))


@pytest.fixture(params=WIDTHS)
def page(request: pytest.FixtureRequest, browser: Browser, written: Path) -> Iterator[Page]:
    """The page at each width; what it asks of the network is counted."""
    context = browser.new_context(viewport={"width": request.param, "height": 800})
    opened = context.new_page()
    asked: list[str] = []
    opened.on("request", lambda one: asked.append(one.url))
    opened.goto(written.as_uri())
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    yield opened
    context.close()


def test_axe_finds_nothing_on_it(page: Page) -> None:
    scan = scan_page(page)
    assert [issue.rule for issue in scan.violations] == []


def test_it_fits_the_screen(page: Page) -> None:
    width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert width[0] <= width[1]


def test_it_is_read_in_order(page: Page) -> None:
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map((one) => +one.tagName[1])")
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到主要内容"


def test_it_prints_on_paper(page: Page, tmp_path: Path) -> None:
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    assert (tmp_path / "page.pdf").stat().st_size > 10_000
