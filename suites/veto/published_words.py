"""Do published pages carry words that should not be there? Candidates from the word lists."""

from collections.abc import Sequence

from pages.publications import Linked, Publication
from pages.wording import Hit, excused, hits, secrecy_labels
from suites.standards import Clause
from suites.verdict import Finding, Verdict
from suites.veto.wordlists import Wordlists


def scope(pages: Sequence[Publication], words: str, lists: Wordlists) -> str:
    """What was searched: 「在首页 1 页、栏目页 45 页、文章 20 篇的文字中…」."""
    counts = {sort: sum(page.sort == sort for page in pages) for sort in ("首页", "栏目页", "文章")}
    read = "、".join(f"{sort} {count} 页" for sort, count in counts.items() if count)
    return f"在{read}的可见文字中查找{words}（词表 {lists.version} 版）。"


def _found(page: Publication, hit: Hit, what: str) -> Finding:
    return Finding(page.url, f"{what}，原文：“{hit.excerpt}”。", target=f"{hit.word} {page.url}", excerpt=hit.excerpt)


def judge_wording(clause: Clause, pages: Sequence[Publication], lists: Wordlists) -> Verdict:
    """Clause 1: published misspellings of state names, institutions and campaigns."""
    found = [
        _found(page, hit, f"{page.sort}疑似表述错误“{hit.word}”（应为“{lists.wrong[hit.word]}”）")
        for page in pages
        for hit in hits(page.text, tuple(lists.wrong), lists.protected)
    ]
    return Verdict.of(clause, found, scope(pages, f" {len(lists.wrong)} 个公开通报过的错误表述", lists))


def judge_secrecy(clause: Clause, pages: Sequence[Publication], lists: Wordlists) -> Verdict:
    """Clause 2: labels of classified or internal papers at the head of what is published."""
    found = [
        _found(page, hit, f"{page.sort}中有疑似密级或内部标志“{hit.word}”")
        for page in pages
        for hit in {
            hit.word: hit for hit in secrecy_labels(page.lines, lists.levels, lists.phrases, page.headline)
        }.values()
    ]
    return Verdict.of(clause, found, scope(pages, "单独成行的密级标志和内部资料字样", lists))


def indecent(text: str, lists: Wordlists) -> tuple[Hit, ...]:
    """Advertising phrases, and words of vice outside reports on fighting it."""
    return (*hits(text, lists.spam, lists.protected), *excused(text, lists.talk, lists.excused_by, lists.protected))


def judge_content(clause: Clause, pages: Sequence[Publication], linked: Sequence[Linked], lists: Wordlists) -> Verdict:
    """Clause 3: gambling and pornography in published pages, and in the sites the home page visibly links to."""
    found = [
        _found(page, hit, f"{page.sort}中有疑似赌博、色情内容“{hit.word}”")
        for page in pages
        for hit in indecent(page.text, lists)
    ]
    for one in linked:
        for hit in indecent(f"{one.title}\n{one.text}", lists)[:1]:
            what = f"首页链接“{one.link.text}”打开的外部网站（{one.title}）疑似含有赌博、色情内容“{hit.word}”。"
            found.append(
                Finding(
                    pages[0].url, what, target=one.link.url, selector=f'a[href="{one.link.url}"]', excerpt=hit.excerpt
                )
            )
    words = f" {len(lists.spam) + len(lists.talk)} 个赌博、色情词语"
    return Verdict.of(clause, found, f"{scope(pages, words, lists)[:-1]}，并打开首页可见外链 {len(linked)} 个。")
