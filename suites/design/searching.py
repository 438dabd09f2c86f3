"""What does the site's search amount to?"""

from pages.errors import Reason, Unseen
from pages.search_page import ResultPage
from pages.site_search import SiteSearch
from suites.standards import Clause
from suites.verdict import Finding, Verdict

LEAST_CATEGORIES = 2


def judge_working(search: SiteSearch) -> list[Finding]:
    """One finding when there is no search box, or when nothing searched for brought any result."""
    if search.box is None:
        return [Finding(search.start, "网站首页没有站内搜索框。", target="search")]
    if search.works:
        return []
    last = search.pages[-1]
    return [Finding(last.url, f"站内搜索不可用：搜索“{last.query}”后{_failure(last)}。", target="search")]


def _failure(page: ResultPage) -> str:
    if page.moved and page.broken:
        return f"返回错误状态 {page.status}"
    return "没有任何结果" if page.moved else "页面没有反应"


def judge_found(clause: Clause, search: SiteSearch) -> Verdict:
    """One finding per published title that is missing on the first page of results.

    Raises:
        Unseen: LAYOUT when no published title could be drawn.
    """
    if not search.works:
        return _without_search(clause)
    if not search.tries:
        raise Unseen(Reason.LAYOUT, search.start, "没有找到可供抽查的已发布标题")
    findings = [
        Finding(one.page.url, f"搜索已发布的“{one.title.text}”，结果第一页没有找到。", target=one.title.url)
        for one in search.tries
        if not one.found
    ]
    names = "、".join(f"“{one.title.text}”" for one in search.tries)
    gone = f"；另有 {len(search.gone)} 条因原页面已打不开而换掉" if search.gone else ""
    return Verdict.of(clause, findings, f"抽取 {len(search.tries)} 条已发布标题搜索：{names}{gone}。")


def judge_categories(clause: Clause, search: SiteSearch) -> Verdict:
    """One finding when no result page offers kinds of content to choose from; REVIEW when results only carry labels."""
    if not search.works:
        return _without_search(clause)
    best = max(search.pages, key=lambda page: len(page.categories))
    if len(best.categories) >= LEAST_CATEGORIES:
        return Verdict.of(clause, [], f"搜索结果可按{'、'.join(best.categories[:8])}分类查看。")
    labels = sorted({label for page in search.pages for label in page.labels})
    if labels:
        return Verdict.review(clause, f"搜索结果只标注了类别（{'、'.join(labels[:8])}），没有分类入口，须人工确认。")
    shown = next(page for page in search.pages if page.answers)
    return Verdict.of(clause, [Finding(shown.url, "搜索结果没有分类展现。", target="categories")])


def _without_search(clause: Clause) -> Verdict:
    return Verdict.inapplicable(clause, "站内搜索不可用，已按第 1 条扣分，本条不再重复扣分。")
