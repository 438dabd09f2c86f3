"""Which numbers in a text are identity cards, mobile telephones or payment cards? Told by their digits alone."""

import functools
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from itertools import pairwise
from pathlib import Path

import yaml

_WIDE = "０１２３４５６７８９ＸｘＧｇ\u3000\u00a0\u2009\u202f－–—‐‑−＊"
_PLAIN = dict(zip(_WIDE, "0123456789XxGg    ------*", strict=True))
_FOLDING = re.compile(f"[{re.escape(_WIDE)}\u200b-\u200f\u2060\ufeff\u00ad]")
# What stands in for a digit in numbers that were made unreadable.
_STARS = "*×✕✱＊●○■□█▇◆#＃"
_NO_MORE = rf"(?![0-9A-Za-z_{_STARS}]|\.\d)"
_NO_LESS = rf"(?<![0-9A-Za-z_{_STARS}])(?<!\d\.)"
_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w.])/[\w.%-]+/[\w./%-]+")
# Digits in one piece or in groups; a group never ends on a blank before a word.
_RUN = re.compile(rf"{_NO_LESS}\d(?:[ -]?\d){{13,24}}(?: ?[Xx])?{_NO_MORE}")
_LONG = re.compile(r"\d(?:[ -]?\d){10}")
_ENROLMENT = re.compile(rf"{_NO_LESS}[Gg](\d{{17}}[\dXx]){_NO_MORE}")
_DISABILITY = re.compile(rf"{_NO_LESS}(\d{{17}}[\dXx])[1-7][1-4][Bb]?\d?{_NO_MORE}")
_MOBILE = re.compile(
    rf"{_NO_LESS}(?<!\d-)(?:(?:\+|00)?86[ -]?)?(1[3-9]\d(?:\d{{8}}|([ -])\d{{4}}\2\d{{4}}|\d{{4}}[ -]\d{{4}}))"
    rf"(?!-\d){_NO_MORE}"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_FULL, _OLD, _SHORTEST_CARD = 18, 15, 16
_SHORTEST_GROUP = 3
_FIRST_YEAR = 1900
_GROWN_UP = 16  # years; numbers of children are rarely published, serial numbers with a recent date are everywhere


class Kind(Enum):
    """Whose number it is; `value` is the Chinese word."""

    IDENTITY = "身份证号码"
    MOBILE = "手机号码"
    CARD = "银行卡号"


class Form(Enum):
    """What the digits leave open; `value` says it in Chinese."""

    WHOLE = "完整"
    RECENT = "完整，但出生日期很近，常见于流水号"
    OLD = "15 位的旧号码"
    INSIDE = "包含在学籍号或残疾人证号里"
    EXAMPLE = "常见的示例号码"
    UNCHECKED = "校验码不对"


WHOLE = frozenset({Form.WHOLE, Form.RECENT})


@dataclass(frozen=True, slots=True)
class Number:
    """One number in a text.

    Attributes:
        masked: all of it that may be shown to anyone.
        start, end: where it stands in the folded text.
        digits: the number itself without separators; never written anywhere.
    """

    kind: Kind
    form: Form
    masked: str
    start: int
    end: int
    digits: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Known:
    provinces: frozenset[str]
    mobile: frozenset[str]
    cards: Mapping[str, tuple[int, ...]]
    examples: tuple[str, ...]


@functools.cache
def _known() -> _Known:
    read = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
    return _Known(
        frozenset(read["provinces"].split()),
        frozenset(read["mobile"].split()),
        {str(prefix): tuple(lengths) for prefix, lengths in read["cards"].items()},
        tuple(read["known_examples"]),
    )


def folded(text: str) -> str:
    """Full-width digits, blanks and dashes to plain ones, invisible characters out; everything else stays."""
    return _FOLDING.sub(lambda match: _PLAIN.get(match[0], ""), text)


def mask(kind: Kind, digits: str) -> str:
    """The part of a number that may be shown: three digits and two, of a card the last four."""
    if kind is Kind.CARD:
        return "*" * (len(digits) - 4) + digits[-4:]
    return digits[:3] + "*" * (len(digits) - 5) + digits[-2:]


def check_digit(first: str) -> str:
    """The last character of the identity number that begins with these 17 digits (GB 11643)."""
    return _CHECKS[sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first, strict=True)) % 11]


def luhn(digits: str) -> bool:
    """Whether the last digit is right by ISO/IEC 7812-1, annex B."""
    doubled = (sum(divmod(int(digit) * 2, 10)) for digit in digits[-2::-2])
    return (sum(doubled) + sum(map(int, digits[::-2]))) % 10 == 0


def identity(digits: str, as_of: date) -> Form | None:
    """What an identity number of 18 or 15 characters is, None when it is no such number.

    Args:
        digits: without separators.
        as_of: nobody listed was born after this day.
    """
    digits = digits.upper()
    born = digits[6:14] if len(digits) == _FULL else f"19{digits[6:12]}"
    if digits[:2] not in _known().provinces or not digits[:-1].isdigit() or not _is_birthday(born, as_of):
        return None
    if digits.startswith(_known().examples):
        return Form.EXAMPLE
    if len(digits) == _OLD:
        return Form.OLD if digits.isdigit() else None
    if check_digit(digits[:17]) != digits[17]:
        return Form.UNCHECKED
    return Form.WHOLE if int(born[:4]) <= as_of.year - _GROWN_UP else Form.RECENT


