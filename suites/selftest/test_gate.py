"""Does a pipeline stop for what was asked, and only for that?"""

from datetime import timedelta
from pathlib import Path

import pytest

from pages.database import VARIABLE
from reports.baseline import BaselineError, baseline
from reports.gate import Gate, GateError, objections
from reports.inspection import Inspection
from reports.past_runs import PastRuns
from reports.records import Footer, Judged, Missed, Observed, Plan, Record
from reports.snapshot import Snapshot
from suites.selftest.telling_material import HOME, NOON, written
from suites.verdict import Finding, Outcome, Verdict, Waived

OLD, NEW = (Finding(f"{HOME}{name}.html", f"链接 /{name} 打不开。", f"{HOME}{name}") for name in ("old", "new"))
PASSED = Judged(Verdict("dead_links.1", Outcome.PASS), NOON)
UNSEEN = Missed("dead_links.1", "timeout", "访问超时", HOME, "20 秒", NOON)
VETO = Judged(Verdict("home_not_updated.1", Outcome.FAIL, (Finding(HOME, "首页没有更新。"),)), NOON)


def failed(*findings: Finding, waived: tuple[Waived, ...] = ()) -> Judged:
    """发现问题 with these findings."""
    return Judged(Verdict("dead_links.1", Outcome.FAIL, findings, waived=waived), NOON)


def run(
    folder: Path,
    *conclusions: Judged | Missed,
    complete: bool = True,
    later: int = 0,
    others: tuple[Record, ...] = (),
    keyword: str = "",
) -> Inspection:
    """A run with these conclusions, `later` days after the first."""
    options = {"markexpr": "not slow", **({"keyword": keyword} if keyword else {})}
    records = (Plan(()), *others, *conclusions, Footer(NOON, complete=complete, counts={}))
    return written(folder, *records, started=NOON + timedelta(days=later), options=options)


def stops(inspection: Inspection, *conditions: str, before: Inspection | None = None) -> int:
    """How many reasons there are to stop."""
    asked = Gate.asked([word for word in conditions if word != "new"], None, "nobody")
    read_ = asked.conditions if asked else ()
    if "new" in conditions:
        fresh = Gate.asked(["new"], None, "nobody")
        assert fresh is not None
        read_ = (*read_, *fresh.conditions)
    return len(objections(inspection, Gate(read_, Snapshot.of(before) if before else None)))


def test_old_problems_do_not_stop_a_pipeline_that_asks_for_new_ones(tmp_path: Path) -> None:
    before = run(tmp_path / "1", failed(OLD))
    assert stops(run(tmp_path / "2", failed(OLD)), "new", before=before) == 0
    assert stops(run(tmp_path / "3", failed(OLD, NEW)), "new", before=before) == 1
    assert stops(run(tmp_path / "4", PASSED), "new", before=before) == 0


def test_without_a_baseline_everything_is_new(tmp_path: Path) -> None:
    assert stops(run(tmp_path / "1", failed(OLD, NEW)), "new") == 2
    assert stops(run(tmp_path / "2", PASSED), "new") == 0


def test_going_blind_is_new_and_staying_blind_is_not(tmp_path: Path) -> None:
    before, blind = run(tmp_path / "1", PASSED), run(tmp_path / "2", UNSEEN)
    assert stops(blind, "new", before=before) == 1
    assert stops(blind, "new", before=blind) == 0


def test_what_is_seen_after_blindness_counts_as_new(tmp_path: Path) -> None:
    assert stops(run(tmp_path / "2", failed(OLD)), "new", before=run(tmp_path / "1", UNSEEN)) == 1


def test_a_page_drawn_by_lot_this_time_only_may_be_as_old_as_any(tmp_path: Path) -> None:
    drawn = (Observed("sampled_pages", "抽查", 1, sampled=(NEW.where,)),)
    before, now = run(tmp_path / "1", PASSED), run(tmp_path / "2", failed(NEW), others=drawn)
    assert stops(now, "new", before=before) == 0
    assert stops(now, "new", before=run(tmp_path / "3", PASSED, others=drawn)) == 1


