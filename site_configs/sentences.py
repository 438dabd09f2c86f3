"""How is a validation error told in one Chinese sentence with file, line, key and the right spelling?"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from site_configs.document import Document, Loc, colon_slip
from site_configs.errors import Fault, SiteConfigError, quoted
from site_configs.nearest import nearest, suggestion

MOST_LINES = 5
_SECRET = re.compile(r"pass(word|wd)?|pwd|secret|token|api_?key|密码|口令|密钥", re.IGNORECASE)
_TRUE = {"yes", "on", "y", "1", "是", "有", "允许", "开"}
_FALSE = {"no", "off", "n", "0", "否", "无", "没有", "不允许", "关"}


@dataclass(frozen=True, slots=True)
class _Told:
    """One fault, told: where it is, its sentence, and how it ranks beside others."""

    loc: Loc
    body: str
    missing: bool = False
    secret: bool = False
    meant: str | None = None


def explain(error: ValidationError, model: type[BaseModel], document: Document) -> SiteConfigError:
    """Turn a pydantic error about ``document.data`` into one sentence about the first fault in file order."""
    told = [_tell(item, model, document) for item in error.errors()]
    # 'ulr' instead of 'url' is one slip, not an unknown key and a missing one.
    meant = {(*fault.loc[:-1], fault.meant) for fault in told}
    faults = [fault for fault in told if not (fault.missing and fault.loc in meant)]
    # A password in the file comes first, whatever else is wrong.
    faults.sort(key=lambda fault: (not fault.secret, document.line(fault.loc), fault.missing))
    lines = [document.line(fault.loc) for fault in faults]
    return SiteConfigError(f"{document.shown} 第 {lines[0]} 行：{faults[0].body}{_others(lines[0], lines[1:])}")


def _others(line: int, rest: list[int]) -> str:
    """Say how many faults remain, and on which other lines."""
    if not rest:
        return ""
    lines = sorted(set(rest) - {line})
    where = f"：第 {'、'.join(map(str, lines[:MOST_LINES]))} 行" if lines else ""
    return f"（另有 {len(rest)} 处{where}{'等' if len(lines) > MOST_LINES else ''}）"


def _tell(item: ErrorDetails, model: type[BaseModel], document: Document) -> _Told:
    fault = item.get("ctx", {}).get("error")
    loc: Loc = tuple(item["loc"])
    if isinstance(fault, Fault):
        loc = (*loc, *fault.loc)
        return _Told(loc, _sentence(loc, fault.message))
    if loc and loc[-1] == "[key]":
        return _unknown(loc[:-1], _expected(item), document)
    if item["type"] == "extra_forbidden":
        return _unknown(loc, _keys(model, loc[:-1]), document)
    if item["type"] == "missing":
        return _missing(loc, document)
    return _Told(loc, _sentence(loc, _predicate(item, loc)))


def _sentence(loc: Loc, predicate: str) -> str:
    name = _name(loc)
    return f"{name}{'' if name.endswith('项') or predicate.startswith('（') else ' '}{predicate}"


def _name(loc: Loc) -> str:
    """Return ``columns 第 2 项的 url`` for ``("columns", 1, "url")``."""
    words = ""
    for step in loc:
        if isinstance(step, int):
            words += f" 第 {step + 1} 项的"
        else:
            key = step if re.fullmatch(r"\w+", step) else quoted(step)
            words += f" {key}" if words.endswith("的") else f".{key}" if words else key
    return words.removesuffix("的")


def _unknown(loc: Loc, allowed: list[str], document: Document) -> _Told:
    key = str(loc[-1])
    if _SECRET.search(key):
        hint = "；请写 username_env 和 password_env" if loc[0] == "sign_on" else ""
        return _Told(loc, f"档案里不能写密码一类的内容，{quoted(key)} 只能放在环境变量里{hint}。", secret=True)
    unused = [word for word in allowed if (*loc[:-1], word) not in document.key_lines]
    near = nearest(key, unused)
    advice = f"是否想写 '{near}'？" if near else f"可用的项：{'、'.join(unused or allowed)}。"
    place = _sentence(loc[:-1], "里有") if len(loc) > 1 else ""
    return _Told(loc, f"{place}不认识的项 {quoted(key)}。{advice}", meant=near)


def _missing(loc: Loc, document: Document) -> _Told:
    if loc in document.key_lines:
        return _Told(loc, f"{_name(loc)} 没有写内容。")
    sentence = f"缺少必须写的项 '{loc[-1]}'。"
    return _Told(loc, _sentence(loc[:-1], sentence) if len(loc) > 1 else sentence, missing=True)


def _keys(model: type[BaseModel], loc: Loc) -> list[str]:
    """Return the keys allowed at ``loc``, following the models' annotations."""
    kind: Any = model
    for step in loc:
        kind = kind.model_fields[step].annotation if isinstance(step, str) else kind
        while get_origin(kind) is not None:
            kind = next((arg for arg in get_args(kind) if arg not in {type(None), Ellipsis}), str)
    return list(kind.model_fields)


