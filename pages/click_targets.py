"""How large is what people have to press, and how far away is the next? Every target of a page on a phone."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import dist, hypot
from typing import Any

from pages.browsing import Browsing
from pages.layout import hold_still, looking

_TARGETS = looking("click_targets.js")
# Sizes come from layout as fractions; this much less is rounding.
_ROUNDING = 0.05


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to be pressed, in CSS pixels from the page's (if `fixed`: the window's) upper left.

    Attributes:
        lines: left, top, width and height of its parts, when it is broken over several lines.
        inline: whether text that is no target stands in its lines, which decide its height.
        native: whether it is as large as the browser makes it.
        outer: number of the target it stands in, -1 when it stands in none.
    """

    at: str
    pattern: str
    text: str
    href: str
    left: float
    top: float
    width: float
    height: float
    fixed: bool
    lines: tuple[tuple[float, float, float, float], ...]
    inline: bool
    native: bool
    outer: int

    @property
    def middle(self) -> tuple[float, float]:
        """Centre of its box."""
        return self.left + self.width / 2, self.top + self.height / 2

    def measures(self, size: float) -> bool:
        """Whether it is at least so wide and so high."""
        return min(self.width, self.height) >= size - _ROUNDING

    def distance(self, x: float, y: float) -> float:
        """How far a point is from its box, or the nearest of its lines; 0 inside."""
        boxes = self.lines or ((self.left, self.top, self.width, self.height),)
        return min(
            hypot(max(left - x, 0, x - left - width), max(top - y, 0, y - top - height))
            for left, top, width, height in boxes
        )


@dataclass(frozen=True, slots=True)
class TargetPage:
    """The targets of one page."""

    url: str
    targets: tuple[Target, ...]

    def crowded(self, size: float) -> tuple[tuple[Target, Target], ...]:
        """Targets smaller than `size` that have no room either, each with a neighbour that is too near.

        As WCAG 2.2, success criterion 2.5.8: a circle of that diameter around the centre of a small target must touch
        no other target, nor the circle of another small one. Not counted: what stands in a line of text, what is as
        large as the browser makes it, and what another target of full size does just as well. Two links to one
        address, and a target inside another, are no neighbours.
        """
        large = {target.href for target in self.targets if target.href and target.measures(size)}
        small = [
            number
            for number, target in enumerate(self.targets)
            if not (target.measures(size) or target.inline or target.native or target.href in large)
        ]
        found = ((self.targets[number], self._neighbour(number, size)) for number in small)
        return tuple((target, near) for target, near in found if near is not None)

    def _neighbour(self, number: int, size: float) -> Target | None:
        target = self.targets[number]
        x, y = target.middle
        for other_number, other in enumerate(self.targets):
            if other_number == number or other.fixed is not target.fixed or (other.href and other.href == target.href):
                continue
            if abs(other.middle[1] - y) > other.height / 2 + size or self._nested(number, other_number):
                continue
            if other.distance(x, y) < size / 2 - _ROUNDING:
                return other
            if not other.measures(size) and dist(other.middle, target.middle) < size - _ROUNDING:
                return other
        return None

    def _nested(self, one: int, two: int) -> bool:
        return one in self._outers(two) or two in self._outers(one)

    def _outers(self, number: int) -> list[int]:
        outers: list[int] = []
        while (number := self.targets[number].outer) >= 0:
            outers.append(number)
        return outers


def read_targets(browsing: Browsing, urls: Iterable[str]) -> tuple[TargetPage, ...]:
    """Show each page and measure its targets.

    Raises:
        Unseen: a page could not be shown or read.
    """
    return tuple(_read(browsing, url) for url in urls)


def _read(browsing: Browsing, url: str) -> TargetPage:
    with browsing.page() as page:
        browsing.visit(page, url)
        hold_still(browsing, page)
        return TargetPage(url, tuple(_target(seen) for seen in browsing.read(page, _TARGETS)["targets"]))


def _target(seen: dict[str, Any]) -> Target:
    return Target(**{**seen, "lines": tuple(tuple(line) for line in seen["lines"])})
