"""How far do our results agree with what ACT expects of its test cases?

The levels are those of the W3C's reports on implementations (act-rules/act-tools): no false positive is allowed, an
example that must fail may be left undecided, and without any example found to fail there is no agreement.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from suites.selftest.act_cases import Case


class Outcome(Enum):
    """What we said of a page: a violation, nothing certain (axe's incomplete), no violation, could not be seen."""

    FAILED = "failed"
    CANNOT_TELL = "cantTell"
    PASSED = "passed"
    UNTESTED = "untested"


class Level(Enum):
    """How a rule agrees, in ACT's words."""

    CONSISTENT = "consistent"
    PARTIAL = "partially consistent"
    INCONSISTENT = "inconsistent"


@dataclass(frozen=True, slots=True)
class Tried:
    """One test case and what we said of it."""

    case: Case
    outcome: Outcome

    @property
    def false_positive(self) -> bool:
        """Whether we saw a violation where there is none."""
        return self.case.expected != "failed" and self.outcome is Outcome.FAILED

    @property
    def agrees(self) -> bool:
        """Whether we said what was expected; undecided is no answer."""
        if self.case.expected == "failed":
            return self.outcome is Outcome.FAILED
        return self.outcome is Outcome.PASSED


def outcome(violated: Iterable[str], undecided: Iterable[str], mapped: frozenset[str]) -> Outcome:
    """What the rules that stand for an ACT rule say.

    Args:
        violated: rules with violations on the page.
        undecided: rules with incomplete results.
        mapped: the rules that stand for it.
    """
    if mapped & set(violated):
        return Outcome.FAILED
    return Outcome.CANNOT_TELL if mapped & set(undecided) else Outcome.PASSED


def level(tried: Sequence[Tried]) -> Level:
    """How one ACT rule agrees, given all its test cases."""
    failing = [one.outcome for one in tried if one.case.expected == "failed"]
    if any(one.false_positive for one in tried):
        return Level.INCONSISTENT
    if Outcome.FAILED in failing:
        untested = any(one.outcome is Outcome.UNTESTED for one in tried)
        return Level.PARTIAL if untested or Outcome.PASSED in failing else Level.CONSISTENT
    undecided = any(one.outcome is Outcome.CANNOT_TELL for one in tried)
    quiet = all(one.outcome is Outcome.PASSED for one in tried if one.case.expected == "inapplicable")
    return Level.PARTIAL if undecided and quiet else Level.INCONSISTENT


@dataclass(frozen=True, slots=True)
class Summary:
    """All rules together.

    Attributes:
        levels: how many rules agree how far.
        agreeing, cases: how many test cases agree, of how many.
        missed: examples that must fail and were said to pass; `undecided` those left undecided.
        false_positives: examples that must not fail and did; `untested` that could not be seen.
    """

    levels: Mapping[Level, int]
    agreeing: int
    cases: int
    missed: int
    undecided: int
    false_positives: int
    untested: int


def summary(rules: Iterable[Sequence[Tried]]) -> Summary:
    """Add up.

    Args:
        rules: of each ACT rule, its tried test cases.
    """
    grouped = list(rules)
    every = [one for tried in grouped for one in tried]
    failing = [one.outcome for one in every if one.case.expected == "failed"]
    levels = [level(tried) for tried in grouped]
    return Summary(
        levels={one: levels.count(one) for one in Level},
        agreeing=sum(one.agrees for one in every),
        cases=len(every),
        missed=failing.count(Outcome.PASSED),
        undecided=sum(one.outcome is Outcome.CANNOT_TELL for one in every),
        false_positives=sum(one.false_positive for one in every),
        untested=sum(one.outcome is Outcome.UNTESTED for one in every),
    )
