"""How do pages become PDFs? Printed by the browser, which has the fonts and the page breaks."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Error, sync_playwright

from pages.browser_path import BrowserPathError, find_browser

_PATIENCE = 60_000  # milliseconds


class PrintingError(Exception):
    """There is no PDF: one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Printout:
    """One page on its way to paper.

    Attributes:
        path: the PDF to write.
        html: the page, self-contained; nothing is loaded from anywhere.
        footer: HTML of the footer on every sheet (`pageNumber` and `totalPages` are classes filled by the browser).
    """

    path: Path
    html: str
    footer: str = ""


def print_pages(printouts: Sequence[Printout]) -> None:
    """Print some pages on A4, one after another in one browser.

    Raises:
        PrintingError: no browser was found, or it could not print one of them; those before it are there.
    """
    current = printouts[0]
    try:
        found = find_browser(None, headed=False)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(found) if found else None)
            try:
                context = browser.new_context(offline=True, java_script_enabled=False)
                for current in printouts:
                    _print(context, current)
            finally:
                browser.close()
    except (Error, BrowserPathError, OSError) as error:
        first = (str(error).strip().splitlines() or ["?"])[0]
        raise PrintingError(f"没有生成 {current.path.name}：{first}。") from None


def _print(context: BrowserContext, printout: Printout) -> None:
    page = context.new_page()
    page.set_content(printout.html, wait_until="load", timeout=_PATIENCE)
    page.pdf(
        path=printout.path,
        format="A4",
        prefer_css_page_size=True,
        print_background=True,
        tagged=True,
        outline=True,
        display_header_footer=bool(printout.footer),
        header_template="<span></span>",
        footer_template=printout.footer or "<span></span>",
    )
