"""Does a person's word decide what it names, for as long as it is valid, and nothing else?"""

from datetime import date

import pytest

from site_configs import Site
from suites.confirming import confirmed
from suites.standards import Clause, Standard
from suites.verdict import Finding, Outcome, Verdict

HOME = "https://www.x.gov.cn/"
DAY = date(2026, 8, 21)
CLAUSE = Standard.load("guoban-2019-19").clause("safety_incident.1")
FIRST, SECOND = (Finding(HOME, f"疑似错误表述“{word}”。", word) for word in ("甲", "乙"))
CANDIDATES = Verdict.of(CLAUSE, [FIRST, SECOND], "检查了 12 个页面。")


def site(*entries: dict[str, object], clause: Clause = CLAUSE) -> Site:
    common = {"clause": clause.id, "by": "某某市人民政府办公室", "on": "2026-08-01", "expires": "2026-08-21"}
    return Site.model_validate({"name": "某网站", "url": HOME, "evidence": [{**common, **entry} for entry in entries]})


def entry(conclusion: str, *findings: Finding) -> dict[str, object]:
    slug = site().slug
    return {"conclusion": conclusion, "findings": [finding.id(slug, CLAUSE.id) for finding in findings]}


def test_without_a_word_nothing_changes() -> None:
    assert confirmed(CANDIDATES, CLAUSE, site(), DAY) is CANDIDATES


def test_a_confirmed_candidate_becomes_a_defect_and_the_others_stay_open() -> None:
    verdict = confirmed(CANDIDATES, CLAUSE, site(entry("不合格", FIRST)), DAY)
    assert verdict.outcome is Outcome.FAIL
    assert [finding.target for finding in verdict.findings] == ["甲"]
    assert "某某市人民政府办公室" in verdict.findings[0].what
    assert verdict.note == "1 条线索经确认属实，1 条线索仍待人工复核。"


def test_the_id_of_a_confirmed_candidate_does_not_change() -> None:
    verdict = confirmed(CANDIDATES, CLAUSE, site(entry("不合格", FIRST)), DAY)
    assert verdict.findings[0].id("demo", CLAUSE.id) == FIRST.id("demo", CLAUSE.id)


def test_a_dropped_candidate_is_not_asked_about_again() -> None:
    verdict = confirmed(CANDIDATES, CLAUSE, site(entry("合格", FIRST)), DAY)
    assert verdict.outcome is Outcome.REVIEW
    assert verdict.findings == (SECOND,)


def test_all_candidates_dropped_is_a_pass() -> None:
    verdict = confirmed(CANDIDATES, CLAUSE, site(entry("合格", FIRST, SECOND)), DAY)
    assert (verdict.outcome, verdict.findings) == (Outcome.PASS, ())


def test_a_later_word_on_the_same_candidate_counts() -> None:
    later = {**entry("合格", FIRST), "on": "2026-08-02"}
    assert confirmed(CANDIDATES, CLAUSE, site(later, entry("不合格", FIRST)), DAY).outcome is Outcome.REVIEW


def test_what_was_confirmed_and_is_gone_is_no_defect() -> None:
    mended = Verdict.of(CLAUSE, [])
    assert confirmed(mended, CLAUSE, site(entry("不合格", FIRST)), DAY) is mended


@pytest.mark.parametrize("entry_on", [entry("不合格", FIRST), {"conclusion": "不合格"}])
def test_a_word_ends_with_its_last_day(entry_on: dict[str, object]) -> None:
    assert confirmed(CANDIDATES, CLAUSE, site(entry_on), DAY).outcome is Outcome.FAIL
    assert confirmed(CANDIDATES, CLAUSE, site(entry_on), date(2026, 8, 22)) is CANDIDATES


def test_a_word_on_the_whole_clause_decides_it() -> None:
    passed = confirmed(CANDIDATES, CLAUSE, site({"conclusion": "合格"}), DAY)
    assert (passed.outcome, passed.findings) == (Outcome.PASS, ())
    failed = confirmed(Verdict.of(CLAUSE, []), CLAUSE, site({"conclusion": "不合格", "note": "通报在案"}), DAY)
    assert failed.outcome is Outcome.FAIL
    assert failed.findings[0].what.endswith("确认：通报在案。")


def test_a_clause_the_program_judges_takes_no_word() -> None:
    auto = Standard.load("guoban-2019-19").clause("news.1")
    verdict = Verdict.of(auto, [FIRST])
    assert confirmed(verdict, auto, site({"conclusion": "合格"}, clause=auto), DAY) is verdict


def test_an_assisted_bonus_is_earned_or_not_but_no_defect() -> None:
    bonus = Standard.load("guoban-2019-19").clause("personal_space.1")
    candidate = Verdict.award(bonus, 1, "找到用户空间。")
    assert candidate.outcome is Outcome.REVIEW
    for word, outcome in (("合格", Outcome.PASS), ("不合格", Outcome.INAPPLICABLE)):
        assert confirmed(candidate, bonus, site({"conclusion": word}, clause=bonus), DAY).outcome is outcome
