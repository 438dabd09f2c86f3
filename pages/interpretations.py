"""Which interpretations and policy documents are published, and do they lead to each other? Read from their columns."""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pages.article_forms import PROMISES_FORM, Form, Size, forms, picture_sizes, pictures
from pages.columns import Column, main_items
from pages.document_names import Number, explained, names_one, numbers
from pages.documents import Document
from pages.errors import Unseen
from pages.fetching import Fetcher
from pages.issuers import ROUTINE, issued_above, issuer, own_number
from pages.items import Item
from pages.pagers import next_page
from pages.pointers import pointers
from pages.policy_ties import EXPLAINS, Known, Tie, leads_to_draft, leads_to_policy, subject
from pages.reading import Addresses, Reader, page_key, written_by_script
from pages.walk import Walk

MAX_DRAFTS = 40  # interpretations read in one run, drawn at random
MAX_RENDERED = 8
_MAX_POLICIES = 8  # documents read of those known to be interpreted, and of those issued here
_MAX_HINTED = 6
_FURTHER_PAGES = 4


@dataclass(frozen=True, slots=True)
class Draft:
    """One interpretation (解读稿) as read.

    Attributes:
        names: cores of the documents it is about; empty when it names none.
        cited: numbers it names first.
        forms: in which forms besides words it speaks.
        tie: whether it leads to the document; `leads_to` the addresses of the documents it leads to.
        foreign: whether everything it names was issued by a higher authority.
    """

    url: str
    title: str
    names: tuple[str, ...]
    cited: tuple[Number, ...]
    forms: frozenset[Form]
    tie: Tie
    leads_to: tuple[str, ...] = ()
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Policy:
    """One policy document of the lists.

    Attributes:
        explained_by: addresses of interpretations known to be about it.
        own: issued in the name of the site's own region or department, as far as list and page say.
        tie: whether its page leads to an interpretation; None when the page was not read.
    """

    url: str
    title: str
    explained_by: tuple[str, ...] = ()
    own: bool = True
    tie: Tie | None = None


@dataclass(frozen=True, slots=True)
class Interpretations:
    """What was seen of interpretations and policy documents.

    Attributes:
        home: address of the home page.
        columns: interpretation columns; `policy_columns` those of policy documents.
        drafts: interpretations read, in drawn order; `hinted` others read because their titles promise another form.
        known: how many interpretations the lists name; `more` whether there are further list pages.
        policies: documents of the lists, in drawn order.
        unread: interpretations that could not be read; `unread_policies` documents.
    """

    home: str
    columns: tuple[Column, ...]
    policy_columns: tuple[Column, ...]
    drafts: tuple[Draft, ...] = ()
    hinted: tuple[Draft, ...] = ()
    known: int = 0
    more: bool = False
    policies: tuple[Policy, ...] = ()
    unread: tuple[Unseen, ...] = ()
    unread_policies: tuple[Unseen, ...] = ()


@dataclass(frozen=True, slots=True)
class Means:
    """What it is read with: a reader that may render `MAX_RENDERED` pages, and a fetcher for the sizes of pictures."""

    reader: Reader
    fetcher: Fetcher


def observe_interpretations(
    walk: Walk, columns: Sequence[Column], policy_columns: Sequence[Column], means: Means, site_name: str, seed: str
) -> Interpretations:
    """Read interpretations and policy documents.

    Args:
        walk: home page and columns.
        columns: interpretation columns.
        policy_columns: columns of policy documents.
        means: what it is read with.
        site_name: tells documents issued here from reprints.
        seed: makes the draw repeatable.
    """
    observer = _Observer(walk, means, site_name)
    return observer.seen(tuple(columns), tuple(policy_columns), random.Random(seed))  # noqa: S311  sampling


@dataclass
class _Entries:
    """Entries of some columns: one per address, with the name of the column that listed it."""

    items: dict[str, Item] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    more: bool = False

    def add(self, items: Iterable[Item], column: str) -> None:
        for item in items:
            key = page_key(item.url)
            self.items.setdefault(key, item)
            self.columns[key] = column


