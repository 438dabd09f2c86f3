"""What stands in a standard's file, and if it is wrong, what is wrong where?"""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import yaml
from pydantic import ValidationError

from suites.standards.amendment import (
    Amendment,
    AmendmentError,
    ClauseChange,
    Dropped,
    IndicatorChange,
    ScoringChange,
    amended,
)
from suites.standards.document import (
    ClauseEntry,
    Document,
    Entry,
    IndicatorEntry,
    InForce,
    ScoringEntry,
    WithoutServicesEntry,
)

if TYPE_CHECKING:
    from collections.abc import Hashable

FOLDER = Path(__file__).parent
_Model = TypeVar("_Model", bound=Entry)


class StandardError(ValueError):
    """A standard is missing, wrong or not in force: one Chinese sentence naming file, indicator and key."""


class _UniqueKeys(yaml.SafeLoader):
    """YAML that refuses a key written twice instead of keeping the last one."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"'{key.value}' 写了两次", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def codes(folder: Path = FOLDER) -> tuple[str, ...]:
    """The standards there are, sorted."""
    return tuple(sorted(path.stem for path in folder.glob("*.yaml")))


def path_of(code: str, folder: Path = FOLDER) -> Path:
    """The file of a standard; StandardError names the nearest one when there is none."""
    if code not in codes(folder):
        near = difflib.get_close_matches(code, codes(folder), 1)
        hint = f"是否想用 '{near[0]}'？" if near else f"现有：{'、'.join(codes(folder))}。"
        raise StandardError(f"没有名为 '{code}' 的检查标准。{hint}")
    return folder / f"{code}.yaml"


def read(code: str, folder: Path = FOLDER) -> tuple[Document, str | None]:
    """The validated content of `<folder>/<code>.yaml` and the code it extends; StandardError otherwise.

    A file that extends another one comes back complete, with everything it does not change.
    """
    name = _shown(code, folder)
    raw = parsed(path_of(code, folder).read_text(encoding="utf-8"), name)
    if not isinstance(raw, dict) or "extends" not in raw:
        document, extends = checked(Document, raw, name), None
    else:
        amendment = checked(Amendment, raw, name)
        document, extends = _complete(amendment, name, folder), amendment.extends
    if document.code != code:
        raise StandardError(f"{name}：code 是 '{document.code}'，应与文件名一致。")
    return document, extends


def _shown(code: str, folder: Path) -> str:
    return f"suites/standards/{code}.yaml" if folder == FOLDER else f"{folder.name}/{code}.yaml"


def _complete(amendment: Amendment, name: str, folder: Path) -> Document:
    try:
        base, deeper = read(amendment.extends, folder)
    except StandardError as error:
        raise StandardError(f"{name} extends：{error}") from error
    if deeper is not None:
        raise StandardError(f"{name} extends：'{amendment.extends}' 自己也是改动文件，请直接改动 '{deeper}'。")
    try:
        raw = amended(base, amendment)
    except AmendmentError as error:
        raise StandardError(f"{name} {error}。") from error
    return checked(Document, raw, name)


def validated(text: str, name: str) -> Document:
    """The whole edition written in `text`; StandardError calls the file `name`."""
    return checked(Document, parsed(text, name), name)


def parsed(text: str, name: str) -> object:
    """What the YAML says; StandardError calls the file `name`."""
    try:
        return yaml.load(text, Loader=_UniqueKeys)  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else "?"
        raise StandardError(f"{name} 第 {line} 行：YAML 写法有误（{error.problem}）。") from error


def checked(model: type[_Model], raw: object, name: str) -> _Model:
    """`raw` as a model; StandardError says file, place and what is wrong."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise StandardError(f"{name}：{_first_problem(error, model)}") from error


# Where a key of the file leads, so that a mistyped one can be compared with those allowed there.
_SECTIONS: dict[type[Entry], dict[str, type[Entry]]] = {
    Document: {
        "in_force": InForce,
        "scoring": ScoringEntry,
        "without_services": WithoutServicesEntry,
        "indicators": IndicatorEntry,
        "clauses": ClauseEntry,
    },
    Amendment: {
        "in_force": InForce,
        "scoring": ScoringChange,
        "without_services": WithoutServicesEntry,
        "drop": Dropped,
        "change": IndicatorChange,
        "add": IndicatorEntry,
    },
}
_CLAUSES: dict[type[Entry], type[Entry]] = {IndicatorChange: ClauseChange, IndicatorEntry: ClauseEntry}
_ROWS = frozenset({"indicators", "change", "add"})


def _first_problem(error: ValidationError, model: type[Entry]) -> str:
    problem = error.errors()[0]
    path = [str(step) for step in problem["loc"]]
    match problem["type"]:
        case "missing":
            said = "缺少这一项"
        case "extra_forbidden":
            said = f"不认识的项 '{path[-1]}'{_nearest(path, model)}"
        case "value_error":
            said = str(problem["ctx"]["error"])
        case "enum" | "literal_error":
            said = f"'{problem['input']}' 不对，可用：{problem['ctx']['expected'].replace(' or ', ', ')}"
        case _:
            said = f"值 {problem['input']!r} 的类型、格式或范围不对"
    return "：".join([*_place(problem["loc"]), said]) + "。"


def _place(loc: tuple[int | str, ...]) -> list[str]:
    """Say where: the indicator by its slug, the clause by its number, the key as the file writes it."""
    path = [str(step) for step in loc]
    if path[:1] == [] or path[0] not in _ROWS or not path[1:]:
        return [".".join(path)] if path else []
    # Clauses stand in a list, or, where some are changed, under their numbers.
    first = 0 if path[0] == "change" else 1
    steps = [f"第 {step + first} 条" if isinstance(step, int) else step for step in loc[2:] if step != "clauses"]
    return [" ".join([f"指标 {path[1]}", *steps])]


def _nearest(path: list[str], model: type[Entry]) -> str:
    sections = _SECTIONS.get(model, {})
    at: type[Entry] = model
    for step in path[:-1]:
        at = _CLAUSES.get(at, at) if step == "clauses" else sections.get(step, at)
    near = difflib.get_close_matches(path[-1], at.model_fields, 1)
    return f"，是否想写 '{near[0]}'" if near else ""
