"""What do some of the published letters show in full? A few newest ones and a draw, each opened."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pages.documents import Document
from pages.errors import Reason, Unseen
from pages.letter import Letter, read_letter
from pages.letters import Letters, Span
from pages.reading import Reader

_NEWEST = 3
_DRAWN = 7
MAX_RENDERED = 4


@dataclass(frozen=True, slots=True)
class LetterSample:
    """Letters opened one by one.

    Attributes:
        answered: letters that show a sign of an answer, each with all that list and page say of it.
        waiting: letters opened that have no answer yet.
        unread: why pages of letters could not be read.
    """

    answered: tuple[Letter, ...] = ()
    waiting: tuple[Letter, ...] = ()
    unread: tuple[Unseen, ...] = ()

    @property
    def opened(self) -> tuple[Letter, ...]:
        """Every letter that could be read."""
        return self.answered + self.waiting


def sample_letters(letters: Letters, reader: Reader, span: Span) -> LetterSample:
    """Open the newest letters and some drawn from the others of the span.

    Args:
        letters: what the lists showed; letters known to wait for an answer, trials and the like are passed over.
        reader: reads pages; renders those a script fills as long as its allowance lasts.
        span: letters since `since` are drawn from, older ones only when there are no others; `seed` repeats the draw.
    """
    chosen = _drawn(letters.letters, span)
    pages = reader.read_all(one.url for one in chosen if one.url != one.found_on)
    opened: list[Letter] = []
    unread: list[Unseen] = []
    for letter in chosen:
        full = letter if letter.url == letter.found_on else _full(letter, pages[letter.url], reader, span.as_of)
        if isinstance(full, Unseen):
            unread.append(full)
        else:
            opened.append(full)
    answered = tuple(one for one in opened if one.answered)
    return LetterSample(answered, tuple(one for one in opened if not one.answered), tuple(unread))


def _drawn(letters: Iterable[Letter], span: Span) -> list[Letter]:
    usable = [one for one in letters if one.effective and one.answered is not False]
    recent = [one for one in usable if (day := _latest(one)) and span.since <= day <= span.as_of] or usable
    ordered = sorted(recent, key=lambda one: (_latest(one) or date.min, one.key), reverse=True)
    rest = ordered[_NEWEST:]
    chance = random.Random(span.seed)  # noqa: S311  sampling, not secrecy
    return [*ordered[:_NEWEST], *chance.sample(rest, min(len(rest), _DRAWN))]


def _latest(letter: Letter) -> date | None:
    return max((day for day in (letter.replied_at, letter.listed_at, letter.asked_at) if day), default=None)


def _full(letter: Letter, page: Document | Unseen, reader: Reader, as_of: date) -> Letter | Unseen:
    """The letter with what its page says, or why the page does not show it."""
    if isinstance(page, Unseen):
        return page
    full = read_letter(letter, page, as_of)
    if (not full.detailed or not full.answer) and page.tree.css_first("script"):
        shown = reader.render(letter.url, page)
        full = read_letter(letter, shown, as_of) if isinstance(shown, Document) else full
    return full if full.detailed else Unseen(Reason.LAYOUT, letter.url, "没有认出信件内容")
