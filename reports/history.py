"""Since when is each problem there, and what became of it? The state of every finding over the runs on a site.

A finding that is not seen any more has only gone when the run would have seen it: its clause was judged, by the same
text of the standard, and the page it stood on was looked at again (some pages are drawn by lot).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from reports.snapshot import Problem, Snapshot
from suites.standards import Rulebook


class State(Enum):
    """What became of a problem, as webmasters and regulators call it."""

    NEW = "新增"
    OUTSTANDING = "未整改"
    RECURRED = "复发"
    WAIVED = "已忽略"
    FIXED = "已整改"
    UNCHECKED = "未能复查"

    @property
    def word(self) -> str:
        """The word as a reader sees it."""
        return self.value

    @property
    def is_fresh(self) -> bool:
        """Whether it was not there the last time somebody looked."""
        return self in {State.NEW, State.RECURRED}

    @property
    def is_open(self) -> bool:
        """Whether there is something to be mended: it was seen, and nobody exempted it."""
        return self.is_fresh or self is State.OUTSTANDING


@dataclass(frozen=True, slots=True)
class Tracked:
    """One problem with its history up to a run.

    Attributes:
        first_seen: day of the first run that saw it; `last_seen` of the last one.
        why: for 未能复查, why this run could not tell (Chinese, without 。).
    """

    problem: Problem
    state: State
    first_seen: date
    last_seen: date
    why: str = ""


class Standing(Enum):
    """What one run says about a problem that another run saw."""

    SEEN = "seen"
    ABSENT = "absent"
    UNKNOWN = "unknown"


def tracked(now: Snapshot, past: Iterable[Snapshot], rulebook: Rulebook) -> tuple[Tracked, ...]:
    """Every problem of a run, then those that earlier runs left open and this one does not see.

    Args:
        now: the run.
        past: other runs on the same site; those started later are left out of account.
        rulebook: tells which standard a clause belongs to.
    """
    earlier = sorted((run for run in past if run.started < now.started), key=lambda run: run.started)
    present = [_present(problem, now, earlier, rulebook) for problem in now.problems.values()]
    gone = [found for problem in _left_open(now, earlier) if (found := _gone(problem, now, earlier, rulebook))]
    return (*present, *gone)


def standing(problem: Problem, then: Snapshot, now: Snapshot, rulebook: Rulebook) -> tuple[Standing, str]:
    """Whether a run would see a problem that another run saw, and why not (Chinese, without 。) when it cannot tell.

    Args:
        problem: as seen by `then`.
        then: the run that saw it.
        now: the run that is asked.
        rulebook: tells which standard the clause belongs to.
    """
    if problem.id in now.problems:
        return Standing.SEEN, ""
    if not now.judged(problem.clause_id):
        told = "未能检测" if problem.clause_id in now.words else "没有检查这一条"
        return Standing.UNKNOWN, told
    code = rulebook.standard_of(problem.clause_id).code if problem.clause_id in rulebook else ""
    if not code or then.standards.get(code) != now.standards.get(code):
        return Standing.UNKNOWN, "检查标准已修订"
    if problem.place in then.sampled and problem.place not in now.sampled:
        return Standing.UNKNOWN, "所在页面这次没有抽到"
    return Standing.ABSENT, ""


def _present(problem: Problem, now: Snapshot, earlier: Sequence[Snapshot], rulebook: Rulebook) -> Tracked:
    seen = [run for run in earlier if problem.id in run.problems]
    first = seen[0] if seen else now
    state = State.NEW
    if seen:
        since = [run for run in earlier if run.started > seen[-1].started]
        looked = (standing(seen[-1].problems[problem.id], seen[-1], run, rulebook)[0] for run in since)
        state = State.RECURRED if Standing.ABSENT in looked else State.OUTSTANDING
    if problem.waived:
        state = State.WAIVED
    return Tracked(problem, state, first.started.date(), now.started.date())


def _left_open(now: Snapshot, earlier: Sequence[Snapshot]) -> list[Problem]:
    """What earlier runs saw and this one does not, as last seen, oldest first."""
    last = {problem.id: problem for run in earlier for problem in run.problems.values()}
    return [problem for problem in last.values() if problem.id not in now.problems]


def _gone(problem: Problem, now: Snapshot, earlier: Sequence[Snapshot], rulebook: Rulebook) -> Tracked | None:
    """None when a run before this one already told that it had gone."""
    seen = [run for run in earlier if problem.id in run.problems]
    since = [run for run in earlier if run.started > seen[-1].started]
    if any(standing(problem, seen[-1], run, rulebook)[0] is Standing.ABSENT for run in since):
        return None
    said, why = standing(problem, seen[-1], now, rulebook)
    state = State.FIXED if said is Standing.ABSENT else State.UNCHECKED
    return Tracked(problem, state, seen[0].started.date(), seen[-1].started.date(), why)
