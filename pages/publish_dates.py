"""Do the publication dates hold? What lists, articles, tags and addresses say, and whether dates follow the clock."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from pages import clock
from pages.browsing import Browsing
from pages.capture import Evidence
from pages.dates import Origin, article_date, in_url, mentions, plain
from pages.documents import Document
from pages.items import Item, blocks
from pages.own_context import own_context
from pages.regions import Region, content_text

SHIFT = timedelta(days=40)
MAX_MOVED = 4
MAX_REPEATED = 8
_LABEL = re.compile(r"(?:发布|发文|发表|录入|上传|公开|信息)?(?:日期|时间)[^\d]{0,4}$")
_LONG_TITLE = 8  # 「公告」 is the title of many
_SAME_TEXT = 150  # characters from which equal texts are no coincidence
_TODAY = re.compile(r"new\s+Date\s*\(\s*\)|Date\.now\(\)")
_TITLES = 200
_NEAR = 12


@dataclass(frozen=True, slots=True)
class StatedDates:
    """The days one article claims, None where a source is silent.

    Attributes:
        listed: in the list that leads to it; `visible`: on its page; `tag`: PubDate; `address`: in its URL.
    """

    url: str
    title: str
    listed: date | None
    visible: date | None
    tag: date | None
    address: date | None


@dataclass(frozen=True, slots=True)
class Moved:
    """An entry whose date went along when the clock was moved by `SHIFT`: both days, and a record as evidence."""

    page: str
    title: str
    first: date
    second: date
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Twin:
    """One text at two addresses with two dates, the older first."""

    older: StatedDates
    newer: StatedDates


def stated_dates(item: Item, document: Document | None, as_of: date) -> StatedDates:
    """Collect what list, page, tag and address say about one article's day.

    Args:
        item: the list entry.
        document: the article, None when it was not read.
        as_of: reference for dates without a year.
    """
    listed = item.dated.day if item.dated and item.dated.origin in {Origin.LISTED, Origin.TITLE} else None
    address = in_url(item.url)
    shown = article_date(document, as_of) if document else None
    return StatedDates(
        item.url,
        item.title,
        listed,
        shown.day if shown and shown.origin is Origin.VISIBLE else None,
        _tag(document) if document else None,
        address.day if address else None,
    )


def _tag(document: Document) -> date | None:
    return next((mention.day for mention in mentions((document.meta("PubDate") or "")[:10])), None)


@dataclass(frozen=True, slots=True)
class Sources:
    """Pages as the server sent them, or as the browser showed them where nothing else was to be read.

    Attributes:
        home: the home page's source.
        shown: the home page as the browser shows it.
        columns: first pages of columns.
        rendered: addresses of those that were read in the browser.
        articles: article pages' sources by the address of their entry.
    """

    home: Document
    shown: Document
    columns: Sequence[Document]
    rendered: Container[str]
    articles: Mapping[str, Document]


def clock_suspects(sources: Sources, as_of: date) -> tuple[str, ...]:
    """Pages whose dates scripts may write, at most `MAX_MOVED`; what the HTML source states is not asked again.

    The home page when its rendered dates differ from its source; lists with an inline script that reads the clock,
    lists that scripts fill, lists with a script the home page does not load; articles without a date in their source.
    """
    before = _days(sources.home, as_of)
    changed = any(before.get(key) != day for key, day in _days(sources.shown, as_of).items())
    common = _script_files(sources.home)
    ranked = [
        *([sources.shown.url] if changed else []),
        *(page.url for page in sources.columns if _reads_clock(page)),
        *(url for url, page in sources.articles.items() if _undated(page, as_of)),
        *(page.url for page in sources.columns if page.url in sources.rendered and _days(page, as_of)),
        *(page.url for page in sources.columns if _script_files(page) - common and _days(page, as_of)),
    ]
    return tuple(dict.fromkeys(ranked))[:MAX_MOVED]


def _script_files(document: Document) -> set[str]:
    return {url for node in document.tree.css("script[src]") if (url := document.resolve(node.attributes["src"] or ""))}


def _undated(document: Document, as_of: date) -> bool:
    """Whether an article's source shows its readers no date although a script may."""
    found = article_date(document, as_of)
    shown = found is not None and found.origin is Origin.VISIBLE
    return not shown and any("date" in script.lower() for script in _inline(document))


