"""Which policy documents does a guide name, and can a reader get at what they say? Quoted, linked, published or not."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from urllib.parse import urlsplit

from pages.browsing import Browsing
from pages.dates import plain
from pages.documents import Document
from pages.errors import Unseen
from pages.fetching import Fetcher
from pages.guide import Guide
from pages.guide_elements import stated_values
from pages.guide_labels import lines_of
from pages.link_state import LinkState, state_of, suspicious
from pages.regions import Region, Regions
from pages.responses import Response
from pages.search import searching
from pages.search_titles import folded
from site_configs import Site

_BASIS = "设定依据"
_TITLED = re.compile(
    r"《(?P<name>[^《》]{3,80}(?:法|条例|规定|办法|细则|通知|意见|决定|规章|规程|规则|方案|公告|通告|批复|解释|规范|准则|标准|措施"
    r"|纲要|目录|的函|令))(?:[(][^()《》]{1,30}[)])?》"
)
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,10}[〔\[(]\s?\d{4}\s?[〕\])]\s?(?:第\s?)?\d{1,4}\s?号")
_ARTICLE = re.compile(r"第[一二三四五六七八九十百零〇\d]{1,8}[章节条款项](?:之[一二三])?")
_QUOTE = 12  # Han characters behind a name, article numbers aside, that make a quotation
_HAN = re.compile(r"[\u4e00-\u9fff]")
_FILLERS = re.compile(r"[(][^()]*[)]|规定|之规定|的有关|有关|相关|等|以及|和|及|根据|依据|按照|国家|省|市|制定")
_HERE = re.compile(r"查看|全文|详情|原文|链接|下载|点击|附件")
# Databases whose pages scripts fill: that they open is all that can be told.
_DATABASES = re.compile(r"(?:^|\.)(?:npc|moj|court)\.gov\.cn$|^(?:www\.)?gov\.cn$")
_TOLD = 200  # characters of text from which a page says what it is
MAX_LOOKED_UP = 8


class Provision(Enum):
    """How the content of a named document is provided; `value` is said to the reader."""

    QUOTED = "引用了条文"
    LINKED = "有链接"
    PUBLISHED = "网站上已发布"
    WRONG = "链接不对"
    UNKNOWN = "未能检测"
    NAME_ONLY = "只有名称"


@dataclass(frozen=True, slots=True)
class PolicyMention:
    """One policy document a guide names.

    Attributes:
        name: without book-title marks; the file number when only that is given.
        line: the line it first stands in, at most 120 characters.
        links: addresses that claim to be the document.
        why: what is wrong with the link or could not be seen, Chinese without a full stop.
    """

    guide: Guide
    name: str
    line: str
    provision: Provision
    links: tuple[str, ...] = ()
    why: str = ""


def mentions(guide: Guide) -> tuple[PolicyMention, ...]:
    """Every policy document a guide names, once each: QUOTED, LINKED (not yet opened) or NAME_ONLY."""
    page = guide.document
    if page.tree.body is None:
        return ()
    regions = Regions(page)
    basis = " ".join(plain(value.text) for value in stated_values(page, _BASIS))
    found: dict[str, PolicyMention] = {}
    for node, line in lines_of(page.tree.body):
        if regions.of(node) in {Region.NAVIGATION, Region.FRAME, Region.SIDE}:
            continue
        text = plain(line)
        near = [
            anchor.url for link in node.css("a[href]") if (anchor := page.anchor(link)) and _HERE.search(anchor.text)
        ]
        for name in _names(text):
            quoted = _quoted(name, basis, least_article=False) or _quoted(name, text, least_article=True)
            links = (*_linked(name, page), *near)
            state = Provision.QUOTED if quoted else Provision.LINKED if links else Provision.NAME_ONLY
            one = PolicyMention(guide, name, text[:120], state, tuple(dict.fromkeys(links)))
            known = found.setdefault(folded(name), one)
            if known.provision is Provision.NAME_ONLY:
                found[folded(name)] = replace(one, line=known.line)
    return tuple(found.values())


def _names(text: str) -> list[str]:
    names = [match["name"] for match in _TITLED.finditer(text)]
    return names or ([] if "《" in text else [match[0] for match in _NUMBER.finditer(text)])


def _quoted(name: str, text: str, *, least_article: bool) -> bool:
    """Whether words of the document follow its name; with `least_article` only behind an article's number."""
    at = text.find(name)
    if at < 0:
        return False
    rest = text[at + len(name) :]
    following = _TITLED.search(rest)
    own = rest[: following.start()] if following else rest
    if least_article:
        article = _ARTICLE.search(own[:_QUOTE])
        own = own[article.end() :] if article else ""
    return len(_HAN.findall(_FILLERS.sub("", _ARTICLE.sub("", own)))) >= _QUOTE


