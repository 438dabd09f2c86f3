"""What was concluded about one clause, and how is it said?

Outcomes, from best to worst (design.md §3)::

    Outcome        报告用语      样例用语      score
    INAPPLICABLE   不适用        不适用        excluded; for a bonus clause: not earned
    PASS           未发现问题    合格          keeps points; for a bonus clause: earned
    REVIEW         待人工复核    待人工复核    pending, the scorecard is provisional
    FAIL           发现问题      不合格        deducts or vetoes
    (none)         未能检测      未能检测      never a pass, never a deduction

Exceptions that end an indicator test::

    AssertionError
    └── NonCompliant        发现问题: carries the Verdict (Allure: failed)
    Exception
    └── pages.errors.Unseen 未能检测: raised by observations (Allure: broken)
"""

from __future__ import annotations

import dataclasses
import hashlib
import re
from dataclasses import dataclass
from enum import Enum
from functools import total_ordering
from typing import TYPE_CHECKING, Self

from suites.targets import normalised_key

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pages.capture import Evidence
    from suites.standards import Clause

UNSEEN_WORD = "未能检测"
MESSAGE_LINES = 20

_HAN = re.compile(r"[\u4e00-\u9fff]")


@total_ordering
class Outcome(Enum):
    """The four conclusions a clause can come to, ordered from best to worst."""

    INAPPLICABLE = (0, "不适用", "不适用")
    PASS = (1, "未发现问题", "合格")
    REVIEW = (2, "待人工复核", "待人工复核")
    FAIL = (3, "发现问题", "不合格")

    @property
    def word(self) -> str:
        """报告用语."""
        return self.value[1]

    @property
    def sample_word(self) -> str:
        """The word samples, mutations and the site YAML's `evidence:` use."""
        return self.value[2]

    @classmethod
    def parse(cls, word: str) -> Outcome | None:
        """Read a sample word; 未能检测 is no outcome: None.

        Raises ValueError (one Chinese sentence) for any other word.
        """
        if word == UNSEEN_WORD:
            return None
        for outcome in cls:
            if outcome.sample_word == word:
                return outcome
        known = "、".join([*(outcome.sample_word for outcome in cls), UNSEEN_WORD])
        raise ValueError(f"不认识的结论 '{word}'，可用：{known}。")

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Outcome):
            return NotImplemented
        return self.value[0] < other.value[0]


def _sentence(text: str, role: str) -> str:
    """Collapse white space (page text slips into sentences); refuse what is no Chinese sentence."""
    flat = " ".join(text.split())
    if not flat.endswith("。") or not _HAN.search(flat):
        raise ValueError(f"{role} 必须是以“。”结尾的中文句子：{flat!r}")
    return flat


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect: where it is, what it is and since when.

    `where` is the URL a reader opens to see it; `what` one Chinese sentence ending in 。 (ValueError otherwise).
    `target` names the defective thing itself and alone decides the id: give one whenever a page can hold several
    (a link's address, a column's name, a missing mark); it defaults to `where`.
    Nothing that changes from day to day belongs in it. `also` lists other pages carrying the same defect.
    """

    where: str
    what: str
    target: str = ""
    selector: str | None = None
    excerpt: str = ""
    also: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        if not self.where.strip():
            raise ValueError(f"问题没有写明所在页面：{self.what!r}")
        object.__setattr__(self, "what", _sentence(self.what, "Finding.what"))
        object.__setattr__(self, "target", normalised_key(self.target or self.where))

    @property
    def has_own_target(self) -> bool:
        """Whether something narrower than the page identifies this finding."""
        return self.target != normalised_key(self.where)

    @property
    def line(self) -> str:
        """Where and what, as one line of a message."""
        if not self.also:
            return f"{self.where} {self.what}"
        return f"{self.where} {self.what[:-1]}（同样见于另外 {len(self.also)} 个页面）。"

    def id(self, site_slug: str, clause_id: str) -> str:
        """Twelve hex digits, the same on every run for the same site, clause and target."""
        parts = (site_slug.strip().lower(), clause_id.strip(), self.target)
        return hashlib.sha256("|".join(parts).encode()).hexdigest()[:12]

    def merged_with(self, other: Finding) -> Finding:
        """Add the pages and proofs of `other`, which has the same target, to those of this finding."""
        pages = dict.fromkeys((*self.also, other.where, *other.also))
        pages.pop(self.where, None)
        evidence = (*self.evidence, *(item for item in other.evidence if item not in self.evidence))
        return dataclasses.replace(self, also=tuple(pages), evidence=evidence)


def distinct(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """One finding per target, in order of appearance; the same target elsewhere is one defect on several pages.

    Raises ValueError when one page has two different sentences and neither names a target:
    merging them would hide a defect and keeping both would give two findings one id.
    """
    found: dict[str, Finding] = {}
    for finding in findings:
        known = found.get(finding.target)
        if known is not None and known.what != finding.what and not finding.has_own_target:
            raise ValueError(f"同一页面有两个不同的问题，须分别给出 target：{known.line} / {finding.line}")
        found[finding.target] = known.merged_with(finding) if known else finding
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class EarlyWarning:
    """预警: no defect yet, but one soon; `what` is one Chinese sentence. Never deducts."""

    where: str
    what: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "what", _sentence(self.what, "EarlyWarning.what"))


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding that is exempt for a time (site YAML `waivers:`): why, by whose approval, until when (inclusive).

    `outcome` is what the clause came to with it: FAIL, or REVIEW for a candidate.
    """

    finding: Finding
    outcome: Outcome
    reason: str
    approver: str
    expires: date


