"""How does a page become a PDF? Printed by the browser, which has the fonts and the page breaks."""

from pathlib import Path

from playwright.sync_api import Error, sync_playwright

from pages.browser_path import BrowserPathError, find_browser

_PATIENCE = 60_000  # milliseconds


class PrintingError(Exception):
    """There is no PDF: one Chinese sentence."""


def print_html(html: str, path: Path, footer: str = "") -> None:
    """Print a self-contained page on A4.

    Args:
        html: the page; nothing is loaded from anywhere.
        path: the PDF to write.
        footer: HTML of the footer on every page (`pageNumber` and `totalPages` are classes filled by the browser).

    Raises:
        PrintingError: no browser was found, or it could not print.
    """
    try:
        found = find_browser(None, headed=False)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(found) if found else None)
            try:
                page = browser.new_context(offline=True, java_script_enabled=False).new_page()
                page.set_content(html, wait_until="load", timeout=_PATIENCE)
                page.pdf(
                    path=path,
                    format="A4",
                    prefer_css_page_size=True,
                    print_background=True,
                    tagged=True,
                    outline=True,
                    display_header_footer=bool(footer),
                    header_template="<span></span>",
                    footer_template=footer or "<span></span>",
                )
            finally:
                browser.close()
    except (Error, BrowserPathError, OSError) as error:
        first = (str(error).strip().splitlines() or ["?"])[0]
        raise PrintingError(f"没有生成 {path.name}：{first}。") from None
