"""Can text on pictures be read, and is text written as text?"""

from collections.abc import Callable

import pytest

from pages.pictured_text import PicturedText
from pages.text_images import TextImage
from suites.accessibility.pictured import judge_contrast, judge_text_images
from suites.standards import Clause


@pytest.mark.indicator("a11y_pixels", 1)
def test_text_on_pictures(
    clause: Clause, pictured_text: tuple[PicturedText, ...], conclude: Callable[..., None]
) -> None:
    conclude(judge_contrast(clause, pictured_text))


@pytest.mark.indicator("a11y_pixels", 2)
def test_text_as_pictures(clause: Clause, text_images: tuple[TextImage, ...], conclude: Callable[..., None]) -> None:
    conclude(judge_text_images(clause, text_images))
