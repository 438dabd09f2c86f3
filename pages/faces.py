"""How do pages present themselves? Head and foot, read in one visit each."""

from collections.abc import Iterable
from dataclasses import dataclass

from pages.browsing import Browsing
from pages.footer import Footer, read_footer
from pages.header import Header, read_header


@dataclass(frozen=True, slots=True)
class Face:
    """Head and foot of one page as a visitor sees them."""

    header: Header
    footer: Footer


def read_faces(browsing: Browsing, urls: Iterable[str], name: str) -> tuple[Face, ...]:
    """Show each page once and read both ends of it.

    Args:
        browsing: the browser.
        urls: addresses, home page first.
        name: the site's name, empty when unknown (a picture of the head is then always taken).

    Raises:
        Unseen: a page could not be shown.
    """
    return tuple(_read(browsing, url, name) for url in urls)


def _read(browsing: Browsing, url: str, name: str) -> Face:
    with browsing.page() as page:
        response = browsing.visit(page, url)
        sight = browsing.sight(page, url, response)
        return Face(read_header(browsing, page, name), read_footer(sight.document))
