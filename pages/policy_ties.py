"""Does a policy document lead to its interpretation, and an interpretation to the document it explains?"""

import re
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from enum import Enum

from pages.document_names import Number, book_titles, core, explained, names_one, numbers
from pages.documents import Document
from pages.pointers import Pointer
from pages.regions import content_text

EXPLAINS = re.compile(r"解读|图解|图说|读懂|看懂|一[图张]|起草说明|答记者问|政策问答|说明解释")
_ORIGINAL = re.compile(
    r"原文|全文|政策文件|文件(?:链接|正文|查看|下载)|政策(?:链接|文本)|(?:相关|关联|有关|对应|解读)的?(?:政策|文件)|被解读|文件依据"
)
_TO_EXPLANATION = re.compile(
    r"(?:相关|关联|配套|本文|文件|政策|部门|文字|视频|图片)?(?:解读|图解)|解读(?:链接|材料|文章|稿)"
)
_RELATED = re.compile(r"(?:相关|关联|配套|本文|文件)的?(?:政策)?解读|解读链接")
_HEAD = 1500
_LEAD = 400
_LEAD_NAMES = 3


class Tie(Enum):
    """How a page leads to its counterpart; `value` is the Chinese word."""

    LINKED = "已关联"
    UNCLEAR = "看不出是否关联"
    NONE = "未关联"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known when a page is looked at.

    Attributes:
        policies: addresses of policy documents; `drafts` of interpretations.
        frame: addresses of columns and of the home page: leading there leads to no document.
        own: whether an address is on the site's own hosts.
    """

    policies: Container[str]
    drafts: Container[str]
    frame: Container[str]
    own: Callable[[str], bool]


def subject(title: str, document: Document) -> tuple[tuple[str, ...], tuple[Number, ...]]:
    """Cores of the documents an interpretation is about, from its title or else its first words; and the numbers there.

    The numbers of the first words may be those of other documents it cites.
    """
    text = content_text(document)[:_HEAD]
    names = explained(title) or tuple(map(core, book_titles(text[:_LEAD])))[:_LEAD_NAMES]
    return names, numbers(f"{title} {text}")


def leads_to_policy(
    found: Iterable[Pointer], names: tuple[str, ...], cited: tuple[Number, ...], known: Known
) -> tuple[Tie, tuple[str, ...]]:
    """Whether an interpretation leads to the document it explains.

    Args:
        found: its links.
        names: cores of the documents it is about.
        cited: numbers it names.
        known: addresses of the site.

    Returns:
        The tie, and the addresses of the documents it leads to.
    """
    linked, unclear = [], False
    for pointer in found:
        if pointer.url in known.frame or pointer.url in known.drafts or EXPLAINS.search(pointer.text):
            continue
        named = names_one(names, pointer.text) or any(n.same(c) for n in numbers(pointer.text) for c in cited)
        said = _ORIGINAL.search(f"{pointer.text} {pointer.lead}") is not None
        policy = pointer.url in known.policies and not pointer.side
        if named or said or (policy and not names):
            linked.append(pointer.url)
        else:
            unclear = unclear or policy or (known.own(pointer.url) and not pointer.side)
    tie = Tie.LINKED if linked else Tie.UNCLEAR if unclear else Tie.NONE
    return tie, tuple(dict.fromkeys(linked))


def leads_to_draft(found: Iterable[Pointer], title: str, explaining: Container[str], known: Known) -> Tie:
    """Whether a policy document leads to its interpretation.

    Args:
        found: its links.
        title: its title.
        explaining: addresses of the interpretations known to be about it.
        known: addresses of the site.
    """
    unclear = False
    for pointer in found:
        if pointer.url in explaining:
            return Tie.LINKED
        if pointer.url in known.frame or not (
            EXPLAINS.search(pointer.text) or _TO_EXPLANATION.search(pointer.lead) or pointer.url in known.drafts
        ):
            continue
        about = explained(pointer.text)
        if names_one(about, title) or (core(title) and core(title) in core(pointer.text)):
            return Tie.LINKED
        if not about and (not pointer.side or _RELATED.search(pointer.lead)):
            return Tie.LINKED  # “解读链接”, “一图看懂”: nothing says that it is about another document
        unclear = unclear or not about
    return Tie.UNCLEAR if unclear else Tie.NONE
