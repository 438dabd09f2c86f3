"""Is the standard's arithmetic right on both sides of every line?"""

from __future__ import annotations

import json
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suites.standards import Kind, Part, Standard
from suites.standards.scorecard import Result, Scorecard, points_text
from suites.standards.scoring import Conclusion, Unjudged, score
from suites.verdict import Finding, Outcome, Verdict

GUOBAN = Standard.load("guoban-2019-19")
QUIET = settings(database=None, deadline=None, max_examples=60)
SITE = "https://www.yunting.gov.cn/"
SITE_CLAUSES = [clause.id for row in GUOBAN.for_site("portal") for clause in row.clauses]
PER_FINDING = [clause_id for clause_id in SITE_CLAUSES if GUOBAN.clause(clause_id).per_finding]
VETOES = [row.slug for row in GUOBAN.for_site("portal", parts=[Part.VETO])]


def findings(count: int) -> tuple[Finding, ...]:
    return tuple(Finding(SITE, "发现一处问题。", target=f"第 {number} 处") for number in range(count))


def failing(clause_id: str, count: int = 1) -> Verdict:
    return Verdict(clause_id, Outcome.FAIL, findings(count))


def passing(*, bonus: bool = False) -> dict[str, Conclusion]:
    """A site without any problem, with or without every bonus."""
    verdicts: dict[str, Conclusion] = {}
    for clause_id in SITE_CLAUSES:
        if GUOBAN.clause(clause_id).is_bonus and not bonus:
            verdicts[clause_id] = Verdict(clause_id, Outcome.INAPPLICABLE, note="未发现该功能。")
        else:
            times = 3 if clause_id == "smart_search.1" else 1
            verdicts[clause_id] = Verdict(clause_id, Outcome.PASS, awards=times)
    return verdicts


def card(
    failed: dict[str, int] | None = None, *, bonus: bool = False, kind: Kind = "portal", services: bool = True
) -> Scorecard:
    found = {clause_id: failing(clause_id, count) for clause_id, count in (failed or {}).items()}
    return score(GUOBAN, {**passing(bonus=bonus), **found}, kind, services)


def told(result: Scorecard, *keys: str) -> list[object]:
    """What the card says under these keys."""
    return [result.to_json()[key] for key in keys]


TWENTY = {"overview.1": 1, "functions.1": 1, "leaders.1": 1, "news.1": 1}
ALMOST_TWENTY = {"overview.1": 1, "functions.1": 1, "leaders.1": 1, "policies.3": 1}
FORTY = {**TWENTY, "policies.1": 1, "letter_submission.1": 1, "letter_publication.1": 1, "surveys.1": 1}


def test_a_faultless_site_keeps_everything() -> None:
    result = card()
    assert told(result, "verdict", "score", "bonus", "judged_points") == ["合格", "100", "0", "100"]
    assert not result.provisional
    assert {group.name: points_text(group.points) for group in result.groups} == {
        "发布解读": "40",
        "办事服务": "25",
        "互动交流": "20",
        "功能设计": "15",
    }
    assert not any(group.deducted for group in result.groups)


def test_every_bonus_makes_one_hundred_and_thirty() -> None:
    assert card(bonus=True).score == 130


def test_sixty_passes_and_less_does_not() -> None:
    exactly = card(FORTY)
    below = card({**FORTY, "dead_links.2": 1})
    assert told(exactly, "score", "verdict") == ["60", "合格"]
    assert told(below, "score", "verdict") == ["59.9", "不合格"]


def test_only_above_eighty_earns_bonus() -> None:
    at = card(TWENTY, bonus=True)
    above = card({**ALMOST_TWENTY, "dead_links.1": 3, "dead_links.2": 9}, bonus=True)
    assert told(at, "base", "bonus", "score", "awards") == ["80", None, "80", []]
    assert told(above, "base", "bonus", "score") == ["80.1", "30", "110.1"]


