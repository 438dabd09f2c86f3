"""Which boxes make a page too wide, in words?"""

from collections.abc import Iterable

from pages.layout import WideBox

_NAMED = 3


def culprits(boxes: Iterable[WideBox]) -> str:
    """A Chinese clause naming the widest kinds of boxes, beginning with a comma; empty when there are none."""
    named = dict.fromkeys(f"{box.pattern}（宽 {box.width} 像素）" for box in boxes)
    return f"，撑宽页面的是 {'、'.join(list(named)[:_NAMED])}" if named else ""
