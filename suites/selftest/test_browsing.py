"""Does no page, however hostile, hold up the inspection or the page after it, and is each told by the right reason?"""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from pages.browsing import Browsing
from pages.capture import EvidenceStore
from pages.errors import Reason, Unseen
from pages.sight import Limits, Sight
from suites.selftest.hostile_pages import MANNERS
from suites.selftest.rude_server import RudeServer

# Every one of these waits for something that never comes: more than a minute in all.
pytestmark = pytest.mark.slow

LIMITS = Limits(open=1_500, settle=300, read=1_000)
BOUND = 15.0


@pytest.fixture(scope="module")
def server() -> Iterator[RudeServer]:
    with RudeServer(MANNERS) as made:
        yield made


@pytest.fixture
def browsing(own_browser: Browser, tmp_path: Path) -> Iterator[Browsing]:
    with closing(Browsing(own_browser, EvidenceStore(tmp_path), limits=LIMITS)) as made:
        yield made


@pytest.fixture(scope="module")
def shared(own_browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browsing]:
    """One context for all hostile pages: what one leaves behind meets the next."""
    with closing(Browsing(own_browser, EvidenceStore(tmp_path_factory.mktemp("evidence")), limits=LIMITS)) as made:
        yield made


def _bounded(browsing: Browsing, server: RudeServer, path: str) -> Sight | Reason:
    """Open a page; fail when it took too long or the next page does not open."""
    started = time.monotonic()
    try:
        outcome: Sight | Reason = browsing.open(server.url(path))
    except Unseen as unseen:
        outcome = unseen.reason
    assert time.monotonic() - started < BOUND
    calm = browsing.open(server.url(f"/calm?after={path}"))
    assert "安静的页面" in calm.text
    assert time.monotonic() - started < BOUND
    return outcome


@pytest.mark.parametrize(
    "path",
    [
        "/alerts",
        "/dialogs",
        "/leaving",
        "/popups",
        "/sandbox",
        "/no-eval",
        "/restless",
        "/slow-picture",
        "/huge-dom",
    ],
)
def test_a_troublesome_page_is_still_read(shared: Browsing, server: RudeServer, path: str) -> None:
    outcome = _bounded(shared, server, path)
    assert isinstance(outcome, Sight)
    assert ("云汀市人民政府" if path == "/huge-dom" else "安静的页面") in outcome.text
    assert outcome.status == 200


@pytest.mark.parametrize(
    ("path", "reasons"),
    [
        ("/spin-loading", {Reason.TIMEOUT}),
        ("/spin-at-once", {Reason.SCRIPT, Reason.TIMEOUT}),
        ("/endless-alerts", {Reason.TIMEOUT, Reason.SCRIPT}),
        ("/blocking-script", {Reason.TIMEOUT}),
        ("/to-and-fro", {Reason.SCRIPT, Reason.TIMEOUT, Reason.BROWSER}),
        ("/refresh", {Reason.SCRIPT, None}),
        ("/reload", {Reason.SCRIPT, None}),
        ("/poisoned", {Reason.SCRIPT}),
        ("/spin-loaded", {Reason.SCRIPT, None}),
        ("/close", {Reason.BROWSER, None}),
        ("/frames", {Reason.TIMEOUT, None}),
        ("/waf-ok", {None}),
        ("/endless", {Reason.TIMEOUT}),
        ("/flood", {Reason.TIMEOUT}),
        ("/hang", {Reason.TIMEOUT}),
        ("/reset", {Reason.RESET}),
        ("/hung-up", {Reason.RESET}),
        ("/loop", {Reason.REDIRECTS}),
        ("/junk", {Reason.PROTOCOL, Reason.NOT_HTML}),
        ("/file", {Reason.NOT_HTML}),
        ("/zip", {Reason.NOT_HTML}),
        ("/nothing", {Reason.NOT_HTML}),
        ("/404", {Reason.NOT_FOUND}),
        ("/500", {Reason.HTTP}),
        ("/403", {Reason.BLOCKED}),
        ("/429", {Reason.THROTTLED}),
        ("/waf", {Reason.BLOCKED}),
        ("/waf-loop", {Reason.BLOCKED}),
    ],
)
def test_what_cannot_be_seen_has_its_reason(
    shared: Browsing, server: RudeServer, path: str, reasons: set[Reason | None]
) -> None:
    outcome = _bounded(shared, server, path)
    assert (None if isinstance(outcome, Sight) else outcome) in reasons  # None: seen in a quiet moment


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://127.0.0.1:1/", Reason.FORBIDDEN),
        ("http://127.0.0.1:{closed}/", Reason.REFUSED),
        ("http://nowhere.invalid/", Reason.DNS),
        ("https://{server}/", Reason.TLS),
        ("gopher://a/", Reason.FORBIDDEN),
        ("javascript:while(1){{}}", Reason.FORBIDDEN),
        ("file:///etc/passwd", Reason.FORBIDDEN),
        ("about:blank", Reason.FORBIDDEN),
        ("data:text/html,x", Reason.FORBIDDEN),
        ("chrome://version/", Reason.FORBIDDEN),
        ("", Reason.FORBIDDEN),
        ("http://[/", Reason.FORBIDDEN),
    ],
)
def test_addresses_that_lead_nowhere(shared: Browsing, server: RudeServer, url: str, reason: Reason) -> None:
    with pytest.raises(Unseen) as caught:
        shared.open(url.format(server=f"127.0.0.1:{server.port}", closed=_closed_port()))
    assert caught.value.reason is reason


