"""Do declared language and headings let a reader of screens read a page right and find the way in it?"""

from collections.abc import Callable, Sequence

import pytest

from pages.page_readings import PageReading
from suites.accessibility.structured import judge_headings, judge_language
from suites.standards import Clause


@pytest.mark.indicator("a11y_structure", 1)
def test_declared_language(clause: Clause, read_pages: Sequence[PageReading], conclude: Callable[..., None]) -> None:
    conclude(judge_language(clause, read_pages))


@pytest.mark.indicator("a11y_structure", 2)
def test_heading_levels(clause: Clause, read_pages: Sequence[PageReading], conclude: Callable[..., None]) -> None:
    conclude(judge_headings(clause, read_pages))
