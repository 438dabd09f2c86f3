"""Does our scan find what a plain `axe.run` finds, everywhere on a page, and never wait for ever?"""

import json
import re
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from pages.accessibility_scan import CONTRAST_RULE
from pages.axe import FRAME_RULE, TAGS, Contrast, Issue, Scanning, scan_page
from pages.axe_script import BUNDLED, PINNED, AxeFileError, AxeScript, find_axe
from pages.browsing import Browsing
from pages.capture import EvidenceStore
from pages.errors import Reason, Unseen
from pages.scanner import Scanner
from pages.sight import Limits
from suites.accessibility.axe_rules import rule_book, rule_of
from suites.selftest.rude_server import Conversation, Manner, RudeServer, page

SCRIPTS = (BUNDLED, *([str(PINNED)] if PINNED.is_file() else []))
LIMITS = Limits(open=3_000, settle=300, read=1_000)
BOUND = 20.0
PATIENCE = 2_000
_PICTURE = "<img src=/none.png>"
_HEAD = "<!DOCTYPE html><html lang=zh-CN><title>云汀</title><main><h1>云汀</h1>"
_LATE = "h.innerHTML = '<img src=/none.png>'"
_SHADOW = "h.attachShadow({mode: 'open'}).innerHTML = '<button></button>'"
PAGES = {
    "/calm": f"{_HEAD}<p>安静的页面</p></main>",
    "/plain": f"{_HEAD}{_PICTURE}<a href=/x></a><p style=color:#999>淡淡的</p><input type=text></main>",
    "/late": f"{_HEAD}<p id=h></main><script>onload = () => setTimeout(() => {{ {_LATE} }}, 60)</script>",
    "/hanging": f"{_HEAD}{_PICTURE}<img src=/silent alt=甲></main>",
    "/shadow": f"{_HEAD}<div id=h></div></main><script>{_SHADOW}</script>",
    "/frames": f"{_HEAD}<iframe src=/inner></iframe><iframe src=//127.0.0.1:OTHER/inner></iframe></main>",
    "/inner": f"<!DOCTYPE html><html lang=zh-CN><title>内</title><div><iframe src=/leaf></iframe>{_PICTURE}</div>",
    "/leaf": f"<!DOCTYPE html><html lang=zh-CN><title>叶</title>{_PICTURE}",
    "/own-axe": f"{_HEAD}{_PICTURE}</main><script>window.axe = 1; window.define = () => 0; define.amd = true</script>",
    "/spin": f"{_HEAD}</main><script>setTimeout(() => {{ while (1) {{}} }}, 500)</script>",
    "/spin-soon": f"{_HEAD}</main><script>setTimeout(() => {{ while (1) {{}} }}, 20)</script>",
    "/reload": f"{_HEAD}</main><script>setTimeout(() => location.reload(), 300)</script>",
    "/spinning-frame": f"{_HEAD}<iframe title=甲 src=//127.0.0.1:OTHER/spin-frame></iframe></main>",
    "/spin-frame": "<p>开头</p><script>onload = () => setTimeout(() => { while (1) {} }, 200)</script>",
    "/dead-frame": f"{_HEAD}<iframe title=甲 src=http://127.0.0.1:1/></iframe></main>",
}


@pytest.fixture(scope="module")
def server() -> Iterator[RudeServer]:
    plain = {path: page(body.encode()) for path, body in PAGES.items()}
    with RudeServer(plain) as other:  # another port is another origin
        manners: dict[str, Manner] = {
            path: page(body.replace("OTHER", str(other.port)).encode()) for path, body in PAGES.items()
        }
        manners["/silent"] = Conversation.hang
        manners["/sandbox"] = page(PAGES["/plain"].encode(), "Content-Security-Policy: sandbox")
        with RudeServer(manners) as made:
            yield made


@pytest.fixture
def browsing(own_browser: Browser, tmp_path: Path) -> Iterator[Browsing]:
    with closing(Browsing(own_browser, EvidenceStore(tmp_path), limits=LIMITS)) as made:
        yield made


@pytest.fixture(params=SCRIPTS, ids=lambda path: "bundled" if path == BUNDLED else "pinned")
def axe(request: pytest.FixtureRequest) -> AxeScript:
    return find_axe(request.param)


