"""Are problem lists of others read by their own column names, and is a copy answered without losing anything?"""

import csv
import io
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from reports.material import Material
from reports.problem_sheets import SPREADSHEET, TEXT
from reports.products import write_products
from reports.received_list import ReceivedList, ReceivedListError
from suites.selftest.telling_material import HOME, tell

HEAD = ["序号", "错误类型", "错误词", "上下文", "网页地址（URL）", "来源页面", "备注"]
ROWS = [
    ["1", "严重表述错误", "中国入民", "……热爱中国入民的……", f"{HOME}a.html", "", "请核"],
    ["2", "链接不可用", "", "", f"{HOME}x.html", HOME, ""],
]


def regulator(folder: Path, suffix: str) -> Path:
    """A list as a monitoring platform exports it: title, remark, header in the third line."""
    path = folder / f"通报{suffix}"
    lines = [["某省政府网站监测问题清单"], [], HEAD, *ROWS]
    if suffix == ".csv":
        made = io.StringIO()
        csv.writer(made).writerows(lines)
        path.write_bytes(made.getvalue().encode("gb18030"))
        return path
    book = Workbook()
    page = book.worksheets[0]
    for line in lines:
        page.append(line)
    page["A1"].font = Font(bold=True, size=20)
    page.column_dimensions["E"].width = 50
    book.save(path)
    return path


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_regulators_list_is_understood(tmp_path: Path, suffix: str) -> None:
    received = ReceivedList.read(regulator(tmp_path, suffix))
    wording, link = received.rows
    assert (wording.number, wording.mistake, wording.context) == (4, "中国入民", "……热爱中国入民的……")
    assert (wording.place, wording.is_link) == (f"{HOME}a.html", False)
    assert (link.place, link.parent, link.is_link) == (f"{HOME}x.html", HOME, True)


@pytest.mark.parametrize("suffix", [".xlsx", ".csv"])
def test_a_copy_is_answered_and_the_rest_stays(tmp_path: Path, suffix: str) -> None:
    path = regulator(tmp_path, suffix)
    before = path.read_bytes()
    copy = ReceivedList.read(path).answered({4: ("未整改", "2026-08-21 12:00", "原文仍在")})
    assert copy.name == f"通报-复核{suffix}"
    assert path.read_bytes() == before
    if suffix == ".csv":
        lines = list(csv.reader(io.StringIO(copy.read_text(encoding="utf-8-sig"))))
    else:
        page = load_workbook(copy).worksheets[0]
        lines = [["" if cell is None else str(cell) for cell in row] for row in page.values]
        assert page["A1"].font.b
        assert page.column_dimensions["E"].width == 50
    assert lines[2] == [*HEAD, "复核结果", "复核时间", "复核说明"]
    assert lines[3] == [*ROWS[0], "未整改", "2026-08-21 12:00", "原文仍在"]
    assert lines[4][: len(HEAD)] == ROWS[1]


@pytest.mark.parametrize("name", [SPREADSHEET, TEXT])
def test_our_own_list_is_read_back(tmp_path: Path, name: str) -> None:
    told = tell(tmp_path / "run")
    material = Material(told.inspection)
    write_products(material)
    received = ReceivedList.read(told.folder / name)
    assert [row.id for row in received.rows] == [row.id for row in material.rows]
    copy = received.answered({received.rows[0].number: ("已整改", "", "")})
    assert [row.id for row in ReceivedList.read(copy).rows] == [row.id for row in received.rows]
    again = copy.read_bytes() if name == TEXT else b""
    assert name != TEXT or again.count("复核结果".encode()) == 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.xlsx", "no zip", "不是 Excel"),
        ("x.xls", "no list", r"应为 \.xlsx 或 \.csv"),
        ("x.csv", "甲,乙\n1,2\n", "没有认得的表头"),
        ("x.csv", "", "没有认得的表头"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(tmp_path: Path, name: str, content: str, said: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ReceivedListError, match=said):
        ReceivedList.read(tmp_path / name)
    with pytest.raises(ReceivedListError, match="没有问题清单"):
        ReceivedList.read(tmp_path / "none.xlsx")


def test_quoted_words_are_a_mistake_only_where_wording_is_the_matter(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(
        "问题类型,问题描述,网址\n栏目不更新,“要闻”栏目没有更新,x\n错别字,“烈土”应为“烈士”,x\n", encoding="utf-8"
    )
    column, wording = ReceivedList.read(path).rows
    assert (column.mistake, wording.mistake) == ("", "烈土")
