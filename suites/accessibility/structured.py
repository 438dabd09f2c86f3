"""Is a page's language declared truly, and do headings lead through it? One finding for each cause."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pages.errors import raise_first
from pages.page_readings import DocumentText, Heading, PageReading
from suites.accessibility.languages import called, fits, is_language, script_of
from suites.standards import Clause
from suites.verdict import Finding, Verdict

_WANTS_HEADINGS = 200  # characters of text from which one wants to find one's way
_TOP = 2  # a page whose only headings are lower has no head at all
_NAMED = 3


def judge_language(clause: Clause, readings: Sequence[PageReading]) -> Verdict:
    """语言与标题 第 1 条: wrong and unknown languages, one finding for each declared value.

    Raises:
        Unseen: no page could be shown.
    """
    shown = _shown(readings)
    declared = [(one, document) for one in shown for document in one.documents if document.declared]
    if not declared:
        return Verdict.inapplicable(clause, "抽查的网页都没有声明语言，由“网页无障碍”一项判定，不重复计算。")
    wrong: dict[tuple[str, str], list[PageReading]] = defaultdict(list)
    for one, document in declared:
        fault = _fault(document)
        if fault:
            wrong[document.declared, fault].append(one)
    findings = [
        Finding(
            pages[0].page.url,
            f'{_kinds(pages)}声明的语言是 lang="{tag}"，{fault}，读屏软件会用错误的语音朗读。',
            f"语言声明：{tag}",
            excerpt=f'<html lang="{tag}">',
            also=tuple(one.page.url for one in pages[1:]),
        )
        for (tag, fault), pages in wrong.items()
    ]
    undeclared = sum(not one.documents[0].declared for one in shown if one.documents)
    left = f"，{undeclared} 个没有声明语言的由“网页无障碍”一项判定" if undeclared else ""
    return Verdict.of(clause, findings, f"{_note(shown, readings)}{left}。")


def _fault(document: DocumentText) -> str:
    if not is_language(document.declared):
        return "不是规范的语言代码（中文应写 zh-CN）"
    script = script_of(document.counts)
    return f"文字却是{called(script)}" if script and not fits(document.declared, script) else ""


def judge_headings(clause: Clause, readings: Sequence[PageReading]) -> Verdict:
    """语言与标题 第 2 条: pages without headings, levels left out, headings without words.

    Raises:
        Unseen: no page could be shown.
    """
    shown = _shown(readings)
    findings = [finding for one in _one_of_each(shown) for finding in _heading_faults(one)]
    without_first = [one.page.kind for one in shown if _levels(one) and 1 not in _levels(one)]
    told = f"；没有一级标题（不扣）的有{'、'.join(without_first)}" if without_first else ""
    return Verdict.of(clause, findings, f"{_note(shown, readings)}{told}。")


def _one_of_each(shown: Sequence[PageReading]) -> Iterable[PageReading]:
    """One page of each template: what the others show is the same."""
    first: dict[str, PageReading] = {}
    for one in shown:
        first.setdefault(one.page.template, one)
    return first.values()


def _levels(one: PageReading) -> set[int]:
    return {heading.level for document in one.documents for heading in document.headings}


def _heading_faults(one: PageReading) -> Iterator[Finding]:
    url, kind = one.page.url, one.page.kind
    levels = _levels(one)
    length = sum(document.length for document in one.documents)
    if not levels and length >= _WANTS_HEADINGS:
        what = f"{kind}有 {length} 字，却没有一个标题元素（h1 至 h6），用读屏软件的人只能从头听到尾。"
        yield Finding(url, what, f"没有标题：{one.page.template}")
    if levels and min(levels) > _TOP:
        what = f"{kind}最高的标题是第 {min(levels)} 级，没有一级、二级标题。"
        yield _at(url, what, f"标题级别过低：{one.page.template}", _all(one)[0])
    skips = _skips(one)
    if skips:
        (_, before), (way, after) = skips[0]
        example = f"第 {before.level} 级“{before.text}”之后是第 {after.level} 级“{after.text}”"
        what = f"{kind}的标题跳级 {len(skips)} 处：{example}，读屏软件的用户会以为漏掉了一层。"
        yield _at(url, what, f"标题跳级：{after.pattern}", (way, after))
    empty = [place for place in _all(one) if not place[1].text]
    if empty:
        what = f"{kind}有 {len(empty)} 个标题没有文字，按标题浏览时读不出内容。"
        yield _at(url, what, f"空标题：{empty[0][1].pattern}", empty[0])


def _all(one: PageReading) -> list[tuple[str, Heading]]:
    return [(document.way, heading) for document in one.documents for heading in document.headings]


def _skips(one: PageReading) -> list[tuple[tuple[str, Heading], tuple[str, Heading]]]:
    """Neighbours in one document of which the second is more than one level below the first."""
    return [
        ((document.way, before), (document.way, after))
        for document in one.documents
        for before, after in pairwise(document.headings)
        if after.level > before.level + 1
    ]


def _at(url: str, what: str, target: str, place: tuple[str, Heading]) -> Finding:
    way, heading = place
    return Finding(url, what, target, way + heading.at, heading.html)


def _shown(readings: Sequence[PageReading]) -> list[PageReading]:
    shown = [one for one in readings if one.documents]
    if not shown:
        raise_first(one.unseen for one in readings)
    return shown


def _kinds(pages: Sequence[PageReading]) -> str:
    names = list(dict.fromkeys(one.page.kind for one in pages))
    return "、".join(names[:_NAMED]) + (f"等 {len(names)} 个网页" if len(names) > _NAMED else "")


def _note(shown: Sequence[PageReading], readings: Sequence[PageReading]) -> str:
    missed = [f"{one.page.kind}（{one.unseen.reason.word}）" for one in readings if one.unseen]
    left = f"；没有看到{'、'.join(missed)}" if missed else ""
    return f"看了 {len(shown)} 个网页：{'、'.join(one.page.kind for one in shown)}{left}"
