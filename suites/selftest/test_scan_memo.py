"""Is an earlier result taken only for a page that looks as it did, and is it the same that a scan would find?"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from pages.axe import PageScan
from pages.axe_script import find_axe
from pages.browsing import Browsing
from pages.capture import EvidenceStore
from pages.scan_memo import LONGEST, ScanMemo
from pages.scanner import Scanner
from suites.selftest.rude_server import RudeServer, page

TODAY = date(2026, 8, 21)
_HEAD = "<!DOCTYPE html><html lang=zh-CN><title>云汀</title><style>p{color:#999}</style><main><h1>云汀</h1>"
_BODY = "<p>淡淡的</p><img src=/none.png width=20 height=20><form><input type=hidden value=%s></form></main>"
CHANGES = {
    "a word": "document.querySelector('p').textContent = '淡淡地'",
    "an attribute": "document.querySelector('img').alt = '徽标'",
    "a rule of a style sheet": "document.styleSheets[0].insertRule('p { color: #333 }', 1)",
    "a size": "document.querySelector('img').width = 25",
    "a frame": "document.body.append(document.createElement('iframe'))",
    "a ticked box": "(b => { b.type = 'checkbox'; b.checked = true })(document.querySelector('input'))",
    "a shadow root": "document.querySelector('p').attachShadow({mode: 'open'}).textContent = '影'",
    "a rule added by script": "(s => { s.replaceSync('p{color:red}'); document.adoptedStyleSheets = [s] })"
    "(new CSSStyleSheet())",
}
PASSING = {
    "a token": "document.querySelector('input').value = 'zzz'",
    "a script": "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))",
    "a comment": "document.body.append(document.createComment('2026-08-21 08:00:01'))",
}


@pytest.fixture
def browsing(browser: Browser, tmp_path: Path) -> Iterator[Browsing]:
    with closing(Browsing(browser, EvidenceStore(tmp_path))) as made:
        yield made


@pytest.fixture(scope="module")
def server() -> Iterator[RudeServer]:
    foreign = "<link rel=stylesheet href=//127.0.0.1:OTHER/x.css>"
    sheet = page(b"p{color:#999}", "Content-Type: text/css")
    with RudeServer({"*": sheet}) as other:
        manners = {
            "/1": page((_HEAD + _BODY % "a").encode()),
            "/2": page((_HEAD + _BODY % "b").encode()),
            "/foreign": page((_HEAD + foreign.replace("OTHER", str(other.port)) + _BODY % "a").encode()),
        }
        with RudeServer(manners) as made:
            yield made


@pytest.fixture
def window(browsing: Browsing, server: RudeServer) -> Iterator[Page]:
    with browsing.page() as made:
        browsing.visit(made, server.url("/1"))
        yield made


@pytest.fixture
def memo(tmp_path: Path) -> Iterator[ScanMemo]:
    with ScanMemo(tmp_path / "memo.db", TODAY) as made:
        yield made


def _scans(browsing: Browsing, memo: ScanMemo | None, *urls: str) -> list[PageScan]:
    scans = [scan for _, scan in Scanner(browsing, find_axe(), memo).scan(urls)]
    assert all(isinstance(scan, PageScan) for scan in scans)
    return [scan for scan in scans if isinstance(scan, PageScan)]


def test_what_is_recalled_is_what_a_scan_finds(
    browsing: Browsing, server: RudeServer, memo: ScanMemo, tmp_path: Path
) -> None:
    one, two = server.url("/1"), server.url("/2")
    _scans(browsing, memo, one)
    assert memo.recalled == ()
    with ScanMemo(tmp_path / "memo.db", TODAY + timedelta(days=1)) as later:
        again = _scans(browsing, later, one, two)
        assert later.recalled == (TODAY, TODAY)
    assert again == _scans(browsing, None, one, two)
    assert again[0].violations


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_page_that_changed_looks_different(window: Page, memo: ScanMemo, change: str) -> None:
    before = memo.look(window, find_axe())
    window.evaluate(change)
    assert before
    assert memo.look(window, find_axe()) != before


@pytest.mark.parametrize("change", PASSING.values(), ids=PASSING)
def test_what_no_rule_hangs_on_is_left_out(window: Page, memo: ScanMemo, change: str) -> None:
    before = memo.look(window, find_axe())
    window.evaluate(change)
    assert memo.look(window, find_axe()) == before


def test_another_axe_and_another_screen_are_asked_anew(window: Page, memo: ScanMemo) -> None:
    before = memo.look(window, find_axe())
    assert memo.look(window, find_axe("bundled")) != before
    window.set_viewport_size({"width": 390, "height": 844})
    assert memo.look(window, find_axe()) != before


def test_a_style_sheet_that_cannot_be_read_is_never_taken_for_the_same(
    browsing: Browsing, server: RudeServer, memo: ScanMemo
) -> None:
    with browsing.page() as shown:
        browsing.visit(shown, server.url("/foreign"))
        assert memo.look(shown, find_axe()) == ""
    for _ in range(2):
        _scans(browsing, memo, server.url("/foreign"))
    assert memo.recalled == ()


@pytest.mark.parametrize(("age", "recalled"), [(LONGEST, True), (LONGEST + timedelta(days=1), False)])
def test_a_result_is_taken_for_thirty_days(
    browsing: Browsing, server: RudeServer, memo: ScanMemo, tmp_path: Path, age: timedelta, *, recalled: bool
) -> None:
    _scans(browsing, memo, server.url("/1"))
    with ScanMemo(tmp_path / "memo.db", TODAY + age) as later:
        _scans(browsing, later, server.url("/1"))
        assert bool(later.recalled) is recalled


@pytest.mark.parametrize("content", [b"no database at all " * 99, b""], ids=["torn", "empty"])
def test_a_spoilt_file_is_begun_anew(browsing: Browsing, server: RudeServer, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "spoilt.db"
    path.write_bytes(content)
    with ScanMemo(path, TODAY) as memo:
        _scans(browsing, memo, server.url("/1"))
        _scans(browsing, memo, server.url("/1"))
        assert memo.recalled


def test_pages_alike_are_scanned_once_though_they_are_open_together(
    browsing: Browsing, server: RudeServer, memo: ScanMemo
) -> None:
    urls = [server.url(path) for path in ("/1", "/2", "/1", "/2", "/foreign", "/1")]
    scans = _scans(browsing, memo, *urls)
    assert [scan.url for scan in scans] == urls
    assert memo.recalled == (TODAY,) * 4


def test_a_result_of_another_version_is_scanned_anew(window: Page, memo: ScanMemo) -> None:
    scan = PageScan("http://a/", "4", (), (), (("html > body > p", "a"),))
    look = memo.look(window, find_axe())
    memo.keep(look, scan)
    assert memo.recall(look, "http://b/") == replace(scan, url="http://b/")
    memo._db.execute("UPDATE scan SET found = '{}'")
    assert memo.recall(look, "http://b/") is None
