"""Which numbers of persons does a page or a file show, and what stands around each? No number itself is kept."""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from pages.documents import Document, tidy
from pages.personal_numbers import Form, Kind, Number, covered, folded, numbers, unnumbered
from pages.text_lines import Line, hidden_texts, page_lines

_ABOVE = 8  # lines of context
_LONGEST = 300  # characters of a cell or line kept on either side
_PROMISING = re.compile(r"1[3-9]\d(?:[ -]?\d){8}|\d(?:[ -]?\d){13}")


class Sort(Enum):
    """What kind of page or file it is; `value` is the Chinese word."""

    HOME = "首页"
    COLUMN = "栏目页"
    ARTICLE = "文章"
    LETTER = "信件"
    GUIDE = "办事指南"
    FILE = "附件"


@dataclass(frozen=True, slots=True)
class Sighting:
    """One number of a person, with all words around it; every number in them is masked.

    Attributes:
        masked: the part of it that may be shown.
        which: the same for the same number in one text.
        place: where it stands, in Chinese, may be empty.
        cell: the line or table cell it stands in; it begins at `at`.
        row: the cells of its row, itself in number `column`; `heads` the heads of the columns.
        above: the lines before, latest last.
    """

    kind: Kind
    form: Form
    masked: str
    which: int
    place: str
    cell: str
    at: int
    row: tuple[str, ...]
    column: int
    heads: tuple[str, ...]
    above: tuple[str, ...]

    @property
    def before(self) -> str:
        """What stands before it in its cell."""
        return self.cell[: self.at]

    @property
    def after(self) -> str:
        """What stands behind it in its cell."""
        return self.cell[self.at + len(self.masked) :]

    @property
    def head(self) -> str:
        """The head of its column, else what stands in the cell to its left: the label in a form."""
        if self.column < len(self.heads) and self.heads[self.column]:
            return self.heads[self.column]
        return next((cell for cell in reversed(self.row[: self.column]) if cell), "")


@dataclass(frozen=True, slots=True)
class Text:
    """One page or file that was read.

    Attributes:
        url: address of the page, or of the file; `where` the page a reader opens to get to it.
        name: title of the page, or name of the file; `part` the name of the file inside an archive.
        sightings: numbers it shows; `hidden` those that stand in its source only.
        told: why a file was not read (to its end), empty when it was.
    """

    url: str
    where: str
    sort: Sort
    name: str
    part: str = ""
    sightings: tuple[Sighting, ...] = ()
    hidden: tuple[Sighting, ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class PersonalData:
    """What was read for numbers of persons.

    Attributes:
        texts: pages and files, in order; what could not be read is told there.
        files: how many files are known, `left` how many of them were not chosen or came too late.
        missed: what could not be looked at, in Chinese.
    """

    texts: tuple[Text, ...]
    files: int = 0
    left: int = 0
    missed: tuple[str, ...] = ()


def page_text(document: Document, sort: Sort, as_of: date) -> Text:
    """Read one page."""
    heading = document.tree.css_first("h1")
    name = unnumbered((tidy(heading.text()) if heading is not None else "") or document.title)
    if not _PROMISING.search(folded(document.html)) and not _PROMISING.search(folded(document.text)):
        return Text(document.url, document.url, sort, name)
    hidden = (Line("页面源码", (text,)) for text in hidden_texts(document))
    shown = tuple(sighted(page_lines(document), as_of))
    return Text(document.url, document.url, sort, name, sightings=shown, hidden=tuple(sighted(hidden, as_of)))


def sighted(lines: Iterable[Line], as_of: date) -> Iterator[Sighting]:
    """Every number of a person in some lines.

    Args:
        lines: in order, table rows with their heads.
        as_of: nobody listed was born after this day.
    """
    above: deque[str] = deque(maxlen=_ABOVE)
    known: dict[str, int] = {}
    for line in lines:
        cells = tuple(map(folded, line.cells))
        found = [numbers(cell, as_of) if _PROMISING.search(cell) else () for cell in cells]
        shown = [covered(cell, here) for cell, here in zip(cells, found, strict=True)]
        row = tuple(text[:_LONGEST] for text, _ in shown) if len(cells) > 1 else ()
        for column, (here, (text, starts)) in enumerate(zip(found, shown, strict=True)):
            for number, start in zip(here, starts, strict=True):
                which = known.setdefault(number.digits, len(known))
                yield _sighting(number, which, line, (text, start), (row, column, tuple(above)))
        above.append(" | ".join(text for text, _ in shown if text)[:_LONGEST])


def _sighting(
    number: Number, which: int, line: Line, cell: tuple[str, int], around: tuple[tuple[str, ...], int, tuple[str, ...]]
) -> Sighting:
    text, start = cell
    row, column, above = around
    first = max(0, start - _LONGEST)
    return Sighting(
        kind=number.kind,
        form=number.form,
        masked=number.masked,
        which=which,
        place=line.place,
        cell=text[first : start + len(number.masked) + _LONGEST],
        at=start - first,
        row=row,
        column=column,
        heads=tuple(folded(head) for head in line.heads),
        above=above,
    )
