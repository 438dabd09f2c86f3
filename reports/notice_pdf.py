"""How is 整改通知书 laid out for reading and signing? PDF, printed by the browser from the same text as the DOCX."""

from __future__ import annotations

from pages.printing import Printout
from reports.material import Material
from reports.notice import notice
from reports.templates import filled

PDF = "整改通知书.pdf"
_WIDTH = 1000
_FOOTER = (
    '<div style="width:100%;font-size:10pt;text-align:center;font-family:SimSun,serif">'
    '— <span class="pageNumber"></span> —</div>'
)


def notice_pdf(material: Material) -> Printout:
    """The letter, to be printed into the run's folder."""
    page = filled("notice.html", letter=notice(material), width=_WIDTH)
    return Printout(material.inspection.folder / PDF, page, _FOOTER)