@pytest.mark.parametrize(("count", "deducted"), [(1, "0.5"), (3, "1.5"), (4, "2"), (5, "2"), (50, "2")])
def test_a_row_never_loses_more_than_its_points(count: int, deducted: str) -> None:
    result = card({"site_marks.1": count})
    assert points_text(result.deductions[0].moved) == deducted
    assert result.score == 100 - Fraction(deducted)


def test_clauses_of_one_row_share_its_cap() -> None:
    result = card({"dead_links.1": 3, "dead_links.2": 7})
    assert result.deductions[0].moved == Fraction("3.7")
    assert result.deductions[0].clauses == ("dead_links.1", "dead_links.2")
    assert card({"dead_links.1": 3, "dead_links.2": 11}).deductions[0].moved == 4


def test_findings_multiply_only_where_the_law_says_so() -> None:
    assert card({"policies.3": 9}).score == 99
    assert card({"overview.2": 3}).score == 97


def test_a_persons_verdict_without_findings_counts_once() -> None:
    confirmed = Verdict("overview.2", Outcome.FAIL, note="经人工核实，人口数据有误。")
    assert score(GUOBAN, {**passing(), "overview.2": confirmed}).score == 99


def test_without_services_the_rest_is_scaled() -> None:
    assert card(services=False).score == 100
    result = card({"overview.1": 1, "dead_links.2": 1}, services=False)
    assert result.score == (75 - Fraction("5.1")) * Fraction(4, 3)
    assert "services" not in [group.slug for group in result.groups]
    assert told(result, "full", "judged_points") == ["100", "100"]
    assert card({"service_catalogue.1": 1}, services=False).score == 100


def test_without_services_the_lines_hold_after_scaling() -> None:
    fifteen = {"overview.1": 1, "functions.1": 1, "leaders.1": 1}
    assert card(fifteen, services=False, bonus=True).base == 80
    assert card(fifteen, services=False, bonus=True).bonus is None
    thirty = {**TWENTY, "policies.1": 1, "letter_submission.1": 1}
    assert card(thirty, services=False).words == "合格"
    assert card({**thirty, "dead_links.2": 1}, services=False).words == "不合格"


def test_a_veto_ends_scoring() -> None:
    result = card({"home_not_updated.1": 1, "columns_not_updated.3": 1, "overview.1": 1})
    assert result.words == "不合格"
    assert result.vetoes == ("home_not_updated", "columns_not_updated")
    assert (result.base, result.bonus, result.score, result.deductions, result.groups) == (None, None, None, (), ())


def test_departments_are_only_vetoed_unless_told_otherwise() -> None:
    result = card({"overview.1": 1}, kind="department")
    assert told(result, "verdict", "score", "full") == ["合格", None, "0"]
    assert card({"home_not_updated.1": 1}, kind="department").words == "不合格"
    scored = score(GUOBAN, {**passing(), "overview.1": failing("overview.1")}, "department", parts=list(Part))
    assert scored.score == 95


@pytest.mark.parametrize(
    ("open_one", "counted"),
    [
        (Unjudged.UNSEEN, "broken"),
        (Unjudged.UNIMPLEMENTED, "unimplemented"),
        (Verdict("overview.2", Outcome.REVIEW, findings(2)), "pending"),
    ],
)
def test_what_is_open_neither_deducts_nor_counts(open_one: Conclusion, counted: str) -> None:
    result = score(GUOBAN, {**passing(), "overview.2": open_one})
    said = result.to_json()
    assert (said["verdict"], said["score"], said["full"]) == ("合格（暂定）", "100", "100")
    assert said[counted] == 1
    # overview.1 names 5 of the 5 + 1 points, so five sixths of the row's 5 points are judged.
    assert result.judged_points == 95 + 5 * Fraction(5, 6)


def test_an_unseen_veto_makes_the_card_provisional() -> None:
    result = score(GUOBAN, {**passing(), "site_unreachable.1": Unjudged.UNSEEN})
    assert told(result, "verdict", "judged_points") == ["合格（暂定）", "100"]


