"""Which problems does a list name that somebody sent? Ours or a regulator's, XLSX or CSV, its column names mapped.

The answer goes into a copy of the same file: 复核结果, 复核时间 and 复核说明, in its own columns where it has them.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from charset_normalizer import from_bytes
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

# What lists call their columns; the first name is the one we write ourselves.
NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("问题编号", "编号", "问题ID", "问题id"),
    "kind": ("问题类型", "类型", "错误类型", "问题分类", "指标", "检查指标", "二级指标"),
    "what": ("问题描述", "问题", "问题说明", "描述", "存在问题", "具体问题", "问题详情"),
    "place": (
        "所在页面",
        "问题链接",
        "错误链接",
        "链接地址",
        "页面地址",
        "网页地址",
        "网址",
        "URL",
        "url",
        "页面链接",
        "问题页面",
    ),
    "parent": ("父页面", "父链接", "来源页面", "所在父页面", "上级页面", "链接所在页面"),
    "context": ("上下文", "错误上下文", "原文", "错误内容", "所在语句"),
    "wrong": ("错误词", "错误词语", "疑似错误", "错误表述", "敏感词", "错别字"),
    "recheck": ("复核结果",),
    "when": ("复核时间",),
    "why": ("复核说明",),
}
_ANSWERS = ("recheck", "when", "why")
_SEARCHED = 30  # rows; above the header there may be a title and remarks
_RECOGNISED = 2  # names that make a row the header
_LARGEST = 50 * 2**20
_LINKS = re.compile(r"链接|死链|错链|断链|打不开|404|图片(?:无法|不能|失效)|附件(?:无法|不能)|可用性|无法访问")
_WORDING = re.compile(r"错别字|错字|表述|用词|用语|敏感|误写|措辞")
_QUOTED = re.compile(r"[“\"「『]([^”\"」』]{1,40})[”\"」』]")


class ReceivedListError(ValueError):
    """The list cannot be read or written: one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class ReceivedRow:
    """One problem of the list; `number` is its line (from 1), the texts are empty where the list does not say."""

    number: int
    id: str = ""
    kind: str = ""
    what: str = ""
    place: str = ""
    parent: str = ""
    context: str = ""
    wrong: str = ""

    @property
    def is_link(self) -> bool:
        """Whether it is about a link that does not open."""
        return bool(_LINKS.search(f"{self.kind} {self.what}"))

    @property
    def mistake(self) -> str:
        """The mistaken words: as the list names them, else the first quoted ones where wording is the matter."""
        quoted = _QUOTED.search(self.what) if _WORDING.search(f"{self.kind} {self.what}") else None
        return self.wrong or (quoted[1] if quoted else "")


@dataclass(frozen=True, slots=True)
class ReceivedList:
    """A list and where its columns are.

    Attributes:
        head: line of the column names (from 1).
        columns: what we call a column → its place (from 1).
        width: how many columns the header has.
    """

    path: Path
    head: int
    width: int
    columns: Mapping[str, int] = field(hash=False)
    rows: tuple[ReceivedRow, ...] = ()

    @classmethod
    def read(cls, path: Path) -> ReceivedList:
        """Read a list.

        Raises:
            ReceivedListError: no such file, a format we do not know, or no line with column names we know.
        """
        lines = _lines(path)
        for number, line in enumerate(lines[:_SEARCHED], 1):
            columns = _columns(line)
            if len(columns.keys() - set(_ANSWERS)) >= _RECOGNISED:
                width = max(place for place, text in enumerate(line, 1) if text)
                rows = (_row(below, columns, where) for where, below in enumerate(lines[number:], number + 1))
                return cls(path, number, width, columns, tuple(row for row in rows if row is not None))
        known = "、".join(names[0] for names in NAMES.values())
        raise ReceivedListError(f"{path} 的前 {_SEARCHED} 行里没有认得的表头，至少要有其中两列：{known}。")

    def answered(self, answers: Mapping[int, tuple[str, str, str]]) -> Path:
        """Write a copy with the answers beside the list and return it.

        Args:
            answers: line → 复核结果, 复核时间, 复核说明.

        Raises:
            ReceivedListError: it cannot be written.
        """
        copy = self.path.with_name(f"{self.path.stem}-复核{self.path.suffix}")
        places = self._answer_places()
        try:
            if self.path.suffix.lower() == ".csv":
                self._write_text(copy, answers, places)
            else:
                self._write_book(copy, answers, places)
        except OSError as error:
            raise ReceivedListError(f"复核结果没有写成 {copy}：{error.strerror or error}。") from None
        return copy

    def _answer_places(self) -> list[int]:
        """Columns of the answers: the list's own, else new ones at its right end."""
        last = self.width
        places = []
        for key in _ANSWERS:
            if key not in self.columns:
                last += 1
            places.append(self.columns.get(key, last))
        return places

    def _write_book(self, copy: Path, answers: Mapping[int, tuple[str, str, str]], places: Sequence[int]) -> None:
        book = load_workbook(self.path)
        page = book.worksheets[0]
        for key, place in zip(_ANSWERS, places, strict=True):
            page.cell(self.head, place).value = NAMES[key][0]
        for number, answer in answers.items():
            for place, text in zip(places, answer, strict=True):
                page.cell(number, place).value = text
        book.save(copy)

    def _write_text(self, copy: Path, answers: Mapping[int, tuple[str, str, str]], places: Sequence[int]) -> None:
        made = io.StringIO(newline="")
        writer = csv.writer(made, lineterminator="\r\n")
        for number, line in enumerate(_lines(self.path), 1):
            told = answers.get(number) or tuple(NAMES[key][0] for key in _ANSWERS)
            full = [*line, *[""] * (max(places) - len(line))]
            if number == self.head or number in answers:
                for place, text in zip(places, told, strict=True):
                    full[place - 1] = text
            writer.writerow(full)
        copy.write_bytes(made.getvalue().encode("utf-8-sig"))


def _lines(path: Path) -> list[list[str]]:
    if not path.is_file():
        raise ReceivedListError(f"没有问题清单 {path}。")
    if path.stat().st_size > _LARGEST:
        raise ReceivedListError(f"{path} 大于 {_LARGEST // 2**20} MB，请拆分后再复核。")
    match path.suffix.lower():
        case ".csv":
            best = from_bytes(path.read_bytes()).best()
            if best is None:
                raise ReceivedListError(f"{path} 的编码认不出来，请另存为 UTF-8 的 CSV 或 XLSX。")
            return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(str(best).lstrip("\ufeff")))]
        case ".xlsx" | ".xlsm":
            try:
                page = load_workbook(path, data_only=True).worksheets[0]
            except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError, IndexError) as error:
                raise ReceivedListError(f"{path} 不是 Excel 工作簿，或者已经损坏：{error}。") from None
            return [["" if cell is None else str(cell).strip() for cell in row] for row in page.values]
        case other:
            raise ReceivedListError(f"不认识 {other or '没有扩展名的'} 文件，问题清单应为 .xlsx 或 .csv。")


def _columns(line: Sequence[str]) -> dict[str, int]:
    """What we call a column → its place; the first column of a name counts."""
    found: dict[str, int] = {}
    for place, text in enumerate(line, 1):
        bare = re.sub(r"[\s（(].*$", "", text.strip())
        for key, names in NAMES.items():
            if bare in names:
                found.setdefault(key, place)
    return found


def _row(line: Sequence[str], columns: Mapping[str, int], number: int) -> ReceivedRow | None:
    told = {key: line[place - 1] for key, place in columns.items() if key not in _ANSWERS and place <= len(line)}
    return ReceivedRow(number, **told) if any(told.values()) else None
