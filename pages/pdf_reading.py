"""What does this PDF carry for readers of screens? Tags, language, title and text, as ISO 32000-1 keeps them.

To be called in a process of its own (see `pages.reading_apart`): the files come from anywhere.
"""

import io

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from pages.pdf_traits import PdfTraits

MOST_PAGES = 50
_LOCKED = "加了密码，不能读取"
_BROKEN = "文件已损坏，不能读取"


def read_traits(body: bytes) -> PdfTraits:
    """Look at one PDF; what cannot be read is told, never raised."""
    try:
        with pikepdf.open(io.BytesIO(body)) as pdf:
            root = pdf.Root
            tagged = _tagged(root)
            language = str(root.get("/Lang", "")).strip()
            title = _title(pdf)
        pages, pictured = _pages(body)
    except pikepdf.PasswordError:
        return PdfTraits(told=_LOCKED)
    except (pikepdf.PdfError, pypdfium2.PdfiumError, ValueError, TypeError, AttributeError, KeyError):
        return PdfTraits(told=_BROKEN)
    return PdfTraits(tagged, language, title, pages, pictured)


def _tagged(root: pikepdf.Object) -> bool:
    """ISO 32000-1, 14.7.1 and 14.8: `/MarkInfo << /Marked true >>` and a structure tree."""
    marks = root.get("/MarkInfo", pikepdf.Dictionary())
    tree = root.get("/StructTreeRoot", pikepdf.Dictionary())
    return bool(marks.get("/Marked", False)) and "/K" in tree


def _title(pdf: pikepdf.Pdf) -> str:
    """The title in the XMP metadata, else in the document information."""
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        written = str(metadata.get("dc:title") or "").strip()
    return written or str(pdf.trailer.get("/Info", pikepdf.Dictionary()).get("/Title", "")).strip()


def _pages(body: bytes) -> tuple[int, int]:
    with pypdfium2.PdfDocument(body) as document:
        count = min(len(document), MOST_PAGES)
        return count, sum(_pictured(document[number]) for number in range(count))


def _pictured(page: pypdfium2.PdfPage) -> bool:
    if page.get_textpage().get_text_bounded().strip():
        return False
    return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))
