"""Does the site's search understand typing errors, pinyin and everyday words, and does it recommend words?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pages.browsing import Browsing
from pages.errors import Unseen
from pages.search import Searcher, searching
from pages.search_page import ResultPage
from pages.search_titles import folded
from site_configs import Site

VARIANTS = Path(__file__).with_name("search_variants.yaml")
# Rare characters that every Chinese encoding has, in an order that means nothing.
NONSENSE = "鹬觳氍毹"
_WORDS_TRIED = 3
_PREFIX = 2


class Skill(Enum):
    """What a search may understand; `value` as clause and findings name it."""

    TYPO = "错别字自动纠正"
    PINYIN = "拼音搜索"
    COLLOQUIAL = "通俗语言搜索"
    SUGGESTIONS = "搜索关键词推荐"


@dataclass(frozen=True, slots=True)
class Trial:
    """One skill tried.

    Attributes:
        typed: what was typed, empty when no word of the site suits; `wanted` what should have come of it.
        shown: what came, empty when nothing did.
        unseen: why the answer could not be read.
    """

    skill: Skill
    typed: str = ""
    wanted: str = ""
    shown: str = ""
    unseen: Unseen | None = None


@dataclass(frozen=True, slots=True)
class SmartSearch:
    """What came of trying: `trials` is empty when the search has no box (`box`) or finds no word of the site at all."""

    start: str
    box: bool = False
    trials: tuple[Trial, ...] = ()
    tried: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """One word with a typing error and its pinyin, or (`said`) what people say for one of several official names."""

    names: tuple[str, ...]
    typo: str = ""
    pinyin: str = ""
    said: str = ""


@cache
def words() -> tuple[Word, ...]:
    """Words to be typed rightly, wrongly and in pinyin (search_variants.yaml)."""
    return tuple(Word((row["word"],), row["typo"], row["pinyin"]) for row in _table()["words"])


@cache
def sayings() -> tuple[Word, ...]:
    """What people say, with the official names (search_variants.yaml)."""
    return tuple(Word(tuple(row["official"]), said=row["said"]) for row in _table()["colloquial"])


def _table() -> dict[str, list[dict[str, Any]]]:
    loaded: dict[str, list[dict[str, Any]]] = yaml.safe_load(VARIANTS.read_text(encoding="utf-8"))
    return loaded


def try_skills(browsing: Browsing, site: Site, titles: Sequence[str]) -> SmartSearch:
    """Type the same word rightly, wrongly, in pinyin and as people say it, and compare the answers.

    Args:
        browsing: the browser.
        site: where the search is.
        titles: what the site has published; only words that stand in them are tried.

    Raises:
        Unseen: the search could not be tried at all.
    """
    known = used(words(), titles)[:_WORDS_TRIED]
    tried = tuple(word.names[0] for word in known)
    with searching(browsing, site) as search:
        if search.box is None:
            return SmartSearch(site.search.url or site.url)
        start = search.box.url
        for word in known:
            page = search.ask(word.names[0])
            if page.answers:
                trials = _Trials(search, word, page).all(used(sayings(), titles))
                return SmartSearch(start, box=True, trials=trials, tried=tried)
        return SmartSearch(start, box=True, tried=tried)


def used(table: Iterable[Word], titles: Sequence[str]) -> list[Word]:
    """Words of which a name stands in a title, those in most titles first; what people say must not stand there too."""
    counted = [(sum(any(name in title for name in word.names) for title in titles), word) for word in table]
    common = sorted(counted, key=lambda pair: -pair[0])
    return [word for count, word in common if count and not (word.said and any(word.said in one for one in titles))]


class _Trials:
    """Tries the skills on one word; what a meaningless query shows as well is no answer."""

    def __init__(self, search: Searcher, word: Word, page: ResultPage) -> None:
        self._search = search
        self._word = word
        self._page = page
        self._control = search.ask(NONSENSE)
        self._always = {folded(hit.text) for hit in self._control.hits}

    def all(self, said: Sequence[Word]) -> tuple[Trial, ...]:
        word = self._word
        return (
            self._asked(Skill.TYPO, word.typo, word.names),
            self._asked(Skill.PINYIN, word.pinyin, word.names),
            self._asked(Skill.COLLOQUIAL, said[0].said, said[0].names) if said else Trial(Skill.COLLOQUIAL),
            self._suggested(word.names[0]),
        )

    def _asked(self, skill: Skill, typed: str, wanted: Sequence[str]) -> Trial:
        trial = Trial(skill, typed, wanted[0])
        try:
            page = self._search.ask(typed)
        except Unseen as unseen:
            return Trial(skill, typed, wanted[0], unseen=unseen)
        names = [folded(name) for name in wanted]
        for hit in page.hits:
            text = folded(f"{hit.text} {hit.title}")
            if folded(hit.text) not in self._always and any(name in text for name in names):
                return Trial(skill, typed, wanted[0], hit.text or hit.title)
        return trial

    def _suggested(self, word: str) -> Trial:
        """Words recommended for this query and not for the meaningless one, else those offered while typing."""
        shown = [each for each in self._page.related if each not in self._control.related and each != word]
        if not shown:
            try:
                shown = list(self._search.suggest(word[:_PREFIX]))
            except Unseen as unseen:
                return Trial(Skill.SUGGESTIONS, word[:_PREFIX], word, unseen=unseen)
        return Trial(Skill.SUGGESTIONS, word, word, "、".join(shown[:_WORDS_TRIED]))
