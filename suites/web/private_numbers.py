"""Does this number belong to a private person, as far as the words around it tell? Reads `private_numbers.yaml`."""

import functools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import yaml

from pages.personal_data import Sighting, Sort, Text
from pages.personal_numbers import WHOLE, Form, Kind
from pages.persons import person_in

_FILE = Path(__file__).with_suffix(".yaml")
_NEAR, _AT_LABEL = 40, 16  # characters before a number
_LINES = 2  # lines above that still speak of it
_PIECES = re.compile(r"[，,、；;。（）()：:\s|“”]+")
_MASKED_NAME = re.compile(r"[\u4e00-\u9fff][*＊某×xX○]{1,2}[\u4e00-\u9fff]?")


class Certainty(Enum):
    """How much the words around a number tell; `value` says in Chinese why a person has to look, if so."""

    SURE = ""
    EXAMPLE = "可能只是示例"
    UNNAMED = "旁边没有写明是身份证号码，也没有姓名"
    INSIDE = "包含在学籍号或残疾人证号里"
    OLD = "是 15 位的旧号码"
    RECENT = "出生日期很近，可能是流水号"
    HIDDEN = "页面上看不见，在源码里"


@dataclass(frozen=True, slots=True)
class Words:
    """The patterns of `private_numbers.yaml`, those of one list joined; `rows` make a list of persons."""

    version: str
    identity: re.Pattern[str]
    other: re.Pattern[str]
    inside: re.Pattern[str]
    example: re.Pattern[str]
    phone_column: re.Pattern[str]
    person_column: re.Pattern[str]
    official_column: re.Pattern[str]
    official_title: re.Pattern[str]
    person: re.Pattern[str]
    office: re.Pattern[str]
    rows: int
    card: re.Pattern[str]
    holder: re.Pattern[str]
    unit: re.Pattern[str]


@functools.cache
def words() -> Words:
    """The lists; KeyError or TypeError when the file lacks one."""
    data: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    identity, mobile, card = data["identity"], data["mobile"], data["card"]
    return Words(
        version=str(data["version"]),
        identity=_any(identity["words"]),
        other=_any(identity["other"]),
        inside=_any(identity["inside"]),
        example=_any(data["example"]["words"]),
        phone_column=_any(mobile["column"]),
        person_column=_any(mobile["person_column"]),
        official_column=_any(mobile["official_column"]),
        official_title=_any(mobile["official_title"]),
        person=_any(mobile["person"]),
        office=_any(mobile["office"]),
        rows=int(mobile["rows"]),
        card=_any(card["words"]),
        holder=_any(card["holder"]),
        unit=_any(card["unit"]),
    )


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


def identity_numbers(text: Text) -> tuple[tuple[Sighting, Certainty], ...]:
    """The identity numbers of a page or file that may be real, with how sure it is.

    Numbers built alike (region, date, serial number) of which most fail the check digit are serial numbers: the few
    that pass by chance count only where the words say 身份证.
    """
    own = [one for one in text.sightings if one.kind is Kind.IDENTITY]
    failing = len({one.which for one in own if one.form is Form.UNCHECKED})
    serial = failing > len({one.which for one in own if one.form in WHOLE})
    found = [(one, how) for one in own if (how := _identity(one, text, serial=serial))]
    hidden = [one for one in text.hidden if one.kind is Kind.IDENTITY and one.form in WHOLE]
    return (*found, *((one, Certainty.HIDDEN) for one in hidden))


def _identity(one: Sighting, text: Text, *, serial: bool) -> Certainty | None:
    label = f"{one.head} {one.before[-_AT_LABEL:]}"
    labelled = words().identity.search(label) is not None
    around = labelled or words().identity.search(_around(one)) is not None
    if one.form is Form.INSIDE:
        known = around or one.before[-1:] in {"G", "g"} or words().inside.search(f"{_around(one)} {text.name}")
        return Certainty.INSIDE if known else None
    if one.form is Form.OLD:
        return Certainty.OLD if labelled else None
    if one.form is Form.UNCHECKED or (not labelled and (serial or words().other.search(label))):
        return None
    if one.form is Form.EXAMPLE or _is_example(one, text):
        return Certainty.EXAMPLE
    if one.form is Form.RECENT:
        return Certainty.SURE if labelled else Certainty.RECENT
    return Certainty.SURE if around or _named(one) else Certainty.UNNAMED


def private_mobiles(text: Text) -> tuple[Sighting, ...]:
    """The mobile numbers that stand with a private person."""
    own = [one for one in text.sightings if one.kind is Kind.MOBILE and one.form is Form.WHOLE]
    directory = words().official_title.search(f"{text.name} {text.part}") is not None
    in_lists = [one for one in own if not directory and _is_list_of_persons(one)]
    rows = Counter(one.heads for one in in_lists)
    listed = {id(one) for one in in_lists if rows[one.heads] >= words().rows}
    return tuple(one for one in own if not _is_example(one, text) and (id(one) in listed or _is_persons(one, text)))


def _is_list_of_persons(one: Sighting) -> bool:
    heads = " ".join(one.heads)
    return bool(
        one.heads
        and words().phone_column.search(one.head)
        and any(words().person_column.search(head) for head in one.heads)
        and not words().official_column.search(heads)
    )


def _is_persons(one: Sighting, text: Text) -> bool:
    if any(Kind.IDENTITY is other.kind and other.row == one.row and one.row for other in text.sightings):
        return True
    label = f"{one.head} {one.before[-_AT_LABEL:]}" if not one.heads else one.before[-_AT_LABEL:]
    if words().office.search(label):
        return False
    near = " ".join((one.before[-_NEAR:], *(one.row[: one.column] if not one.heads else ())))
    return words().person.search(near) is not None or text.sort is Sort.LETTER


def private_cards(text: Text) -> tuple[Sighting, ...]:
    """The card numbers that stand with a person's name."""
    own = [one for one in text.sightings if one.kind is Kind.CARD and one.form is Form.WHOLE]
    return tuple(one for one in own if not _is_example(one, text) and _is_persons_card(one))


def _is_persons_card(one: Sighting) -> bool:
    above = () if one.row else one.above[-_LINES:]
    near = " | ".join((*above, *one.row, one.before[-_NEAR:], one.after[:_NEAR]))
    if words().unit.search(near) or not words().card.search(f"{near} {one.head}"):
        return False
    if one.row and not words().holder.search(" ".join((*one.heads, near))):
        return False
    return _named(one)


def _around(one: Sighting) -> str:
    return " ".join((*one.above, *one.heads, *one.row, one.before))


def _is_example(one: Sighting, text: Text) -> bool:
    near = " ".join((text.name, text.part, *one.above[-_LINES:], *one.heads, *one.row, one.before, one.after[:_NEAR]))
    return words().example.search(near) is not None


def _named(one: Sighting) -> bool:
    """Whether a name of a person, or one made unreadable in part, stands right before a number or in its row."""
    lines = () if one.row else one.above[-_LINES:]
    pieces = (*one.row, *_PIECES.split(" ".join((*lines, one.before[-_NEAR:]))), *_PIECES.split(one.after[:_AT_LABEL]))
    return any(_is_name(piece) for piece in pieces)


def _is_name(piece: str) -> bool:
    person = person_in(piece)
    return (person is not None and not person.post) or _MASKED_NAME.fullmatch(piece) is not None
