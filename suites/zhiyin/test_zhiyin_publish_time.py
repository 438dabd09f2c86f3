"""Do article pages show when they were published, in the prescribed form?"""

from collections.abc import Callable, Sequence

import pytest

from pages.documents import Document
from pages.publish_times import is_standard, publish_time
from pages.sampling import Level, SampledPage
from suites.standards import Clause
from suites.verdict import Finding, Verdict


def judge(clause: Clause, sampled: Sequence[tuple[SampledPage, Document]]) -> Verdict:
    """One finding per sampled article whose time is written otherwise; REVIEW for those that show none.

    Args:
        clause: zhiyin_publish_time.1.
        sampled: the drawn pages with their documents.
    """
    times = {page: publish_time(document) for page, document in sampled if page.level is Level.ARTICLE}
    if not times:
        return Verdict.inapplicable(clause, "没有抽到内容页。")
    note = f"抽查 {len(times)} 个内容页的发布时间。"
    other = {page: written for page, written in times.items() if written is not None and not is_standard(written)}
    if other:
        said = "的发布时间写作“{}”，应为 YYYY-MM-DD HH:MM 的格式"
        return Verdict.of(clause, [_finding(page, said.format(written)) for page, written in other.items()], note)
    silent = [page for page, written in times.items() if written is None]
    if silent:
        said = "没有看到注明“发布时间”的时间，须人工确认"
        return Verdict.review(clause, note, [_finding(page, said) for page in silent])
    return Verdict.of(clause, [], note)


def _finding(page: SampledPage, said: str) -> Finding:
    return Finding(page.url, f"内容页“{page.name}”{said}。")


@pytest.mark.indicator("zhiyin_publish_time", 1)
def test_zhiyin_publish_time(
    clause: Clause, tagged_pages: Sequence[tuple[SampledPage, Document]], conclude: Callable[..., None]
) -> None:
    conclude(judge(clause, tagged_pages))
