"""How do the numbers of a run look? Bars per group and a line over the runs, as SVG that stands inside a page."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from fractions import Fraction

import pygal
from lxml import etree
from pygal.style import Style

from suites.standards.scorecard import Group

# pygal adds a finder of an old kind for its plugins, of which we use none; pytest's importer stumbles over it.
sys.meta_path[:] = [finder for finder in sys.meta_path if hasattr(finder, "find_spec")]

_FONT = "'Noto Sans CJK SC', 'Microsoft YaHei', 'PingFang SC', sans-serif"
_SVG = "{http://www.w3.org/2000/svg}"
_STYLE = Style(
    background="transparent",
    plot_background="transparent",
    foreground="#333333",
    foreground_strong="#1a1a1a",
    foreground_subtle="#767676",
    colors=("#1f5fa8", "#c0392b", "#bdbdbd"),
    font_family=_FONT,
    label_font_size=14,
    major_label_font_size=14,
    value_font_size=13,
    legend_font_size=14,
    value_colors=("#ffffff", "#ffffff", "#1a1a1a"),
)
_WIDTH, _BAR, _EDGE = 640, 46, 90


def group_bars(groups: Sequence[Group]) -> str:
    """How many points each group kept, lost, and has open because nobody judged them; one bar per group."""
    chart = pygal.HorizontalStackedBar(
        style=_STYLE,
        js=[],
        no_prefix=True,
        width=_WIDTH,
        height=_EDGE + _BAR * len(groups),
        legend_at_bottom=True,
        legend_at_bottom_columns=3,
        print_values=True,
        value_formatter=lambda value: f"{value:g}" if value else "",
        show_y_guides=False,
        spacing=16,
    )
    # The lowest bar is the first row of a horizontal chart.
    rows = list(reversed(groups))
    chart.x_labels = [group.name for group in rows]
    chart.add("得分", [float(group.judged - group.deducted) for group in rows])
    chart.add("扣分", [float(group.deducted) for group in rows])
    chart.add("未判", [float(group.points - group.judged) for group in rows])
    lost = sum((group.deducted for group in groups), Fraction(0))
    return _inline(chart, f"各类指标得分，共扣 {float(lost):g} 分；数字见下表")


def score_line(scores: Sequence[tuple[str, float]]) -> str:
    """The score over the runs, oldest first: (day, points)."""
    chart = pygal.Line(
        style=_STYLE,
        js=[],
        no_prefix=True,
        width=_WIDTH,
        height=240,
        show_legend=False,
        x_label_rotation=30,
        dots_size=4,
        value_formatter=lambda value: f"{value:g}",
    )
    chart.x_labels = [day for day, _ in scores]
    chart.add("得分", [points for _, points in scores])
    return _inline(chart, "历次检查得分；数字见下表")


def _inline(chart: pygal.graph.graph.Graph, told: str) -> str:
    """The chart without script, comments and date, so that the same numbers make the same picture."""
    chart.uuid = "chart"
    root = etree.fromstring(chart.render())
    for node in [*root.iter(etree.Comment), *root.iter(f"{_SVG}script")]:
        node.getparent().remove(node)
    for node in root.iter(f"{_SVG}title", f"{_SVG}desc"):
        node.text = None
    root.set("role", "img")
    root.set("aria-label", told)
    return str(etree.tostring(root, encoding="unicode"))