@dataclass(frozen=True, slots=True)
class Verdict:
    """The conclusion on one clause.

    `note` is a Chinese sentence: the scope looked at, or why the outcome is REVIEW or INAPPLICABLE (then required).
    `awards` counts how often a bonus clause is earned (more than once only for `per: finding`).
    `warnings` tell what will become a defect soon; they count for nothing. `waived` findings are told apart from the
    others and count for nothing either.
    """

    clause_id: str
    outcome: Outcome
    findings: tuple[Finding, ...] = ()
    note: str = ""
    awards: int = 1
    warnings: tuple[EarlyWarning, ...] = ()
    waived: tuple[Waived, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "findings", distinct(self.findings))
        if self.note:
            object.__setattr__(self, "note", _sentence(self.note, "Verdict.note"))
        if self.outcome is Outcome.INAPPLICABLE and not self.note:
            raise ValueError(f"{self.clause_id}：不适用必须写明原因")
        if self.outcome >= Outcome.REVIEW and not (self.findings or self.note):
            raise ValueError(f"{self.clause_id}：{self.outcome.word}必须有问题或说明")
        if self.outcome <= Outcome.PASS and self.findings:
            raise ValueError(f"{self.clause_id}：{self.outcome.word}却带有问题")
        if self.awards < 1:
            raise ValueError(f"{self.clause_id}：加分次数至少为 1")

    @classmethod
    def of(cls, clause: Clause, findings: Iterable[Finding], note: str = "") -> Self:
        """FAIL if there are findings, else PASS; what only a person may decide stays REVIEW.

        An `assisted` clause with findings is REVIEW (candidates), an `evidence` clause always is.
        Raises ValueError for a bonus clause: those are awarded, not failed (`Verdict.award`).
        """
        if clause.is_bonus:
            raise ValueError(f"{clause.id} 是加分条款，请用 Verdict.award")
        found = tuple(findings)
        if clause.judge.is_evidence:
            return cls(clause.id, Outcome.REVIEW, found, note or "本条只能由人提交证据，尚未收到。")
        if not found:
            return cls(clause.id, Outcome.PASS, (), note)
        return cls(clause.id, Outcome.REVIEW if clause.judge.is_assisted else Outcome.FAIL, found, note)

    @classmethod
    def award(cls, clause: Clause, times: int, note: str) -> Self:
        """A bonus clause earned `times` times (0: not earned, which is no defect: INAPPLICABLE).

        `note` says what earned it, or what was missing. An `assisted` clause with times > 0 is REVIEW.
        Raises ValueError for other parts, and for several times without `per: finding`.
        """
        if not clause.is_bonus:
            raise ValueError(f"{clause.id} 不是加分条款，请用 Verdict.of")
        if times > 1 and not clause.per_finding:
            raise ValueError(f"{clause.id} 只能加分一次")
        if clause.judge.is_evidence:
            return cls(clause.id, Outcome.REVIEW, (), note)
        if times == 0:
            return cls(clause.id, Outcome.INAPPLICABLE, (), note)
        return cls(clause.id, Outcome.REVIEW if clause.judge.is_assisted else Outcome.PASS, (), note, times)

    @classmethod
    def review(cls, clause: Clause, note: str, findings: Iterable[Finding] = ()) -> Self:
        """A person has to look: `note` says why, `findings` are candidates and never deduct."""
        return cls(clause.id, Outcome.REVIEW, tuple(findings), note)

    @classmethod
    def inapplicable(cls, clause: Clause, note: str) -> Self:
        """The clause does not concern this site: `note` says why."""
        return cls(clause.id, Outcome.INAPPLICABLE, (), note)

    @property
    def count(self) -> int:
        """How many findings, each target once."""
        return len(self.findings)

    @property
    def message(self) -> str:
        """Chinese, one line per finding (at most MESSAGE_LINES), else the note, else the outcome's word."""
        lines = [finding.line for finding in self.findings[:MESSAGE_LINES]]
        if self.count > MESSAGE_LINES:
            lines.append(f"另有 {self.count - MESSAGE_LINES} 处，共 {self.count} 处。")
        if self.outcome is not Outcome.FAIL and lines and self.note:
            lines.insert(0, self.note)
        return "\n".join(lines) or self.note or f"{self.outcome.word}。"


class NonCompliant(AssertionError):
    """发现问题: the clause's `verdict` is FAIL; str() is its Chinese message."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.message)
        self.verdict = verdict
