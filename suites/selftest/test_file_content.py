"""Are files told apart by their bytes: whole, cut off, empty, mislabelled, web pages in disguise?"""

import io
import zipfile

import pytest

from fixtures.demo_site.attachments import content_of
from fixtures.demo_site.model import Attachment
from pages.file_content import fault_of

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _made(kind: str) -> bytes:
    return content_of(Attachment(f"/f/1.{kind}", f"1.{kind}", kind, "申请表", ("一", "二"), (("项目", "内容"),)))


def _archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, b"content " * 40)
    return out.getvalue()


def _compound(sectors: int) -> bytes:
    """An OLE file of so many sectors whose directory is the third."""
    head = bytearray(_OLE + bytes(504))
    head[30:32] = (9).to_bytes(2, "little")
    head[48:52] = (2).to_bytes(4, "little")
    return bytes(head) + b"x" * 512 * sectors


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf"])
def test_what_real_programs_write_is_whole(kind: str) -> None:
    assert not fault_of(f"表.{kind}", _made(kind))


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_what_is_cut_off_is_a_fault(kind: str, share: float) -> None:
    whole = _made(kind)
    assert fault_of(f"表.{kind}", whole[: int(len(whole) * share)])


def test_a_damaged_member_of_an_archive_is_a_fault() -> None:
    packed = bytearray(_archive("word/document.xml"))
    packed[60] ^= 0xFF
    assert fault_of("表.docx", bytes(packed))


OPENS = {
    "ole": ("表.wps", _compound(4)),
    "docx called doc": ("表.doc", _made("docx")),
    "ofd": ("表.ofd", _archive("OFD.xml", "Doc_0/Document.xml")),
    "zip": ("表.zip", _archive("1.txt")),
    "rar": ("表.rar", b"Rar!\x1a\x07\x01\x00" + bytes(32)),
    "rtf called doc": ("表.doc", b"{\\rtf1 text}"),
    "office html": ("表.xls", b'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table></table></html>'),
    "pdf with padding": ("表.pdf", b"\n%PDF-1.4\n1 0 obj\n%%EOF\n\0\0"),
    "no extension": ("下载", b"plain words"),
}
FAULTS = {
    "empty": ("表.doc", b"", "空文件"),
    "only zeros": ("表.doc", bytes(64), "空文件"),
    "html with mark": ("表.doc", b"\xef\xbb\xbf<!DOCTYPE html><html></html>", "网页"),
    "html without extension": ("下载", b"<html><body>404</body></html>", "网页"),
    "ole cut off": ("表.doc", _compound(1), "不完整"),
    "sheet called docx": ("表.docx", _archive("xl/workbook.xml"), "Excel"),
    "word called pdf": ("表.pdf", _archive("word/document.xml"), "Word"),
    "picture called doc": ("表.doc", b"\x89PNG\r\n\x1a\n" + bytes(32), "图片"),
    "text called pdf": ("表.pdf", b"not a pdf", "无法识别"),
}


@pytest.mark.parametrize("case", OPENS)
def test_what_opens_is_no_fault(case: str) -> None:
    assert not fault_of(*OPENS[case])


@pytest.mark.parametrize("case", FAULTS)
def test_what_does_not_open_is_told(case: str) -> None:
    name, body, why = FAULTS[case]
    assert why in fault_of(name, body)
