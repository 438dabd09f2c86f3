"""Are the tags of the site, of columns and of articles set on the sampled pages?"""

from collections.abc import Callable, Collection, Sequence

import pytest

from pages.documents import Document
from pages.sampling import Level, SampledPage
from pages.tags import ARTICLE_TAGS, COLUMN_TAGS, SITE_TAGS, defects
from site_configs import Site
from suites.standards import Clause
from suites.verdict import Finding, Verdict

# Which tags a clause asks for, and on which pages.
ASKED: tuple[tuple[Collection[str], Collection[Level]], ...] = (
    (SITE_TAGS, tuple(Level)),
    (COLUMN_TAGS, (Level.COLUMN,)),
    (ARTICLE_TAGS, (Level.ARTICLE,)),
)


def judge(clause: Clause, sampled: Sequence[tuple[SampledPage, Document]], code: str | None) -> Verdict:
    """One finding per sampled page where a tag of the clause's kind is missing or not properly set.

    Args:
        clause: zhiyin_page_tags.1 to .3.
        sampled: the drawn pages with their documents.
        code: the site's 网站标识码, None when unknown.
    """
    tags, levels = ASKED[clause.number - 1]
    pages = [(page, document) for page, document in sampled if page.level in levels]
    if not pages:
        return Verdict.inapplicable(clause, "没有抽到这一类页面。")
    findings = []
    for page, document in pages:
        wrong = [f"{one.tag} {one.what}" for one in defects(document, page.level, code) if one.tag in tags]
        if wrong:
            findings.append(Finding(page.url, f"{page.level.value}“{page.name}”：{'；'.join(wrong)}。"))
    return Verdict.of(clause, findings, f"抽查 {len(pages)} 个页面：{'、'.join(page.name for page, _ in pages)}。")


@pytest.mark.indicator("zhiyin_page_tags", 1, 2, 3)
def test_zhiyin_page_tags(
    clause: Clause, site: Site, tagged_pages: Sequence[tuple[SampledPage, Document]], conclude: Callable[..., None]
) -> None:
    conclude(judge(clause, tagged_pages, site.code))
