"""How is 整改通知书 laid out as a document people can edit? DOCX in the layout of official documents (GB/T 9704)."""

from __future__ import annotations

import io
from pathlib import Path

from docx import Document
from docx.document import Document as DocumentObject
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from reports.material import Material
from reports.notice import Notice, notice
from reports.packing import packed
from reports.pictures import shrunk

DOCX = "整改通知书.docx"
# GB/T 9704-2012: margins, 二号 for the title, 三号 for the text, 28 points from line to line.
_TOP, _BOTTOM, _LEFT, _RIGHT = Mm(37), Mm(35), Mm(28), Mm(26)
_TITLE, _TEXT, _SMALL, _LINE = Pt(22), Pt(16), Pt(12), Pt(28)
_SONG, _HEI, _FANG = "方正小标宋简体", "黑体", "仿宋"
_BLACK = RGBColor(0, 0, 0)
_PICTURE, _PIXELS = Mm(140), 1200


def write_docx(material: Material) -> Path:
    """Write the letter; return the file."""
    path = material.inspection.folder / DOCX
    made = io.BytesIO()
    _document(notice(material)).save(made)
    path.write_bytes(packed(made.getvalue(), material.inspection.header.started))
    return path


def _document(letter: Notice) -> DocumentObject:
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = _TOP, _BOTTOM, _LEFT, _RIGHT
    document.core_properties.title = letter.title
    document.core_properties.author = ""
    document.core_properties.language = "zh-CN"
    _paragraph(document, letter.title, _SONG, _TITLE, WD_ALIGN_PARAGRAPH.CENTER, indent=False)
    _paragraph(document, "", _FANG, _TEXT)
    _paragraph(document, letter.addressee, _FANG, _TEXT, indent=False)
    for text in letter.opening:
        _paragraph(document, text, _FANG, _TEXT)
    for part in letter.sections:
        _paragraph(document, part.heading, _HEI, _TEXT, style="Heading 1")
        for number, item in enumerate(part.items, 1):
            mark = f"{number}. " if len(part.items) > 1 else ""
            _paragraph(document, f"{mark}{item.text}", _FANG, _TEXT)
            if item.place:
                _paragraph(document, f"页面：{item.place}", _FANG, _SMALL)
            if item.picture is not None:
                _picture(document, item.picture, item.text)
        if part.advice:
            _paragraph(document, f"整改建议：{part.advice}", _FANG, _TEXT)
    for text in letter.demands:
        _paragraph(document, text, _FANG, _TEXT)
    _paragraph(document, "", _FANG, _TEXT)
    for text in letter.signature:
        _paragraph(document, text, _FANG, _TEXT, WD_ALIGN_PARAGRAPH.RIGHT, indent=False)
    return document


def _paragraph(  # noqa: PLR0913  a paragraph has that many sides
    document: DocumentObject,
    text: str,
    font: str,
    size: Pt,
    alignment: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT,
    *,
    indent: bool = True,
    style: str | None = None,
) -> Paragraph:
    paragraph = document.add_paragraph(style=style)
    paragraph.alignment = alignment
    layout = paragraph.paragraph_format
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, _LINE
    layout.space_before = layout.space_after = Pt(0)
    layout.first_line_indent = size * 2 if indent else Pt(0)
    run = paragraph.add_run(text)
    run.font.size, run.font.name, run.font.bold = size, font, False
    run.font.color.rgb = _BLACK
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001  python-docx sets Western fonts only
    fonts.set(qn("w:eastAsia"), font)
    return paragraph


def _picture(document: DocumentObject, path: Path, told: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    shape = paragraph.add_run().add_picture(io.BytesIO(shrunk(path, _PIXELS, "JPEG", 70)), width=_PICTURE)
    shape._inline.docPr.set("descr", told)  # noqa: SLF001  text for people who do not see the picture
