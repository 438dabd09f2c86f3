"""Which data sets are open to everybody: what can be downloaded or called, does it open, when was it updated?"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pages.column_presence import Door
from pages.columns import Column, main_items
from pages.data_files import DataFile, Opened, opened, sort_of
from pages.dates import mentions, plain
from pages.documents import Document, tidy
from pages.errors import Unseen
from pages.fetching import Fetcher
from pages.items import Item
from pages.reading import Addresses, Reader, page_key, written_by_script
from pages.regions import Region, Regions
from pages.walk import Walk

MAX_RENDERED = 4
_MAX_SETS = 10
_MAX_FILES = 8
_BODY = 1024 * 1024
_UPDATED = re.compile(r"(?:更新|修改|维护)的?(?:时间|日期|于)\s?:?")
_HEAD = re.compile(r"更新(?:时间|日期)")
_BUTTON = re.compile(r"^(?:数据)?(?:下载|CSV|XLSX?|JSON|XML|RDF|API|接口).{0,6}$", re.IGNORECASE)
_REACH = 24
_MAX_PLATFORMS = 2


@dataclass(frozen=True, slots=True)
class DataSet:
    """One data set: address, title, and the day it says it was updated; None when it does not say."""

    url: str
    title: str
    updated: date | None


@dataclass(frozen=True, slots=True)
class OpenData:
    """What was seen of open data.

    Attributes:
        entries: names of the columns and platforms that could be read.
        sets: data sets looked at; `known` how many are listed.
        files: downloads and interfaces tried.
        buttons: words of downloads that lead nowhere without a script.
        unread: entries that could not be read, or were not made out.
    """

    entries: tuple[str, ...] = ()
    sets: tuple[DataSet, ...] = ()
    known: int = 0
    files: tuple[Opened, ...] = ()
    buttons: tuple[str, ...] = ()
    unread: tuple[Unseen, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A column or platform: its name, its first page and what that lists."""

    name: str
    page: Document
    items: Sequence[Item]


def observe_open_data(
    walk: Walk, columns: Sequence[Column], doors: Iterable[Door], reader: Reader, fetcher: Fetcher, as_of: date
) -> OpenData:
    """Read the columns of open data, or the platform of its own the site leads to, and try what can be downloaded.

    Args:
        walk: home page and columns.
        columns: columns of open data.
        doors: links named like one that lead to other hosts; read only when there is no column.
        reader: reads pages; it should allow `MAX_RENDERED` of them in the browser.
        fetcher: tries the downloads.
        as_of: reference for dates without a year.
    """
    frame = Addresses([walk.home.url, *(column.url for column in walk.columns)])
    entries = [Entry(column.name, column.document, column.items) for column in columns if column.document is not None]
    unread = [column.unseen for column in columns if column.unseen is not None]
    if not entries:
        entries, missed = _platforms(doors, reader, frame, as_of)
        unread += missed
    listed = _listed(entries, frame)
    pages = reader.read_all(item.url for item, _ in listed[:_MAX_SETS])
    details = {url: _settled(url, page, reader) for url, page in pages.items() if isinstance(page, Document)}
    documents = [*details.values(), *(entry.page for entry in entries)]
    found = _spread([_files(page) for page in documents])
    answers = fetcher.get_all([file.url for file in found], max_body=_BODY)
    return OpenData(
        tuple(dict.fromkeys(entry.name for entry in entries)),
        tuple(_set(item, details.get(item.url), headed=headed) for item, headed in listed[:_MAX_SETS]),
        len(listed),
        tuple(opened(file, answer) for file, answer in zip(found, answers, strict=True)),
        tuple(dict.fromkeys(word for page in documents for word in _buttons(page))),
        (*unread, *(page for page in pages.values() if isinstance(page, Unseen))),
    )


def _platforms(
    doors: Iterable[Door], reader: Reader, frame: Addresses, as_of: date
) -> tuple[list[Entry], list[Unseen]]:
    """Platforms on other hosts, as the browser shows them where scripts write their pages."""
    found, missed = [], []
    for door in list(dict.fromkeys(doors))[:_MAX_PLATFORMS]:
        page = reader.read_all([door.url])[door.url]
        if isinstance(page, Document) and written_by_script(page):
            page = reader.render(door.url, page)
        if isinstance(page, Unseen):
            missed.append(page)
        else:
            found.append(Entry(door.name, page, main_items(page, frame, as_of)))
    return found, missed


def _settled(url: str, page: Document, reader: Reader) -> Document:
    """A page whose content scripts write, as the browser shows it."""
    if _files(page) or not written_by_script(page):
        return page
    shown = reader.render(url, page)
    return shown if isinstance(shown, Document) else page


def _listed(entries: Iterable[Entry], frame: Addresses) -> list[tuple[Item, bool]]:
    """The data sets of the lists, each once, with whether its list has a column 更新时间."""
    found: dict[str, tuple[Item, bool]] = {}
    for entry in entries:
        headed = any(_HEAD.search(tidy(node.text())) for node in entry.page.tree.css("th, thead td"))
        for item in entry.items:
            if item.url not in frame and sort_of(item.url, "") is None:
                found.setdefault(page_key(item.url), (item, headed))
    return list(found.values())


def _set(item: Item, page: Document | None, *, headed: bool) -> DataSet:
    stated = _updated(page.text) if page is not None else None
    stated = stated or _updated(item.row) or (item.day if headed else None)
    return DataSet(item.url, item.title, stated)


def _updated(text: str) -> date | None:
    """The newest day that words name as that of an update."""
    flat = plain(text)
    near = [flat[label.end() : label.end() + _REACH] for label in _UPDATED.finditer(flat)]
    return max((first.day for words in near if (first := next(iter(mentions(words)), None))), default=None)


def _files(page: Document) -> list[DataFile]:
    regions = Regions(page)
    found: dict[str, DataFile] = {}
    for node in page.tree.css("a[href]"):
        anchor = page.anchor(node)
        if anchor is None or regions.of(node) in {Region.NAVIGATION, Region.FRAME}:
            continue
        label = f"{anchor.text} {anchor.title} {node.attributes.get('aria-label') or ''}"
        if sort := sort_of(anchor.url, label):
            found.setdefault(anchor.url, DataFile(anchor.url, tidy(label), sort, page.url))
    return list(found.values())


def _spread(found: Sequence[Sequence[DataFile]]) -> list[DataFile]:
    """A few files, of different pages and kinds first."""
    chosen: dict[str, DataFile] = {}
    for rank in range(_MAX_FILES):
        for place, files in enumerate(found):
            if files and len(chosen) < _MAX_FILES:
                file = files[(rank + place) % len(files)]
                chosen.setdefault(file.url, file)
    return list(chosen.values())


def _buttons(page: Document) -> list[str]:
    """Words of buttons and links that open by script only."""
    return [
        text
        for node in page.tree.css("a, button, [onclick]")
        if _BUTTON.match(text := tidy(node.text())) and (node.tag != "a" or page.anchor(node) is None)
    ]