def _linked(name: str, page: Document) -> list[str]:
    key = _core(name)
    return [
        anchor.url
        for anchor in page.anchors
        if key in folded(f"{anchor.text}{anchor.title}") and anchor.url != page.url
    ]


def _core(name: str) -> str:
    return folded(re.sub(r"[(（][^()（）]*[)）]", "", name))


def observe_policies(
    guides: Iterable[Guide],
    published: Collection[str],
    fetcher: Fetcher,
    look_up: Callable[[Sequence[str]], Mapping[str, bool | None]],
) -> tuple[PolicyMention, ...]:
    """What becomes of every document the guides name.

    Args:
        guides: the guides.
        published: titles the site lists.
        fetcher: opens the links.
        look_up: asks the site's search for names: whether each is found, None when that could not be told.
    """
    named = [one for guide in guides for one in mentions(guide)]
    wanted = dict.fromkeys(url for one in named if one.provision is Provision.LINKED for url in one.links)
    answers = open_all(fetcher, wanted)
    opened = [_opened(one, answers) if one.provision is Provision.LINKED else one for one in named]
    titles = [folded(title) for title in published]
    placed = [_placed(one, titles) for one in opened]
    bare = list(dict.fromkeys(one.name for one in placed if one.provision is Provision.NAME_ONLY))
    found = look_up(bare[:MAX_LOOKED_UP]) if bare else {}
    return tuple(_searched(one, found) for one in placed)


def open_all(fetcher: Fetcher, urls: Iterable[str]) -> Mapping[str, Response]:
    """The answer of each address; what looks dead is asked a second time, patiently."""
    answers = {answer.url: answer for answer in fetcher.get_all(urls)}
    doubtful = [url for url, answer in answers.items() if suspicious(answer)]
    if doubtful:
        with fetcher.patient() as fresh:
            answers |= {answer.url: answer for answer in fresh.get_all(doubtful)}
    return answers


def _opened(one: PolicyMention, answers: Mapping[str, Response]) -> PolicyMention:
    states = [_content(one, answers[url]) for url in one.links]
    order = (Provision.LINKED, Provision.UNKNOWN, Provision.WRONG)
    provision, why = min(states, key=lambda state: order.index(state[0]))
    return replace(one, provision=provision, why=why)


def _content(one: PolicyMention, answer: Response) -> tuple[Provision, str]:
    state, why = state_of(answer, None)
    if state is LinkState.UNKNOWN:
        return Provision.UNKNOWN, why
    if state is not LinkState.ALIVE:
        return Provision.WRONG, f"链接打不开（{why}）"
    if "html" not in answer.content_type or _DATABASES.search(urlsplit(answer.final_url).hostname or ""):
        return Provision.LINKED, ""
    page = answer.document
    if len(page.text) < _TOLD or _core(one.name) in folded(f"{page.title}{page.text}"):
        return Provision.LINKED, ""
    return Provision.WRONG, f"链接打开的是“{page.title[:40]}”，其中没有该文件"


def _placed(one: PolicyMention, titles: Sequence[str]) -> PolicyMention:
    key = _core(one.name)
    if one.provision is Provision.NAME_ONLY and any(key in title for title in titles):
        return replace(one, provision=Provision.PUBLISHED)
    return one


def _searched(one: PolicyMention, found: Mapping[str, bool | None]) -> PolicyMention:
    if one.provision is not Provision.NAME_ONLY:
        return one
    answer = found.get(one.name)
    if answer is None:
        return replace(one, provision=Provision.UNKNOWN, why="没有链接，站内搜索也未能使用，不知道网站上有没有")
    return replace(one, provision=Provision.PUBLISHED) if answer else one


def search_for(browsing: Browsing, site: Site, names: Sequence[str]) -> Mapping[str, bool | None]:
    """Ask the site's own search for documents by name.

    Args:
        browsing: the browser.
        site: where its search is.
        names: what is looked for.

    Returns:
        Whether each is among the first results; None when the search could not be used. A site without a search box
        has no document a reader could find there.
    """
    found: dict[str, bool | None] = dict.fromkeys(names)
    try:
        with searching(browsing, site) as search:
            if search.box is None:
                return dict.fromkeys(names, False)
            for name in names:
                page = search.ask(name)
                hits = (folded(f"{hit.text}{hit.title}") for hit in page.hits)
                found[name] = None if page.broken else any(_core(name) in hit for hit in hits)
    except Unseen:
        return found
    return found
