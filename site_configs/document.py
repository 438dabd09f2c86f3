"""What does a YAML file say, and on which line does it say so?"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import yaml

from site_configs.errors import SiteConfigError, quoted

MAX_BYTES = 262_144
MAX_DEPTH = 12
Loc = tuple[str | int, ...]

_PLAIN_TAG = "tag:yaml.org,2002:"
_SCALARS: dict[str, Callable[[str], object]] = {
    "str": str,
    "null": lambda _: None,
    "bool": lambda word: word.lower() == "true",
    "int": int,
    "float": float,
}
_SYNTAX = {
    "mapping values are not allowed": "冒号的位置不对：可能是缩进没有对齐，或内容里有冒号而没有加引号",
    "could not find expected ':'": "缺少冒号，或者冒号后面没有空格",
    "cannot start any token": "不能以这个字符开头：缩进要用空格而不是制表符，以 @、%、` 开头的内容要加引号",
    "expected <block end>": "缩进没有对齐，或引号后面多了内容",
    "expected alphabetic or numeric": "以 * 或 & 开头的内容要加引号",
    "expected ',' or": "方括号或花括号没有配对，或各项之间缺少逗号",
    "expected the node content": "方括号或花括号没有配对，或各项之间缺少内容",
    "found unexpected end of stream": "引号没有配对",
    "unknown escape character": "双引号里的反斜杠写法不对，请改用单引号",
    "a single document": "一个文件只能写一个网站，多了一个“---”",
    "expected '<document start>'": "缩进没有对齐，或多了内容",
}


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: its plain data and the line of every key and value.

    ``shown`` is the file name used in sentences; lines count from 1; ``()`` is the whole document.
    """

    shown: str
    data: object
    key_lines: dict[Loc, int] = field(default_factory=dict)
    value_lines: dict[Loc, int] = field(default_factory=dict)

    def line(self, loc: Loc) -> int:
        """Return the line of the key or list item at ``loc``, or of its nearest written ancestor."""
        for length in range(len(loc), 0, -1):
            if found := self.key_lines.get(loc[:length]) or self.value_lines.get(loc[:length]):
                return found
        return 1


class _Slip(yaml.MarkedYAMLError):
    """A construct we refuse; ``problem`` is already Chinese."""


class _Loader(yaml.SafeLoader):
    """YAML with null, true/false and plain numbers only: no ``on``, no octal 0100000001, no dates, no anchors."""

    yaml_implicit_resolvers = {}  # noqa: RUF012  the base class declares it so
    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int | yaml.Node | None) -> yaml.Node | None:
        mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]  # not in the stub
        if self.check_event(yaml.AliasEvent):
            raise _Slip(problem="不支持用 * 引用别处的内容，请直接写出来", problem_mark=mark)
        if self.depth > MAX_DEPTH:
            raise _Slip(problem="嵌套太深", problem_mark=mark)
        self.depth += 1
        node = super().compose_node(parent, index)  # type: ignore[arg-type]  # the stub forbids the None it is called with
        self.depth -= 1
        return node


# At most 18 digits: longer numbers have no meaning here and would be slow to convert.
for _tag, _pattern, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?(?:0|[1-9][0-9]{0,17})", list("-+0123456789")),
    ("float", r"[-+]?[0-9]{1,18}\.[0-9]{1,18}", list("-+0123456789")),
):
    _Loader.add_implicit_resolver(_PLAIN_TAG + _tag, re.compile(rf"^(?:{_pattern})$"), _first)


def read_document(path: Path, shown: str) -> Document:
    """Read a YAML file.

    Raises SiteConfigError for a file that is unreadable, too large, not UTF-8, empty, not YAML, has a duplicate key,
    or is not a mapping at the top.
    """
    text = _read_text(path, shown)
    try:
        node = _Loader(text).get_single_node()
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise SiteConfigError(f"{shown} 第 {line} 行：有不可见的控制字符，请删去。") from None
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(error, text, shown) from None
    if node is None:
        raise SiteConfigError(f"{shown}：文件是空的，至少要写 name 和 url 两项。")
    if not isinstance(node, yaml.MappingNode):
        slip = colon_slip(text)
        if slip is not None:
            raise SiteConfigError(f"{shown} 第 {slip[0]} 行：{slip[1]}。")
        given = "列表" if isinstance(node, yaml.SequenceNode) else "一段文字"
        raise SiteConfigError(f"{shown} 第 {node.start_mark.line + 1} 行：最外层应是“项: 值”，写的是{given}。")
    builder = _Builder(text, shown)
    data = builder.build(node, ())
    return Document(shown, data, builder.key_lines, builder.value_lines)


