"""Which PDFs does the site publish, and can they be read aloud? A bounded, repeatable selection."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from urllib.parse import urlsplit

from pages.attachments import MOST_BYTES, Attached, attached
from pages.documents import Document
from pages.errors import Reason
from pages.fetching import Fetcher
from pages.file_content import Broken, FileKind, extension_of, kind_of
from pages.pdf_traits import PdfTraits
from pages.reading import readable
from pages.reading_apart import ReadingApart
from pages.responses import Response
from pages.walk import Walk

MOST_PDFS = 12
MOST_SECONDS = 60.0
_OF_A_COLUMN = 2
_MOST_ARTICLES = 60


@dataclass(frozen=True, slots=True)
class PublishedPdf:
    """One PDF: the words of its link, its address, the page it hangs on, and what it carries."""

    name: str
    url: str
    page: str
    traits: PdfTraits


@dataclass(frozen=True, slots=True)
class PublishedPdfs:
    """The PDFs that were looked at; `known` how many links lead to one."""

    pdfs: tuple[PublishedPdf, ...] = ()
    known: int = 0

    @property
    def read(self) -> tuple[PublishedPdf, ...]:
        """Those that could be read."""
        return tuple(one for one in self.pdfs if not one.traits.told)


def read_articles(walk: Walk, fetcher: Fetcher) -> tuple[Document, ...]:
    """The newest articles of every column, which is where files hang; what cannot be read is left out.

    Args:
        walk: what was read of the site.
        fetcher: reads the articles.
    """
    newest = zip_longest(*(column.items[:_OF_A_COLUMN] for column in walk.columns))
    urls = dict.fromkeys(item.url for rank in newest for item in rank if item and walk.internal(item.url))
    return tuple(readable(fetcher.get_all(list(urls)[:_MOST_ARTICLES])).values())


def read_pdfs(pages: Iterable[Document], seed: str, fetcher: Fetcher) -> PublishedPdfs:
    """Look at some of the PDFs that hang on these pages.

    Args:
        pages: the pages.
        seed: makes the selection repeatable.
        fetcher: downloads; what the run was answered before is not asked again.
    """
    links = [one for one in attached(pages, seed) if _named_pdf(one)]
    started = time.monotonic()
    pdfs: list[PublishedPdf] = []
    with ReadingApart() as reading:
        for one, answer in _downloads(links[:MOST_PDFS], fetcher):
            if time.monotonic() - started > MOST_SECONDS:
                break
            pdfs.append(PublishedPdf(one.link.words or one.link.name, one.link.url, one.page, _traits(answer, reading)))
    return PublishedPdfs(tuple(pdfs), len(links))


def _downloads(links: Sequence[Attached], fetcher: Fetcher) -> Iterable[tuple[Attached, Response]]:
    return zip(links, fetcher.get_all([one.link.url for one in links], max_body=MOST_BYTES), strict=True)


def _named_pdf(one: Attached) -> bool:
    return "pdf" in {extension_of(one.link.name), extension_of(urlsplit(one.link.url).path)}


def _traits(answer: Response, reading: ReadingApart) -> PdfTraits:
    if answer.failure is Reason.TOO_LARGE:
        return PdfTraits(told=f"超过 {MOST_BYTES / 1024**2:g} MB，没有读取")
    if answer.failure is not None:
        return PdfTraits(told=f"没有下载到（{answer.failure.word}）")
    if not answer.ok:
        return PdfTraits(told=f"没有下载到（状态 {answer.status}）")
    try:
        kind = kind_of(answer.body)
    except Broken as broken:
        return PdfTraits(told=str(broken))
    return reading.pdf(answer.body) if kind is FileKind.PDF else PdfTraits(told=f"不是 PDF，是{kind.value}")
