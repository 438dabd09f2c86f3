"""What does a guide lead on to: policy documents, interpretation, questions and answers, and do they belong to it?"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from urllib.parse import urlsplit

from pages.documents import Document
from pages.fetching import Fetcher
from pages.guide import Guide
from pages.guide_elements import stated_values
from pages.guide_labels import lines_of
from pages.guide_policies import mentions, open_all
from pages.items import blocks
from pages.link_state import LinkState, state_of
from pages.regions import Region
from pages.responses import Response
from pages.search_titles import folded

_HEADING = re.compile(
    r"(?:相关|有关|关联|配套)(?:的)?(?:政策|文件|法规|规定|解读|链接|信息|知识|问题|问答)|政策(?:文件|解读|依据|法规|问答|链接)|解读|问答|常见问题"
)
_TITLE = re.compile(r"《[^》]+》|(?:办法|规定|细则|条例|通知|意见)$|解读|图解|一图读懂|问答|常见问题|有问必答")
_QUESTIONS = re.compile(r"(?:常见|热点|高频|相关|办事)(?:的)?(?:问题|问答)(?:解答)?|问答|常见问题解答|有问必答")
_QUESTION = re.compile(r"[?？]\s*$|^(?:问|Q)\s*\d*[:：]", re.IGNORECASE)
_GENERIC = re.compile(
    r"办事指南|办理|申请|申领|申报|登记|审批|许可|备案|核发|服务|业务|事项|认定|管理|实施|有关|关于|[(（].*?[)）]"
)
_SHARED = 3  # characters running that a guide's name and a page of its matter have in common …
_SHORTEST = 2  # … unless the name has no more


@dataclass(frozen=True, slots=True)
class Relation:
    """One link of a guide to something that explains it.

    Attributes:
        words: the link's words.
        opens: whether its page opens, None when that could not be told.
        belongs: whether the page speaks of the guide's matter.
    """

    words: str
    url: str
    opens: bool | None
    belongs: bool


@dataclass(frozen=True, slots=True)
class Related:
    """What one guide leads on to: links, and questions answered on its own page."""

    guide: Guide
    relations: tuple[Relation, ...]
    questions: int

    @property
    def good(self) -> tuple[Relation, ...]:
        """Links that open and belong to the guide."""
        return tuple(one for one in self.relations if one.opens and one.belongs)

    @property
    def earned(self) -> bool:
        """Whether a reader gets from the guide to its policy, interpretation or answers."""
        return bool(self.good) or self.questions > 0

    @property
    def unknown(self) -> bool:
        """Whether only links that could not be opened decide it."""
        return not self.earned and any(one.opens is None for one in self.relations)


def observe_relations(guides: Iterable[Guide], fetcher: Fetcher, as_of: date) -> tuple[Related, ...]:
    """What the guides lead on to.

    Args:
        guides: the guides.
        fetcher: opens the links.
        as_of: reference for dates without a year.
    """
    links = [(guide, _links(guide, as_of)) for guide in guides]
    wanted = dict.fromkeys(url for _, found in links for url in found)
    answers = open_all(fetcher, wanted)
    return tuple(
        Related(
            guide,
            tuple(_relation(guide, words, answers[url]) for url, words in found.items()),
            questions_on(guide.document),
        )
        for guide, found in links
    )


def _links(guide: Guide, as_of: date) -> Mapping[str, str]:
    """Addresses a guide gives as its policy, interpretation or answers, with their words."""
    page = guide.document
    found = {url: one.name for one in mentions(guide) for url in one.links}
    for block in blocks(page, as_of):
        if block.region in {Region.NAVIGATION, Region.FRAME}:
            continue
        told = _HEADING.search(block.heading) is not None
        for item in block.items:
            if told or _TITLE.search(item.title):
                found.setdefault(item.url, item.title)
    for value in stated_values(page, "设定依据"):
        for node in value.nodes:
            links = node.css("a[href]") if node.is_element_node else []
            found |= {anchor.url: anchor.text for link in links if (anchor := page.anchor(link))}
    return {
        url: words for url, words in found.items() if url not in {page.url, guide.url} and urlsplit(url).path != "/"
    }


def _relation(guide: Guide, words: str, answer: Response) -> Relation:
    state, _ = state_of(answer, None)
    opens = None if state is LinkState.UNKNOWN else state is LinkState.ALIVE
    text = words
    if opens and "html" in answer.content_type:
        text = f"{answer.document.title}{answer.document.text}"
    return Relation(words, answer.url, opens, belongs_together(guide, text))


def belongs_together(guide: Guide, text: str) -> bool:
    """Whether a text speaks of a guide's matter: of a document it names, or in words of its name."""
    flat = folded(text)
    if any(folded(one.name) in flat for one in mentions(guide)):
        return True
    pieces = [piece for part in _GENERIC.split(guide.name) if len(piece := folded(part)) >= _SHORTEST]
    runs = {piece[at : at + _SHARED] for piece in pieces for at in range(max(1, len(piece) - _SHARED + 1))}
    return any(run in flat for run in runs)


def questions_on(page: Document) -> int:
    """How many questions with answers stand on a page below a heading that announces them."""
    if page.tree.body is None:
        return 0
    lines = [text for _, text in lines_of(page.tree.body)]
    start = next((at for at, text in enumerate(lines) if _QUESTIONS.fullmatch(text.strip("：: "))), None)
    return sum(_answered(lines[start + 1 :])) if start is not None else 0


def _answered(lines: list[str]) -> Iterator[bool]:
    for question, answer in pairwise(lines):
        yield bool(_QUESTION.search(question)) and not _QUESTION.search(answer)