def test_a_candidate_for_a_person_stops_nothing(tmp_path: Path) -> None:
    candidate = Judged(Verdict("safety_incident.1", Outcome.REVIEW, (NEW,)), NOON)
    assert stops(run(tmp_path / "1", candidate), "new", "any", "veto") == 0


def test_a_waived_problem_stops_nothing_until_its_waiver_has_run_out(tmp_path: Path) -> None:
    exempt = (Waived(OLD, Outcome.FAIL, "迁移", "张三", NOON.date()),)
    waived = run(tmp_path / "1", Judged(Verdict("dead_links.1", Outcome.PASS, (), "有豁免。", waived=exempt), NOON))
    assert stops(waived, "new", "any") == 0
    assert stops(run(tmp_path / "2", failed(OLD)), "new", before=waived) == 1


def test_a_persons_conclusion_without_findings_counts(tmp_path: Path) -> None:
    told = Judged(Verdict("dead_links.1", Outcome.FAIL, (), "经确认。"), NOON)
    assert stops(run(tmp_path / "1", told), "new", before=run(tmp_path / "2", PASSED)) == 1
    assert stops(run(tmp_path / "3", told), "new", before=run(tmp_path / "4", told)) == 0


def test_any_counts_faults_and_blindness(tmp_path: Path) -> None:
    assert stops(run(tmp_path / "1", failed(OLD, NEW)), "any") == 1
    assert stops(run(tmp_path / "2", UNSEEN), "any") == 1
    assert stops(run(tmp_path / "3", PASSED), "any") == 0


def test_veto_counts_vetoes_only(tmp_path: Path) -> None:
    assert stops(run(tmp_path / "1", VETO, failed(OLD)), "veto") == 1
    assert stops(run(tmp_path / "2", failed(OLD)), "veto") == 0


@pytest.mark.parametrize(
    ("line", "reasons"), [("score<99", 0), ("score<98.9", 0), ("score<99.5", 1), ("score < 100", 1)]
)
def test_a_score_on_the_line_is_enough(tmp_path: Path, line: str, reasons: int) -> None:
    found = run(tmp_path / "1", failed(OLD))
    assert found.scorecard.score == 99
    assert stops(found, line) == reasons


def test_a_veto_and_nothing_judged_reach_no_score(tmp_path: Path) -> None:
    assert stops(run(tmp_path / "1", VETO), "score<1") == 1
    assert stops(run(tmp_path / "2", UNSEEN), "score<1") == 1


def test_a_run_that_broke_off_never_passes(tmp_path: Path) -> None:
    assert stops(run(tmp_path / "1", PASSED, complete=False), "veto") == 1


@pytest.mark.parametrize("wrong", ["", "old", "score", "score<", "score<-1", "score<x", "veto,new"])
def test_a_condition_nobody_knows_is_refused(wrong: str) -> None:
    with pytest.raises(GateError, match="score<"):
        Gate.asked([wrong], None, "demo")


def test_a_baseline_wants_something_to_compare() -> None:
    with pytest.raises(GateError, match="--fail-on new"):
        Gate.asked(["veto"], "last", "demo")
    assert Gate.asked([], None, "demo") is None


def test_the_last_run_that_judged_everything_is_the_baseline(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, f"sqlite:///{tmp_path / 'archive.db'}")
    assert baseline("last", "demo", tmp_path) is None
    names = ("20260820-120000-aaaa", "20260821-120000-aaaa", "20260822-120000-aaaa", "20260823-120000-aaaa")
    for day, name in enumerate(names):
        folder = tmp_path / "demo" / name
        done = run(folder, failed(OLD), later=day, complete=day != 2, keyword="dead_links" if day == 3 else "")
        PastRuns().add(done)
    found = baseline("last", "demo", tmp_path)
    assert found is not None
    assert found.run == "20260821-120000-aaaa"
    assert found == baseline("demo/20260821-120000-aaaa", "demo", tmp_path)


def test_a_baseline_that_is_none_is_refused(tmp_path: Path) -> None:
    run(tmp_path / "demo" / "20260821-120000-aaaa", PASSED)
    with pytest.raises(BaselineError, match="没有名为"):
        baseline("nope", "demo", tmp_path)
    with pytest.raises(BaselineError, match="不是 other 的"):
        baseline("20260821-120000-aaaa", "other", tmp_path)
