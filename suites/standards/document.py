"""Is a standard's file well formed, and if not, what is wrong where?"""

from __future__ import annotations

import difflib
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, model_validator

from suites.standards.quantity import Points, parse, quoted
from suites.standards.vocabulary import Judge, Kind, Part, Source, Subject

if TYPE_CHECKING:
    from collections.abc import Hashable

FOLDER = Path(__file__).parent

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")]
Positive = Annotated[Decimal, Field(gt=0)]


class StandardError(ValueError):
    """A standard is missing or wrong: one Chinese sentence naming file, indicator and key."""


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ClauseEntry(_Entry):
    """One sentence with the quantities quoted from it."""

    text: Text
    judge: Judge
    terms: dict[Slug, str] = {}
    per: Literal["finding"] | None = None

    @model_validator(mode="after")
    def _terms_are_quoted(self) -> Self:
        if not self.text.endswith("。"):
            raise ValueError(f"条文须以“。”结尾：{self.text}")
        for name, words in self.terms.items():
            if not quoted(words, self.text):
                raise ValueError(f"数量 {name}（{words}）不是条文里的原话：{self.text}")
            parse(words)
        return self


class IndicatorEntry(_Entry):
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
        if self.part is Part.VETO:
            if extra := [key for key, value in scored.items() if value is not None]:
                raise ValueError(f"单项否决指标不应有 {'、'.join(extra)}")
            return self
        if lacking := [key for key, value in scored.items() if value is None]:
            raise ValueError(f"{self.part.word}指标缺少 {'、'.join(lacking)}")
        term = "deduct" if self.part is Part.DEDUCTION else "award"
        quoted_points = [isinstance(parse(clause.terms.get(term, "0 个")), Points) for clause in self.clauses]
        if not all(quoted_points):
            raise ValueError(f"第 {quoted_points.index(False) + 1} 条没有以“分”计的 {term}")
        return self


class WithoutServicesEntry(_Entry):
    """The table for departments that serve no outside public."""

    drop: Slug
    out_of: Positive
    scale: Annotated[str, StringConstraints(pattern=r"^\d+/[1-9]\d*$")]


class ScoringEntry(_Entry):
    """Totals, lines and rules."""

    full: Positive
    bonus: Annotated[Decimal, Field(ge=0)]
    pass_line: Positive
    bonus_line: Positive
    cap: Text
    veto: Text
    without_services: WithoutServicesEntry | None = None


class InForce(_Entry):
    """First and, once replaced, last day of an edition."""

    from_: date = Field(alias="from")
    until: date | None = None


class Document(_Entry):
    """The whole file."""

    code: Text
    title: Text
    document: Text
    in_force: InForce
    scoring: ScoringEntry
    applies: dict[Part, list[Kind]]
    indicators: Annotated[dict[Slug, IndicatorEntry], Field(min_length=1)]

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if lacking := [part.key for part in Part if part not in self.applies]:
            raise ValueError(f"applies 缺少 {'、'.join(lacking)}")
        for part, total in ((Part.DEDUCTION, self.scoring.full), (Part.BONUS, self.scoring.bonus)):
            points = self.points(part)
            if points != total:
                raise ValueError(f"{part.word}指标分值合计 {points} 分，scoring 写的是 {total} 分")
        names: dict[str | None, str | None] = {}
        for slug, entry in self.indicators.items():
            if names.setdefault(entry.group, entry.group_name) != entry.group_name:
                raise ValueError(f"指标 {slug} 的 group_name 与同组其他指标不一致：{entry.group_name}")
        self._check_without_services()
        return self

    def _check_without_services(self) -> None:
        rule = self.scoring.without_services
        if rule is None:
            return
        rest = self.scoring.full - self.points(Part.DEDUCTION, rule.drop)
        if rest != rule.out_of or Fraction(rule.out_of) * Fraction(rule.scale) != self.scoring.full:
            raise ValueError(f"without_services 不能折算为满分：去掉 {rule.drop} 后为 {rest} 分，乘以 {rule.scale}")

    def points(self, part: Part, group: str | None = None) -> Decimal:
        """Total points of a part, or of one group in it."""
        rows = [row for row in self.indicators.values() if row.part is part and group in (None, row.group)]
        return sum((row.points or Decimal(0) for row in rows), Decimal(0))


class _UniqueKeys(yaml.SafeLoader):
    """YAML that refuses a key written twice instead of keeping the last one."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"'{key.value}' 写了两次", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def codes() -> tuple[str, ...]:
    """The standards there are, sorted."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))


def read(code: str) -> Document:
    """The validated content of `suites/standards/<code>.yaml`; StandardError otherwise."""
    if code not in codes():
        near = difflib.get_close_matches(code, codes(), 1)
        hint = f"是否想用 '{near[0]}'？" if near else f"现有：{'、'.join(codes())}。"
        raise StandardError(f"没有名为 '{code}' 的检查标准。{hint}")
    document = validated((FOLDER / f"{code}.yaml").read_text(encoding="utf-8"), f"suites/standards/{code}.yaml")
    if document.code != code:
        raise StandardError(f"suites/standards/{code}.yaml：code 是 '{document.code}'，应与文件名一致。")
    return document


def validated(text: str, name: str) -> Document:
    """The document written in `text`; StandardError calls the file `name`."""
    try:
        raw = yaml.load(text, Loader=_UniqueKeys)  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else "?"
        raise StandardError(f"{name} 第 {line} 行：YAML 写法有误（{error.problem}）。") from error
    try:
        return Document.model_validate(raw)
    except ValidationError as error:
        raise StandardError(f"{name}：{_first_problem(error)}") from error


_SECTIONS: dict[str, type[_Entry]] = {
    "in_force": InForce,
    "scoring": ScoringEntry,
    "without_services": WithoutServicesEntry,
    "indicators": IndicatorEntry,
    "clauses": ClauseEntry,
}


def _first_problem(error: ValidationError) -> str:
    problem = error.errors()[0]
    path = [str(step) for step in problem["loc"]]
    match problem["type"]:
        case "missing":
            said = "缺少这一项"
        case "extra_forbidden":
            said = f"不认识的项 '{path[-1]}'{_nearest(path)}"
        case "value_error":
            said = str(problem["ctx"]["error"])
        case "enum" | "literal_error":
            said = f"'{problem['input']}' 不对，可用：{problem['ctx']['expected'].replace(' or ', ', ')}"
        case _:
            said = f"值 {problem['input']!r} 的类型、格式或范围不对"
    return "：".join([*_place(path), said]) + "。"


def _place(path: list[str]) -> list[str]:
    """Say where: the indicator by its slug, the clause by its number, the key as the file writes it."""
    if path[:1] != ["indicators"] or not path[1:]:
        return [".".join(path)] if path else []
    steps = [f"第 {int(step) + 1} 条" if step.isdigit() else step for step in path[2:] if step != "clauses"]
    return [" ".join([f"指标 {path[1]}", *steps])]


def _nearest(path: list[str]) -> str:
    model: type[_Entry] = Document
    for step in path[:-1]:
        model = _SECTIONS.get(step, model)
    near = difflib.get_close_matches(path[-1], model.model_fields, 1)
    return f"，是否想写 '{near[0]}'" if near else ""
