"""Does the picture of a week show each hour in the colour of its worst visit, and its curves the right seconds?"""

import math
from datetime import date, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest

from fixtures.series import Week
from pages.clock import BEIJING
from pages.errors import Reason
from pages.probes import Probe, Try
from reports.availability_picture import draw
from reports.response_times import Times, by_hour, by_hour_of_day, together
from suites.standards import Standard

AS_OF = date(2026, 8, 21)
FIRST, LAST = date(2026, 8, 14), date(2026, 8, 20)
DAYS = [FIRST + timedelta(days=number) for number in range(7)]
LIMIT = Standard.load("guoban-2019-19").clause("site_unreachable.1").duration("timeout").seconds
SVG = "{http://www.w3.org/2000/svg}"
URL = "https://www.example.gov.cn/"


def drawn(probes: tuple[Probe, ...]) -> ET.Element:
    """The picture, read as a browser reads it."""
    return ET.fromstring(draw(probes, FIRST, LAST, LIMIT))  # noqa: S314  our own


def cells(week: Week) -> list[str]:
    """The words behind the cells, hour by hour."""
    titles = [one.findtext(f"{SVG}title", "") for one in drawn(week.probes("x", URL, AS_OF)).iter(f"{SVG}rect")]
    return [title.partition("：")[2] for title in titles if title]


def counted(week: Week, word: str) -> int:
    """How many cells say so."""
    return cells(week).count(word)


def visits(seconds: list[float], day: date = FIRST, hour: int = 9) -> tuple[Probe, ...]:
    """Visits within one hour, that took so long."""
    start = datetime.combine(day, datetime.min.time(), BEIJING) + timedelta(hours=hour)
    moments = [start + timedelta(seconds=30 * number) for number in range(len(seconds))]
    return tuple(Probe("x", URL, Try(at, took, None, 200)) for at, took in zip(moments, seconds, strict=True))


def test_a_week_without_trouble_is_green() -> None:
    assert cells(Week()) == ["打开"] * 7 * 24


def test_every_kind_of_trouble_has_its_colour() -> None:
    week = Week(failed=5, slow=4, seconds=7.5, blocked=3, ours=2)
    assert [counted(week, word) for word in ("打不开", "较慢", "不能确定", "检测环境断网")] == [5, 4, 3, 2]


def test_hours_without_a_visit_are_white() -> None:
    assert cells(Week(short={1: 0}))[6 * 24 :] == ["没有访问"] * 24
    assert counted(Week(a_day=12), "没有访问") == 7 * 12


def test_the_same_week_gives_the_same_picture() -> None:
    probes = Week(failed=3).probes("x", URL, AS_OF)
    assert draw(probes, FIRST, LAST, LIMIT) == draw(tuple(reversed(probes)), FIRST, LAST, LIMIT)


@pytest.mark.parametrize(
    ("seconds", "median", "high"),
    [
        ([], None, None),
        ([0.4], 0.4, 0.4),
        ([0.2, 0.8], 0.5, 0.8),
        ([3.0, 1.0, 2.0], 2.0, 3.0),
        ([float(number) / 10 for number in range(1, 21)], 1.05, 1.9),
        ([float(number) / 10 for number in range(1, 101)], 5.05, 9.5),
    ],
)
def test_median_and_95_percent_of_an_hour(seconds: list[float], median: float | None, high: float | None) -> None:
    hour = by_hour(visits(seconds), DAYS, LIMIT)[9]
    assert (hour.median, hour.high) == (pytest.approx(median) if seconds else None, high)


def test_what_did_not_open_has_no_time() -> None:
    at = datetime.combine(FIRST, datetime.min.time(), BEIJING)
    dead = Try(at, 20.0, Reason.TIMEOUT)
    hours = by_hour(
        (
            Probe(
                "x", URL, Try(at, LIMIT, None, 200), Try(at, LIMIT, None, 200)
            ),  # as late as the law allows, and down
            Probe("x", URL, Try(at, LIMIT - 0.1, None, 200)),
            Probe("x", URL, dead, Try(at, 0.5, None, 200)),  # refuted: the second look counts
            Probe("x", URL, dead, dead, ours=True),
            Probe("x", URL, Try(at, 0.1, Reason.BLOCKED, 403), Try(at, 0.1, Reason.BLOCKED, 403)),
        ),
        DAYS,
        LIMIT,
    )
    assert hours[0] == Times((0.5, LIMIT - 0.1), down=1, doubtful=1, ours=1)
    assert together(hours) == hours[0]


def test_hours_are_those_of_beijing_and_days_come_together() -> None:
    probes = (*visits([1.0], DAYS[0]), *visits([3.0], DAYS[1]), *visits([2.0], DAYS[6]), *visits([9.0], AS_OF))
    hours = by_hour(probes, DAYS, LIMIT)
    assert [number for number, one in enumerate(hours) if one.seconds] == [9, 24 + 9, 6 * 24 + 9]
    assert by_hour_of_day(hours)[9].seconds == (1.0, 2.0, 3.0)


def test_the_curves_stand_where_their_seconds_are() -> None:
    """The limit's line and the median's point of a lone hour, measured against the grid of 0.1 and 1 second."""
    sheet = drawn(visits([0.3, 0.3, 1.0]))
    limits = [float(one.get("y1", 0)) for one in sheet.iter(f"{SVG}line") if one.get("class") == "limit"]
    marked = {one.text: float(one.get("y", 0)) - 6 for one in sheet.iter(f"{SVG}text")}  # of the last curve
    points = [float(one.get("cy", 0)) for one in sheet.iter(f"{SVG}circle")]
    tenfold = marked["0.1 秒"] - marked["1 秒"]
    assert len(limits) == len(points) == 2
    assert limits[-1] == pytest.approx(marked["1 秒"] - tenfold * math.log10(LIMIT), abs=0.3)
    assert points[-1] == pytest.approx(marked["1 秒"] + tenfold * math.log10(1 / 0.3), abs=0.3)
    band = [one for one in sheet.iter(f"{SVG}line") if one.get("class") == "band"][-1]
    assert float(band.get("y2", 0)) == pytest.approx(marked["1 秒"], abs=0.3)
    assert f"{LIMIT:g} 秒" in marked


def test_failures_are_marked_and_told() -> None:
    sheet = drawn(Week(failed=5, blocked=3).probes("x", URL, AS_OF))
    marks = [one.text or "" for one in sheet.iter(f"{SVG}text") if "mark" in (one.get("class") or "")]
    week, day = marks[:8], marks[8:]
    assert (week.count("×"), week.count("?")) == (5, 3)
    assert sum(int(mark[1:] or 1) for mark in day if mark.startswith("×")) == 5
    told = "".join(sheet.itertext())
    assert "中位数 0.40 秒，95% 不超过 0.40 秒" in told
    assert "打不开（×）5 次，不能确定（?）3 次" in told
