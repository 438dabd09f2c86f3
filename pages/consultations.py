"""Which questions were sent to a mailbox, and what became of them day by day? Records, and who remembers them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from pages.errors import Unseen


@dataclass(frozen=True, slots=True)
class Question:
    """A simple common question a citizen might ask, as it is typed into the form."""

    title: str
    content: str


@dataclass(frozen=True, slots=True)
class Consultation:
    """A question that was sent and accepted.

    Attributes:
        site: slug of the site; `url` page of the form; `query_url` page of the look-up, empty when unknown.
        number, code: receipt number and query code, empty when the site gave none.
        sent_at: moment it was sent, with time zone.
    """

    site: str
    title: str
    content: str
    number: str
    code: str
    url: str
    query_url: str
    sent_at: datetime

    @property
    def called(self) -> str:
        """How sentences name it."""
        number = f"（受理编号 {self.number}）" if self.number else ""
        return f"咨询“{self.title}”{number}"


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a consultation looked like on one day.

    Attributes:
        on: the day it was looked up.
        answered: whether there was an answer.
        replied_on: day of the answer as the site gives it, None when it does not.
    """

    on: date
    answered: bool
    replied_on: date | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Followed:
    """A consultation with every sighting of it, oldest first; `unseen` tells why the last look-up showed nothing."""

    letter: Consultation
    sightings: tuple[Sighting, ...] = ()
    unseen: Unseen | None = None


@dataclass(frozen=True, slots=True)
class Correspondence:
    """The consultations of one inspection.

    Attributes:
        url: the site, for findings and messages.
        letters: those that count, oldest first.
        wanted: how many there should be.
        obstacle: why no further one could be sent, None when none was missing.
    """

    url: str
    letters: tuple[Followed, ...]
    wanted: int
    obstacle: Unseen | None = None


class LetterLog(Protocol):
    """Who remembers consultations. Append-only: what was written is never changed."""

    def sent(self, site: str, since: datetime, before: datetime) -> tuple[Consultation, ...]:
        """Consultations sent in [since, before), oldest first."""

    def sightings(self, letter: Consultation) -> tuple[Sighting, ...]:
        """What was seen of a consultation so far, oldest first."""

    def remember(self, letter: Consultation) -> None:
        """Write down a consultation just accepted."""

    def saw(self, letter: Consultation, sighting: Sighting) -> None:
        """Write down what was seen of it today; a second sighting of the same day changes nothing."""
