"""How distinct is text on a picture, to the last pixel, and from which share of faint pixels on does it count?"""

import pytest
from PIL import Image

from fixtures.samples import DEFAULT_AS_OF
from pages.contrast import Colour, Spread, contrast, luminance, spread
from pages.pictured_text import PicturedText
from suites.accessibility.pictured import judge_contrast
from suites.standards import Clause, Rulebook
from suites.verdict import Outcome

BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)
NORMAL, LARGE = 4.5, 3.0


def _grey(level: int) -> Colour:
    return level, level, level


def _picture(*colours: tuple[int, ...]) -> Image.Image:
    """One row, one pixel of each colour."""
    image = Image.new("RGBA", (len(colours), 1))
    for x, colour in enumerate(colours):
        image.putpixel((x, 0), (*colour, 255)[:4])
    return image


def test_contrast_goes_from_one_to_twenty_one_and_back() -> None:
    assert contrast(BLACK, WHITE) == contrast(WHITE, BLACK) == pytest.approx(21)
    assert contrast(WHITE, WHITE) == pytest.approx(1)


def test_dark_channels_are_linear_and_colours_weigh_differently() -> None:
    assert luminance(_grey(10)) == pytest.approx(10 / 255 / 12.92)
    assert luminance(_grey(11)) == pytest.approx(((11 / 255 + 0.055) / 1.055) ** 2.4)
    parts = [luminance(colour) for colour in ((255, 0, 0), (0, 255, 0), (0, 0, 255))]
    assert parts == pytest.approx([0.2126, 0.7152, 0.0722])


@pytest.mark.parametrize(
    ("text", "enough", "least"),
    [
        (WHITE, 0x76, NORMAL),
        (WHITE, 0x94, LARGE),
        (BLACK, 0x75, NORMAL),
        (BLACK, 0x5A, LARGE),
    ],
    ids=["white", "large white", "black", "large black"],
)
def test_one_shade_decides(text: Colour, enough: int, least: float) -> None:
    """Known from WCAG's own tables: #767676 is the lightest grey under white, and so on."""
    worse = enough + (1 if text == WHITE else -1)
    assert spread(_picture(_grey(enough)), text, 1).at(0.5) >= least
    assert spread(_picture(_grey(worse)), text, 1).at(0.5) < least


def test_half_transparent_text_is_mixed_with_what_lies_behind() -> None:
    assert spread(_picture(BLACK), WHITE, 0.5).at(0) == pytest.approx(contrast(_grey(127), BLACK), rel=0.02)
    assert spread(_picture(BLACK), WHITE, 0).at(0) == pytest.approx(1)


def test_only_opaque_pixels_are_measured() -> None:
    found = spread(_picture((*WHITE, 127), (*BLACK, 128), (*BLACK, 255)), WHITE, 1)
    assert found.pixels == 2
    assert found.at(0) == pytest.approx(21)
    assert spread(_picture((*WHITE, 0)), WHITE, 1) == Spread(())
    assert Spread(()).at(0.5) == 1


@pytest.mark.parametrize(
    ("share", "ratio"), [(0, 2.0), (0.19, 2.0), (0.2, 5.0), (0.5, 5.0), (0.59, 5.0), (0.6, 9.0), (1, 9.0)]
)
def test_the_contrast_of_a_share_of_the_pixels(share: float, ratio: float) -> None:
    assert Spread(((2.0, 20), (5.0, 40), (9.0, 40))).at(share) == ratio


def test_a_picture_of_very_many_colours_is_measured_nearly_as_exactly() -> None:
    image = Image.new("RGBA", (256, 256), (*WHITE, 255))
    image.putdata([(x, y, (x + y) % 256, 255) for x in range(256) for y in range(256)])
    found = spread(image, WHITE, 1)
    exact = sorted(contrast(WHITE, (x, y, (x + y) % 256)) for x in range(256) for y in range(256))
    assert found.pixels == len(exact)
    assert len(found.steps) < 1 << 14
    for share in (0.05, 0.2, 0.5, 0.9):
        assert found.at(share) == pytest.approx(exact[int(share * len(exact))], rel=0.05)


@pytest.fixture(scope="module")
def clause() -> Clause:
    return Rulebook.shipped(DEFAULT_AS_OF).clause("a11y_pixels.1")


def _outcome(clause: Clause, steps: tuple[tuple[float, int], ...], *, large: bool = False) -> Outcome:
    text = PicturedText("http://a/", "p", "p", "云汀", WHITE, large, Spread(steps), None)
    return judge_contrast(clause, [text]).outcome


@pytest.mark.parametrize(
    ("faint", "outcome"),
    [
        (0, Outcome.PASS),
        (5, Outcome.PASS),
        (6, Outcome.REVIEW),
        (20, Outcome.REVIEW),
        (21, Outcome.FAIL),
        (100, Outcome.FAIL),
    ],
)
def test_a_fifth_of_faint_pixels_fails_and_a_twentieth_is_for_a_person(
    clause: Clause, faint: int, outcome: Outcome
) -> None:
    assert _outcome(clause, ((1.5, faint), (9.0, 100 - faint))) is outcome


@pytest.mark.parametrize(
    ("ratio", "normal", "large"),
    [
        (2.99, Outcome.FAIL, Outcome.FAIL),
        (3.0, Outcome.FAIL, Outcome.PASS),
        (4.49, Outcome.FAIL, Outcome.PASS),
        (4.5, Outcome.PASS, Outcome.PASS),
    ],
)
def test_large_text_needs_less(clause: Clause, ratio: float, normal: Outcome, large: Outcome) -> None:
    assert _outcome(clause, ((ratio, 100),)) is normal
    assert _outcome(clause, ((ratio, 100),), large=True) is large


def test_what_is_certain_counts_and_what_is_not_is_mentioned(clause: Clause) -> None:
    faint, doubtful = (
        PicturedText("http://a/", "p", name, name, WHITE, large=False, spread=Spread(steps), picture=None)
        for name, steps in (("甲", ((1.5, 100),)), ("乙", ((1.5, 10), (9.0, 90))))
    )
    verdict = judge_contrast(clause, [faint, doubtful])
    assert verdict.outcome is Outcome.FAIL
    assert [finding.target for finding in verdict.findings] == ["contrast 甲"]
    assert "1 处不能确定" in verdict.note
