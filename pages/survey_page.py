"""What does the page of one survey offer: a form to answer, an e-mail address only, published results?"""

import re
from collections.abc import Container
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from pages.channel import has_sender
from pages.dates import plain
from pages.documents import Document, tidy
from pages.regions import Region, Regions, ancestors, content_text
from pages.survey_periods import Period, Phase, read_period

_CONTROLS = "textarea, [contenteditable=true], input[type=radio], input[type=checkbox], input[type=range]"
_OTHER_FORMS = re.compile(r"search|sou|keyword|login|share|subscribe|comment-?count", re.IGNORECASE)
_TAKE_PART = re.compile(
    r"^(?:我要|立即|点击|在线|马上|现在|开始)?(?:参与|参加|填写|填报|答题|投票|作答|评论|留言|建言|进入|提交|发表)"
    r"(?:本次|此次)?(?:调查|征集|投票|问卷|意见|建议|答题|留言|评论|讨论)*(?:入口|页面)?$|^我要(?:提意见|提建议|建言|发言|说|评)|^(?:问卷|调查|征集|意见提交)(?:链接|入口)$"
)
_PLATFORMS = re.compile(r"wjx|wenjuan|wj\.qq|jinshuju|survey|diaocha|questionnaire|toupiao|/vote", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|电子邮[箱件]|邮箱|电邮")
_SENTENCES = re.compile(r"[。！？；!?;\n]|\s{2,}")
_RESULTS = re.compile(
    r"(?:征集|调查|投票|统计|评选|问卷|听证|征求意见)的?结果|结果(?:反馈|公布|公示|公告|公开|统计|分析|如下|已公布)|查看结果"
    r"|采纳(?:情况|与否|结果)|(?:意见|建议|征集|征求|调查|问卷)[^，。]{0,6}(?:反馈|汇总|处理|研究|吸收|梳理)(?:的)?(?:情况|结果)|反馈情况|情况反馈"
    r"|(?:收到|收集|征集到?|回收|获得|反馈)[^。]{0,24}\d+\s*(?:余)?(?:条|份|件|人次|票|个)|(?:未|没有)(?:收到|征集到|征求到)[^。]{0,16}(?:意见|建议)"
    r"|得票数?|票数|有效(?:问卷|答卷)"
)
_AHEAD = re.compile(r"(?:将|届时|拟|待|之?后及时|敬请关注|请关注|仅用于|用于|作为|保密)(?!.*已)")
_VOTES = re.compile(
    r"得票|票数|占比|投票人数|参与人数|\d+\s?票|\d+(?:\.\d+)?\s?%|有效(?:问卷|答卷)|网友(?:评论|意见|留言)|意见列表|已有\s*\d+"
)
RESULT_TITLE = re.compile(
    r"(?:征集|调查|投票|评选|问卷|听证|征求意见|公开征集|意见|建议)[^。]{0,12}(?:结果|采纳|反馈|汇总|情况(?:的?(?:说明|公[布告示]|通报|报告))?$)"
    r"|结果(?:反馈|公[布告示])|分析报告|采纳情况|(?:反馈|结果)$"
)
_FORMAL = re.compile(
    r"[(（](?:征求意见稿|草案|修订|送审|第[一二三四五六七八九十\d]+[次批期号]|公开)[^)）]*[)）]|[《》〈〉“”\"'（）()\s、，:：·_-]"
    r"|20\d\d年度?|关于|对|公开|向社会|面向社会|广泛|征求|征集|意见建议|意见|建议|的|公告|通知|公示|启事|网上|在线|网络|民意|问卷|调查|投票|活动|开展|进行"
    r"|结果|反馈|采纳|情况|说明|汇总|报告|统计|分析|公布|函|稿"
)
_TITLED = re.compile(r"《([^》]{4,})》")
_STATE = re.compile(r"状态\s?:?\s?(\S{2,8})")
_LEAST = 4


@dataclass(frozen=True, slots=True)
class SurveyPage:
    """What one page offers.

    Attributes:
        answerable: there are controls to answer or comment with and a button, a frame or a link that leads to them.
        mail: an e-mail address is named.
        results: words, a link or a table give the outcome; `votes` shows that people answered online.
        period: the survey's days, without dates that no words explain; `phase` how far it says it is.
    """

    answerable: bool
    mail: bool
    results: bool
    votes: bool
    period: Period
    phase: Phase


def read_survey(document: Document, frame: Container[str]) -> SurveyPage:
    """Look at one page.

    Args:
        document: the page.
        frame: addresses of columns, whose links are no part of the survey.
    """
    text = plain(content_text(document, frame))
    pieces = [piece for piece in _SENTENCES.split(text) if piece]
    return SurveyPage(
        answerable=_form(document) or _linked(document),
        mail=_MAIL.search(text) is not None,
        results=any(_RESULTS.search(piece) and not _AHEAD.search(piece) for piece in pieces),
        votes=_VOTES.search(text) is not None,
        period=read_period(text, loose=False),
        phase=Phase.read(state[1]) if (state := _STATE.search(text)) else Phase.UNKNOWN,
    )


def same_subject(title: str, other: str) -> bool:
    """Whether two titles are about the same survey: the same 《…》, or the same words but for 征求意见 and the like."""
    named, others = (set(map(_core, _TITLED.findall(text))) for text in (title, other))
    if named & others:
        return True
    one, two = _core(title), _core(other)
    return min(len(one), len(two)) >= _LEAST and (one in two or two in one)


def _core(title: str) -> str:
    return _FORMAL.sub("", plain(title))


def _form(document: Document) -> bool:
    regions = Regions(document)
    for node in document.tree.css(_CONTROLS):
        words = f"{node.attributes.get('name')} {node.attributes.get('id')} {node.attributes.get('class')}"
        if _OTHER_FORMS.search(words) or regions.of(node) in {Region.FRAME, Region.NAVIGATION}:
            continue
        if any(has_sender(box) for box in (*ancestors(node), *_body(document))):
            return True
    return False


def _body(document: Document) -> tuple[LexborNode, ...]:
    return (document.tree.body,) if document.tree.body is not None else ()


def _linked(document: Document) -> bool:
    """Whether a link, button or frame leads to the form: on this site or on a survey platform."""
    regions = Regions(document)
    for node in document.tree.css("a, button, [onclick], iframe[src]"):
        if regions.of(node) in {Region.FRAME, Region.NAVIGATION}:
            continue
        target = " ".join(node.attributes.get(name) or "" for name in ("href", "src", "onclick"))
        if node.tag == "iframe" and _PLATFORMS.search(target):
            return True
        leads = node.tag == "button" or "onclick" in node.attributes or target.strip() not in {"", "#"}
        if leads and (_TAKE_PART.search(tidy(node.text()).strip("[]【】>» ")) or _PLATFORMS.search(target)):
            return not target.strip().startswith("mailto:")
    return False
