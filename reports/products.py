"""What is made of a run, beside the Allure report? Every file a webmaster, a leader or a pipeline takes away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pages.printing import PrintingError, print_pages
from reports.acceptance import acceptance
from reports.checklist import write_checklist
from reports.junit import write_junit
from reports.material import Material
from reports.notice_docx import write_docx
from reports.notice_pdf import notice_pdf
from reports.problem_sheets import write_spreadsheet, write_text
from reports.problems_json import write_problems
from reports.scorecard import write_scorecard
from reports.scorecard_page import write_page

# Each writes one file into the run's folder, which can be made again without visiting the site.
PRODUCTS: tuple[Callable[[Material], Path], ...] = (
    write_scorecard,
    write_page,
    write_checklist,
    write_spreadsheet,
    write_text,
    write_problems,
    write_docx,
    write_junit,
)


def write_products(material: Material) -> None:
    """Write every product."""
    for write in PRODUCTS:
        write(material)


def print_products(material: Material) -> str:
    """Print what is signed on paper; an empty text, or why it could not be printed (one Chinese sentence)."""
    printouts = [notice_pdf(material)]
    if material.inspection.header.options.get("profile"):
        printouts.append(acceptance(material))
    try:
        print_pages(printouts)
    except PrintingError as error:
        return str(error)
    return ""
