"""On which day was this published? Dates as Chinese government pages write them, and what only looks like one."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from urllib.parse import urlsplit

from pages.documents import Document, tidy


class Origin(Enum):
    """Where a date was found, from the most to the least telling; `value` is the Chinese word for it."""

    LISTED = "列表"
    TITLE = "标题"
    VISIBLE = "文章页"
    TAG = "文章页标签"
    URL = "网址"

    @property
    def stated(self) -> bool:
        """Whether the page states the date to its readers; an address does not."""
        return self is not Origin.URL


@dataclass(frozen=True, slots=True)
class Dated:
    """One date: the day, where it came from, and the words as written."""

    day: date
    origin: Origin
    written: str


EARLIEST = 1995  # the first government web sites
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_FULL = re.compile(
    rf"(?<![\d.\-/〔\[第]){_YEAR}\s?(?:(?P<sep>[-/.])\s?(?P<m>\d{{1,2}})\s?(?P=sep)\s?(?P<d>\d{{1,2}})|年\s?(?P<m2>\d{{1,2}})\s?月\s?(?P<d2>\d{{1,2}})\s?日)"
    r"(?!\d|[-/.]\d|号)"
)
_SHORT = re.compile(r"(?P<m>\d{1,2})\s?(?:[-/.]|月)\s?(?P<d>\d{1,2})日?")
_CLOCK = r"(?:[ T]?\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?)?"
_WHOLE = re.compile(rf"{_FULL.pattern}{_CLOCK}")
_COMPACT = re.compile(r"(?P<year>20\d{2})(?P<m>\d{2})(?P<d>\d{2})")
_TWO_DIGITS = re.compile(r"(?P<year>\d{2})-(?P<m>\d{2})-(?P<d>\d{2})")
# Calendar leaves: the day big, the month small beside it, in either order.
_LEAVES = (
    re.compile(rf"(?P<d>\d{{1,2}})日? {_YEAR}\s?[-/.年]\s?(?P<m>\d{{1,2}})月?"),
    re.compile(rf"{_YEAR}\s?[-/.年]\s?(?P<m>\d{{1,2}})月? (?P<d>\d{{1,2}})日?"),
    re.compile(rf"(?P<m>\d{{1,2}})[-/.月](?P<d>\d{{1,2}})日? {_YEAR}年?"),
    re.compile(rf"{_YEAR}年? (?P<m>\d{{1,2}})[-/.月](?P<d>\d{{1,2}})日?"),
)
_BRACKETS = "[]()【】〔〕<>《》「」|·•—:　 "
_PUBLISHED = re.compile(
    r"(?:(?:发布|发文|发表|上传|更新|录入|公开|公布|添加|信息)(?:日期|时间)|时\s?间|日\s?期|发布于|发布)\s?[:|]?\s?$"
)
_LABEL = re.compile(
    r"^(?:(?:发布|发文|发表|上传|更新|录入|公开|公布|添加|信息)(?:日期|时间)|时\s?间|日\s?期|发布于|发布)\s?[:|]?\s?"
)
# What follows these words is a deadline, an event or the day a document was signed, not the day it was put on the site.
_OTHER_DAY = re.compile(
    r"(?:(?:截[止至]|有效期|失效|废止|终止|结束|到期|施行|实施|生效|成文|生成|签发|印发|制定|出生)[^\d。;]{0,8}"
    r"|(?:报名|活动|征集|征求|公示|开放|考试|访谈|直播|起止)(?:意见)?(?:时间|日期|期限?)[^\d。;]{0,4})$"
)
_RANGE = re.compile(r"(?:\d|日)\s*(?:至|到|~|—+|--+|–)\s*$")
_URL_DATES = (
    re.compile(r"/t(?P<year>20\d{2})(?P<m>\d{2})(?P<d>\d{2})_"),
    re.compile(r"/(?:art/)?(?P<year>20\d{2})[/-](?P<m>\d{1,2})[/-](?P<d>\d{1,2})(?=/)"),
    re.compile(r"/(?P<year>20\d{2})-?(?P<m>\d{2})/(?P<d>\d{2})(?=/)"),
    re.compile(r"/(?:content/)?(?:post_)?(?P<year>20\d{2})-?(?P<m>\d{2})-?(?P<d>\d{2})(?=[/_.-]|\d{4,6}\b)"),
)


def plain(text: str) -> str:
    """Fold full-width digits and punctuation and all white space, so that one pattern serves."""
    return tidy(unicodedata.normalize("NFKC", text))


def _day(year: int, month: int, day: int) -> date | None:
    if year < EARLIEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _of(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    year = int(parts["year"])
    month, day = parts["m"] or parts.get("m2"), parts["d"] or parts.get("d2")
    return _day(year + 2000 if year < 100 else year, int(month or 0), int(day or 0))


def without_year(month: int, day: int, as_of: date) -> date | None:
    """The newest such day not after `as_of`; None when the calendar has none (29 February looks further back)."""
    years = range(as_of.year, as_of.year - 8, -1)
    return next((found for year in years if (found := _day(year, month, day)) and found <= as_of), None)


@dataclass(frozen=True, slots=True)
class Mention:
    """A full date in running text.

    Attributes:
        published: words before it say it is the day of publication.
        other: words before it say it is something else (deadline, period of validity, end of a range).
    """

    day: date
    written: str
    published: bool = False
    other: bool = False


def mentions(text: str) -> Iterator[Mention]:
    """Every date with a year in running text, in order; file numbers, telephone numbers and bare years are none."""
    flat = plain(text)
    for match in _FULL.finditer(flat):
        found = _of(match)
        if found is None:
            continue
        before = flat[max(0, match.start() - 24) : match.start()]
        published = _PUBLISHED.search(before) is not None and _OTHER_DAY.search(before) is None
        other = not published and (_OTHER_DAY.search(before) is not None or _RANGE.search(before) is not None)
        yield Mention(found, match[0], published, other)


def whole(text: str, as_of: date) -> date | None:
    """The date a piece of text consists of, brackets, a clock time and 「发布时间」 aside; None when it says more.

    Args:
        text: text of one element, or what is left of a list item without its title.
        as_of: a date without a year is the newest one not after this day.
    """
    flat = _LABEL.sub("", plain(text).strip(_BRACKETS)).strip(_BRACKETS)
    if not flat or not flat[0].isdigit():
        return None
    for pattern in (_WHOLE, *_LEAVES, _COMPACT, _TWO_DIGITS):
        if (match := pattern.fullmatch(flat)) and (found := _of(match)):
            return found
    short = re.fullmatch(rf"{_SHORT.pattern}{_CLOCK}", flat)
    if short and (len(flat) > 3 or "月" in flat):
        return without_year(int(short["m"]), int(short["d"]), as_of)
    return None


def listed(pieces: Iterable[str], as_of: date) -> Dated | None:
    """The publication date among the pieces of text of one list item (its title left out).

    A labelled date wins; deadlines and ends of ranges never count; of several the newest not after `as_of` is taken, so
    that a letter's reply counts rather than the letter. Dates after `as_of` are returned only when there is no other.
    """
    texts = [flat for piece in pieces if (flat := plain(piece))]
    joined = " ".join(texts)
    found = list(mentions(joined))
    chosen = [one for one in found if one.published] or [one for one in found if not one.other]
    candidates = [(one.day, one.written) for one in chosen]
    if not candidates and not found:
        leaf = " ".join(text for text in texts if _DIGITS.fullmatch(text))
        candidates = [(day, text) for text in (*texts, joined, leaf) if (day := whole(text, as_of))]
        candidates = candidates or _trailing(texts, as_of)
    return _newest(candidates, Origin.LISTED, as_of)


_DIGITS = re.compile(r"[\d\-/.年月日 ]+")
_BRACKETED = re.compile(r"[(\[【](?P<inner>[^()\[\]【】]{3,24})[)\]】]")


def _trailing(texts: list[str], as_of: date) -> list[tuple[date, str]]:
    """Dates without a year in brackets inside a longer piece: 「来源：市水务局 (12-29)」."""
    inner = [match["inner"] for text in texts for match in _BRACKETED.finditer(text)]
    return [(day, text) for text in inner if (day := whole(text, as_of))]


def _newest(candidates: list[tuple[date, str]], origin: Origin, as_of: date) -> Dated | None:
    if not candidates:
        return None
    past = [one for one in candidates if one[0] <= as_of]
    day, written = max(past) if past else min(candidates)
    return Dated(day, origin, written)


_TITLE_END = re.compile(
    r"(?:[(\[【（]\s*(?P<bracketed>[^()\[\]【】（）]{3,24}?)\s*[)\]】）]|\s(?P<bare>[\d\-/.年月日 :]{5,24}))$"
)
_TITLE_START = re.compile(r"^[(\[【（]\s*(?P<bracketed>[^()\[\]【】（）]{3,24}?)\s*[)\]】）]")


def split_title(title: str, as_of: date) -> tuple[str, Dated | None]:
    """Take a date off a title that carries one: 「…通知(2020-12-30)」「[07-27]…」「… 2020-12-30」.

    Returns:
        The title without it, and the date (None when there is none). Dates inside the sentence are left alone:
        「8月20日起停水」.
    """
    text = tidy(title)
    for pattern in (_TITLE_END, _TITLE_START):
        match = pattern.search(text)
        if match is None:
            continue
        written = match.group("bracketed") or match.groupdict().get("bare") or ""
        day = whole(written, as_of)
        rest = tidy(text[: match.start()] + text[match.end() :])
        if day and rest:
            return rest, Dated(day, Origin.TITLE, written)
    return text, None


def in_url(url: str) -> Dated | None:
    """The date an address carries: `t20190401_123.html`, `/art/2019/4/1/…`; only a hint, nobody reads it."""
    path = urlsplit(url).path
    for pattern in _URL_DATES:
        if (match := pattern.search(path)) and (found := _of(match)):
            return Dated(found, Origin.URL, match[0].strip("/"))
    return None


_DATE_TAGS = ("PubDate", "article:published_time", "publishdate", "pubtime", "createDate", "firstpublishedtime")
_HEAD = 1200  # characters after the start of an article's text in which its line 「发布时间 来源 字号」 stands


def article_date(document: Document, as_of: date) -> Dated | None:
    """When an article page says it was published.

    What readers see comes first (「发布时间：…」 anywhere, then a plain date in the line below the title); the PubDate
    tag second, because nobody sees it. Clocks and copyright lines do not count, nor do deadlines.
    """
    text = plain(document.text)
    labelled = [one for one in mentions(text) if one.published and not _clock(text, one.written)]
    if labelled:
        return Dated(labelled[0].day, Origin.VISIBLE, labelled[0].written)
    if found := _beside_title(document, as_of):
        return found
    for name in _DATE_TAGS:
        content = plain(document.meta(name) or "")[:19]
        if (match := _FULL.match(content) or _COMPACT.match(content)) and (day := _of(match)):
            return Dated(day, Origin.TAG, content)
    return None


def _clock(text: str, written: str) -> bool:
    at = text.find(written)
    return re.search(r"(?:今天是|当前时间|现在是|北京时间|系统时间)[^\d]{0,6}$", text[max(0, at - 12) : at]) is not None


def _beside_title(document: Document, as_of: date) -> Dated | None:
    """A date that stands alone in an element near the article's title."""
    heading = document.tree.css_first("h1, .title, .bt, .article-title, .art_title, .content-title, #title")
    around = heading.parent if heading else None
    for _ in range(2):
        if around is None:
            break
        for node in around.css("span, p, div, td, em, i, time, li, font"):
            own = tidy(node.text())
            if len(own) > 60 or _clock(" " + own, own):
                continue
            if (day := whole(own, as_of)) or (day := _lead(own)):
                return Dated(day, Origin.VISIBLE, own[:40])
        around = around.parent
    return None


def _lead(text: str) -> date | None:
    """The first date of a short line that also names source or clicks: 「2019-04-01 来源：市政府办 点击数：32」."""
    if not re.search(r"来源|浏览|点击|阅读|字[号体]|作者|打印|访问", text):
        return None
    return next((one.day for one in mentions(text) if not one.other), None)
