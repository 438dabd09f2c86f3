"""What follows the first page of a list? Later pages by their links, else by clicking where a script turns them."""

import re
from collections.abc import Generator, Sequence
from datetime import date

from pages.documents import Document
from pages.errors import Unseen
from pages.pagers import next_page
from pages.reading import Addresses, Reader

_PAGER = re.compile(r"共\s*(?:[2-9]|\d{2,})\s*页|第\s*1\s*/\s*(?:[2-9]|\d{2,})\s*页|下一?页")
_MAX_CLICKED = 20


class LaterPages:
    """The pages of one list after its first.

    Args:
        reader: reads and turns pages.
        document: the first page, as rendered if scripts fill it.
        most: how many pages to read at most.

    Attributes:
        complete: once `read` has ended: the list's end was reached.
    """

    def __init__(self, reader: Reader, document: Document, most: int) -> None:
        self._reader = reader
        self._document = document
        self._most = most
        self.complete = False

    def read(self) -> Generator[Document, None, None]:
        """Yield the pages one after the other; close it when no more are wanted, a browser page may be open."""
        here = self._document
        seen = Addresses([here.url])
        for _ in range(self._most):
            following = next_page(here)
            if following is None or not seen.add(following):
                break
            page = self._reader.read_all([following])[following]
            if isinstance(page, Unseen):
                return
            here = page
            yield page
        else:
            return
        if following is not None or _PAGER.search(here.text) is None:
            self.complete = True
        elif here is self._document:
            yield from self._clicked()

    def _clicked(self) -> Generator[Document, None, None]:
        before = _words(self._document)
        pages = self._reader.turned(self._document.url)
        try:
            for number, page in enumerate(pages, 1):
                # Without its numbers a page that only shows a clock or a counter is the same as before.
                if _words(page) == before or number > _MAX_CLICKED:
                    return
                before = _words(page)
                yield page
        except Unseen:
            return
        finally:
            pages.close()
        self.complete = True


def rising(days: Sequence[date]) -> bool:
    """Whether a list runs from old to new, so that its newest entries are on the last page."""
    return days[0] < days[-1] and list(days) == sorted(days)


def _words(document: Document) -> str:
    return re.sub(r"\d", "", document.text)
