"""Are citizens' letters and their answers published, current, complete, and counted?"""

from collections.abc import Callable
from datetime import date

import pytest

from pages.letter_sample import LetterSample
from pages.letter_statistics import LetterStatistics
from pages.letters import Letters
from site_configs import Site
from suites.interaction.published_letters import judge_complete, judge_counted, judge_fresh, judge_published
from suites.standards import Clause


@pytest.mark.indicator("letter_publication", 1)
def test_letters_published(
    clause: Clause, site: Site, letters: Letters, letter_sample: LetterSample, conclude: Callable[..., None]
) -> None:
    conclude(judge_published(clause, site, letters, letter_sample))


@pytest.mark.indicator("letter_publication", 2)
def test_letters_fresh(
    clause: Clause, letters: Letters, letter_sample: LetterSample, as_of: date, conclude: Callable[..., None]
) -> None:
    conclude(judge_fresh(clause, letters, letter_sample, as_of))


@pytest.mark.indicator("letter_publication", 3)
def test_letters_complete(
    clause: Clause, letters: Letters, letter_sample: LetterSample, conclude: Callable[..., None]
) -> None:
    conclude(judge_complete(clause, letters, letter_sample))


@pytest.mark.indicator("letter_publication", 4)
def test_letters_counted(
    clause: Clause, site: Site, letters: Letters, letter_statistics: LetterStatistics, conclude: Callable[..., None]
) -> None:
    conclude(judge_counted(clause, site, letters, letter_statistics))
