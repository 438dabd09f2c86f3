"""What is made of a run, beside the Allure report? Every file a webmaster, a leader or a pipeline takes away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from pages.printing import PrintingError
from reports.acceptance import write_acceptance
from reports.checklist import write_checklist
from reports.junit import write_junit
from reports.material import Material
from reports.notice_docx import write_docx
from reports.notice_pdf import write_pdf
from reports.problem_sheets import write_spreadsheet, write_text
from reports.problems_json import write_problems
from reports.scorecard import write_scorecard
from reports.scorecard_page import write_page

# Chinese name → what writes it into the run's folder. All of it can be made again without visiting the site.
PRODUCTS: Mapping[str, Callable[[Material], Path]] = {
    "评分（JSON）": lambda material: write_scorecard(material.inspection),
    "检查结果（网页）": write_page,
    "检查表（Excel）": write_checklist,
    "问题清单（Excel）": write_spreadsheet,
    "问题清单（CSV）": write_text,
    "问题清单（JSON）": write_problems,
    "整改通知书（Word）": write_docx,
    "流水线（JUnit）": write_junit,
}


def write_products(material: Material) -> tuple[Path, ...]:
    """Write every product and return the files."""
    return tuple(write(material) for write in PRODUCTS.values())


def print_products(material: Material) -> str:
    """Print what is signed on paper; an empty text, or why it could not be printed (one Chinese sentence)."""
    try:
        write_pdf(material)
        if material.inspection.header.options.get("profile"):
            write_acceptance(material)
    except PrintingError as error:
        return str(error)
    return ""
