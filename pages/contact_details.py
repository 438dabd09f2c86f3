"""Is this a telephone number, are these office hours, is this an address? Parsed from what Chinese offices write."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pages.dates import mentions, plain

_TOKEN = re.compile(r"\(?[+\d×xX*＊][\d×xX*＊()\- ]{2,}[\d×xX*＊]")
_CLOCKS = re.compile(
    r"\d{1,2}\s?[:.点时]\s?\d{2}\s?分?|\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}日?|\d{4}年|\d{1,2}月\d{1,2}日"
)
_OTHER_NUMBERS = re.compile(
    r"(?:[帐账]\s?号|卡号|邮\s?政?\s?编\s?码?|代码|编号|传\s?真|QQ群?|微信|身份证)\s?:?\s?[A-Z\d\-() ]*\d"
    r"|[\w.]+@[\w.]+|https?:\S+",
    re.IGNORECASE,
)
_DASHES = re.compile(r"[‐‑‒–—―－-]+")
_EXTENSION = re.compile(r"(?:转|分机|ext\.?)\s?\d{1,6}", re.IGNORECASE)
_MASK = re.compile(r"[×xX*＊]{2,}")
_SERIES = ("01234567", "12345678", "23456789", "87654321", "98765432")
_REPEATED = re.compile(r"([0-579])\1{6,}|0{5,}")  # rows of sixes and eights are sought after, any other is made up
_LANDLINE = re.compile(r"(?:010|02\d)[2-8]\d{7}|0[3-9]\d{2}[2-8]\d{6,7}|[2-8]\d{6,7}")
_NUMBERS = re.compile(
    rf"(?:{_LANDLINE.pattern}|(?:(?:00)?86)?1[3-9]\d{{9}}|[48]00\d{{7}}|9[56]\d{{3,6}}|1\d{{2}}|1[26]\d{{3}}|12\d{{3,6}})"
)
_SHORTEST, _LONGEST = 5, 15  # digits of what may be meant as a telephone number
_INTERVAL = re.compile(
    r"(?P<h1>\d{1,2})\s?(?:[:.点时]\s?(?P<m1>\d{2})\s?分?|[点时])\s?(?:-|~|至|到|—|–|--)+\s?(?P<noon>下午|晚上|中午)?\s?(?P<h2>\d{1,2})\s?(?:[:.点时]\s?(?P<m2>\d{2})\s?分?|[点时])"
)
_AFTERNOON = re.compile(r"(?:下午|晚上|晚)[^上下\d]{0,6}$")
_WEEKEND = re.compile(r"周[六日天末]|星期[六日天]|双休|休息日|节假日|预约")
_SEASON = re.compile(r"夏[季令]|冬[季令]|作息|\d{1,2}月")
_STREET = re.compile(r"(?P<street>[\u4e00-\u9fff]{2,12}?(?:路|街|大道|道|巷|弄|里))(?P<number>\d{1,5}(?:-\d{1,4})?)号")
_DISTRICT = re.compile(r"^(?:.*[区县镇乡]|[\u4e00-\u9fff]{2,3}市)(?=[\u4e00-\u9fff]{2})")
_HALL = re.compile(
    r"(?P<hall>(?:政务服务|行政服务|行政审批|便民服务|市民|公共服务|办事服务)(?:中心|大厅)(?:大楼)?|[\u4e00-\u9fff]{2,6}分中心)"
)
_WINDOW = re.compile(
    r"(?P<floor>[一二三四五六七八九十\d]{1,2})\s?(?:楼|层)[^\d,，。；]{0,8}?(?P<window>[A-Za-z]?\d{1,3}(?:[-、至~]\d{1,3})?)\s?号?(?:综合)?窗口"
)
_PERIOD_END = re.compile(r"(?:至|到|截[至止]|-|—|~|前)\s*$")


@dataclass(frozen=True, slots=True)
class Place:
    """A service place: the hall's name, its street with number, floor and window; each empty when not stated."""

    hall: str = ""
    street: str = ""
    window: str = ""


def _tokens(text: str) -> Iterator[str]:
    flat = _EXTENSION.sub(" ", _CLOCKS.sub("、", _OTHER_NUMBERS.sub("、", plain(text))))
    for match in _TOKEN.finditer(_DASHES.sub("-", flat)):
        token = match[0].strip()
        # A blank stands inside a number as well as between two.
        yield from (token,) if _NUMBERS.fullmatch(_digits(token)) else token.split()


def _digits(token: str) -> str:
    return re.sub(r"[^\d]", "", token)


