"""Which problems are to be mended? 问题清单, as a spreadsheet and as CSV, in the columns webmasters exchange."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from reports.history import State
from reports.material import Material
from reports.problem_list import COLUMNS, Row
from reports.sheets import Heading, sheet

SPREADSHEET, TEXT = "问题清单.xlsx", "问题清单.csv"
_WIDTHS = {
    "问题编号": 15,
    "网站名称": 18,
    "网站标识码": 13,
    "问题类型": 14,
    "问题级别": 11,
    "问题描述": 50,
    "所在页面": 40,
    "父页面": 30,
    "上下文": 30,
    "建议": 40,
    "快照": 22,
}
_USUAL = 12
_LONG = 26
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_GREEN, _GREY = "E2EFDA", "EDEDED"
_COLOURS = {State.FIXED.word: _GREEN, State.WAIVED.word: _GREY, State.UNCHECKED.word: _GREY}


def write_spreadsheet(material: Material) -> Path:
    """Write 问题清单.xlsx; return the file."""
    header, rows = material.inspection.header, material.rows
    states = [row.state for row in rows]
    counts = "，".join(f"{word} {states.count(word)}" for word in dict.fromkeys(states))
    remarks = (
        f"监测时间点 {header.as_of}，检查编号 {material.inspection.folder.name}，共 {len(rows)} 个"
        + (f"（{counts}）。" if counts else "。"),
        "问题编号不变：整改后可用 pytest --site=网站档案名 --recheck=本文件 逐条复核，结果写入副本的“复核结果”一栏。",
    )
    headings = [Heading(name, _WIDTHS.get(name, _USUAL), _WIDTHS.get(name, 0) < _LONG) for name, _ in COLUMNS]
    fills = [_COLOURS.get(state) for state in states]
    path = material.inspection.folder / SPREADSHEET
    path.write_bytes(sheet("问题清单", remarks, headings, map(values, rows), header.started, fills))
    return path


def write_text(material: Material) -> Path:
    """Write 问题清单.csv (UTF-8 with a mark at the front, which Excel wants); return the file."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, lineterminator="\r\n")
    writer.writerow([name for name, _ in COLUMNS])
    writer.writerows([_harmless(value) for value in values(row)] for row in material.rows)
    path = material.inspection.folder / TEXT
    path.write_bytes(made.getvalue().encode("utf-8-sig"))
    return path


def values(row: Row) -> Sequence[str]:
    """A problem in the order of the columns."""
    told = [str(getattr(row, attribute)) for _, attribute in COLUMNS]
    return [
        f"{text}（{row.why}）" if name == "整改状态" and row.why else text
        for (name, _), text in zip(COLUMNS, told, strict=True)
    ]


def _harmless(text: str) -> str:
    """Text of a web page must never be taken for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
