"""What does one guide (办事指南) say? Its name, its elements, and the page they stand on."""

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pages.documents import Document, tidy
from pages.guide_elements import Statement, labelled_count, read_elements
from pages.reading import Reader

LEAST_LABELS = 2  # labelled elements without which a page may be a guide written as plain prose


@dataclass(frozen=True, slots=True)
class Guide:
    """One guide as read.

    Attributes:
        elements: how each of the eight elements is stated.
        document: the page; the rendered one when scripts wrote what its source lacks.
    """

    url: str
    name: str
    elements: Mapping[str, Statement]
    document: Document = field(default=Document("", ""), repr=False)

    @property
    def recognised(self) -> bool:
        """Whether the page is laid out as a guide, so that what is not labelled can be called missing."""
        return labelled_count(self.document) >= LEAST_LABELS

    def missing(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of the named elements that are not stated or stated as nothing; KeyError for an unknown name."""
        return tuple(name for name in names if self.elements[name] <= Statement.EMPTY)


@dataclass(frozen=True, slots=True)
class GuideSample:
    """Guides drawn for a closer look, and those drawn that are not laid out as guides (written as plain prose)."""

    guides: tuple[Guide, ...] = ()
    plain: tuple[Guide, ...] = ()

    @property
    def names(self) -> str:
        """What the guides are called, for a note."""
        return "、".join(f"“{guide.name}”" for guide in self.guides)


def draw_guides(guides: Iterable[Guide], seed: str, count: int) -> GuideSample:
    """Draw `count` guides that can be told apart as such, or all when there are fewer.

    Args:
        guides: those that were read.
        seed: makes the draw repeatable.
        count: how many are wanted.
    """
    pool = sorted(guides, key=lambda guide: guide.url)
    random.Random(seed).shuffle(pool)  # noqa: S311  sampling, not secrecy
    drawn: list[Guide] = []
    plain: list[Guide] = []
    for guide in pool:
        if len(drawn) == count:
            break
        (drawn if guide.recognised else plain).append(guide)
    return GuideSample(tuple(drawn), tuple(plain))


def read_guide(url: str, page: Document) -> Guide:
    """The guide a page shows.

    Args:
        url: the address it goes by.
        page: the page as read.
    """
    return Guide(url, (_named(page) or page.title or url)[:60], read_elements(page), page)


def looked_again(guide: Guide, reader: Reader) -> Guide:
    """The guide as a browser shows it, each element at its better statement; the same one when that shows no more."""
    shown = reader.render(guide.url, guide.document)
    if not isinstance(shown, Document) or shown is guide.document:
        return guide
    again = read_elements(shown)
    better = {name: max(state, again[name]) for name, state in guide.elements.items()}
    return replace(guide, elements=better, document=shown) if better != dict(guide.elements) else guide


def _named(page: Document) -> str:
    """The heading that names the guide: the one the title repeats, because side boxes use the same rank."""
    headings = [text for node in page.tree.css("h1") if (text := tidy(node.text()))]
    return next((text for text in headings if text in page.title), headings[0] if headings else "")
