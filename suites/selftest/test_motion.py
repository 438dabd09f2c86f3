"""What counts as moving on, and when do two pictures of the focus differ?"""

import io

import pytest
from PIL import Image

from fixtures.sample_files import file_bytes
from pages.keyboard import Element
from pages.keyboard_focus import different_pixels
from pages.motion import Region, goes_on

LEAST = 5.0
BOX = {"x": 0, "y": 0, "width": 300, "height": 100}


def _region(*times: float) -> Region:
    told = dict.fromkeys(("tag", "type", "label", "href", "selector", "pattern", "zone"), "")
    element = Element.of({**told, "number": 1, "tabindex": 0, "fixed": False, "foreign": False, "form": -1, "box": BOX})
    return Region(element, times, (), (), "")


@pytest.mark.parametrize(
    ("times", "lasts"),
    [
        ((), False),
        ((3.0, 6.0), True),  # a carousel
        ((0.3, 0.6, 4.9), False),  # at rest in time
        ((6.0,), False),  # came up once
        ((6.0, 6.3, 7.4), False),  # slid in, once
        ((0.2, 5.1), True),
    ],
)
def test_what_moves_again_after_the_time_lasts(times: tuple[float, ...], lasts: bool) -> None:
    assert _region(*times).lasts(LEAST) is lasts


def test_the_rhythm_is_the_longest_pause() -> None:
    assert _region(3.0, 3.4, 6.4).rhythm == pytest.approx(3.0)


@pytest.mark.parametrize(
    ("frames", "moving"),
    [("500", False), ("500 500 循环", True), ("400 400", False), ("2600 2400", False), ("2600 2500", True)],
)
def test_an_animated_picture_goes_on_when_it_repeats_or_takes_long(frames: str, moving: bool) -> None:
    assert goes_on(file_bytes("gif", frames), LEAST) is moving


def test_what_is_no_picture_does_not_move() -> None:
    assert not goes_on(b"<html>", LEAST)


def _picture(width: int, ring: int | None) -> bytes:
    image = Image.new("RGB", (width, 20), (255, 255, 255))
    for x in range(width if ring is not None else 0):
        image.putpixel((x, 0), (ring or 0, 0, 0))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def test_pictures_are_compared_by_plainly_different_pixels() -> None:
    assert different_pixels(_picture(30, None), _picture(30, None)) == 0
    assert different_pixels(_picture(30, None), _picture(30, 0)) == 30
    assert different_pixels(_picture(30, 10), _picture(30, 0)) == 0  # too faint to be seen
    assert different_pixels(_picture(40, None), _picture(30, None)) == 800
