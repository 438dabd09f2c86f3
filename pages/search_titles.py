"""Which titles are searched for, and is a search result the thing that was searched for?"""

import random
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, unquote, urlsplit

SHORTEST = 8
LONGEST = 60
SHORTEST_CUT = 10
SHORTEST_SHARED = 4
_CUT = re.compile(r"(?:…+|\.{2,}|。{2,})$")
# Search forms of several vendors refuse these in their script.
_REFUSED = re.compile(r"[%_#'\"<>&*?\\]")


@dataclass(frozen=True, slots=True)
class Title:
    """One published thing: its full title, address, day (None when no date is shown) and the column it stands in."""

    text: str
    url: str
    day: date | None = None
    column: str = ""
    service: bool = False


def folded(text: str) -> str:
    """A text without what search engines vary: width, letter case, blanks, punctuation."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", text).casefold() if letter.isalnum())


def suitable(titles: Iterable[Title], as_of: date) -> list[Title]:
    """Titles that a search must be able to find: whole, telling, unique, at least one day old."""
    listed = list({title.url: title for title in titles}.values())
    often = Counter(folded(title.text) for title in listed)
    return [
        title
        for title in listed
        if SHORTEST <= len(folded(title.text)) <= LONGEST
        and often[folded(title.text)] == 1
        and not _CUT.search(title.text.strip())
        and not _REFUSED.search(title.text)
        and (title.day is None or title.day < as_of)
    ]


def ordered(titles: Sequence[Title], seed: str, as_of: date) -> list[Title]:
    """Titles in the order they are tried: one service first, then column by column in turn, drawn by `seed`.

    Args:
        titles: everything published that was seen.
        seed: makes the draw repeatable.
        as_of: things of that very day are left out, an index may need a day.
    """
    chance = random.Random(seed)  # noqa: S311  sampling, not secrecy
    columns: defaultdict[str, list[Title]] = defaultdict(list)
    for title in sorted(suitable(titles, as_of), key=lambda title: title.url):
        columns["办事服务" if title.service else title.column].append(title)
    for pool in columns.values():
        chance.shuffle(pool)
    names = sorted(columns)
    chance.shuffle(names)
    names.sort(key=lambda name: name != "办事服务")
    drawn: list[Title] = []
    while any(columns.values()):
        drawn += [columns[name].pop() for name in names if columns[name]]
    return drawn


def shows(title: Title, text: str, url: str) -> bool:
    """Whether a result with this text and address is the thing called `title`.

    A text cut with … counts when it is at least ten characters and half of the title.
    """
    if url and address(title.url) in _addresses(url):
        return True
    wanted, shown = folded(title.text), folded(text)
    if wanted and wanted in shown:
        return True
    if not _CUT.search(text.strip()):
        return False
    return len(shown) >= max(SHORTEST_CUT, len(wanted) / 2) and wanted.startswith(shown)


def touches(query: str, text: str) -> bool:
    """Whether a result's text has something of the query: the whole of it, or four characters running."""
    wanted, shown = folded(query), folded(text)
    size = min(SHORTEST_SHARED, len(wanted))
    return size > 0 and any(wanted[at : at + size] in shown for at in range(len(wanted) - size + 1))


def address(url: str) -> str:
    """An address for comparison: without scheme, fragment, trailing slash and index page."""
    parts = urlsplit(url)
    path = re.sub(r"/(?:index|default)\.\w+$", "/", unquote(parts.path)).rstrip("/")
    return f"{(parts.hostname or '').removeprefix('www.')}{path}?{parts.query}".rstrip("?")


def _addresses(url: str) -> Collection[str]:
    """The address itself and those it carries in its parameters (result pages often link through a counter)."""
    carried = [value for _, value in parse_qsl(urlsplit(url).query) if value.startswith(("http://", "https://"))]
    return {address(one) for one in (url, *carried)}
