"""What may stand in one value of a site file?"""

import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from site_configs.errors import Fault, quoted
from site_configs.files import expanded, is_file, is_folder, neighbours
from site_configs.kinds import ColumnKind
from site_configs.nearest import nearest, suggestion
from site_configs.urls import checked_url


class Part(BaseModel):
    """A block of a site file: frozen, unknown keys refused, a key without a value counts as not written."""

    # Inputs stay out of reprs because a mistyped file may hold a password.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, data: object) -> object:
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if value is not None or key not in cls.model_fields}


_CODE = re.compile(r"[0-9]{10}|bm[0-9]{8}|N[0-9]{9}")


def described(text: str) -> ConfigDict:
    """Return the model configuration that puts a Chinese description into schema.json."""
    return ConfigDict(json_schema_extra={"description": text})


def _site_code(value: object) -> object:
    # An unquoted code is a YAML number; ten digits without a leading zero survive that unharmed.
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str) or _CODE.fullmatch(text):
        return text
    message = f"应为 10 位数字、bm 加 8 位数字或 N 加 9 位数字，写的是 {quoted(text)}（{len(text)} 位）。"
    fixed = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    fixed = fixed[:2].lower() + fixed[2:] if fixed[:2].lower() == "bm" else fixed.upper()
    if _CODE.fullmatch(fixed):
        message += f"是否想写 '{fixed}'？"
    raise Fault(message)


def _day(value: object) -> object:
    if isinstance(value, date):
        return value
    if not isinstance(value, (str, int)) or isinstance(value, bool):
        raise Fault("应为“年-月-日”形式的日期，例如 2026-08-31。")
    text = str(value)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise Fault(f"的日期不存在：{quoted(text)}。") from None
    message = f"应为“年-月-日”形式的日期，例如 2026-08-31，写的是 {quoted(text)}。"
    if found := re.fullmatch(r"(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?", text):
        year, month, day = (int(number) for number in found.groups())
        message += f"是否想写 {year:04}-{month:02}-{day:02}？"
    raise Fault(message)


def _selector(text: str) -> str:
    try:
        LexborHTMLParser("<p>").css(text)
    except SelectolaxError:
        raise Fault(f"不是正确的 CSS 选择器：{quoted(text)}。") from None
    return text


def _env_name(text: str) -> str:
    if re.fullmatch(r"[A-Z_][A-Z0-9_]*", text):
        return text
    # The value is not repeated: it may be the password itself.
    raise Fault("应为环境变量的名字（大写字母、数字和下划线，例如 XUNJIAN_PASSWORD），不能写用户名或密码本身。")


def _clause(text: str) -> str:
    if re.fullmatch(r"[a-z][a-z0-9_]*\.[1-9]\d*", text):
        return text
    raise Fault(f"应为“指标.序号”形式的条款编号，例如 safety_incident.6，写的是 {quoted(text)}。")


def _finding(text: str) -> str:
    if re.fullmatch(r"[0-9a-f]{12}", text):
        return text
    raise Fault(f"应为报告里的问题编号（12 位小写十六进制数，全是数字时加引号），写的是 {quoted(text)}。")


def _standard(text: str) -> str:
    if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text):
        return text
    raise Fault(f"应为检查标准的编号，例如 guoban-2019-19，写的是 {quoted(text)}。")


def _some(codes: tuple[str, ...]) -> tuple[str, ...]:
    if codes:
        return codes
    raise Fault("至少要写一个检查标准。")


def _kind(value: object) -> object:
    if not isinstance(value, str) or isinstance(value, ColumnKind):
        return value
    kind = ColumnKind.parse(value)
    if kind is None:
        message = f"不是栏目类型：{quoted(value)}。" + (
            suggestion(value, ColumnKind.words()) or f"可用的有：{'、'.join(kind.label for kind in ColumnKind)}。"
        )
        raise Fault(message)
    return kind


def _local_file(path: Path, info: ValidationInfo) -> Path:
    folder = (info.context or {}).get("folder")
    if not isinstance(folder, Path):
        return path
    full = folder / expanded(str(path))
    if is_file(full):
        return full
    if is_folder(full):
        raise Fault(f"应为一个文件，{quoted(str(path))} 是文件夹。")
    near = nearest(full.name, neighbours(full))
    message = f"指向的文件不存在：{quoted(str(path))}（相对路径从档案所在文件夹算起）。"
    raise Fault(message + (f"是否想写 '{(path.parent / near).as_posix()}'？" if near else ""))


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
Url = Annotated[str, AfterValidator(checked_url), Field(json_schema_extra={"pattern": "^https?://"})]
SiteCode = Annotated[
    str,
    BeforeValidator(_site_code),
    WithJsonSchema({"type": ["string", "integer"], "pattern": f"^({_CODE.pattern})$"}),
]
Day = Annotated[date, BeforeValidator(_day)]
Selector = Annotated[str, StringConstraints(min_length=1, max_length=500), AfterValidator(_selector)]
EnvName = Annotated[str, AfterValidator(_env_name), Field(json_schema_extra={"pattern": "^[A-Z_][A-Z0-9_]*$"})]
ClauseId = Annotated[str, AfterValidator(_clause)]
FindingId = Annotated[str, AfterValidator(_finding)]
Standards = Annotated[
    tuple[Annotated[str, AfterValidator(_standard)], ...],
    AfterValidator(_some),
    Field(json_schema_extra={"minItems": 1}),
]
Kind = Annotated[ColumnKind, BeforeValidator(_kind), WithJsonSchema({"enum": list(ColumnKind.words())})]
LocalFile = Annotated[Path, AfterValidator(_local_file)]
