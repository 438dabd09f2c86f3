"""Are the files people take away from a run right, safe to open, and the same when they are made again?"""

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET  # of our own making

import pytest
from docx import Document
from openpyxl import load_workbook
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from reports.checklist import CHECKLIST
from reports.history import State
from reports.junit import JUNIT
from reports.material import Material
from reports.notice_docx import DOCX
from reports.problem_list import COLUMNS
from reports.problem_sheets import SPREADSHEET, TEXT
from reports.problems_json import PROBLEMS
from reports.products import PRODUCTS, write_products
from reports.records import Judged, Plan
from reports.scorecard_page import PAGE
from suites.selftest.telling_material import HOME, NOON, Told, tell, written
from suites.verdict import Finding, Outcome, Verdict, Waived

SCHEMA = Path(__file__).resolve().parents[2] / "reports" / "problems.schema.json"


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """The hand-written inspection, with everything made of it."""
    done = tell(tmp_path / "20260821-120000-aaaa")
    write_products(Material(done.inspection))
    return done


def table(path: Path) -> list[list[str]]:
    """All cells of the only sheet, as text."""
    return [["" if value is None else str(value) for value in row] for row in load_workbook(path).active.values]


def head(rows: list[list[str]], first: str) -> int:
    """Which line the column names stand on."""
    return next(number for number, row in enumerate(rows) if row[0] == first)


def test_the_checklist_has_a_row_for_every_clause(told: Told) -> None:
    rows = table(told.folder / CHECKLIST)
    body = rows[head(rows, "序号") + 1 :]
    clauses = told.inspection.rulebook.clauses
    assert [row[4] for row in body] == [clause.text for clause in clauses]
    by_text = {row[4]: row for row in body}
    links = by_text[told.inspection.rulebook.clause("dead_links.1").text]
    assert (links[6], links[8]) == ("发现问题", "5")
    assert links[9].startswith("1. ")
    assert by_text[told.inspection.rulebook.clause("ipv6.1").text][6] == "未能检测"
    assert by_text[told.inspection.rulebook.clause("news.1").text][6] == "本次未检查"


def test_the_problem_list_has_the_columns_people_exchange(told: Told) -> None:
    rows = table(told.folder / SPREADSHEET)
    number = head(rows, "问题编号")
    assert rows[number] == [name for name, _ in COLUMNS]
    body = [dict(zip(rows[number], row, strict=True)) for row in rows[number + 1 :]]
    assert len(body) == 7
    first = body[0]
    assert (first["网站标识码"], first["问题级别"], first["整改状态"]) == ("3399000001", "单项否决", State.NEW.word)
    assert first["建议"].endswith("。")
    assert body[-1]["问题级别"] == "待人工复核"


def test_a_link_stands_under_the_page_that_leads_to_it(told: Told) -> None:
    rows = {row["id"]: row for row in problems(told)}
    link = next(row for row in rows.values() if row["clause_id"] == "dead_links.1")
    assert (link["place"], link["parent"]) == (f"{HOME}1", HOME)
    veto = next(row for row in rows.values() if row["clause_id"] == "home_not_updated.1")
    assert (veto["place"], veto["parent"]) == (HOME, "")
    assert (told.folder / str(veto["snapshot"])).is_file()


def problems(told: Told) -> list[dict[str, object]]:
    """The list for machines."""
    rows: list[dict[str, object]] = json.loads((told.folder / PROBLEMS).read_text(encoding="utf-8"))["problems"]
    return rows


def test_the_text_says_the_same_as_the_spreadsheet(told: Told) -> None:
    rows = table(told.folder / SPREADSHEET)
    read = list(csv.reader(io.StringIO((told.folder / TEXT).read_text(encoding="utf-8-sig"))))
    assert read == rows[head(rows, "问题编号") :]


def test_what_machines_read_keeps_its_published_form(told: Told) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    content = json.loads((told.folder / PROBLEMS).read_text(encoding="utf-8"))
    assert set(schema["required"]) == set(content)
    described = schema["$defs"]["problem"]
    for row in content["problems"]:
        assert set(row) == set(described["required"]) == set(described["properties"])
        assert row["state"] in described["properties"]["state"]["enum"]
        assert row["level"] in described["properties"]["level"]["enum"]
    assert set(described["properties"]["state"]["enum"]) == {state.word for state in State}


