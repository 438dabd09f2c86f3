"""Who are the leaders, and what does the site say about each? Names, posts, photos, résumés, divisions of work."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pages.column_presence import Presence
from pages.documents import Document, tidy
from pages.errors import Unseen
from pages.leader_rows import POST_LABEL, Row, distinct_rows, leaf_person, nameless_rows, pictured, portraits, rows_of
from pages.persons import POSTS, introduced, person_in
from pages.reading import Reader, page_key
from pages.regions import content_text
from pages.walk import Walk

MOST = 60
_RESUME = re.compile(r"出生|[年月]生[，,。]|生于|参加工作|学历|学位|毕业|历任|入党|中共党员")
_DUTIES = re.compile(r"(?:负责|分管|主管|主持|协助|协管|联系|牵头)[^。；\s]{2,}")
_MAILBOX = re.compile(r"写信|信箱|邮箱|@")


@dataclass(frozen=True, slots=True)
class Leader:
    """One leader as the site presents them; None where the page did not allow to tell.

    Attributes:
        url: own page, or the page of the list.
        about: what the site says about them, shortened.
        introduces: the name with which the résumé begins, when it is another one.
    """

    name: str
    url: str
    post: str = ""
    photo: bool | None = None
    resume: bool | None = None
    duties: bool | None = None
    mailbox: bool = False
    about: str = ""
    introduces: str = ""
    unseen: Unseen | None = None


@dataclass(frozen=True, slots=True)
class Stray:
    """A link to a leader's page that the list of leaders does not have: name, address, and the page with the link."""

    name: str
    url: str
    where: str


@dataclass(frozen=True, slots=True)
class Leaders:
    """The list of leaders.

    Attributes:
        leaders: each name once, in page order.
        nameless: rows that name a post and nobody.
        strays: leaders' pages linked elsewhere on the site only.
        pages: addresses of the lists.
    """

    leaders: tuple[Leader, ...]
    nameless: tuple[tuple[str, str], ...] = ()
    strays: tuple[Stray, ...] = ()
    pages: tuple[str, ...] = ()


def observe_leaders(walk: Walk, presence: Presence, reader: Reader) -> Leaders:
    """Read the lists of leaders and the leaders' own pages.

    Args:
        walk: home page and columns.
        presence: columns of the kind 领导信息.
        reader: reads the leaders' pages, each once.
    """
    inside = reader.read_all(door.url for door in presence.inside).values()
    parts = [part.document for part in presence.parts]
    pages = [*_lists(walk, presence), *parts, *(page for page in inside if isinstance(page, Document))]
    entries = distinct_rows(entry for page in pages for entry in rows_of(page, walk))
    named = _columns(walk, presence)
    own = reader.read_all(entry.url for entry in entries[:MOST] if entry.url)
    alone = Counter(entry.page.url for entry in entries)
    leaders = [_leader(entry, own.get(entry.url or ""), alone=alone[entry.page.url] == 1) for entry in entries]
    known = {leader.name for leader in leaders}
    leaders += [_own(Leader(name, page.url), page) for name, page in named.items() if name not in known]
    known |= set(named)
    nameless = tuple(dict.fromkeys(row for page in pages for row in nameless_rows(page)))
    strays = tuple(_strays(walk, presence, known)) if leaders else ()
    return Leaders(tuple(leaders), nameless, strays, tuple(page.url for page in pages))


def _lists(walk: Walk, presence: Presence) -> Iterator[Document]:
    for column in presence.seen:
        for one in (column, *walk.below(column)):
            if one.document and person_in(one.name) is None:
                yield one.document


def _columns(walk: Walk, presence: Presence) -> dict[str, Document]:
    """Leaders whose pages are columns of their own, named after them."""
    return {
        person.name: one.document
        for column in presence.seen
        for one in walk.below(column)
        if one.document and (person := person_in(one.name))
    }


def _leader(entry: Row, page: Document | Unseen | None, *, alone: bool) -> Leader:
    """What list and own page say together; a list that names nobody else is the leader's own page."""
    if page is None and alone and entry.url == "":
        page = entry.page
    person, row = entry.person, entry.row
    text = tidy(row.text(separator=" "))
    base = Leader(person.name, entry.url or entry.page.url, person.post, pictured(row) or None, about=text[:120])
    if isinstance(page, Unseen):
        return replace(base, unseen=page)
    if isinstance(page, Document):
        return _own(base, page)
    if entry.url is None:
        return base  # a script shows the rest
    return replace(
        base,
        photo=pictured(row) or (None if portraits(entry.page) else False),
        resume=_RESUME.search(text) is not None,
        duties=_DUTIES.search(text) is not None,
        mailbox=_MAILBOX.search(text) is not None,
    )


def _own(base: Leader, page: Document) -> Leader:
    """A leader with a page of their own."""
    text = content_text(page)
    label = POST_LABEL.search(text)
    others = [name for name in introduced(text) if name != base.name]
    beside = next(
        (
            person.post
            for node in page.tree.css("h1, h2, h3, li, p, td, span, div")
            if (person := leaf_person(node)) and person.post
        ),
        "",
    )
    return replace(
        base,
        url=page.url,
        post=base.post or (label["post"] if label else "") or beside or _post_beside(text, base.name),
        photo=base.photo or bool(portraits(page)),
        resume=_RESUME.search(text) is not None,
        duties=_DUTIES.search(text) is not None,
        mailbox=_MAILBOX.search(page.text) is not None,
        about=text[:120],
        introduces=others[0] if others and base.name not in text.replace(others[0], "") else "",
    )


def _post_beside(text: str, name: str) -> str:
    """The post after the name, or with which a page headed by the name begins."""
    match = re.search(rf"{name}\s*(?P<post>{POSTS})", text) or re.match(rf"(?P<post>{POSTS})(?=[\s，,。；;])", text)
    return match["post"] if match else ""


def _strays(walk: Walk, presence: Presence, known: set[str]) -> Iterator[Stray]:
    """Leaders' pages in the folder of the list that other pages still link to."""
    folders = tuple(page_key(column.url).rpartition("/")[0] + "/" for column in presence.seen)
    lists = {page_key(page.url) for page in _lists(walk, presence)}
    seen: set[str] = set()
    for page in walk.pages.values():
        for anchor in page.anchors if page_key(page.url) not in lists else ():
            person = person_in(anchor.text)
            if person and person.name not in known | seen and page_key(anchor.url).startswith(folders):
                seen.add(person.name)
                yield Stray(person.name, anchor.url, page.url)
