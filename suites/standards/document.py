"""Is a standard's file well formed? The shape of a whole edition and the rules its parts keep."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from suites.standards.quantity import Points, parse, quoted
from suites.standards.vocabulary import Judge, Kind, Part, Source, Subject

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
Positive = Annotated[Decimal, Field(gt=0)]
SCORED = (Part.VETO, Part.DEDUCTION, Part.BONUS)


class Entry(BaseModel):
    """A mapping of the file: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ClauseEntry(Entry):
    """One sentence with the quantities quoted from it; `local`: added by a place, no program judges it."""

    text: Text
    judge: Judge
    terms: dict[Slug, str] = {}
    per: Literal["finding"] | None = None
    local: bool = False

    @model_validator(mode="after")
    def _terms_are_quoted(self) -> Self:
        if not self.text.endswith("。"):
            raise ValueError(f"条文须以“。”结尾：{self.text}")
        for name, words in self.terms.items():
            if not quoted(words, self.text):
                raise ValueError(f"数量 {name}（{words}）不是条文里的原话：{self.text}")
            parse(words)
        if self.local and self.judge is Judge.AUTO:
            raise ValueError("增加的条款没有程序可判，judge 应为 assisted 或 evidence")
        return self


class IndicatorEntry(Entry):
    """One row of the table."""

    part: Part
    name: Text
    source: Source
    clauses: Annotated[list[ClauseEntry], Field(min_length=1)]
    subject: Subject = Subject.WEBSITE
    group: Slug | None = None
    group_name: Text | None = None
    points: Positive | None = None
    note: str = ""

    @model_validator(mode="after")
    def _fits_its_part(self) -> Self:
        scored = {"group": self.group, "group_name": self.group_name, "points": self.points}
        if not self.part.is_scored:
            if extra := [key for key, value in scored.items() if value is not None]:
                raise ValueError(f"{self.part.word}指标不应有 {'、'.join(extra)}")
            return self
        if lacking := [key for key, value in scored.items() if value is None]:
            raise ValueError(f"{self.part.word}指标缺少 {'、'.join(lacking)}")
        term = "deduct" if self.part is Part.DEDUCTION else "award"
        for number, clause in enumerate(self.clauses, 1):
            moved = parse(clause.terms.get(term, "0 个"))
            if not isinstance(moved, Points):
                raise ValueError(f"第 {number} 条没有以“分”计的 {term}")  # noqa: TRY004  pydantic tells ValueErrors
            if self.points is not None and moved > self.points:
                raise ValueError(f"第 {number} 条的 {clause.terms[term]}超过本指标的 {self.points} 分")
        return self


class WithoutServicesEntry(Entry):
    """What happens to the points of group `drop` for departments that serve no outside public.

    Either the rest is scaled up (`out_of`, `scale`), or `redistribute` gives the dropped points to other indicators:
    `evenly` to all of them, or so many to each one named.
    """

    drop: Slug
    out_of: Positive | None = None
    scale: Annotated[str, StringConstraints(pattern=r"^\d+/[1-9]\d*$")] | None = None
    redistribute: Literal["evenly"] | dict[Slug, Positive] | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.redistribute is None) == (self.scale is None) or (self.scale is None) != (self.out_of is None):
            raise ValueError("应写 out_of 和 scale（折算），或者只写 redistribute（分值计入其他指标）")
        return self


class ScoringEntry(Entry):
    """Totals, lines and rules."""

    full: Positive
    bonus: Annotated[Decimal, Field(ge=0)]
    pass_line: Positive
    bonus_line: Positive
    cap: Text
    veto: Text
    without_services: WithoutServicesEntry | None = None


class InForce(Entry):
    """First and, once replaced, last day of an edition."""

    from_: date = Field(alias="from")
    until: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.until is not None and self.until < self.from_:
            raise ValueError(f"until（{self.until}）早于 from（{self.from_}）")
        return self