def _is_birthday(text: str, as_of: date) -> bool:
    try:
        day = date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return False
    return day.year >= _FIRST_YEAR and day <= as_of


def numbers(text: str, as_of: date) -> tuple[Number, ...]:
    """Every number of a person in a text, in order, none inside another.

    Addresses of pages and mail are passed over, and so is what was made unreadable (`330***********12`).

    Args:
        text: folded (see `folded`); `start` and `end` count in it.
        as_of: see `identity`.
    """
    bare = _ADDRESS.sub(lambda match: "\x00" * len(match[0]), text)
    found: list[Number] = []
    for number in (*_identities(bare, as_of), *_cards(bare), *_mobiles(bare)):
        if not any(number.start < other.end and other.start < number.end for other in found):
            found.append(number)
    return tuple(sorted(found, key=lambda number: number.start))


def covered(text: str, found: tuple[Number, ...]) -> tuple[str, tuple[int, ...]]:
    """A folded text with its numbers masked, and where each begins in the result."""
    parts: list[str] = []
    starts: list[int] = []
    at = 0
    for number in found:
        parts.append(text[at : number.start])
        starts.append(sum(map(len, parts)))
        parts.append(number.masked)
        at = number.end
    return "".join((*parts, text[at:])), tuple(starts)


def unnumbered(text: str, kinds: Container[Kind] = tuple(Kind)) -> str:
    """Any text with numbers of persons masked (of these kinds), whenever they were born; folded where it has some."""
    flat = folded(text)
    found = tuple(one for one in numbers(flat, date.max) if one.kind in kinds) if _LONG.search(flat) else ()
    return covered(flat, found)[0] if found else text


def _identities(text: str, as_of: date) -> Iterator[Number]:
    for pattern in (_ENROLMENT, _DISABILITY):
        for match in pattern.finditer(text):
            if identity(match[1], as_of) in WHOLE:
                yield _made(Kind.IDENTITY, Form.INSIDE, match[1], match.span(1))
    for match in _RUN.finditer(text):
        for digits, span in _pieces(match, (_FULL, _OLD)):
            form = identity(digits, as_of)
            split = len(digits) != span[1] - span[0]
            if form is not None and not (split and form in {Form.OLD, Form.UNCHECKED}):
                yield _made(Kind.IDENTITY, form, digits.upper(), span)


def _cards(text: str) -> Iterator[Number]:
    for match in _RUN.finditer(text):
        for digits, span in _pieces(match, range(_SHORTEST_CARD, 20)):
            lengths = {
                length for prefix, them in _known().cards.items() if digits.startswith(prefix) for length in them
            }
            if len(digits) in lengths and digits.isdigit() and luhn(digits) and len(set(digits)) > 3:
                form = Form.EXAMPLE if digits.startswith(_known().examples) else Form.WHOLE
                yield _made(Kind.CARD, form, digits, span)


def _mobiles(text: str) -> Iterator[Number]:
    for match in _MOBILE.finditer(text):
        digits = re.sub(r"\D", "", match[1])
        if digits[:3] in _known().mobile:
            form = Form.EXAMPLE if digits.startswith(_known().examples) else Form.WHOLE
            yield _made(Kind.MOBILE, form, digits, match.span(1))


def _made(kind: Kind, form: Form, digits: str, span: tuple[int, int]) -> Number:
    return Number(kind, form, mask(kind, digits), *span, digits)


def _pieces(run: re.Match[str], lengths: Container[int]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Groups of a run that make a number of one of these lengths, single groups first.

    Several groups are one number only when no dash ties them to a further group: `2019-330000-48-03-…` is a code.
    """
    groups = [(match[0], match.start() + run.start()) for match in re.finditer(r"\d+(?: ?[Xx])?", run[0])]
    for size in range(1, len(groups) + 1):
        for first in range(len(groups) - size + 1):
            chosen = groups[first : first + size]
            start, end = chosen[0][1], chosen[-1][1] + len(chosen[-1][0])
            digits = "".join(group.replace(" ", "") for group, _ in chosen)
            tied = run.string[end : end + 1] == "-" or (start > run.start() and run.string[start - 1] == "-")
            if len(digits) in lengths and not tied and not _are_several([len(group) for group, _ in chosen]):
                yield digits, (start, end)


def _are_several(sizes: list[int]) -> bool:
    """Whether groups of these lengths are numbers side by side rather than one: page numbers, two telephones."""
    if len(sizes) == 1:
        return False
    return (
        min(sizes[:-1]) < _SHORTEST_GROUP
        or max(sizes) in {11, _OLD}
        or any(one == 8 == next_ for one, next_ in pairwise(sizes))
    )