@pytest.fixture
def rules(own_browser: Browser, axe: AxeScript) -> dict[str, list[str]]:
    """The tags of every rule of one axe-core, by the rule's name."""
    window = own_browser.new_page()
    window.evaluate(axe.text)
    told = json.loads(window.evaluate("JSON.stringify(axe.getRules())"))
    window.close()
    return {rule["ruleId"]: rule["tags"] for rule in told}


def _named(issues: tuple[Issue, ...]) -> set[tuple[str, tuple[str, ...]]]:
    return {(issue.rule, node.path) for issue in issues for node in issue.nodes if issue.rule != FRAME_RULE}


def _plainly(window: Page, axe: AxeScript) -> dict[str, set[tuple[str, tuple[str, ...]]]]:
    """What axe finds when nothing is asked of it but the rules, its full answer brought back by Playwright."""
    for frame in window.frames:
        frame.evaluate(axe.text)
        frame.evaluate("axe.configure({allowedOrigins: ['<unsafe_all_origins>']})")
    found = window.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", list(TAGS))
    return {
        kind: {
            (
                issue["id"],
                tuple(step for item in node["target"] for step in ([item] if isinstance(item, str) else item)),
            )
            for issue in found[kind]
            for node in issue["nodes"]
        }
        for kind in ("violations", "incomplete")
    }


@pytest.mark.parametrize("path", ["/calm", "/plain", "/shadow", "/frames", "/own-axe"])
def test_a_scan_names_the_same_elements_as_a_plain_run(
    browsing: Browsing, server: RudeServer, axe: AxeScript, path: str
) -> None:
    with browsing.page() as window:
        browsing.visit(window, server.url(path))
        ours = scan_page(window, axe)
    with browsing.page() as window:
        browsing.visit(window, server.url(path))
        plain = _plainly(window, axe)
    assert _named(ours.violations) == plain["violations"]
    assert _named(ours.incomplete) == plain["incomplete"]
    assert bool(ours.violations) == (path != "/calm")
    assert ours.version == axe.version


def test_pages_scanned_together_are_told_as_each_by_itself(browsing: Browsing, server: RudeServer) -> None:
    axe = find_axe()
    paths = ["/calm", "/late", "/shadow", "/spin-soon", "/late", "/frames", "/own-axe", "/none", "/leaf", "/hanging"]
    together = list(Scanner(browsing, axe).scan([server.url(path) for path in paths]))
    assert [url for url, _ in together] == [server.url(path) for path in paths]
    for path, (url, scan) in zip(paths, together, strict=True):
        with browsing.page() as window:
            if path in {"/spin-soon", "/none"}:
                assert isinstance(scan, Unseen), path
                continue
            browsing.visit(window, url)
            assert scan == scan_page(window, axe), path
            assert scan.violations or path == "/calm"


def test_a_page_that_moves_on_is_scanned_where_it_arrives(browsing: Browsing, server: RudeServer) -> None:
    with browsing.page() as window:
        browsing.visit(window, server.url("/calm"))
        scanning = Scanning(window, find_axe())
        browsing.visit(window, server.url("/plain"))
        assert scanning.result().url == server.url("/plain")


def test_frames_in_frames_of_either_origin_and_shadow_roots_are_reached(browsing: Browsing, server: RudeServer) -> None:
    with browsing.page() as window:
        browsing.visit(window, server.url("/frames"))
        scan = scan_page(window)
        pictures = next(issue for issue in scan.violations if issue.rule == "image-alt")
        assert sorted(node.frames for node in pictures.nodes) == [1, 1, 2, 2]
        assert FRAME_RULE not in {issue.rule for issue in scan.incomplete}
        browsing.visit(window, server.url("/shadow"))
        [button] = next(issue for issue in scan_page(window).violations if issue.rule == "button-name").nodes
        assert button.selector == "#h >>> button"
        assert not button.frames


@pytest.mark.parametrize(("path", "boxed"), [("/frames", "<img"), ("/shadow", "<button")])
def test_what_lies_in_a_frame_or_a_shadow_root_is_pictured(
    browsing: Browsing, server: RudeServer, path: str, boxed: str
) -> None:
    with browsing.page() as window:
        browsing.visit(window, server.url(path))
        issues = scan_page(window).violations
    node = next(node for issue in issues for node in issue.nodes if len(node.path) > 1 and node.html.startswith(boxed))
    _, excerpt = browsing.prove(server.url(path), node.selector)
    assert excerpt.excerpt.startswith(boxed)


