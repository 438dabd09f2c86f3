"""By which standards is a site judged, all together? Several editions whose clauses do not clash."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Self

from suites.standards.editions import in_force
from suites.standards.model import Clause, Indicator, Standard
from suites.standards.reading import FOLDER, StandardError, codes


@dataclass(frozen=True)
class Rulebook:
    """The standards of one inspection, the scored one first.

    Slugs are unique across them, so that a clause id names one clause. Raises StandardError otherwise, or when more
    than one standard gives points.
    """

    standards: tuple[Standard, ...]

    def __post_init__(self) -> None:
        ordered = sorted(dict.fromkeys(self.standards), key=lambda standard: standard.scoring is None)
        object.__setattr__(self, "standards", tuple(ordered))
        owners: dict[str, Standard] = {}
        for standard in ordered:
            for slug in standard.indicators:
                other = owners.setdefault(slug, standard)
                if other is not standard:
                    raise StandardError(
                        f"{other.code} 与 {standard.code} 都有指标 {slug}，一次检查只能采用其中一个。"
                        "要比较评分，请检查后运行 python -m reports rescore。"
                    )
        scored = [standard.code for standard in ordered if standard.scoring]
        if len(scored) > 1:
            raise StandardError(f"{'、'.join(scored)} 都是评分的标准，一次检查只能采用其中一个。")

    @classmethod
    def in_force(cls, listed: Iterable[str], as_of: date, folder: Path = FOLDER) -> Self:
        """The editions in force on `as_of` of the standards listed; StandardError as the class and `editions` say."""
        return cls(tuple(in_force(code, as_of, folder) for code in listed))

    @classmethod
    def shipped(cls, as_of: date) -> Self:
        """Every standard of its own (changed by no place) in the edition in force on `as_of`."""
        own = [code for code in codes() if Standard.load(code).extends is None]
        return cls.in_force(own, as_of)

    @property
    def main(self) -> Standard:
        """The standard that gives points; the first one when none does."""
        return self.standards[0]

    @property
    def supplements(self) -> tuple[Standard, ...]:
        """The other ones: pass or fail."""
        return self.standards[1:]

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """Every row by slug, standard by standard in the order of its table."""
        return MappingProxyType({slug: row for each in self.standards for slug, row in each.indicators.items()})

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause in the order of the tables."""
        return tuple(clause for standard in self.standards for clause in standard.clauses)

    @cached_property
    def _by_id(self) -> Mapping[str, Clause]:
        return {clause.id: clause for clause in self.clauses}

    def __contains__(self, clause_id: object) -> bool:
        return clause_id in self._by_id

    def clause(self, clause_id: str) -> Clause:
        """The clause called `<slug>.<number>`; KeyError names the nearest one."""
        if clause_id not in self._by_id:
            near = difflib.get_close_matches(clause_id, self._by_id, 1)
            hint = f"是否想写 '{near[0]}'？" if near else ""
            raise KeyError(f"采用的标准没有条款 '{clause_id}'。{hint}")
        return self._by_id[clause_id]

    def standard_of(self, clause_id: str) -> Standard:
        """The standard a clause belongs to; KeyError when it is in none."""
        slug = self.clause(clause_id).indicator.slug
        return next(standard for standard in self.standards if slug in standard.indicators)
