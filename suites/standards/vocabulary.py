"""Which closed words does a standard's file use, and how are they said in Chinese?"""

from __future__ import annotations

from enum import Enum
from typing import Literal

Kind = Literal["portal", "department"]


class _Word(Enum):
    """A word of the file (`key`) with its Chinese for readers (`word`)."""

    @property
    def key(self) -> str:
        """The word as the file writes it."""
        return str(self.value)

    @property
    def word(self) -> str:
        """The word as a reader sees it."""
        return _CHINESE[self]


class Part(_Word):
    """The three parts of a scored table, and the only one of a standard that gives pass or fail."""

    VETO = "veto"
    DEDUCTION = "deduction"
    BONUS = "bonus"
    REQUIREMENT = "requirement"

    @property
    def is_scored(self) -> bool:
        """Whether its rows carry points."""
        return self in {Part.DEDUCTION, Part.BONUS}


class Source(_Word):
    """Where a row's wording and points come from."""

    PUBLISHED = "published"
    APPLIED = "applied"
    RECONSTRUCTED = "reconstructed"


class Subject(_Word):
    """What a row inspects."""

    WEBSITE = "website"
    NEW_MEDIA = "new_media"


class Judge(_Word):
    """Who may conclude: a program, a program with a person's confirmation, or only a person."""

    AUTO = "auto"
    ASSISTED = "assisted"
    EVIDENCE = "evidence"

    @property
    def is_assisted(self) -> bool:
        """Whether a program gathers candidates and a person confirms them."""
        return self is Judge.ASSISTED

    @property
    def is_evidence(self) -> bool:
        """Whether only a person can conclude, from evidence they submit."""
        return self is Judge.EVIDENCE


_CHINESE: dict[_Word, str] = {
    Part.VETO: "单项否决",
    Part.DEDUCTION: "扣分",
    Part.BONUS: "加分",
    Part.REQUIREMENT: "规范要求",
    Source.PUBLISHED: "公开原文",
    Source.APPLIED: "见于自查报告",
    Source.RECONSTRUCTED: "重建",
    Subject.WEBSITE: "政府网站",
    Subject.NEW_MEDIA: "政务新媒体",
    Judge.AUTO: "程序可判",
    Judge.ASSISTED: "程序找线索、人确认",
    Judge.EVIDENCE: "只能由人提交证据",
}
