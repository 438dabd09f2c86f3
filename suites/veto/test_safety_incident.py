"""Is there a trace of a serious incident? Candidates only: a person confirms each one."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from pages.hidden_links import Faces, HomeLinks
from pages.publications import DateReading, Linked, Publication
from suites.standards import Clause
from suites.verdict import Verdict
from suites.veto.falsified_dates import judge_dates
from suites.veto.hijacking import judge_hijack
from suites.veto.published_words import judge_content, judge_secrecy, judge_wording
from suites.veto.wordlists import wordlists


@pytest.mark.indicator("safety_incident", 1, 2)
def test_words(clause: Clause, publications: Sequence[Publication], conclude: Callable[..., None]) -> None:
    conclude((judge_wording if clause.number == 1 else judge_secrecy)(clause, publications, wordlists()))


@pytest.mark.indicator("safety_incident", 3)
def test_content(
    clause: Clause, publications: Sequence[Publication], linked_pages: Sequence[Linked], conclude: Callable[..., None]
) -> None:
    conclude(judge_content(clause, publications, linked_pages, wordlists()))


@pytest.mark.indicator("safety_incident", 4)
def test_hijack(clause: Clause, outward_links: HomeLinks, home_faces: Faces, conclude: Callable[..., None]) -> None:
    conclude(judge_hijack(clause, outward_links, home_faces, wordlists()))


@pytest.mark.indicator("safety_incident", 5)
def test_dates(clause: Clause, date_reading: DateReading, as_of: date, conclude: Callable[..., None]) -> None:
    conclude(judge_dates(clause, date_reading, as_of))


@pytest.mark.indicator("safety_incident", 6)
def test_opinion(clause: Clause, conclude: Callable[..., None]) -> None:
    conclude(Verdict.of(clause, []))