def test_what_is_open_does_not_soften_a_failure() -> None:
    low = {**passing(), **{key: failing(key) for key in (*FORTY, "single_sign_on.1")}, "ipv6.1": Unjudged.UNSEEN}
    assert score(GUOBAN, low).words == "不合格"
    veto = {"home_not_updated.1": failing("home_not_updated.1")}
    assert (score(GUOBAN, veto).words, score(GUOBAN, veto).provisional) == ("不合格", False)


def test_open_bonus_clauses_matter_only_above_the_line() -> None:
    for failed, words in ((TWENTY, "合格"), ({}, "合格（暂定）")):
        verdicts = {**passing(), **{key: failing(key) for key in failed}, "barrier_free.1": Unjudged.UNSEEN}
        assert score(GUOBAN, verdicts).words == words


@pytest.mark.parametrize("kind", ["portal", "department"])
def test_a_site_that_was_not_seen_is_not_judged(kind: Kind) -> None:
    result = score(GUOBAN, dict.fromkeys(SITE_CLAUSES, Unjudged.UNSEEN), kind)
    assert (result.result, result.words, result.score) == (Result.UNDECIDED, "未能判定", None)
    assert told(result, "judged_points", "judged") == ["0", 0]


def test_the_card_survives_json() -> None:
    result = card({"dead_links.1": 1, "site_marks.1": 1}, bonus=True).to_json()
    assert json.loads(json.dumps(result, ensure_ascii=False)) == result
    assert result["deductions"][0] == {
        "indicator": "site_marks",
        "name": "网站标识",
        "points": "2",
        "deducted": "0.5",
        "clauses": ["site_marks.1"],
    }
    assert (result["score"], result["base"], result["bonus"], result["failed"]) == ("128.5", "98.5", "30", 2)
    assert (result["clauses"], result["judged"]) == (len(SITE_CLAUSES), len(SITE_CLAUSES))


@pytest.mark.parametrize(
    ("points", "text"),
    [("0", "0"), ("100", "100"), ("97.50", "97.5"), ("99.05", "99.05"), ("59.999", "59.99"), ("200/3", "66.66")],
)
def test_points_are_cut_not_rounded(points: str, text: str) -> None:
    assert points_text(Fraction(points)) == text


counts = st.dictionaries(st.sampled_from(SITE_CLAUSES), st.integers(1, 12), max_size=25).map(
    lambda drawn: {key: count for key, count in drawn.items() if key.split(".", maxsplit=1)[0] not in VETOES}
)


@QUIET
@given(counts, st.sampled_from(PER_FINDING), st.booleans(), st.booleans())
def test_another_finding_never_improves_the_card(
    failed: dict[str, int], more: str, bonus: bool, services: bool
) -> None:
    before = card(failed, bonus=bonus, services=services)
    after = card({**failed, more: failed.get(more, 0) + 1}, bonus=bonus, services=services)
    assert before.score is not None
    assert after.score is not None
    assert after.score <= before.score
    assert not (before.result is Result.FAILED and after.result is Result.PASSED)


@QUIET
@given(counts, st.booleans())
def test_scores_stay_within_their_bounds(failed: dict[str, int], services: bool) -> None:
    result = card(failed, bonus=True, services=services)
    for row in (*result.deductions, *result.awards):
        assert 0 < row.moved <= row.points
    assert result.base is not None
    assert 0 <= result.base <= result.full == 100
    assert 0 <= (result.bonus or 0) <= 30
    rest = sum(group.points - group.deducted for group in result.groups)
    assert result.base == (rest if services else rest * Fraction(4, 3))


@QUIET
@given(st.sampled_from(VETOES), counts, counts)
def test_a_veto_makes_every_other_number_irrelevant(veto: str, one: dict[str, int], two: dict[str, int]) -> None:
    cards = [card({**failed, f"{veto}.1": 1}, bonus=True) for failed in (one, two)]
    numbers = [
        (each.words, each.vetoes, each.score, each.base, each.bonus, each.groups, each.deductions) for each in cards
    ]
    assert numbers[0] == numbers[1]
    assert numbers[0][:3] == ("不合格", (veto,), None)
