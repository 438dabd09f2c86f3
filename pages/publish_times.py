"""How does an article page write its time of publication?"""

import re

from pages.dates import plain
from pages.documents import Document
from pages.regions import content_text

_LABELLED = re.compile(
    r"(?:(?:发布|发文|发表|上传|公开|公布)(?:日期|时间)|发布于)\s?[:|]?\s?"
    r"(?P<written>(?:19|20)\d{2}(?:[-/.—年月]{1,2}\s?\d{1,2}){2}日?"
    r"(?:[ T]{0,3}\d{1,2}[:时]\d{2}(?:[:分]\d{2}秒?|分)?)?)"
)
_STANDARD = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}(?::\d{2})?")
_DASHES = re.compile(r"[—–]{1,2}")


def publish_time(document: Document) -> str | None:
    """The labelled time of publication as the page writes it, white space and full-width signs folded.

    None when the page has none, or shows it without a label: then it cannot be told from other dates.
    """
    match = _LABELLED.search(plain(content_text(document, ())))
    return match["written"] if match else None


def is_standard(written: str) -> bool:
    """Whether a time is written YYYY-MM-DD HH:MM; long dashes and seconds are tolerated."""
    return _STANDARD.fullmatch(_DASHES.sub("-", written)) is not None
