"""Can published PDFs be read aloud, and films be followed without hearing?"""

from collections.abc import Callable

import pytest

from pages.film_pages import FilmPages
from pages.published_pdfs import PublishedPdfs
from suites.accessibility.downloads import judge_films, judge_pdfs
from suites.standards import Clause


@pytest.mark.indicator("a11y_media", 1)
def test_tagged_documents(clause: Clause, published_pdfs: PublishedPdfs, conclude: Callable[..., None]) -> None:
    conclude(judge_pdfs(clause, published_pdfs))


@pytest.mark.indicator("a11y_media", 2)
def test_captioned_films(clause: Clause, film_pages: FilmPages, conclude: Callable[..., None]) -> None:
    conclude(judge_films(clause, film_pages))
