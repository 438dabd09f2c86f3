"""Does the picture of a week show each hour in the colour of its worst visit?"""

import io
from datetime import date

from PIL import Image

from fixtures.series import Week
from reports.availability_picture import draw

AS_OF = date(2026, 8, 21)
FIRST, LAST = date(2026, 8, 14), date(2026, 8, 20)
GREEN, RED, PURPLE, BLUE, YELLOW, WHITE = (
    (76, 175, 80),
    (211, 47, 47),
    (142, 68, 173),
    (100, 149, 237),
    (255, 213, 79),
    (255, 255, 255),
)


def cells(week: Week) -> list[list[tuple[int, int, int]]]:
    """The colours in the middle of the cells, day by day."""
    probes = week.probes("x", "https://www.example.gov.cn/", AS_OF)
    image = Image.open(io.BytesIO(draw(probes, FIRST, LAST, 15))).convert("RGB")
    found = []
    for row in range(7):
        colours = [image.getpixel((60 + hour * 26 + 13, 24 + row * 26 + 13)) for hour in range(24)]
        found.append([colour for colour in colours if isinstance(colour, tuple)])
    return found  # type: ignore[return-value]  # three numbers each: it is RGB


def counted(week: Week, colour: tuple[int, int, int]) -> int:
    """How many cells have a colour."""
    return sum(row.count(colour) for row in cells(week))


def test_a_week_without_trouble_is_green() -> None:
    assert counted(Week(), GREEN) == 7 * 24


def test_every_kind_of_trouble_has_its_colour() -> None:
    week = Week(failed=5, slow=4, seconds=7.5, blocked=3, ours=2)
    assert [counted(week, colour) for colour in (RED, YELLOW, PURPLE, BLUE)] == [5, 4, 3, 2]


def test_hours_without_a_visit_are_white() -> None:
    assert cells(Week(short={1: 0}))[6] == [WHITE] * 24
    assert counted(Week(a_day=12), WHITE) == 7 * 12


def test_the_same_week_gives_the_same_picture() -> None:
    probes = Week(failed=3).probes("x", "https://www.example.gov.cn/", AS_OF)
    assert draw(probes, FIRST, LAST, 15) == draw(probes, FIRST, LAST, 15)
