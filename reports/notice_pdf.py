"""How is 整改通知书 laid out for reading and signing? PDF, printed by the browser from the same text as the DOCX."""

from __future__ import annotations

from pathlib import Path

from pages.printing import print_html
from reports.material import Material
from reports.notice import notice
from reports.templates import filled

PDF = "整改通知书.pdf"
_WIDTH = 1000
_FOOTER = (
    '<div style="width:100%;font-size:10pt;text-align:center;font-family:SimSun,serif">'
    '— <span class="pageNumber"></span> —</div>'
)


def write_pdf(material: Material) -> Path:
    """Write the letter; return the file.

    Raises:
        PrintingError: there is no browser to print it.
    """
    path = material.inspection.folder / PDF
    print_html(filled("notice.html", letter=notice(material), width=_WIDTH), path, _FOOTER)
    return path