def _inline(document: Document) -> list[str]:
    return [node.text() or "" for node in document.tree.css("body script:not([src])")]


def repeated_titles(items: Iterable[Item]) -> tuple[str, ...]:
    """Addresses of entries that share a title with another entry of another day: perhaps one text published twice."""
    by_title: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.day and len(item.title) >= _LONG_TITLE:
            by_title[item.title].append(item)
    groups = [
        group for group in by_title.values() if len({item.url for item in group}) > 1 < len({i.day for i in group})
    ]
    return tuple(dict.fromkeys(item.url for group in groups for item in group))[:MAX_REPEATED]


def _reads_clock(document: Document) -> bool:
    return any(
        _TODAY.search(node.text() or "")
        for node in document.tree.css("main script, li script, td script, body script:not([src])")
    )


def moved_dates(browsing: Browsing, urls: Sequence[str], as_of: date) -> tuple[Moved, ...]:
    """Show pages at two clock times and compare the dates of their entries.

    Args:
        browsing: the browser.
        urls: pages to show.
        as_of: the first day; the second is `SHIFT` later.

    Returns:
        Entries whose date moved exactly along. Clocks in the header are no entries and never among them.

    Raises:
        Unseen: a page could not be shown.
    """
    if not urls:
        return ()
    first, second = (_at(browsing, urls, day) for day in (as_of, as_of + SHIFT))
    found = []
    for url in urls:
        for key, (title, day) in first[url].items():
            later = second[url].get(key)
            if later and later[1] - day == SHIFT:
                record = f"{url}\n“{title}”：浏览器时间为 {as_of} 时显示 {day}；改为 {as_of + SHIFT} 时显示 {later[1]}"
                found.append(
                    Moved(url, title, day, later[1], browsing.store.text(record, url, clock.now(), kind="过程记录"))
                )
    return tuple(found)


Entries = dict[str, tuple[str, date]]


def _at(browsing: Browsing, urls: Sequence[str], day: date) -> dict[str, Entries]:
    """Entries of pages in a browser whose clock stands at noon of a day."""
    with own_context(browsing) as context:
        context.clock.set_fixed_time(datetime.combine(day, time(12), tzinfo=clock.now().tzinfo))
        shown = {}
        for url in urls:
            with browsing.page(context) as page:
                response = browsing.visit(page, url)
                document = browsing.sight(page, url, response).document
                shown[url] = _entries(document, day) | _own_day(document, day)
        return shown


def _entries(document: Document, as_of: date) -> Entries:
    return {
        f"{item.url}|{item.title}": (item.title, item.day)
        for block in blocks(document, as_of)
        if block.region in {Region.CONTENT, Region.SIDE}
        for item in block.items[:_TITLES]
        if item.day
    }


def _own_day(document: Document, as_of: date) -> Entries:
    """The labelled day of publication an article shows of itself; a clock in the header carries no such label."""
    found = article_date(document, as_of)
    if found is None or found.origin is not Origin.VISIBLE:
        return {}
    text = plain(document.text)
    at = text.find(found.written)
    if at < 0 or not _LABEL.search(text[max(0, at - _NEAR) : at]):
        return {}
    return {document.url: (document.title or document.url, found.day)}


def _days(document: Document, as_of: date) -> Mapping[str, date]:
    return {key: day for key, (_, day) in _entries(document, as_of).items()}


def twins(stated: Iterable[StatedDates], pages: Mapping[str, Document]) -> tuple[Twin, ...]:
    """Articles with the same title and text at two addresses under two dates, each pair once."""
    known: dict[str, StatedDates] = {}
    found = []
    for one in stated:
        page = pages.get(one.url)
        day = one.visible or one.tag or one.listed
        text = content_text(page) if page is not None and day else ""
        if len(text) < _SAME_TEXT:
            continue
        key = hashlib.sha256(f"{one.title}|{re.sub(r'[0-9]', '', text)}".encode()).hexdigest()
        other = known.setdefault(key, one)
        if other is not one and other.url != one.url:
            found.append(
                Twin(*sorted((other, one), key=lambda item: item.visible or item.tag or item.listed or date.min))
            )
    return tuple(found)
