"""Are the page tags set on the sampled pages?"""

from collections.abc import Callable, Sequence

import pytest

from pages.documents import Document
from pages.sampling import SampledPage
from pages.tags import defects
from site_configs import Site
from suites.standards import Clause
from suites.verdict import Finding


def judge(sampled: Sequence[tuple[SampledPage, Document]], code: str | None) -> list[Finding]:
    """One finding per sampled page whose tags are missing or not properly set.

    Args:
        sampled: the drawn pages with their documents.
        code: the site's 网站标识码, None when unknown.
    """
    findings = []
    for page, document in sampled:
        found = defects(document, page.level, code)
        if found:
            listed = "；".join(f"{defect.tag} {defect.what}" for defect in found)
            findings.append(Finding(page.url, f"{page.level.value}“{page.name}”的网页标签未规范设置：{listed}。"))
    return findings


@pytest.mark.indicator("page_tags")
def test_page_tags(
    clause: Clause, site: Site, tagged_pages: Sequence[tuple[SampledPage, Document]], conclude: Callable[..., None]
) -> None:
    drawn = tagged_pages[: clause.count("sample")]
    names = "、".join(page.name for page, _ in drawn)
    conclude(judge(drawn, site.code), note=f"抽查 {len(drawn)} 个页面：{names}。")
