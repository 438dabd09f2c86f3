"""What arithmetic does a standard prescribe? Its totals, lines and rules; `scoring` applies them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from suites.standards.quantity import Ratio

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from suites.standards.model import Indicator


@dataclass(frozen=True, slots=True)
class WithoutServices:
    """没有对外服务职能的部门: leave out group `drop`; the rest is worth `scale` times as much, or gains points.

    `out_of`: what the rest adds up to before scaling. `gains`: points single indicators gain, by slug.
    """

    drop: str
    out_of: Decimal | None
    scale: Ratio
    gains: Mapping[str, Ratio] = field(hash=False)

    def worth(self, indicator: Indicator) -> Ratio:
        """How much a point of a remaining deduction indicator is worth."""
        points = Ratio(indicator.points or 1)
        return self.scale * (points + self.gains.get(indicator.slug, Ratio(0))) / points


@dataclass(frozen=True, slots=True)
class Scoring:
    """The standard's arithmetic: totals and lines in points, the rules in words."""

    full: Decimal
    bonus: Decimal
    pass_line: Decimal
    bonus_line: Decimal
    cap: str
    veto: str
    without_services: WithoutServices | None = None
