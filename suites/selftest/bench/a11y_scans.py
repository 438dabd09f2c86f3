"""What does our own scan find on a list of addresses? One JSON line; with `--plain`, what `axe.run` by itself finds.

Run as `python -m suites.selftest.bench.a11y_scans LIST [--plain FILE] [--processes 1]`.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from pages.axe import FRAME_RULE, TAGS, Issue
from pages.axe_script import AxeScript, find_axe
from pages.browser_arguments import ARGUMENTS
from pages.browser_path import find_browser
from pages.browsing import Browsing
from pages.capture import EvidenceStore
from pages.errors import Unseen
from pages.scanner import Scanner

_RESULTS = ("violations", "incomplete")
_SIZE = {"width": 1366, "height": 768}


@contextmanager
def _launched() -> Iterator[Browser]:
    found = find_browser(None, headed=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


def _named(issues: Iterable[Issue]) -> list[list[str]]:
    return [[one.rule, *node.path] for one in issues for node in one.nodes if one.rule != FRAME_RULE]


def scan(urls: Sequence[str]) -> dict[str, Any]:
    """Scan as an inspection does: one browser, one window for several pages, one after another."""
    found: dict[str, Any] = {}
    axe = find_axe()
    with _launched() as browser, tempfile.TemporaryDirectory() as folder:
        browsing = Browsing(browser, EvidenceStore(Path(folder)))
        for url, result in Scanner(browsing, axe).scan(urls):
            found[url] = (
                {"error": str(result)}
                if isinstance(result, Unseen)
                else {"violations": _named(result.violations), "incomplete": _named(result.incomplete)}
            )
        browsing.close()
    return found


def plain(urls: Sequence[str], axe: AxeScript) -> dict[str, Any]:
    """Every page in a window of its own, axe put into its frames, `axe.run`, the full answer taken as it comes."""
    found: dict[str, Any] = {}
    with _launched() as browser:
        for url in urls:
            page = browser.new_page(viewport=_SIZE, locale="zh-CN")  # type: ignore[arg-type]  # a ViewportSize
            page.goto(url)
            found[url] = _plain(page, axe)
            page.close()
    return found


def _plain(page: Page, axe: AxeScript) -> dict[str, list[list[str]]]:
    for frame in page.frames:
        frame.evaluate(axe.text)
        frame.evaluate("axe.configure({allowedOrigins: ['<unsafe_all_origins>']})")
    answer = page.evaluate("tags => axe.run({runOnly: {type: 'tag', values: tags}})", list(TAGS))
    return {kind: named(answer[kind]) for kind in _RESULTS}


def named(issues: Iterable[dict[str, Any]]) -> list[list[str]]:
    """Rule and way to the element for all of axe's own results; frames and shadow roots are steps of the way."""
    return [
        [issue["id"], *(step for item in node["target"] for step in ([item] if isinstance(item, str) else item))]
        for issue in issues
        for node in issue["nodes"]
        if issue["id"] != FRAME_RULE
    ]


def main() -> None:
    """Read the command line and scan."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("list", type=Path)
    parser.add_argument("--plain", metavar="FILE")
    parser.add_argument("--processes", type=int, default=1)
    asked = parser.parse_args()
    urls = asked.list.read_text("utf-8").split()
    if asked.plain:
        axe = find_axe(asked.plain)
        answer = {"axe": axe.version, "pages": plain(urls, axe)}
    else:
        parts = [urls[at :: asked.processes] for at in range(asked.processes)]
        if asked.processes == 1:
            found = scan(urls)
        else:
            with ProcessPoolExecutor(asked.processes, get_context("spawn")) as pool:
                found = {url: one for part in pool.map(scan, parts) for url, one in part.items()}
        answer = {"axe": find_axe().version, "pages": found}
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main()
