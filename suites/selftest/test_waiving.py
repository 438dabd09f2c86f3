"""Is a waived problem set apart and counted by itself, and does it come back when the waiver has run out?"""

from datetime import date
from pathlib import Path

import pytest

from reports.records import Judged
from site_configs import Site
from suites.selftest.telling_material import HOME, NOON, written
from suites.verdict import Finding, Outcome, Verdict
from suites.waiving import unwaived, waived

LAST_DAY = date(2026, 9, 30)
ONE, OTHER = (Finding(HOME, f"链接 /{name} 打不开。", f"{HOME}{name}") for name in "ab")
FAILED = Verdict("dead_links.1", Outcome.FAIL, (ONE, OTHER), "检查了 2 个链接。")


def site(*findings: Finding) -> Site:
    """A site file that waives these findings of the clause."""
    ids = [one.id("site.gov.cn", FAILED.clause_id) for one in findings]
    rows = [{"finding": id_, "reason": "对方系统迁移", "approver": "张三", "expires": LAST_DAY} for id_ in ids]
    return Site.model_validate({"name": "某市", "url": "https://site.gov.cn/", "waivers": rows})


def test_a_waived_finding_stands_apart_from_the_others() -> None:
    done = waived(FAILED, site(ONE), LAST_DAY)
    assert (done.outcome, done.findings) == (Outcome.FAIL, (OTHER,))
    assert [(one.finding, one.reason, one.approver, one.expires) for one in done.waived] == [
        (ONE, "对方系统迁移", "张三", LAST_DAY)
    ]
    assert "1 个问题经批准豁免" in done.note


def test_a_clause_all_of_whose_findings_are_waived_passes_for_a_time() -> None:
    done = waived(FAILED, site(ONE, OTHER), LAST_DAY)
    assert (done.outcome, done.findings, len(done.waived)) == (Outcome.PASS, (), 2)
    assert "2026-09-30" in done.note


def test_the_day_after_its_last_the_finding_counts_again() -> None:
    assert waived(FAILED, site(ONE, OTHER), date(2026, 10, 1)) is FAILED


@pytest.mark.parametrize("exempt", [(), (ONE,), (ONE, OTHER)])
def test_without_its_waivers_a_verdict_is_what_it_was(exempt: tuple[Finding, ...]) -> None:
    done = unwaived(waived(FAILED, site(*exempt), LAST_DAY))
    assert (done.outcome, set(done.findings), done.waived) == (Outcome.FAIL, {ONE, OTHER}, ())


def test_a_waived_candidate_comes_back_as_a_candidate() -> None:
    candidate = Verdict(FAILED.clause_id, Outcome.REVIEW, (ONE,))
    assert unwaived(waived(candidate, site(ONE), LAST_DAY)).outcome is Outcome.REVIEW


def test_the_ledger_keeps_what_was_waived_and_why(tmp_path: Path) -> None:
    done = waived(FAILED, site(ONE), LAST_DAY)
    (record,) = written(tmp_path, Judged(done, NOON)).attempts
    assert isinstance(record, Judged)
    assert record.verdict == done