class Document(Entry):
    """The whole file; without `scoring` the standard gives pass or fail only."""

    code: Text
    title: Text
    document: Text
    in_force: InForce
    supersedes: Text | None = None
    scoring: ScoringEntry | None = None
    applies: dict[Part, list[Kind]]
    indicators: Annotated[dict[Slug, IndicatorEntry], Field(min_length=1)]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        wanted = SCORED if self.scoring else (Part.REQUIREMENT,)
        if lacking := [part.key for part in wanted if part not in self.applies]:
            raise ValueError(f"applies 缺少 {'、'.join(lacking)}")
        how = "有" if self.scoring else "没有"
        if extra := [part.key for part in self.applies if part not in wanted]:
            raise ValueError(f"{how} scoring 的标准，applies 不应有 {'、'.join(extra)}")
        for slug, entry in self.indicators.items():
            if entry.part not in wanted:
                raise ValueError(f"{how} scoring 的标准不能有{entry.part.word}指标：{slug}")
        self._check_totals()
        self._check_groups()
        self._check_without_services()
        return self

    def _check_totals(self) -> None:
        if self.scoring is None:
            return
        for part, total in ((Part.DEDUCTION, self.scoring.full), (Part.BONUS, self.scoring.bonus)):
            points = self.points(part)
            if points != total:
                raise ValueError(f"{part.word}指标分值合计 {points} 分，scoring 写的是 {total} 分")

    def _check_groups(self) -> None:
        names: dict[str | None, str | None] = {}
        for slug, entry in self.indicators.items():
            if names.setdefault(entry.group, entry.group_name) != entry.group_name:
                raise ValueError(f"指标 {slug} 的 group_name 与同组其他指标不一致：{entry.group_name}")

    def _check_without_services(self) -> None:
        rule = self.scoring.without_services if self.scoring else None
        if rule is None or self.scoring is None:
            return
        dropped = self.points(Part.DEDUCTION, rule.drop)
        rest = self.scoring.full - dropped
        if not dropped:
            raise ValueError(f"without_services 的 drop：没有名为 {rule.drop} 的扣分指标组")
        if rule.scale is not None and (
            rest != rule.out_of or Fraction(rule.out_of) * Fraction(rule.scale) != self.scoring.full
        ):
            raise ValueError(f"without_services 不能折算为满分：去掉 {rule.drop} 后为 {rest} 分，乘以 {rule.scale}")
        if isinstance(rule.redistribute, dict):
            given = sum(rule.redistribute.values(), Decimal(0))
            if given != dropped:
                raise ValueError(f"without_services 分出 {given} 分，{rule.drop} 组共 {dropped} 分")
            others = {row for row, entry in self.indicators.items() if _gains(entry, rule.drop)}
            if wrong := [slug for slug in rule.redistribute if slug not in others]:
                raise ValueError(f"without_services 把分值给了不是其他扣分指标的 {'、'.join(wrong)}")

    def points(self, part: Part, group: str | None = None) -> Decimal:
        """Total points of a part, or of one group in it."""
        rows = [row for row in self.indicators.values() if row.part is part and group in (None, row.group)]
        return sum((row.points or Decimal(0) for row in rows), Decimal(0))

    @property
    def redistributed(self) -> dict[str, Fraction]:
        """Points each deduction indicator gains when the services group is left out, by slug."""
        rule = self.scoring.without_services if self.scoring else None
        if rule is None or rule.redistribute is None:
            return {}
        if isinstance(rule.redistribute, dict):
            return {slug: Fraction(points) for slug, points in rule.redistribute.items()}
        others = [slug for slug, entry in self.indicators.items() if _gains(entry, rule.drop)]
        share = Fraction(self.points(Part.DEDUCTION, rule.drop)) / len(others)
        return dict.fromkeys(others, share)


def _gains(entry: IndicatorEntry, dropped: str) -> bool:
    return entry.part is Part.DEDUCTION and entry.group != dropped
