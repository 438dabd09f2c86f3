"""Do two answers show the same page? Compared tolerantly: dates, counters and one-time tokens are noise."""

import re
from collections import Counter
from fractions import Fraction

from pages.documents import Document

_PIECE = 3
# Dates, times of day, weather, counters of visits; “第3页” and “第4页” are alike too, which does no harm here.
_NUMBERS = re.compile(r"[0-9０-９]+(?:[-/.:：年月日时分秒℃%]+[0-9０-９]*)*")
_WEEKDAYS = re.compile(r"(?:星期|周)[一二三四五六日天]|农历[^，。 ]{2,12}|[上下]午好?|早上好|晚上好")
# Session ids, anti-forgery tokens, hashes in file names.
_TOKENS = re.compile(r"[0-9A-Za-z_+/=-]{20,}|[0-9a-fA-F]{8,}")
_SPACE = re.compile(r"\s+")


def likeness(one: Document, two: Document) -> Fraction:
    """0 (nothing in common) to 1 (the same): how many pieces of three characters both pages have.

    The order does not matter, so that a carousel or a shuffled list is no difference. What is compared is title and
    text; of pages that are filled by scripts only, the source.
    """
    first, second = (_pieces(f"{page.title}{page.text}") for page in (one, two))
    if not first and not second:
        first, second = (_pieces(page.html) for page in (one, two))
    if not first and not second:
        return Fraction(1)
    return Fraction(2 * (first & second).total(), first.total() + second.total())


def stripped(text: str) -> str:
    """Text without what differs between two visits to one page."""
    for noise in (_TOKENS, _NUMBERS, _WEEKDAYS, _SPACE):
        text = noise.sub("", text)
    return text


def _pieces(text: str) -> Counter[str]:
    bare = stripped(text)
    # So that what is shorter than a piece is still one.
    padded = f"{bare}{' ' * (_PIECE - 1)}" if bare else ""
    return Counter(padded[at : at + _PIECE] for at in range(len(bare)))