def phones(text: str) -> frozenset[str]:
    """The numbers a text gives that can be dialled, digits only; the local part without its area code."""
    found = (_digits(token) for token in _tokens(text))
    return frozenset(_local(number) for number in found if _NUMBERS.fullmatch(number))


def _local(number: str) -> str:
    landline = re.fullmatch(r"(?:010|02\d|0[3-9]\d{2})(\d{7,8})", number)
    return landline[1] if landline and _LANDLINE.fullmatch(number) else number


def placeholder(text: str) -> str:
    """A made-up number (`0000-0000000`, `12345678`, `×××`) in the place of a telephone number, empty without one."""
    flat = plain(text)
    for token in (*_tokens(text), *(match[0] for match in _MASK.finditer(flat))):
        number = _digits(token)
        local = re.sub(r"^0\d{2,3}(?=\d{7,8}$)", "", number)
        if len(number) > _LONGEST:
            continue
        if _MASK.search(token) or local in _SERIES or _REPEATED.fullmatch(local) or _REPEATED.fullmatch(number):
            return token
    return ""


def masked(text: str) -> str:
    """A row of ×, X or * in the place of words (「××路××号」), empty when there is none."""
    found = _MASK.search(plain(text))
    return found[0] if found else ""


def impossible(text: str) -> str:
    """A number nobody can dial: too short, too long, an area code that does not exist; empty when there is none."""
    for token in _tokens(text):
        number = _digits(token)
        if _SHORTEST <= len(number) <= _LONGEST and not _MASK.search(token) and not _dialled(token, number):
            return token
    return ""


def _dialled(token: str, number: str) -> bool:
    if _NUMBERS.fullmatch(number):
        return True
    # 0579-89901001-803, 89901001-1002: an extension behind a dash.
    parts = [part for part in re.split(r"[-()\s]+", token) if part]
    return any(_NUMBERS.fullmatch("".join(parts[:upto])) for upto in range(1, len(parts)))


def weekday_hours(text: str) -> frozenset[tuple[int, int]] | None:
    """Office hours of working days in minutes since midnight; None when not told or changing with the season."""
    flat = plain(text)
    if _SEASON.search(flat):
        return None
    parts = [part for part in re.split(r"[;。]", flat) if not _WEEKEND.search(part)]
    return frozenset(_intervals("。".join(parts))) or None


def strange_hours(text: str) -> str:
    """Hours that do not exist or end before they begin, as written; empty when there are none."""
    for match in _INTERVAL.finditer(plain(text)):
        start, end = _minutes(match)
        if max(int(match["h1"]), int(match["h2"])) > 24 or max(_minute(match["m1"]), _minute(match["m2"])) > 59:
            return match[0]
        if end <= start:
            return match[0]
    return ""


def _intervals(text: str) -> Iterator[tuple[int, int]]:
    return (_minutes(match) for match in _INTERVAL.finditer(text))


def _minute(digits: str | None) -> int:
    return int(digits or 0)


def _minutes(match: re.Match[str]) -> tuple[int, int]:
    before = match.string[max(0, match.start() - 12) : match.start()]
    late = _AFTERNOON.search(before) is not None
    hours = [int(match["h1"]), int(match["h2"])]
    if late and hours[0] < 12:
        hours[0] += 12
    if (late or match["noon"]) and hours[1] < 12:
        hours[1] += 12
    return hours[0] * 60 + _minute(match["m1"]), hours[1] * 60 + _minute(match["m2"])


def expired(text: str, as_of: date) -> str:
    """The last day of a period that is over, as written; empty when the text names none or one still to come."""
    flat = plain(text)
    days = list(mentions(flat))
    ends = [one for one in days if _ends(flat, one.written)]
    if not ends or any(one.day >= as_of for one in days):
        return ""
    return ends[-1].written


def _ends(text: str, written: str) -> bool:
    at = text.find(written)
    before, after = text[:at], text[at + len(written) :]
    return _PERIOD_END.search(before) is not None or re.match(r"\s*(?:前|止|截止|之前)", after) is not None


def place(text: str) -> Place:
    """Hall, street and window an address names."""
    flat = plain(text)
    hall, street, window = _HALL.search(flat), _STREET.search(flat), _WINDOW.search(flat)
    return Place(
        hall["hall"] if hall else "",
        f"{_DISTRICT.sub('', street['street'])}{street['number']}号" if street else "",
        f"{window['floor']}楼{window['window']}号窗口" if window else "",
    )
