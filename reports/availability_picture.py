"""How did a home page do hour by hour? Days of twenty-four cells, and the curves of its response times, as one SVG.

It is drawn for a wide page and for a telephone alike: on a narrow screen the words grow, the rest shrinks.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from xml.etree import ElementTree as ET

from pages.probes import Probe
from reports.response_times import HOURS, Times, by_hour, by_hour_of_day, together

NAME = "一周访问记录与打开用时"
_WIDTH, _LEFT, _CELL, _PITCH, _LINE = 736, 72, 27, 26, 30
_CURVE, _LANE = 150, 22
_PLOT = HOURS * _CELL
_SLOW = 0.2  # of the limit: from here on a cell is yellow
_QUICKEST = 0.05  # seconds: the lower edge of the curves, whose seconds grow tenfold by equal steps
_MARKS = (0.1, 1.0, 10.0)
_GREEN, _YELLOW, _RED, _PURPLE, _BLUE, _WHITE = "#4caf50", "#ffd54f", "#d32f2f", "#8e44ad", "#6495ed", "#fff"
_LEGEND = {
    _GREEN: "打开",
    _YELLOW: "较慢",
    _RED: "打不开",
    _PURPLE: "不能确定",
    _BLUE: "检测环境断网",
    _WHITE: "没有访问",
}
_BORDER, _FAINT, _MEDIAN, _BAND = "#c8c8c8", "#e4e4e4", "#215296", "#a9c4ea"
_STYLE = """
text { font: 13px "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif; fill: #3c3c3c }
.head { font-weight: bold } .end { text-anchor: end } .mid { text-anchor: middle } .limit { fill: #d32f2f }
@media (max-width: 560px) { text { font-size: 22px } }
"""


def draw(probes: Iterable[Probe], first: date, last: date, limit: float) -> str:
    """An SVG of the days from `first` to `last` (both included); pages have to open in less than `limit` seconds."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    hours = by_hour(probes, days, limit)
    sheet = _Sheet()
    sheet.say(f"每小时最差的一次访问（{first} 至 {last}）", "head")
    _cells(sheet, hours, days, limit)
    _legend(sheet)
    sheet.say("每小时打开用时：线为中位数，带的上沿为 95%", "head")
    for line in _summary(together(hours)):
        sheet.say(line)
    _curve(sheet, hours, limit, {number * HOURS: f"{day:%m-%d}" for number, day in enumerate(days)})
    sheet.say("各天合在一起：一天中各小时的中位数和 95%", "head")
    _curve(sheet, by_hour_of_day(hours), limit, {hour: f"{hour:02}" for hour in range(0, HOURS, 3)})
    return sheet.svg()


class _Sheet:
    """A drawing that grows downwards; `y` is where the next thing goes."""

    def __init__(self) -> None:
        self.y = 8.0
        self._root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img"})
        ET.SubElement(self._root, "title").text = NAME
        ET.SubElement(self._root, "style").text = _STYLE
        self._paper = self.add("rect", fill=_WHITE)

    def add(self, tag: str, title: str = "", **attributes: object) -> ET.Element:
        """One element; numbers are rounded, `kind` is its class and `stroke_width` a stroke-width."""
        words = {name.replace("kind", "class").replace("_", "-"): _plain(one) for name, one in attributes.items()}
        element = ET.SubElement(self._root, tag, words)
        if title:
            ET.SubElement(element, "title").text = title
        return element

    def text(self, x: float, y: float, words: str, kind: str = "") -> None:
        """Words whose baseline starts at (x, y)."""
        self.add("text", x=x, y=y, kind=kind).text = words

    def say(self, words: str, kind: str = "") -> None:
        """A line."""
        self.y += _LINE
        self.text(8, self.y - 8, words, kind)

    def svg(self) -> str:
        """The whole as text."""
        height = _plain(self.y + 8)
        for element in (self._root, self._paper):
            element.set("width", str(_WIDTH))
            element.set("height", height)
        self._root.set("viewBox", f"0 0 {_WIDTH} {height}")
        return ET.tostring(self._root, encoding="unicode")


def _plain(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def _cells(sheet: _Sheet, hours: Sequence[Times], days: Sequence[date], limit: float) -> None:
    sheet.y += _LINE
    for hour in range(0, HOURS, 3):
        sheet.text(_LEFT + (hour + 0.5) * _CELL, sheet.y - 8, f"{hour:02}", "mid")
    for row, day in enumerate(days):
        sheet.text(_LEFT - 8, sheet.y + _PITCH - 7, f"{day:%m-%d}", "end")
        for hour in range(HOURS):
            colour = _colour(hours[row * HOURS + hour], limit)
            title = f"{day:%m-%d} {hour:02} 时：{_LEGEND[colour]}"
            _cell(sheet, _LEFT + hour * _CELL, sheet.y, colour, title)
        sheet.y += _PITCH


def _cell(sheet: _Sheet, x: float, y: float, colour: str, title: str = "") -> None:
    place = {"x": x + 1, "y": y + 1, "width": _CELL - 2, "height": _PITCH - 2}
    sheet.add("rect", title, **place, rx=3, fill=colour, stroke=_BORDER)


def _colour(hour: Times, limit: float) -> str:
    """The worst of an hour is shown."""
    if hour.down:
        return _RED
    if hour.doubtful:
        return _PURPLE
    if hour.seconds:
        return _YELLOW if hour.seconds[-1] >= limit * _SLOW else _GREEN
    return _BLUE if hour.ours else _WHITE


def _legend(sheet: _Sheet) -> None:
    sheet.y += 10
    for number, (colour, word) in enumerate(_LEGEND.items()):
        x, y = _LEFT + number % 3 * _PLOT / 3, sheet.y + number // 3 * _LINE
        _cell(sheet, x, y, colour)
        sheet.text(x + _CELL + 6, y + _PITCH - 7, word)
    sheet.y += 2 * _LINE


def _summary(week: Times) -> Iterator[str]:
    if week.median is not None and week.high is not None:
        yield f"全部访问的中位数 {week.median:.2f} 秒，95% 不超过 {week.high:.2f} 秒"
    yield f"打不开（×）{week.down} 次，不能确定（?）{week.doubtful} 次"


def _curve(sheet: _Sheet, hours: Sequence[Times], limit: float, names: Mapping[int, str]) -> None:
    """Times from left to right; `names` are written below the hours they stand for."""
    plot = _Plot(sheet, sheet.y + 8, _PLOT / len(hours), limit)
    plot.frame(names)
    for stretch in _stretches(hours):
        plot.line(stretch)
    for number, hour in enumerate(hours):
        plot.mark(number, hour)
    sheet.y = plot.bottom + _LINE + 4


def _stretches(hours: Sequence[Times]) -> Iterator[list[tuple[int, float, float]]]:
    """Number, median and 95th percentile of hours with a page that opened, as far as they follow each other."""
    stretch: list[tuple[int, float, float]] = []
    for number, hour in enumerate(hours):
        if hour.median is not None and hour.high is not None:
            stretch.append((number, hour.median, hour.high))
        elif stretch:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


class _Plot:
    """The place of one curve: a lane for what did not open, the law's limit, and the times below it.

    Args:
        sheet: what is drawn on, from `top` on.
        step: width of an hour.
        limit: seconds at the upper edge.
    """

    def __init__(self, sheet: _Sheet, top: float, step: float, limit: float) -> None:
        self._sheet, self._top, self._step, self._limit = sheet, top, step, limit
        self.bottom = top + _LANE + _CURVE

    def frame(self, names: Mapping[int, str]) -> None:
        """Edges, grid, limit and words."""
        sheet, top, bottom, right = self._sheet, self._top, self.bottom, _LEFT + _PLOT
        wide = self._step == _CELL
        for number, name in names.items():
            x = _LEFT + number * self._step
            sheet.add("line", x1=x, y1=top, x2=x, y2=bottom, stroke=_FAINT)
            sheet.text(self._x(number) if wide else x + 4, bottom + 22, name, "mid" if wide else "")
        for seconds in (one for one in _MARKS if one < self._limit / 1.5):
            y = self._y(seconds)
            sheet.add("line", x1=_LEFT, y1=y, x2=right, y2=y, stroke=_FAINT)
            sheet.text(_LEFT - 8, y + 6, f"{seconds:g} 秒", "end")
        line = self._y(self._limit)
        sheet.add("rect", x=_LEFT, y=top, width=_PLOT, height=bottom - top, fill="none", stroke=_BORDER)
        sheet.add("line", f"期限 {self._limit:g} 秒", kind="limit", x1=_LEFT, y1=line, x2=right, y2=line, stroke=_RED)
        sheet.text(_LEFT - 8, line + 6, f"{self._limit:g} 秒", "end limit")

    def line(self, stretch: Sequence[tuple[int, float, float]]) -> None:
        """The median as a line and the band up to the 95th percentile; a point when there is but one hour."""
        medians = [(self._x(number), self._y(median)) for number, median, _ in stretch]
        highs = [(self._x(number), self._y(high)) for number, _, high in stretch]
        if len(stretch) == 1:
            (x, median), (_, high) = medians[0], highs[0]
            self._sheet.add("line", kind="band", x1=x, y1=median, x2=x, y2=high, stroke=_BAND, stroke_width=3)
            self._sheet.add("circle", kind="median", cx=x, cy=median, r=2.5, fill=_MEDIAN)
            return
        self._sheet.add("polygon", kind="band", points=_points([*medians, *reversed(highs)]), fill=_BAND, stroke=_BAND)
        points = _points(medians)
        self._sheet.add("polyline", kind="median", points=points, fill="none", stroke=_MEDIAN, stroke_width=2)

    def mark(self, number: int, hour: Times) -> None:
        """What did not open, and how often where there is room to say it."""
        for times, sign, colour in ((hour.down, "×", _RED), (hour.doubtful, "?", _PURPLE)):
            if times:
                words = f"{sign}{times}" if times > 1 and self._step == _CELL else sign
                self._sheet.add(
                    "text", kind="mid mark", x=self._x(number), y=self._top + 17, style=f"fill: {colour}"
                ).text = words
                return

    def _x(self, number: int) -> float:
        return _LEFT + (number + 0.5) * self._step

    def _y(self, seconds: float) -> float:
        share = math.log(max(seconds, _QUICKEST) / _QUICKEST) / math.log(self._limit / _QUICKEST)
        return self.bottom - _CURVE * min(share, 1.0)


def _points(places: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{_plain(x)},{_plain(y)}" for x, y in places)
