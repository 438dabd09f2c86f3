"""Which elements does a guide (办事指南) state? What stands at its labels in tables, lists, headings, text and tabs."""

import re
from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType

from pages.dates import plain
from pages.documents import Document, tidy
from pages.guide_labels import NAME, SYNONYMS, labels
from pages.guide_values import PICTURE, Value, values

# 「无」 is an answer to "which conditions" or "which materials", never to "where" or "whom do I call".
_MAY_BE_NONE = frozenset({"申请条件", "办理材料"})
_EMPTY = re.compile(
    r"[\s\-—–_/／\\|:：.。…*]*|null|undefined|none|n/?a|[xX×]{2,}|待(?:补充|完善|定|填写?|更新)|请填写.{0,8}|\{\{.*\}\}",
    re.IGNORECASE,
)
_NONE = re.compile(r"(?:暂?无|没有|不涉及|不需要?|无需.{0,6}|无要求|/|／|-+|—+)[。.]?")
_ELSEWHERE = re.compile(r"[(（]?(?:详?见|请?参?见|查看|点击|下载).{0,8}(?:附件|附表|附图|下载|查看|链接)?[)）]?[。.]?")
_FILE = ", ".join(
    f"a[href*='{mark}' i]" for mark in (".doc", ".pdf", ".xls", ".wps", ".ofd", ".zip", ".rar", "download")
)


class Statement(IntEnum):
    """How an element is stated, from worst to best; UNCLEAR (tabs whose panel is not told) never counts as missing."""

    ABSENT = 0
    EMPTY = 1
    UNCLEAR = 2
    STATED = 3


def read_elements(document: Document) -> Mapping[str, Statement]:
    """How each of the eight elements is stated on a guide's page; content hidden behind tabs counts.

    Args:
        document: the guide.

    Returns:
        A statement for every name of `SYNONYMS`.
    """
    linked = document.tree.css_first(_FILE) is not None
    found = dict.fromkeys(SYNONYMS, Statement.ABSENT)
    for label, value in values(document):
        found[label.name] = max(found[label.name], _statement(label.name, value, linked=linked))
    if document.title or any(tidy(node.text()) for node in document.tree.css("h1, h2")):
        found[NAME] = Statement.STATED
    return MappingProxyType(found)


def labelled_count(document: Document) -> int:
    """How many of the elements (the name aside) are at least labelled: what makes a page look like a guide."""
    return len({label.name for label in labels(document)} - {NAME})


def stated_values(document: Document, name: str) -> tuple[Value, ...]:
    """What a guide states about one element, label by label; empty and untellable ones are left out.

    Raises KeyError for an unknown name.
    """
    if name not in SYNONYMS:
        raise KeyError(name)
    linked = document.tree.css_first(_FILE) is not None
    return tuple(
        value
        for label, value in values(document)
        if label.name == name and value and _statement(name, value, linked=linked) is Statement.STATED
    )


def _statement(name: str, value: Value | None, *, linked: bool) -> Statement:
    if value is None:
        return Statement.UNCLEAR
    if value.hollow:
        return Statement.EMPTY
    text = plain(value.text)
    if _NONE.fullmatch(text):
        return Statement.STATED if name in _MAY_BE_NONE else Statement.EMPTY
    if _EMPTY.fullmatch(text):
        return Statement.EMPTY
    if _ELSEWHERE.fullmatch(text) and PICTURE not in text:
        return Statement.STATED if linked else Statement.EMPTY
    return Statement.STATED