def test_dialogs_are_dismissed_and_told(browsing: Browsing, server: RudeServer) -> None:
    assert browsing.open(server.url("/dialogs")).dialogs == ("甲", "乙", "丙")


def test_a_page_is_asked_once_and_a_failure_remembered(browsing: Browsing, server: RudeServer) -> None:
    url = server.url("/calm")
    before = server.asked["/calm"]
    assert browsing.open(url) is browsing.open(url)
    assert server.asked["/calm"] == before + 1
    for _ in range(2):
        with pytest.raises(Unseen):
            browsing.open(server.url("/404"))
    asked = server.asked["/404"]
    with pytest.raises(Unseen):
        browsing.open(server.url("/404"))
    assert server.asked["/404"] == asked


def _closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def _try_visit(browsing: Browsing, url: str) -> None:
    with browsing.page() as one:
        browsing.visit(one, url)


def _try_read(browsing: Browsing, url: str) -> None:
    with browsing.page() as one:
        browsing.visit(one, url)
        time.sleep(0.5)
        browsing.read(one, "() => JSON.stringify(document.title)")


def _try_snap(browsing: Browsing, url: str) -> None:
    with browsing.page() as one:
        browsing.visit(one, url)
        time.sleep(0.5)
        browsing.snap(one)


@pytest.mark.parametrize(
    ("path", "reason"), [("/404", Reason.NOT_FOUND), ("/500", Reason.HTTP), ("/403", Reason.BLOCKED)]
)
def test_an_error_page_is_never_taken_for_the_page(
    browsing: Browsing, server: RudeServer, path: str, reason: Reason
) -> None:
    with pytest.raises(Unseen) as caught:
        _try_visit(browsing, server.url(path))
    assert caught.value.reason is reason


@pytest.mark.parametrize("work", [_try_read, _try_snap])
def test_a_page_that_hangs_later_hangs_nothing_else(
    browsing: Browsing, server: RudeServer, work: Callable[[Browsing, str], None]
) -> None:
    started = time.monotonic()
    with pytest.raises(Unseen):
        work(browsing, server.url("/spin-loaded"))
    assert time.monotonic() - started < BOUND
    assert browsing.open(server.url("/calm")).title == "云汀"


def test_proof_is_a_picture_with_a_box_around_the_element(browsing: Browsing, server: RudeServer) -> None:
    picture, text = browsing.prove(server.url("/calm"), "#calm")
    assert text.excerpt == '<p id="calm">安静的页面</p>'
    image = Image.open(BytesIO((browsing.store.folder / picture.path).read_bytes())).convert("RGB")
    assert image.size == (1366, 768)
    colours = image.crop((0, 0, 1366, 120)).getcolors(1366 * 120) or []
    red = sum(count for count, colour in colours if isinstance(colour, tuple) and colour[0] > 170 > 3 * colour[1])
    assert red > 500
    assert len(picture.sha256) == 64
    assert picture.taken_at.utcoffset() is not None


@pytest.mark.parametrize(
    ("selector", "needle", "found"),
    [(None, "安静", True), ("p[", "安静", True), (".none", "", False), (None, "", False), ("#calm' \"", "", False)],
)
def test_proof_survives_wrong_selectors(
    browsing: Browsing, server: RudeServer, selector: str | None, needle: str, found: bool
) -> None:
    picture, text = browsing.prove(server.url("/calm"), selector, needle)
    assert picture.path
    assert ("calm" in text.excerpt and "没有可框选" not in text.excerpt) == found


@pytest.mark.parametrize("path", ["/hang", "/spin-loading", "/reset", "/file", "/endless-alerts"])
def test_proof_of_what_cannot_be_shown_is_empty(browsing: Browsing, server: RudeServer, path: str) -> None:
    started = time.monotonic()
    assert browsing.prove(server.url(path)) == ()
    assert time.monotonic() - started < BOUND


def test_nothing_is_downloaded(browsing: Browsing, server: RudeServer, tmp_path: Path) -> None:
    with pytest.raises(Unseen):
        browsing.open(server.url("/file"))
    assert not list(tmp_path.iterdir())
