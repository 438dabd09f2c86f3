"""Is the state of every problem right over several runs, and is nothing called mended that nobody looked at?"""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

import pytest

from reports.history import State, Tracked, tracked
from reports.snapshot import Problem, Snapshot
from suites.selftest.telling_material import HOME, NOON
from suites.standards import Rulebook, Standard

RULEBOOK = Rulebook((Standard.load("guoban-2019-19"),))
CLAUSE = "dead_links.1"
LINK = Problem("0123456789ab", CLAUSE, f"{HOME}a.html", "链接打不开。", "发现问题")
SAMPLED = frozenset({LINK.place})


def ran(
    day: int,
    *problems: Problem,
    word: str | None = "未发现问题",
    edition: str = "1",
    sampled: frozenset[str] = frozenset(),
) -> Snapshot:
    """A run on a day, with what it found."""
    words: Mapping[str, str] = {} if word is None else {CLAUSE: "发现问题" if problems else word}
    return Snapshot(
        "demo",
        f"run{day}",
        NOON.date(),
        NOON + timedelta(days=day),
        complete=True,
        words=MappingProxyType(words),
        problems=MappingProxyType({one.id: one for one in problems}),
        standards=MappingProxyType({"guoban-2019-19": edition}),
        sampled=sampled,
    )


def history(*runs: Snapshot) -> list[tuple[str, int, int]]:
    """State, first and last day of each problem, as the last run tells."""
    found = tracked(runs[-1], runs[:-1], RULEBOOK)
    return [(one.state.word, (one.first_seen - NOON.date()).days, (one.last_seen - NOON.date()).days) for one in found]


def test_a_problem_nobody_saw_before_is_new() -> None:
    assert history(ran(0, LINK)) == [("新增", 0, 0)]
    assert history(ran(0), ran(1, LINK)) == [("新增", 1, 1)]


def test_a_problem_seen_again_is_not_mended() -> None:
    assert history(ran(0, LINK), ran(1, LINK)) == [("未整改", 0, 1)]


def test_a_problem_gone_is_mended_and_told_once() -> None:
    assert history(ran(0, LINK), ran(1)) == [("已整改", 0, 0)]
    assert history(ran(0, LINK), ran(1), ran(2)) == []


def test_a_problem_that_came_back_is_told_so() -> None:
    assert history(ran(0, LINK), ran(1), ran(2, LINK)) == [("复发", 0, 2)]
    assert history(ran(0, LINK), ran(1), ran(2, LINK), ran(3, LINK)) == [("未整改", 0, 3)]


@pytest.mark.parametrize(
    ("blind", "why"),
    [
        (ran(1, word="未能检测"), "未能检测"),
        (ran(1, word=None), "没有检查这一条"),
        (ran(1, edition="2"), "检查标准已修订"),
    ],
)
def test_what_nobody_looked_at_is_not_mended(blind: Snapshot, why: str) -> None:
    assert [(one.state, one.why) for one in tracked(blind, [ran(0, LINK)], RULEBOOK)] == [(State.UNCHECKED, why)]
    assert history(ran(0, LINK), blind, ran(2, LINK, edition=blind.standards["guoban-2019-19"])) == [("未整改", 0, 2)]


def test_a_page_not_drawn_again_proves_nothing() -> None:
    then = ran(0, LINK, sampled=SAMPLED)
    (elsewhere,) = tracked(ran(1, sampled=frozenset({HOME})), [then], RULEBOOK)
    assert (elsewhere.state, elsewhere.why) == (State.UNCHECKED, "所在页面这次没有抽到")
    assert history(then, ran(1, sampled=SAMPLED)) == [("已整改", 0, 0)]


def test_what_could_not_be_checked_is_told_until_somebody_looks() -> None:
    assert history(ran(0, LINK), ran(1, word="未能检测"), ran(2, word="未能检测")) == [("未能复查", 0, 0)]
    assert history(ran(0, LINK), ran(1, word="未能检测"), ran(2)) == [("已整改", 0, 0)]


def test_a_waived_problem_is_set_apart() -> None:
    waived = Problem(LINK.id, CLAUSE, LINK.place, LINK.what, LINK.word, waived=True)
    assert history(ran(0, LINK), ran(1, waived)) == [("已忽略", 0, 1)]
    assert history(ran(0, LINK), ran(1, waived), ran(2, LINK)) == [("未整改", 0, 2)]


def test_runs_started_later_are_left_out_of_account() -> None:
    found: tuple[Tracked, ...] = tracked(ran(0, LINK), [ran(1), ran(2, LINK)], RULEBOOK)
    assert [one.state for one in found] == [State.NEW]


@pytest.mark.parametrize("state", State)
def test_only_what_was_not_there_before_is_fresh(state: State) -> None:
    assert state.is_fresh == (state.word in {"新增", "复发"})
