"""Are two runs compared like with like, and is what cannot be compared said to be so?"""

import dataclasses
from datetime import timedelta
from pathlib import Path

import pytest

from reports.__main__ import main
from reports.comparison import Comparison, ComparisonError, compared
from reports.comparison_words import comparison_words
from reports.inspection import Inspection
from reports.records import Footer, Judged, Missed, Observed, Plan, SiteRef, StandardRef
from suites.selftest.telling_material import HEADER, HOME, NOON, written
from suites.verdict import Finding, Outcome, Verdict

ONE, OTHER, THIRD = (Finding(f"{HOME}{name}.html", f"链接 /{name} 打不开。", f"{HOME}{name}") for name in "abc")
LINKS, IPV6 = "dead_links.1", "ipv6.1"


def concluded(clause: str, *findings: Finding) -> Judged:
    """发现问题 with findings, 未发现问题 without."""
    return Judged(Verdict(clause, Outcome.FAIL if findings else Outcome.PASS, findings), NOON)


def unseen(clause: str) -> Missed:
    """未能检测."""
    return Missed(clause, "timeout", "访问超时", HOME, "20 秒", NOON)


def run(
    folder: Path,
    *conclusions: Judged | Missed,
    day: int = 0,
    standard: StandardRef = HEADER.standard,
    sampled: tuple[str, ...] = (),
    site: SiteRef = HEADER.site,
) -> Inspection:
    """A run with these conclusions."""
    plan, drawn = (
        Plan(tuple(one.clause_id for one in conclusions)),
        Observed("sampled_pages", "抽查", 1, sampled=sampled),
    )
    records = (plan, drawn, *conclusions, Footer(NOON, complete=True, counts={}))
    changed = {"started": NOON + timedelta(days=day), "seed": f"demo:{day}"}
    return written(folder, *records, standard=standard, site=site, **changed)


def told(done: Comparison) -> str:
    """All lines."""
    return "\n".join(comparison_words(done))


def test_problems_come_go_and_stay(tmp_path: Path) -> None:
    before = run(tmp_path / "a", concluded(LINKS, ONE, OTHER))
    done = compared(before, run(tmp_path / "b", concluded(LINKS, OTHER, THIRD), day=1))
    assert [[one.place for one in group] for group in (done.fresh, done.gone, done.lasting)] == [
        [THIRD.where],
        [ONE.where],
        [OTHER.where],
    ]
    assert not done.incomparable


@pytest.mark.parametrize(
    ("before", "after", "regressed", "improved"),
    [
        (concluded(LINKS), concluded(LINKS, ONE), 1, 0),
        (concluded(LINKS, ONE), concluded(LINKS), 0, 1),
        (concluded(LINKS), unseen(LINKS), 1, 0),
        (unseen(LINKS), concluded(LINKS), 0, 1),
        (concluded(LINKS), concluded(LINKS), 0, 0),
    ],
)
def test_clauses_get_better_and_worse(
    tmp_path: Path, before: Judged | Missed, after: Judged | Missed, regressed: int, improved: int
) -> None:
    done = compared(run(tmp_path / "a", before), run(tmp_path / "b", after, day=1))
    assert (len(done.regressed), len(done.improved)) == (regressed, improved)


def test_what_could_not_be_seen_again_is_not_gone(tmp_path: Path) -> None:
    before = run(tmp_path / "a", concluded(LINKS, ONE))
    done = compared(before, run(tmp_path / "b", unseen(LINKS), day=1))
    assert not done.gone
    assert [one.why for one in done.incomparable] == ["未能检测"]


def test_a_revised_standard_and_another_sample_prove_nothing(tmp_path: Path) -> None:
    before = run(tmp_path / "a", concluded(LINKS, ONE), sampled=(ONE.where,))
    revised = dataclasses.replace(HEADER.standard, sha256="0" * 64)
    done = compared(before, run(tmp_path / "b", concluded(LINKS), standard=revised, sampled=(ONE.where,)))
    assert [one.why for one in done.incomparable] == ["检查标准已修订"]
    assert any("修订过标准" in remark for remark in done.remarks)
    done = compared(before, run(tmp_path / "c", concluded(LINKS), day=1))
    assert [one.why for one in done.incomparable] == ["所在页面这次没有抽到"]
    assert any("随机抽查的页面不完全相同" in remark for remark in done.remarks)


def test_points_move_only_where_both_runs_judged(tmp_path: Path) -> None:
    both = (concluded("dead_links.1"), concluded("dead_links.2"))
    before = run(tmp_path / "a", concluded("dead_links.1", ONE), concluded("dead_links.2"), concluded(IPV6, OTHER))
    done = compared(before, run(tmp_path / "b", *both, unseen(IPV6), day=1))
    assert [(name, str(was), str(now)) for name, was, now in done.shifts] == [("可用性", "-1", "0")]
    assert any("总分不能直接比较" in remark for remark in done.remarks)


def test_runs_on_different_sites_are_refused(tmp_path: Path) -> None:
    other = run(tmp_path / "b", site=SiteRef("other", "某市", "https://x.gov.cn/"))
    with pytest.raises(ComparisonError, match="不是同一个网站"):
        compared(run(tmp_path / "a"), other)


def test_the_comparison_is_told_in_full(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(tmp_path / "a", concluded(LINKS, ONE), unseen(IPV6))
    run(tmp_path / "b", concluded(LINKS, OTHER), concluded(IPV6), day=1)
    assert main(["compare", str(tmp_path / "a"), str(tmp_path / "b")]) == 0
    said = capsys.readouterr().out
    for words in ("变好的条款 1 条", "新出现的问题 1 个", "不再出现的问题 1 个", OTHER.what, ONE.where):
        assert words in said
    assert main(["compare", str(tmp_path / "a"), str(tmp_path / "a")]) == 0
    assert "没有不同" in capsys.readouterr().out
    assert main(["compare", str(tmp_path / "a"), "nope"]) == 4


def test_the_order_of_two_runs_is_questioned_when_it_is_wrong(tmp_path: Path) -> None:
    later, earlier = run(tmp_path / "a", day=1), run(tmp_path / "b")
    assert "先后顺序" in told(compared(later, earlier))
