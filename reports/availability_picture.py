"""How did a home page do hour by hour? Seven days of twenty-four cells, and the curve of its response times, as a PNG.

Only digits are written into it: whether this machine has Chinese fonts must not matter. The words stand in the report.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from PIL import Image, ImageDraw, ImageFont

from pages.clock import BEIJING
from pages.probes import Probe, ProbeState

LEGEND = (
    "一周访问记录（绿 打开，黄 较慢，红 打不开，紫 不能确定，蓝 检测环境断网，白 没有访问；曲线为打开用时，红线为期限）"
)
_CELL, _LEFT, _TOP, _CURVE, _MARGIN = 26, 60, 24, 140, 12
_HOURS = 24
_SLOW = 0.2  # of the limit: from here on a cell is yellow
_GREEN, _YELLOW, _WHITE = (76, 175, 80), (255, 213, 79), (255, 255, 255)
_COLOURS = {
    ProbeState.OPEN: _GREEN,
    ProbeState.DOWN: (211, 47, 47),
    ProbeState.DOUBTFUL: (142, 68, 173),
    ProbeState.OURS: (100, 149, 237),
}
# The worst of an hour is shown.
_RANK = (ProbeState.OURS, ProbeState.OPEN, ProbeState.DOUBTFUL, ProbeState.DOWN)
_LINE, _TEXT, _GRID, _LIMIT = (33, 82, 150), (60, 60, 60), (200, 200, 200), (211, 47, 47)


def draw(probes: Iterable[Probe], first: date, last: date, limit: float) -> bytes:
    """A PNG of the days from `first` to `last` (both included); pages have to open in less than `limit` seconds."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    visits = sorted(probes, key=lambda one: one.at)
    size = (_LEFT + _HOURS * _CELL + _MARGIN, _TOP + len(days) * _CELL + _MARGIN * 2 + _CURVE + _MARGIN)
    image = Image.new("RGB", size, _WHITE)
    pen = ImageDraw.Draw(image)
    _cells(pen, visits, days, limit)
    _curve(pen, visits, days, limit)
    written = io.BytesIO()
    image.save(written, "PNG", optimize=True)
    return written.getvalue()


def _cells(pen: ImageDraw.ImageDraw, visits: Sequence[Probe], days: Sequence[date], limit: float) -> None:
    font = ImageFont.load_default()
    hours: dict[tuple[date, int], list[Probe]] = {}
    for one in visits:
        at = one.at.astimezone(BEIJING)
        hours.setdefault((at.date(), at.hour), []).append(one)
    for hour in range(0, _HOURS, 3):
        pen.text((_LEFT + hour * _CELL + 4, 6), f"{hour:02}", _TEXT, font)
    for row, day in enumerate(days):
        y = _TOP + row * _CELL
        pen.text((8, y + 8), f"{day:%m-%d}", _TEXT, font)
        for hour in range(_HOURS):
            x = _LEFT + hour * _CELL
            colour = _colour(hours.get((day, hour), ()), limit)
            pen.rectangle((x + 1, y + 1, x + _CELL - 2, y + _CELL - 2), colour, _GRID)


def _colour(visits: Sequence[Probe], limit: float) -> tuple[int, int, int]:
    if not visits:
        return _WHITE
    worst = max(visits, key=lambda one: _RANK.index(one.state(limit)))
    state = worst.state(limit)
    slow = state is ProbeState.OPEN and any(_seconds(one, limit) >= limit * _SLOW for one in visits)
    return _YELLOW if slow else _COLOURS[state]


def _seconds(probe: Probe, limit: float) -> float:
    """How long the page took when it opened, else the limit."""
    tries = [one for one in (probe.first, probe.second) if one is not None and one.opened(limit)]
    return tries[0].seconds if tries else limit


def _curve(pen: ImageDraw.ImageDraw, visits: Sequence[Probe], days: Sequence[date], limit: float) -> None:
    top, bottom = _TOP + len(days) * _CELL + _MARGIN * 2, _TOP + len(days) * _CELL + _MARGIN * 2 + _CURVE
    width = _HOURS * _CELL
    start = datetime.combine(days[0], datetime.min.time(), BEIJING)
    font = ImageFont.load_default()
    pen.rectangle((_LEFT, top, _LEFT + width, bottom), _WHITE, _GRID)
    pen.line((_LEFT, top, _LEFT + width, top), _LIMIT)
    pen.text((8, top - 4), f"{limit:g} s", _TEXT, font)
    pen.text((8, bottom - 8), "0 s", _TEXT, font)
    for number in range(1, len(days)):
        x = _LEFT + width * number // len(days)
        pen.line((x, top, x, bottom), _GRID)
    points = [
        (
            _LEFT + width * ((one.at - start) / timedelta(days=len(days))),
            bottom - _CURVE * min(_seconds(one, limit), limit) / limit,
        )
        for one in visits
        if one.state(limit) is not ProbeState.OURS
    ]
    if len(points) > 1:
        pen.line(points, _LINE)
