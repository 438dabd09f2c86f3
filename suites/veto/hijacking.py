"""Does the home page look hijacked? Candidates: hidden links, diverting scripts, another face for search engines."""

from collections.abc import Iterator

from pages.hidden_links import Faces, HomeLinks, diverting_scripts, trusted
from suites.standards import Clause
from suites.verdict import Finding, Verdict
from suites.veto.published_words import indecent
from suites.veto.wordlists import Wordlists

# Menus and tabs hide links to partner sites too; a link farm hides many, of many owners.
HIDDEN_LINKS = 10
# Nobody moves links off the screen or paints them in the colour of the ground for the reader's sake.
TRICKED_LINKS = 3
CRAWLER_LINKS = 3


def judge_hijack(clause: Clause, links: HomeLinks, faces: Faces, lists: Wordlists) -> Verdict:
    """Clause 4: hidden blocks of outward links, diverting scripts, another face for search engines."""
    found = [*_concealed(links, faces, lists), *_diverted(faces), *_cloaked(faces, lists)]
    compared = "并与搜索引擎看到的首页比对" if faces.crawler else "搜索引擎看到的首页未能取得"
    hidden = sum(len(block.links) for block in links.concealed)
    note = f"检查首页可见外链 {len(links.visible)} 个、隐藏元素中的外链 {hidden} 个和内嵌脚本，{compared}。"
    return Verdict.of(clause, found, note)


def _concealed(links: HomeLinks, faces: Faces, lists: Wordlists) -> Iterator[Finding]:
    for block in links.concealed:
        strange = [link for link in block.links if not trusted(link.host, lists.trusted)]
        spam = [link for link in block.links if indecent(link.text, lists)]
        if spam or len(strange) >= (HIDDEN_LINKS if block.plain else TRICKED_LINKS):
            shown = "、".join(f"{link.text or '（无文字）'} {link.host}" for link in (spam or strange)[:3])
            what = f"首页有{block.how}的外链区块，含外部链接 {len(block.links)} 个，如 {shown}。"
            yield Finding(
                faces.visitor.url, what, target=f"暗链 {block.selector}", selector=block.selector, excerpt=block.excerpt
            )


def _diverted(faces: Faces) -> Iterator[Finding]:
    for number, excerpt in enumerate(diverting_scripts(faces.visitor), 1):
        what = "首页脚本按来源网站或搜索引擎区别对待访问者，可能跳转到其他网站。"
        yield Finding(faces.visitor.url, what, target=f"跳转脚本 {number}", excerpt=excerpt)


def _cloaked(faces: Faces, lists: Wordlists) -> Iterator[Finding]:
    if faces.elsewhere:
        yield Finding(faces.visitor.url, f"以搜索引擎身份访问首页被转到 {faces.elsewhere}。", target="搜索引擎跳转")
    strange = [link for link in faces.extra() if not trusted(link.host, lists.trusted)]
    if len({link.host for link in strange}) >= CRAWLER_LINKS or any(indecent(link.text, lists) for link in strange):
        shown = "、".join(f"{link.text} {link.host}" for link in strange[:3])
        what = f"首页只给搜索引擎看的外链 {len(strange)} 个，如 {shown}。"
        yield Finding(faces.visitor.url, what, target="搜索引擎专用外链", excerpt=shown)
    for name, document in (("访问者", faces.visitor), ("搜索引擎", faces.crawler)):
        head = (
            f"{document.title}\n{document.meta('keywords') or ''}\n{document.meta('description') or ''}"
            if document
            else ""
        )
        for hit in indecent(head, lists)[:1]:
            what = f"{name}取得的首页源代码中，标题或关键词含有“{hit.word}”。"
            yield Finding(faces.visitor.url, what, target=f"首页标题 {hit.word}", excerpt=hit.excerpt)
