"""Does the report say of every kind of defect whom it stops, and where?"""

from suites.accessibility.impact import impact, impact_map
from suites.standards import Standard
from suites.verdict import Finding, Outcome, Verdict

HOME = "https://www.sample.gov.cn/"


def failed(clause: str, *targets: str, outcome: Outcome = Outcome.FAIL) -> Verdict:
    """A verdict with one finding for each target."""
    return Verdict(clause, outcome, tuple(Finding(HOME, "有一处问题。", target) for target in targets))


def test_every_clause_and_nothing_else_is_on_the_map() -> None:
    known = impact_map()
    assert set(known.clauses) == {clause.id for clause in Standard.load("accessibility").clauses}
    assert {reach.step for reach in known.clauses.values()} == set(known.steps)


def test_a_problem_counts_for_everybody_it_stops() -> None:
    found = impact([failed("a11y_tasks.2", "表单"), failed("elder_mode.2", "字号")])
    assert found.stuck == {
        ("全盲", "写信办事"): 1,
        ("肢体", "写信办事"): 1,
        ("老年", "打开适老模式"): 1,
        ("低视力", "打开适老模式"): 1,
    }


def test_what_axe_found_stops_those_its_rule_names() -> None:
    found = impact([failed("a11y_pages.1", "area-alt main > map 甲", "area-alt main > map 乙")])
    assert found.stuck == {("全盲", "看网页"): 2, ("低视力", "看网页"): 2}


def test_candidates_are_counted_apart_and_other_standards_not_at_all() -> None:
    found = impact(
        [
            failed("a11y_media.2", "视频", outcome=Outcome.REVIEW),
            failed("dead_links.1", "链接"),
            Verdict("a11y_media.1", Outcome.PASS),
        ]
    )
    assert not found.stuck
    assert found.doubtful == {("听障", "看文档和视频"): 1}