class _Observer:
    def __init__(self, walk: Walk, means: Means, site_name: str) -> None:
        self._walk = walk
        self._reader = means.reader
        self._fetcher = means.fetcher
        self._site_name = site_name
        self._frame = Addresses([walk.home.url, *(column.url for column in walk.columns)])

    def seen(
        self, columns: tuple[Column, ...], policy_columns: tuple[Column, ...], chance: random.Random
    ) -> Interpretations:
        """Everything found."""
        explaining, documents = self._entries(columns), self._entries(policy_columns)
        mixed = {key for key, item in explaining.items.items() if key in documents.items}
        for key in mixed:  # a column of both: the title tells them apart
            del (documents if EXPLAINS.search(explaining.items[key].title) else explaining).items[key]
        drafts, policies = _drawn(explaining, chance), _drawn(documents, chance)
        known = Known(
            Addresses(item.url for item in policies),
            Addresses(item.url for item in drafts),
            self._frame,
            self._walk.internal,
        )
        read, unread = self._drafts(drafts[:MAX_DRAFTS], explaining, known)
        rest = [item for item in drafts[MAX_DRAFTS:] if PROMISES_FORM.search(_labelled(item, explaining))]
        hinted, _ = self._drafts(rest[:_MAX_HINTED], explaining, known)
        listed, unlooked = self._policies(policies, drafts, (*read, *hinted), known)
        return Interpretations(
            home=self._walk.home.url,
            columns=columns,
            policy_columns=policy_columns,
            drafts=read,
            hinted=hinted,
            known=len(drafts),
            more=explaining.more,
            policies=listed,
            unread=unread,
            unread_policies=unlooked,
        )

    def _entries(self, columns: Sequence[Column]) -> _Entries:
        """The entries of the columns that lead to own pages, with those of the next few list pages."""
        found = _Entries()
        leaves = [column for column in columns if not any(child in columns for child in self._walk.below(column))]
        for column in (*leaves, *(column for column in columns if column not in leaves)):
            found.add(self._own(column.items), column.name)
        at = [(column, column.document) for column in leaves if column.document is not None]
        for _ in range(_FURTHER_PAGES):
            turned = [(column, url) for column, page in at if (url := next_page(page)) and url not in self._frame]
            pages = self._reader.read_all(url for _, url in turned)
            at = [(column, page) for column, url in turned if isinstance(page := pages[url], Document)]
            for column, page in at:
                day = max((item.day for item in column.items if item.day), default=None)
                if day is not None:
                    found.add(self._own(main_items(page, self._frame, day)), column.name)
        found.more = any(next_page(page) for _, page in at)
        return found

    def _own(self, items: Iterable[Item]) -> list[Item]:
        return [item for item in items if self._walk.internal(item.url) and item.url not in self._frame]

    def _drafts(
        self, items: Sequence[Item], entries: _Entries, known: Known
    ) -> tuple[tuple[Draft, ...], tuple[Unseen, ...]]:
        pages, unread = self._pages(items)
        wanted = [url for page in pages.values() for url in pictures(page)]
        sizes = dict(picture_sizes(wanted, self._fetcher)) if wanted else {}
        drafts = tuple(
            self._draft(item, pages[item.url], _labelled(item, entries), sizes, known)
            for item in items
            if item.url in pages
        )
        return drafts, unread

    def _draft(self, item: Item, page: Document, label: str, sizes: dict[str, Size], known: Known) -> Draft:
        draft = self._read_draft(item, page, label, sizes, known)
        promised = PROMISES_FORM.search(label) is not None and not draft.forms
        if (promised or draft.tie is not Tie.LINKED) and written_by_script(page):
            shown = self._reader.render(item.url, page)
            if isinstance(shown, Document) and shown is not page:
                sizes |= picture_sizes([url for url in pictures(shown) if url not in sizes], self._fetcher)
                return self._read_draft(item, shown, label, sizes, known)
        return draft

    def _read_draft(self, item: Item, page: Document, label: str, sizes: dict[str, Size], known: Known) -> Draft:
        names, cited = subject(item.title, page)
        tie, targets = leads_to_policy(pointers(page), names, cited, known)
        number = None if explained(item.title) else next(iter(cited), None)
        foreign = issued_above(item.title, number, "", self._site_name)
        return Draft(item.url, item.title, names, cited, forms(page, label, sizes), tie, targets, foreign)

    def _pages(self, items: Sequence[Item]) -> tuple[dict[str, Document], tuple[Unseen, ...]]:
        pages = self._reader.read_all(item.url for item in items)
        unread = tuple(page for page in pages.values() if isinstance(page, Unseen))
        return {url: page for url, page in pages.items() if isinstance(page, Document)}, unread

    def _policies(
        self, items: Sequence[Item], drafts: Sequence[Item], read: Sequence[Draft], known: Known
    ) -> tuple[tuple[Policy, ...], tuple[Unseen, ...]]:
        found = [
            Policy(
                item.url,
                item.title,
                _explaining(item, drafts, read),
                own=not ROUTINE.search(item.title)
                and not issued_above(item.title, next(iter(numbers(item.row)), None), "", self._site_name),
            )
            for item in items
        ]
        explained_ones = [one.url for one in found if one.explained_by][:_MAX_POLICIES]
        wanted = {*explained_ones, *[one.url for one in found if one.own][:_MAX_POLICIES]}
        pages, unread = self._pages([item for item in items if item.url in wanted])
        return tuple(self._looked_at(one, pages.get(one.url), known) for one in found), unread

    def _looked_at(self, policy: Policy, page: Document | None, known: Known) -> Policy:
        if page is None:
            return policy
        explaining = Addresses(policy.explained_by)
        tie = leads_to_draft(pointers(page), policy.title, explaining, known)
        if tie is not Tie.LINKED and written_by_script(page):
            shown = self._reader.render(policy.url, page)
            if isinstance(shown, Document):
                tie = leads_to_draft(pointers(shown), policy.title, explaining, known)
        above = issued_above(policy.title, own_number(page), issuer(page), self._site_name)
        return Policy(policy.url, policy.title, policy.explained_by, policy.own and not above, tie)


def _drawn(entries: _Entries, chance: random.Random) -> list[Item]:
    items = sorted(entries.items.values(), key=lambda item: item.url)
    chance.shuffle(items)
    return items


def _labelled(item: Item, entries: _Entries) -> str:
    """Title and column of an interpretation: both may say in which form it speaks."""
    return f"{item.title} {entries.columns[page_key(item.url)]}"


def _explaining(item: Item, drafts: Sequence[Item], read: Sequence[Draft]) -> tuple[str, ...]:
    """Addresses of the interpretations that lead to a document or name it."""
    key = page_key(item.url)
    own = numbers(item.row)
    found = [
        one.url
        for one in read
        if names_one(one.names, item.title)
        or key in map(page_key, one.leads_to)
        or (not explained(one.title) and any(number.same(other) for number in own for other in one.cited))
    ]
    known = {one.url for one in read}
    found += [one.url for one in drafts if one.url not in known and names_one(explained(one.title), item.title)]
    return tuple(dict.fromkeys(found))
