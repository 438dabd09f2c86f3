"""Which files hang on the pages read, and what do they say? A bounded, repeatable selection, read one by one."""

import random
import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from urllib.parse import unquote, urlsplit

from pages.documents import Document
from pages.errors import Reason
from pages.fetching import Fetcher
from pages.file_content import extension_of
from pages.guide_forms import FileLink, files_on
from pages.personal_data import Sort, Text, sighted
from pages.personal_numbers import unnumbered
from pages.reading_apart import ReadingApart
from pages.responses import Response
from pages.service_forms import saved_name

MOST_FILES = 30
MOST_BYTES = 8 * 1024 * 1024
MOST_SECONDS = 120.0
_AT_ONCE = 4
# Where lists of persons are published.
LISTING = re.compile(
    r"名单|名册|名录|花名|公示|公告|一览|汇总|明细|台账|登记|补贴|补助|救助|低保|特困|残疾|廉租|公租|保障房|摇号|拆迁|征收|录用|录取|招聘|考试|考生"
    r"|成绩|体检|面试|资格|职称|奖励|表彰|获奖|发放|失信|处罚|样表|范本"
)


@dataclass(frozen=True, slots=True)
class Attached:
    """One file, and the page it hangs on with its title."""

    link: FileLink
    page: str
    title: str


@dataclass(frozen=True, slots=True)
class Files:
    """The files that were read, how many were known, and how many of them there was no time for."""

    texts: tuple[Text, ...] = ()
    known: int = 0
    left: int = 0


def attached(pages: Iterable[Document], seed: str) -> tuple[Attached, ...]:
    """Every file on some pages, each once, in the order in which they are to be read.

    Files whose own name or whose page's title speaks of lists come first, the others follow shuffled.

    Args:
        pages: the pages.
        seed: makes the order repeatable.
    """
    found: dict[str, Attached] = {}
    for page in pages:
        heading = page.tree.css_first("h1")
        title = heading.text(strip=True) if heading is not None else page.title
        for link in (*files_on(page), *_tables(page)):
            found.setdefault(link.url, Attached(link, page.url, title))
    ordered = [found[url] for url in sorted(found)]
    random.Random(seed).shuffle(ordered)  # noqa: S311  sampling, not secrecy
    return tuple(sorted(ordered, key=lambda one: LISTING.search(f"{one.link.name} {one.title}") is None))


def _tables(page: Document) -> Iterable[FileLink]:
    """Links to data in plain text, which a browser shows rather than downloads."""
    for node in page.tree.css('a[href*=".csv" i], a[href*=".txt" i]'):
        anchor = page.anchor(node)
        name = unquote(urlsplit(anchor.url).path.rpartition("/")[2]) if anchor else ""
        if anchor and extension_of(name) in {"csv", "txt"}:
            yield FileLink(anchor.url, anchor.text, (name,))


def read_attached(files: Sequence[Attached], fetcher: Fetcher, as_of: date) -> Files:
    """Download and read the first files, within the limits of number, size and time.

    Args:
        files: see `attached`.
        fetcher: downloads; what the run was answered before is not asked again.
        as_of: nobody listed was born after this day.
    """
    started = time.monotonic()
    chosen = iter(files[:MOST_FILES])
    texts: list[Text] = []
    done = 0
    with ReadingApart() as reading:
        while time.monotonic() - started < MOST_SECONDS and (batch := list(islice(chosen, _AT_ONCE))):
            answers = fetcher.get_all([one.link.url for one in batch], max_body=MOST_BYTES)
            done += len(batch)
            for one, answer in zip(batch, answers, strict=True):
                texts += _texts(one, answer, reading, as_of)
    return Files(tuple(texts), len(files), len(files) - done)


def _texts(one: Attached, answer: Response, reading: ReadingApart, as_of: date) -> list[Text]:
    name = _file_name(one.link, answer)
    shown = unnumbered(name)
    if why := _refused(answer):
        return [Text(one.link.url, one.page, Sort.FILE, shown, told=why)]
    if not one.link.sure and "html" in answer.content_type:
        return []  # a link that only sounded like a download
    found = []
    for inner, lines, told in reading.read(name, answer.body):
        part = "" if inner == name else unnumbered(inner)
        found.append(Text(one.link.url, one.page, Sort.FILE, shown, part, tuple(sighted(lines, as_of)), told=told))
    return found


def _refused(answer: Response) -> str:
    if answer.failure is Reason.TOO_LARGE:
        return f"超过 {MOST_BYTES / 1024**2:g} MB，没有读取"
    if answer.failure is not None:
        return f"没有下载到（{answer.failure.word}）"
    return "" if answer.ok else f"没有下载到（状态 {answer.status}）"


def _file_name(link: FileLink, answer: Response) -> str:
    """The name a download is saved under; the end of its address when nothing else carries an extension."""
    name = saved_name(link, answer)
    return name if extension_of(name) else unquote(urlsplit(answer.final_url).path.rpartition("/")[2]) or name
