"""When did a survey start and end, and does it still run? Read out of a row of a list or the text of its page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from pages.dates import plain

_DATE = r"(20\d{2})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?日?"
_CLOCK = r"(?:[ T]?\d{1,2}[:时]\d{0,2}(?::\d{2})?分?)?"
_TO = r"\s?(?:起)?\s?(?:至|到|-{1,2}|—{1,2}|~|–)\s?"
_RANGES = (
    re.compile(rf"{_DATE}{_CLOCK}{_TO}{_DATE}"),
    re.compile(rf"{_DATE}{_CLOCK}{_TO}()(\d{{1,2}})月(\d{{1,2}})日"),
    re.compile(rf"{_DATE}{_CLOCK}{_TO}()()(\d{{1,2}})日"),
)
_AFTER = r"(?:时间|日期|时刻|日)?(?:为|于|到|至|是)?\s?[:|]?\s?"
_START = re.compile(rf"(?:开始|起始|发起|启动|上线|起){_AFTER}{_DATE}|自\s?{_DATE}\s?(?:起|至)")
_END = re.compile(
    rf"(?:结束|截止|截至|终止|到期|止){_AFTER}{_DATE}|{_DATE}{_CLOCK}\s?(?:之前|以前|前|截?止(?!日期|时间|\s?[:至到于]))"
)
_PUBLISHED = re.compile(rf"(?:发布|公布|发文|公告|创建|添加){_AFTER}{_DATE}")
_ANY = re.compile(_DATE)
_LASTING = re.compile(r"(?:期限|时间|公示期|征集期|为期)[^\d,。;]{0,6}(\d{1,3})\s?(?:个自然日|日|天)")
_LONGEST = timedelta(days=400)


class Phase(Enum):
    """How far a survey is, as the page words it; `value` is the pattern of the words."""

    AHEAD = re.compile(r"(?:尚?未|即将)开始")
    RUNNING = re.compile(r"进行中|(?:征集|调查|投票|征求)中|正在(?:进行|征集|征求|调查)|未结束|(?:我要|立即|点击)参与")
    ENDED = re.compile(
        r"(?:已|活动|征集|调查|投票|期限)(?:经)?(?:结束|截止|完成|过期|关闭|停止)|(?:^|[\s:|])(?:结束|截止)(?:$|[\s|])"
    )
    UNKNOWN = re.compile(r"(?!)")

    @classmethod
    def read(cls, text: str) -> "Phase":
        """The phase a short text names."""
        flat = plain(text)
        return next((one for one in cls if one.value.search(flat)), cls.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day of a survey; None where nothing tells."""

    start: date | None = None
    end: date | None = None

    def or_else(self, other: "Period") -> "Period":
        """This period, what it lacks taken from another."""
        return Period(self.start or other.start, self.end or other.end)


def read_period(text: str, *, loose: bool) -> Period:
    """First and last day named in a text.

    Args:
        text: a row of a list, its cells under their heads, or the text of a page.
        loose: the text holds nothing but a title and a survey's days (a row): dates without words count, the earliest
            as the first day and the latest as the last.
    """
    flat = plain(text)
    found = next(_ranges(flat), Period())
    start = found.start or _labelled(_START, flat)
    end = found.end or _labelled(_END, flat)
    published = _labelled(_PUBLISHED, flat)
    if loose and (days := sorted(set(_days(flat)) - {end})):
        start = start or published or days[0]
        end = end or (days[-1] if days[-1] != start and days[-1] != published else None)
    first = start or published
    if end is None and first and (lasting := _LASTING.search(flat)):
        end = first + timedelta(days=int(lasting[1]))
    return Period(first if first is None or end is None or first <= end else None, end)


def _ranges(flat: str) -> Iterator[Period]:
    for pattern in _RANGES:
        for match in pattern.finditer(flat):
            year, month, day, *last = match.groups()
            start = _day(year, month, day)
            end = _day(last[0] or year, last[1] or month, last[2])
            if start and end and end < start and not last[0]:
                end = _day(str(int(year) + 1), last[1] or month, last[2])
            if start and end and start <= end <= start + _LONGEST:
                yield Period(start, end)


def _labelled(pattern: re.Pattern[str], flat: str) -> date | None:
    for match in pattern.finditer(flat):
        groups = [group for group in match.groups() if group]
        if (found := _day(*groups[:3])) is not None:
            return found
    return None


def _days(flat: str) -> Iterator[date]:
    return (found for match in _ANY.finditer(flat) if (found := _day(*match.groups())))


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
