"""Is a problem that somebody reported still there? One page or one link looked at again, without judging any clause."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from rapidfuzz import fuzz

from pages.documents import Document
from pages.errors import Unseen
from pages.fetching import Fetcher
from pages.link_state import LinkState
from pages.links import LinkChecker
from pages.references import Reference, references

# How much of the words around a mended mistake must still stand on the page for it to be the same place, in percent.
_SAME_PLACE = 85
_SHORTEST_CONTEXT = 6
_SPACE = re.compile(r"[\s\u3000\u00a0…]+")


class Recheck(Enum):
    """What a second look at a reported problem tells, as problem lists say it."""

    FIXED = "已整改"
    OUTSTANDING = "未整改"
    UNREACHABLE = "无法访问"
    UNMATCHED = "匹配不到上下文"

    @property
    def word(self) -> str:
        """The word as a reader sees it."""
        return self.value


@dataclass(frozen=True, slots=True)
class Rechecked:
    """The result of a second look; `why` is Chinese without 。."""

    result: Recheck
    why: str


@dataclass(frozen=True, slots=True)
class Reported:
    """A problem as a list tells it; empty where the list does not say.

    Attributes:
        place: address of the page, or of the link itself when `is_link`.
        parent: page that leads to it.
        context: words around the mistake.
        wrong: the mistaken words.
    """

    place: str
    parent: str = ""
    context: str = ""
    wrong: str = ""
    is_link: bool = False


def look_again(reported: Sequence[Reported], fetcher: Fetcher, home: str) -> list[Rechecked]:
    """Look at every reported problem once more.

    Args:
        reported: the problems.
        fetcher: reads pages and links.
        home: the site's home page, which tells how its host says that a page does not exist.

    Returns:
        One result for each, in order; an address that is none is 无法访问.
    """
    places = list(dict.fromkeys(one.place for one in reported if one.is_link and _is_address(one.place)))
    checked = LinkChecker(fetcher).check([Reference(url, "", "链接", url) for url in places], home)
    links = {link.reference.url: (link.state, link.why) for link in checked}
    return [_link(one, links, fetcher) if one.is_link else _text(one, fetcher) for one in reported]


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://"))


def _read(url: str, fetcher: Fetcher) -> Document | str:
    """The page, or why it could not be read."""
    if not _is_address(url):
        return f"“{url}”不是网址" if url else "没有写明所在页面"
    try:
        answer = fetcher.get(url).expect()
    except Unseen as error:
        return error.reason.word + (f"（{error.detail}）" if error.detail else "")
    return Document(answer.final_url, answer.text)


def _link(one: Reported, links: dict[str, tuple[LinkState, str]], fetcher: Fetcher) -> Rechecked:
    if not _is_address(one.place):
        return Rechecked(Recheck.UNREACHABLE, f"“{one.place}”不是网址")
    state, why = links[one.place]
    if state is LinkState.ALIVE:
        return Rechecked(Recheck.FIXED, "链接已能打开")
    if one.parent:
        page = _read(one.parent, fetcher)
        if isinstance(page, str):
            return Rechecked(Recheck.UNREACHABLE, f"父页面{page}")
        if one.place not in {reference.url for reference in references(page)}:
            return Rechecked(Recheck.FIXED, "父页面上已没有这个链接")
    if state is LinkState.UNKNOWN:
        return Rechecked(Recheck.UNREACHABLE, why)
    return Rechecked(Recheck.OUTSTANDING, f"链接仍打不开：{why}")


def _text(one: Reported, fetcher: Fetcher) -> Rechecked:
    page = _read(one.place or one.parent, fetcher)
    if isinstance(page, str):
        return Rechecked(Recheck.UNREACHABLE, page)
    text, context, wrong = (_bare(part) for part in (f"{page.title}{page.text}", one.context, one.wrong))
    if context and context in text:
        return Rechecked(Recheck.OUTSTANDING, "原文仍在")
    if wrong and wrong not in text and _is_around(context, wrong, text):
        return Rechecked(Recheck.FIXED, f"上下文仍在，“{one.wrong}”已改")
    return _by_words(wrong, text, one.wrong)


def _is_around(context: str, wrong: str, text: str) -> bool:
    """Whether what stood around the mistake still stands there."""
    around = [part for part in context.split(wrong) if len(part) >= _SHORTEST_CONTEXT] if wrong in context else []
    return bool(around) and all(fuzz.partial_ratio(part, text) >= _SAME_PLACE for part in around)


def _by_words(wrong: str, text: str, told: str) -> Rechecked:
    if wrong and wrong in text:
        return Rechecked(Recheck.OUTSTANDING, f"页面上仍有“{told}”")
    return Rechecked(Recheck.UNMATCHED, "页面能打开，清单没有写明可以比对的上下文，或上下文已不在页面上")


def _bare(text: str) -> str:
    return _SPACE.sub("", text)