def _expected(item: ErrorDetails) -> list[str]:
    return re.findall(r"'([^']*)'", str(item.get("ctx", {}).get("expected", "")))


def _given(value: object) -> str:
    """Describe in Chinese what stands in the file."""
    if value is None:
        return "没有写内容"
    if isinstance(value, bool):
        return f"写的是 {'true' if value else 'false'}"
    if isinstance(value, (int, float)):
        return f"写的是数字 {value}"
    if isinstance(value, str):
        return f"写的是文字 {quoted(value)}"
    return "写的是列表" if isinstance(value, (list, tuple)) else "写的是一组“项: 值”"


def _bool(item: ErrorDetails) -> str:
    word = str(item["input"]).lower()
    meant = "true" if word in _TRUE else "false" if word in _FALSE else None
    return f"应为 true 或 false，{_given(item['input'])}。" + (f"是否想写 {meant}？" if meant else "")


def _number(item: ErrorDetails) -> str:
    value = item["input"]
    quoted = isinstance(value, str) and re.fullmatch(r"\d+(\.\d+)?", value)
    whole = "整数" if item["type"] == "int_type" else "数字"
    return f"应为{whole}，{_given(value)}{'（请去掉引号）' if quoted else ''}。"


def _text(item: ErrorDetails) -> str:
    quote = "（请加引号）" if isinstance(item["input"], (int, float)) else ""
    return f"应为文字，{_given(item['input'])}{quote}。"


def _list(item: ErrorDetails) -> str:
    return f"应为列表（每项一行，以“- ”开头），{_given(item['input'])}。"


def _block(item: ErrorDetails) -> str:
    slip = colon_slip(item["input"]) if isinstance(item["input"], str) else None
    return f"应为一组“项: 值”，但 {slip[1]}。" if slip else f"应为一组“项: 值”，{_given(item['input'])}。"


def _choice(item: ErrorDetails) -> str:
    allowed = _expected(item)
    near = suggestion(item["input"], allowed) if isinstance(item["input"], str) else ""
    return f"应为 {'、'.join(allowed)} 之一，{_given(item['input'])}。{near}"


def _limit(words: str, key: str) -> Callable[[ErrorDetails], str]:
    return lambda item: f"应{words} {int(item.get('ctx', {})[key])}，{_given(item['input'])}。"


_PREDICATES: dict[str, Callable[[ErrorDetails], str]] = {
    "bool_type": _bool,
    "dict_type": _block,
    "enum": _text,
    "float_type": _number,
    "greater_than": _limit("大于", "gt"),
    "greater_than_equal": _limit("不小于", "ge"),
    "int_type": _number,
    "less_than": _limit("小于", "lt"),
    "less_than_equal": _limit("不大于", "le"),
    "literal_error": _choice,
    "model_type": _block,
    "path_type": _text,
    "string_too_long": lambda item: f"太长，最多 {item.get('ctx', {})['max_length']} 个字。",
    "string_too_short": lambda _: "没有写内容。",
    "string_type": _text,
    "tuple_type": _list,
}


def _predicate(item: ErrorDetails, loc: Loc) -> str:
    if str(loc[-1]).endswith("_env"):
        # What was written here may be the password itself.
        return "应为环境变量的名字，不能写用户名或密码本身。"
    # A kind of fault added by a later pydantic is still told in Chinese.
    predicate = _PREDICATES.get(item["type"])
    return predicate(item) if predicate else f"的值不能用，{_given(item['input'])}。"