def test_contrast_is_told_with_the_figure_and_the_limit(browsing: Browsing, server: RudeServer) -> None:
    with browsing.page() as window:
        browsing.visit(window, server.url("/plain"))
        [node] = next(issue for issue in scan_page(window).violations if issue.rule == CONTRAST_RULE).nodes
    assert node.contrast == Contrast(2.84, "4.5:1", "#999999", "#ffffff")


def test_a_frame_that_did_not_load_is_told(browsing: Browsing, server: RudeServer) -> None:
    with browsing.page() as window:
        browsing.visit(window, server.url("/dead-frame"))
        scan = scan_page(window)
    assert [issue.rule for issue in scan.incomplete] == [FRAME_RULE]
    assert not scan.violations


@pytest.mark.parametrize(
    ("path", "wait", "reasons"),
    [
        ("/sandbox", 0, {Reason.SCRIPT}),
        ("/spin", 700, {Reason.SCRIPT}),
        ("/spinning-frame", 900, {Reason.SCRIPT}),
        ("/reload", 0, {None, Reason.SCRIPT, Reason.BROWSER}),
    ],
)
def test_no_page_is_waited_for_without_end(
    browsing: Browsing, server: RudeServer, path: str, wait: int, reasons: set[Reason | None]
) -> None:
    started = time.monotonic()
    found: Reason | None = None
    try:
        with browsing.page() as window:
            browsing.visit(window, server.url(path))
            time.sleep(wait / 1000)
            with browsing.within(BOUND / 2, window):
                scan_page(window, timeout=PATIENCE)
    except Unseen as unseen:
        found = unseen.reason
    assert found in reasons
    assert time.monotonic() - started < BOUND + LIMITS.open / 1000
    assert browsing.open(server.url("/calm")).title == "云汀", "the next page is as ever"


def test_a_page_without_scripts_is_unseen(own_browser: Browser, server: RudeServer) -> None:
    context = own_browser.new_context(java_script_enabled=False)
    window = context.new_page()
    window.goto(server.url("/plain"))
    with pytest.raises(Unseen) as told:
        scan_page(window, timeout=PATIENCE)
    assert told.value.reason is Reason.SCRIPT
    context.close()


def test_every_rule_of_every_axe_is_told_in_chinese_with_its_criteria(rules: dict[str, list[str]]) -> None:
    book = rule_book()
    assert set(book.rules) == set(rules)
    assert {name: sorted(rule.criteria) for name, rule in book.rules.items()} == {
        name: sorted(".".join(match.groups()) for tag in tags if (match := re.fullmatch(r"wcag(\d)(\d)(\d+)", tag)))
        for name, tags in rules.items()
    }


def test_rules_are_sorted_and_say_everything_without_a_full_stop() -> None:
    book = rule_book()
    assert list(book.rules) == sorted(book.rules)
    assert {number for rule in book.rules.values() for number in rule.criteria} == set(book.criteria)
    for name, rule in book.rules.items():
        for text in (rule.title, rule.why, rule.fix):
            assert re.search(r"[\u4e00-\u9fff]", text), name
            assert not text.endswith(("。", "；", "，")), name
        assert rule.who, name
        assert len({rule.title, rule.why, rule.fix}) == 3, name


def test_the_level_of_a_rule_is_that_of_its_criteria(rules: dict[str, list[str]]) -> None:
    book = rule_book()
    for name, tags in rules.items():
        levels = {match[1].upper() for tag in tags if (match := re.fullmatch(r"wcag2\d?(a+)(?:-obsolete)?", tag))}
        assert len(levels) <= 1, name
        if levels:
            assert levels <= {book.criteria[number].level for number in book.rules[name].criteria}, name


def test_a_rule_of_a_newer_axe_is_told_by_its_own_title() -> None:
    assert "Elements must sing" in rule_of("singing", "Elements must sing").title


def test_an_axe_file_that_is_none_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = tmp_path / "axe.min.js"
    wrong.write_text("alert(1)", encoding="utf-8")
    for path in (str(wrong), str(tmp_path / "missing.js")):
        with pytest.raises(AxeFileError):
            find_axe(path)
    wrong.write_text("/*! axe v9.8.7\n */", encoding="utf-8")
    monkeypatch.setenv("XUNJIAN_AXE", str(wrong))
    assert find_axe().version == "9.8.7"
    assert find_axe(BUNDLED).version != "9.8.7"