def test_a_pipeline_counts_what_was_concluded(told: Told) -> None:
    root = ET.fromstring((told.folder / JUNIT).read_bytes())  # noqa: S314  of our own making
    (suite,) = root
    assert {key: suite.get(key) for key in ("tests", "failures", "errors", "skipped")} == {
        "tests": "7",
        "failures": "2",
        "errors": "2",
        "skipped": "2",
    }
    kinds = {case.get("name", "").split()[0]: [child.tag for child in case] for case in suite}
    assert kinds["dead_links.1"] == ["failure"]
    assert kinds["ipv6.1"] == ["error"]
    assert kinds["safety_incident.1"] == ["skipped"]


@pytest.mark.parametrize("write", PRODUCTS)
def test_made_again_it_is_the_same_to_the_byte(told: Told, write: Callable[[Material], Path]) -> None:
    path = write(Material(told.inspection))
    before = path.read_bytes()
    path.unlink()
    assert write(Material(told.inspection)).read_bytes() == before


def test_the_letter_names_every_defect_and_leaves_the_issuer_open(told: Told) -> None:
    document = Document(str(told.folder / DOCX))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert text.startswith("关于云汀市人民政府网站检查发现问题的整改通知")
    assert "共发现需要整改的问题 6 个" in text
    for row in problems(told):
        assert (str(row["what"]) in text) == (row["level"] != "待人工复核")
    assert "一、首页不更新（单项否决）" in text
    assert "（检查单位名称，盖章）" in text
    assert len(document.inline_shapes) == 1


def test_the_page_stands_alone_and_says_the_conclusion(told: Told) -> None:
    page = HTMLParser((told.folder / PAGE).read_text(encoding="utf-8"))
    assert [node.text() for node in page.css(".verdict")] == [told.inspection.scorecard.words]
    for tag, attribute in (("script", "src"), ("link", "href"), ("img", "src")):
        assert all((node.attributes.get(attribute) or "").startswith("data:") for node in page.css(tag))
    text = page.body.text() if page.body else ""
    for row in problems(told):
        assert str(row["what"]) in text
    assert "首页不更新" in text
    assert "预警（1 处" in text
    assert "访问超时" in text


def test_text_of_a_web_page_is_never_taken_for_more_than_text(tmp_path: Path) -> None:
    nasty = '=HYPERLINK("http://x","<script>alert(1)</script>")。问题。'
    folder = tmp_path / "20260821-120000-bbbb"
    finding = Finding(HOME, f"-1+{nasty}", "x", excerpt="=1+1\x00\x0b")
    judged = Judged(Verdict("dead_links.1", Outcome.FAIL, (finding,)), NOON)
    write_products(Material(written(folder, Plan(("dead_links.1",)), judged)))
    cells = [cell for row in load_workbook(folder / SPREADSHEET).active.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    lines = list(csv.reader(io.StringIO((folder / TEXT).read_text(encoding="utf-8-sig"))))
    assert not [value for row in lines[1:] for value in row if value.startswith(("=", "+", "-", "@"))]
    assert not HTMLParser((folder / PAGE).read_text(encoding="utf-8")).css("script")
    ET.fromstring((folder / JUNIT).read_bytes())  # noqa: S314  of our own making


def test_a_waiver_is_shown_apart_with_the_score_it_spares(tmp_path: Path) -> None:
    folder = tmp_path / "20260821-120000-cccc"
    dead = [Finding(HOME, f"链接 /{number} 打不开。", f"{HOME}{number}") for number in range(2)]
    exempt = Waived(dead[0], Outcome.FAIL, "对方系统迁移", "张三", date(2026, 12, 31))
    verdict = Verdict("dead_links.1", Outcome.FAIL, (dead[1],), "另有 1 个问题经批准豁免。", waived=(exempt,))
    material = Material(written(folder, Plan(("dead_links.1",)), Judged(verdict, NOON)))
    write_products(material)
    assert material.inspection.scorecard.score == 99
    page = HTMLParser((folder / PAGE).read_text(encoding="utf-8"))
    text = page.body.text() if page.body else ""
    assert "若计入，结论为 合格（暂定），得分 98 分" in text
    assert "对方系统迁移（张三批准，至 2026-12-31）" in text
    rows = json.loads((folder / PROBLEMS).read_text(encoding="utf-8"))["problems"]
    assert {row["state"] for row in rows} == {State.NEW.word, State.WAIVED.word}
    letter = "\n".join(paragraph.text for paragraph in Document(str(folder / DOCX)).paragraphs)
    assert dead[1].what in letter
    assert dead[0].what not in letter
