"""Are downloads of every kind read within limits, is what cannot be read told, and does no file stop the next?"""

import io
import zipfile
from collections.abc import Iterator

import openpyxl
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from fixtures.sample_files import file_bytes
from pages import file_text
from pages.file_text import read_file
from pages.reading_apart import ReadingApart
from suites.selftest.old_workbook import old_workbook

WHOLE = "339901190001011108"
_TABLE = f"名单\n姓名 | 身份证号码\n林小禾 | {WHOLE}"


@pytest.fixture(scope="module")
def reading() -> Iterator[ReadingApart]:
    with ReadingApart() as made:
        yield made


def _zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), body)
    return out.getvalue()


def _pdf(*lines: str, locked: bool = False) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("1") if locked else None)
    for number, line in enumerate(lines):
        canvas.drawString(72, 700 - 14 * number, line)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def _sheets(*, hidden: bool) -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["公开"])
    other = book.create_sheet("底稿")
    other.append(["姓名", "身份证号码", "手机"])
    other.append(["林小禾", WHOLE, 13957900001])
    other.sheet_state = "hidden" if hidden else "visible"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _texts(name: str, body: bytes) -> list[str]:
    return [line.text for text in read_file(name, body) for line in text.lines]


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf"])
def test_a_table_keeps_its_rows_and_heads(kind: str) -> None:
    (text,) = read_file(f"名单.{kind}", file_bytes(kind, _TABLE))
    assert not text.told
    last = text.lines[-1]
    assert " ".join(last.cells).split() == ["林小禾", WHOLE]
    assert kind == "pdf" or last.heads == ("姓名", "身份证号码")


def test_an_old_workbook_is_read() -> None:
    (text,) = read_file("名单.xls", old_workbook([["姓名", "手机", "金额"], ["林小禾", 13957900001.0, 0.5]]))
    assert [line.cells for line in text.lines] == [("姓名", "手机", "金额"), ("林小禾", "13957900001", "0.5")]
    assert not text.told


def test_a_hidden_sheet_is_read_and_told() -> None:
    assert "隐藏的工作表“底稿”第 2 行" in [line.place for line in read_file("a.xlsx", _sheets(hidden=True))[0].lines]
    assert f"林小禾 | {WHOLE} | 13957900001" in _texts("a.xlsx", _sheets(hidden=False))


def test_an_identity_number_as_a_numeric_cell_has_lost_its_end() -> None:
    assert WHOLE not in "".join(_texts("a.xls", old_workbook([[float(WHOLE)]])))


def test_a_number_that_a_narrow_cell_of_a_pdf_cut_is_whole_again() -> None:
    assert _texts("a.pdf", _pdf("No. 33990119000101", "1108 OK", "33990119000101", "1109")) == [
        f"No. | {WHOLE} | OK",
        "33990119000101",
        "1109",
    ]


def test_office_files_saved_as_web_pages_and_plain_text_are_read() -> None:
    page = f"<html><table><tr><td>林小禾</td><td>{WHOLE}</td></tr></table></html>".encode("gbk")
    assert _texts("a.xls", page) == [f"林小禾 | {WHOLE}"]
    assert _texts("a.csv", f"姓名,号码\n林小禾,{WHOLE}".encode("gb18030"))[1] == f"林小禾 | {WHOLE}"
    assert _texts("a.txt", "第一行\n第二行".encode("utf-16")) == ["第一行", "第二行"]
    assert _texts("a.ofd", file_bytes("ofd", f"名单\n林小禾 {WHOLE}"))[1].strip() == f"林小禾 {WHOLE}"


def test_an_archive_is_opened_one_level_deep() -> None:
    inner = _zipped(a_txt=b"x")
    texts = read_file("a.zip", _zipped(deep__a_txt="甲".encode(), b_zip=inner))
    assert [(text.name, text.told) for text in texts] == [
        ("deep/a.txt", ""),
        ("b.zip", "压缩包里的压缩包，没有打开"),
    ]


def test_names_of_chinese_archives_are_read() -> None:
    body = _zipped(a_txt=b"x").replace(b"a.txt", "甲.txt".encode("gbk")[:5])
    assert read_file("a.zip", body)[0].name.startswith("甲")


@pytest.mark.parametrize(
    ("name", "body", "told"),
    [
        ("a.pdf", _pdf("secret", locked=True), "加了密码，不能读取"),
        ("a.pdf", _pdf(), "是扫描件，没有文字可读"),
        ("a.pdf", _pdf().replace(b"/Page", b"/Pagf"), "文件已损坏，不能读取"),
        ("a.pdf", b"%PDF-1.7\nbroken\n%%EOF", "文件已损坏，不能读取"),
        ("a.pdf", b"%PDF-1.7\ncut", "PDF 文件不完整，没有结尾"),
        ("a.doc", file_bytes("doc", ""), "不是能读取的表格（旧版 Word、WPS 文档等）"),
        ("a.docx", _zipped(word__document_xml=b"<w:p"), "文件已损坏，不能读取"),
        ("a.docx", file_bytes("docx", "一")[:-200], "文件不完整或已损坏"),
        ("a.xlsx", _zipped(xl__workbook_xml=b"no"), "不是能读取的表格（旧版 Word、WPS 文档等）"),
        ("a.rar", b"Rar!\x1a\x07\x00", "RAR、7z 压缩包，不能读取"),
        ("a.png", b"\x89PNG....", "是图片，图片里的文字没有识别"),
        ("a.docx", b"<html><body>404</body></html>", "下载到的是网页，不是文件"),
        (
            "a.doc",
            b"MIME-Version: 1.0\n\n",
            "网页归档或 XML 格式的 Office 文档，不能读取",
        ),
        ("a.txt", b"", "是空文件"),
        ("a.csv", b'a,"' + b"x" * 200_000, "文件已损坏，不能读取"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_read_is_told(name: str, body: bytes, told: str) -> None:
    assert [text.told for text in read_file(name, body)] == [told]


def test_a_table_without_end_is_read_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_text, "MOST_LINES", 10)
    (text,) = read_file("a.csv", b"1,2\n" * 100_000)
    assert (len(text.lines), text.told) == (10, "内容太多，只读了前面 10 行")


def test_what_unpacks_without_end_is_not_unpacked() -> None:
    bomb = _zipped(a_txt=bytes(file_text.MOST_UNPACKED + 1))
    assert len(bomb) < 100_000
    assert [text.told for text in read_file("a.zip", bomb)] == ["解开后过大，没有读取"]


def test_entities_without_end_are_no_word_document() -> None:
    grows = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    body = f'<!DOCTYPE a [<!ENTITY e0 "x">{grows}]><a>&e11;</a>'.encode()
    assert read_file("a.docx", _zipped(word__document_xml=body))[0].told == "文件已损坏，不能读取"


def test_a_file_that_takes_for_ever_costs_itself_only() -> None:
    with ReadingApart(seconds=0.0) as impatient:
        assert "已放弃" in impatient.read("a.csv", b"1,2\n" * 1000)[0][2]
        impatient._seconds = 20.0
        assert impatient.read("b.txt", b"ok")[0][2] == ""


def test_a_process_that_dies_is_replaced(reading: ReadingApart) -> None:
    reading.read("a.txt", b"x")
    assert reading._process is not None
    reading._process.kill()
    reading._process.wait()
    assert "程序中止" in reading.read("b.txt", b"y")[0][2]
    name, lines, told = reading.read("c.txt", "丙".encode())[0]
    assert (name, [line.text for line in lines], told) == ("c.txt", ["丙"], "")
