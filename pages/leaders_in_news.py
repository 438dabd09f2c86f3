"""Under which title do headlines name people who hold a leader's post?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pages.items import Item
from pages.persons import NAME, SHORT_NAME, person_in

_POST = (
    r"(?:代理?|常务)?副?(?:[省市州盟县区旗镇乡局厅]长|秘书长|主任)"
    r"|(?:[省市州县区旗镇乡]委|党委|党组)(?:常务)?副?书记"
)
_VERBS = (
    r"(?:一行|同志)?(?:$|[\s，,：:、（(“]|调研|出席|主持|会见|检查|带队|率队|率|赴|到|走访|慰问|督[导查]|视察|看望|参加|讲话|强调|要求|听取|召开|会谈"
    r"|接待|宣讲|指导|考察|巡[查河林]|开展|深入|现场|专题|参观|来|在|与|为|作|就|谈)"
)
_CALL = re.compile(rf"(?P<post>{_POST})(?P<name>{NAME})(?={_VERBS})")
_SHORTER = re.compile(rf"(?P<post>{_POST})(?P<name>{SHORT_NAME})(?={_VERBS})")
_BREAK = re.compile(r"[\s，,：:；;|“”《》]")


@dataclass(frozen=True, slots=True)
class Call:
    """One headline that gives a person a post.

    Attributes:
        before: words directly before the post, back to the last break: another city's name, further posts.
    """

    name: str
    post: str
    before: str
    title: str
    url: str
    day: date


def calls_in(items: Iterable[Item], names: frozenset[str], since: date, as_of: date) -> tuple[Call, ...]:
    """Headlines of a period that name somebody with a post, newest first.

    Args:
        items: entries of lists, with dates.
        names: names known from the list of leaders; they are recognised whatever follows.
        since: first day of the period.
        as_of: last day of the period.
    """
    known = re.compile(rf"(?P<post>{_POST})(?P<name>{'|'.join(map(re.escape, sorted(names)))})") if names else None
    found = []
    for item in items:
        if item.day is None or not since <= item.day <= as_of:
            continue
        match = (known.search(item.title) if known else None) or _CALL.search(item.title) or _SHORTER.search(item.title)
        if match and person_in(match["name"]):
            before = _BREAK.split(item.title[: match.start()])[-1]
            found.append(Call(match["name"], match["post"], before, item.title, item.url, item.day))
    return tuple(sorted(found, key=lambda call: call.day, reverse=True))