def colon_slip(text: str) -> tuple[int, str] | None:
    """Return line and description of the first key whose colon is full-width or not followed by a space."""
    for number, line in enumerate(text.splitlines(), 1):
        if found := re.match(r"\s*(?:- +)?([A-Za-z_]{1,40})：", line):
            return number, f"'{found[1]}' 后面用了中文冒号，应为英文冒号加一个空格"
        if found := re.match(r"\s*(?:- +)?([a-z_]{1,40}):(?=[^\s/])", line):
            return number, f"'{found[1]}' 的冒号后面要有一个空格"
    return None


def _read_text(path: Path, shown: str) -> str:
    try:
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise SiteConfigError(
            f"{shown}：文件不能读取（{'没有权限' if isinstance(error, PermissionError) else '系统错误'}）。"
        ) from None
    if len(raw) > MAX_BYTES:
        raise SiteConfigError(f"{shown}：文件超过 {MAX_BYTES // 1024} KB，不像网站档案。")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise SiteConfigError(f"{shown} 第 {line} 行：文件不是 UTF-8 编码，请另存为 UTF-8。") from None


def _syntax_error(error: yaml.MarkedYAMLError, text: str, shown: str) -> SiteConfigError:
    mark = error.problem_mark or error.context_mark
    line = 1 if mark is None else mark.line + 1
    problem = error.problem or ""
    if isinstance(error, _Slip):
        return SiteConfigError(f"{shown} 第 {line} 行：{problem}。")
    slip = colon_slip(text)
    if slip is not None and slip[0] <= line:
        return SiteConfigError(f"{shown} 第 {slip[0]} 行：{slip[1]}。")
    if "end of stream" in problem and error.context_mark is not None:
        line = error.context_mark.line + 1  # where the quotation began, not where the file ends
    known = next(
        (words for start, words in _SYNTAX.items() if start in problem or start in (error.context or "")), None
    )
    return SiteConfigError(f"{shown} 第 {line} 行：YAML 写法有误：{known or '请检查缩进、冒号后的空格和引号'}。")


class _Builder:
    """Turns nodes into plain data, noting lines; loops of nodes cannot occur because aliases are refused."""

    def __init__(self, text: str, shown: str) -> None:
        self.lines = text.splitlines()
        self.shown = shown
        self.key_lines: dict[Loc, int] = {}
        self.value_lines: dict[Loc, int] = {}

    def build(self, node: yaml.Node, loc: Loc) -> object:
        line = node.start_mark.line + 1
        self.value_lines[loc] = line
        kind = node.tag.removeprefix(_PLAIN_TAG)
        if isinstance(node, yaml.MappingNode) and kind == "map":
            return self._mapping(node, loc)
        if isinstance(node, yaml.SequenceNode) and kind == "seq":
            return [self.build(child, (*loc, number)) for number, child in enumerate(node.value)]
        if not isinstance(node, yaml.ScalarNode) or kind not in _SCALARS:
            self._refuse(line, "不支持以 ! 开头的 YAML 标签，请直接写出内容。")
        self._refuse_lost_selector(node)
        try:
            return _SCALARS[kind](node.value)
        except ValueError:  # an explicit tag such as !!int 'x'
            self._refuse(line, "不支持以 ! 开头的 YAML 标签，请直接写出内容。")

    def _mapping(self, node: yaml.MappingNode, loc: Loc) -> dict[str, object]:
        data: dict[str, object] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self._refuse(line, "冒号前面应是项的名字，写的是列表或一组“项: 值”。")
            key = key_node.value
            if key in data:
                self._refuse(line, f"{quoted(key)} 写了两次（第 {self.key_lines[(*loc, key)]} 行已有）。")
            self.key_lines[(*loc, key)] = line
            data[key] = self.build(value_node, (*loc, key))
        return data

    def _refuse_lost_selector(self, node: yaml.ScalarNode) -> None:
        """Refuse ``input: #search``: without quotes YAML takes the selector for a comment."""
        mark = node.end_mark
        if node.style is not None or mark.line >= len(self.lines):
            return
        if found := re.match(r"\s+(#[A-Za-z_-]\S{0,40})", self.lines[mark.line][mark.column :]):
            message = f"'{found[1]}' 会被当作注释：是选择器就把整个值加上引号，是注释就在 # 后面加空格。"
            self._refuse(mark.line + 1, message)

    def _refuse(self, line: int, sentence: str) -> NoReturn:
        raise SiteConfigError(f"{self.shown} 第 {line} 行：{sentence}")
