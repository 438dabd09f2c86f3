"""Are conclusions ordered, worded and identified as promised?"""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suites.standards import Clause, Standard
from suites.targets import normalised_url
from suites.verdict import MESSAGE_LINES, Finding, NonCompliant, Outcome, Verdict

HOME = "https://www.yunting.gov.cn/"
QUIET = settings(database=None, deadline=None, max_examples=60)


def clause(clause_id: str) -> Clause:
    return Standard.load("guoban-2019-19").clause(clause_id)


def dead_link(target: str, where: str = HOME) -> Finding:
    return Finding(where, f"链接 {target} 打不开，返回 404。", target=target)


def test_outcomes_are_ordered_from_best_to_worst() -> None:
    assert sorted(Outcome) == list(Outcome)
    assert Outcome.INAPPLICABLE < Outcome.PASS < Outcome.REVIEW < Outcome.FAIL
    assert [outcome.word for outcome in Outcome] == ["不适用", "未发现问题", "待人工复核", "发现问题"]


@pytest.mark.parametrize(
    ("word", "outcome"),
    [
        ("合格", Outcome.PASS),
        ("不合格", Outcome.FAIL),
        ("待人工复核", Outcome.REVIEW),
        ("不适用", Outcome.INAPPLICABLE),
        ("未能检测", None),
    ],
)
def test_sample_words(word: str, outcome: Outcome | None) -> None:
    assert Outcome.parse(word) is outcome


def test_an_unknown_sample_word_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match="不认识的结论 '通过'，可用：不适用、合格、待人工复核、不合格、未能检测。"):
        Outcome.parse("通过")


@pytest.mark.parametrize(
    ("same", "as_this"),
    [
        ("HTTPS://WWW.Yunting.gov.cn:443", "https://www.yunting.gov.cn/"),
        ("https://www.yunting.gov.cn/a#top", "https://www.yunting.gov.cn/a"),
        ("http://x.gov.cn:80/a?", "http://x.gov.cn/a"),
        ("http://x.gov.cn/a;jsessionid=1F2?id=3", "http://x.gov.cn/a?id=3"),
        ("http://x.gov.cn/a?PHPSESSID=9&id=3", "http://x.gov.cn/a?id=3"),
        ("http://x.gov.cn/政务", "http://x.gov.cn/%E6%94%BF%E5%8A%A1"),
        ("http://x.gov.cn/%e6%94%bf", "http://x.gov.cn/%E6%94%BF"),
        ("http://[::1]:8080/", "http://[::1]:8080/"),
        ("http://x.gov.cn:bad/", "http://x.gov.cn:bad/"),
    ],
)
def test_the_same_address_is_written_one_way(same: str, as_this: str) -> None:
    assert normalised_url(same) == as_this


@pytest.mark.parametrize(
    "other", ["http://x.gov.cn:8080/a", "https://x.gov.cn/a", "http://x.gov.cn/A", "http://x.gov.cn/a?id=3"]
)
def test_different_addresses_stay_different(other: str) -> None:
    assert normalised_url(other) != normalised_url("http://x.gov.cn/a")


@QUIET
@given(st.text(max_size=40).map(lambda tail: f"http://x.gov.cn/{tail}"))
def test_normalising_twice_changes_nothing(url: str) -> None:
    assert normalised_url(normalised_url(url)) == normalised_url(url)


def test_an_id_is_fixed_for_ever() -> None:
    """A changed id loses every confirmation and waiver written against it."""
    finding = Finding(HOME, "首页最近一次更新是 2026-08-07，距监测时间点 15 天。")
    assert finding.id("demo", "home_not_updated.1") == "63a53759edde"


def test_an_id_depends_on_site_clause_and_target_only() -> None:
    finding = dead_link("http://x.gov.cn/a?jsessionid=1")
    later = dataclasses.replace(
        dead_link("http://X.gov.cn/a#b", where=f"{HOME}list"), what="链接打不开。", excerpt="<a>", also=("http://y/",)
    )
    assert finding.id("demo", "dead_links.1") == later.id("Demo", "dead_links.1")
    others = {
        finding.id("demo", "dead_links.1"),
        finding.id("demo", "dead_links.2"),
        finding.id("other", "dead_links.1"),
        dead_link("http://x.gov.cn/b").id("demo", "dead_links.1"),
    }
    assert len(others) == 4


def test_text_targets_ignore_width_and_white_space() -> None:
    one = Finding(HOME, "缺少网站标识码。", target="网站 标识码（ＡＢＣ）")
    two = Finding(HOME, "缺少网站标识码。", target=" 网站\n标识码(ABC) ")
    assert one.id("demo", "site_marks.1") == two.id("demo", "site_marks.1")


@pytest.mark.parametrize("what", ["", "检查失败", "Not found。", "没有更新.", "。"])
def test_what_must_be_a_chinese_sentence(what: str) -> None:
    with pytest.raises(ValueError, match="必须是以“。”结尾的中文句子"):
        Finding(HOME, what)


def test_page_text_cannot_break_a_line() -> None:
    assert Finding(HOME, "标题“要闻\n  动态”没有日期。").what == "标题“要闻 动态”没有日期。"


def test_a_finding_says_where() -> None:
    with pytest.raises(ValueError, match="没有写明所在页面"):
        Finding(" ", "栏目没有更新。")


def test_findings_pass_or_fail_an_auto_clause() -> None:
    passed = Verdict.of(clause("dead_links.1"), [], "检查了首页 120 条链接。")
    failed = Verdict.of(clause("dead_links.1"), [dead_link("http://x.gov.cn/a")])
    assert (passed.outcome, passed.count, passed.message) == (Outcome.PASS, 0, "检查了首页 120 条链接。")
    assert (failed.outcome, failed.count) == (Outcome.FAIL, 1)


def test_candidates_of_an_assisted_clause_wait_for_a_person() -> None:
    assisted = clause("overview.2")
    assert Verdict.of(assisted, [Finding(HOME, "概况数据是三年前的。")]).outcome is Outcome.REVIEW
    assert Verdict.of(assisted, []).outcome is Outcome.PASS


def test_an_evidence_clause_is_never_concluded_by_a_program() -> None:
    assert Verdict.of(clause("safety_incident.6"), []).outcome is Outcome.REVIEW


def test_review_and_inapplicable_carry_their_reason() -> None:
    subject = clause("letter_submission.1")
    review = Verdict.review(subject, "网站未授权提交测试留言。")
    assert (review.outcome, review.message) == (Outcome.REVIEW, "网站未授权提交测试留言。")
    assert Verdict.inapplicable(subject, "网站没有办事服务职能。").outcome is Outcome.INAPPLICABLE
    with pytest.raises(ValueError, match="不适用必须写明原因"):
        Verdict.inapplicable(subject, "")
    with pytest.raises(ValueError, match="待人工复核必须有问题或说明"):
        Verdict.review(subject, "")
    with pytest.raises(ValueError, match="未发现问题却带有问题"):
        Verdict(subject.id, Outcome.PASS, (dead_link("http://x/"),))


def test_bonus_is_earned_or_inapplicable_never_failed() -> None:
    search = clause("smart_search.1")
    earned = Verdict.award(search, 2, "支持错别字纠正和拼音搜索。")
    assert (earned.outcome, earned.awards) == (Outcome.PASS, 2)
    assert Verdict.award(search, 0, "未发现智能搜索功能。").outcome is Outcome.INAPPLICABLE
    assert Verdict.award(clause("personal_space.1"), 1, "首页有“我的空间”。").outcome is Outcome.REVIEW
    with pytest.raises(ValueError, match=r"请用 Verdict\.award"):
        Verdict.of(search, [])
    with pytest.raises(ValueError, match=r"请用 Verdict\.of"):
        Verdict.award(clause("news.1"), 1, "已更新。")
    with pytest.raises(ValueError, match="只能加分一次"):
        Verdict.award(clause("barrier_free.1"), 2, "有效。")


def test_one_defect_on_several_pages_is_one_finding() -> None:
    pages = [f"{HOME}{number}" for number in range(3)]
    verdict = Verdict.of(clause("dead_links.2"), [dead_link("http://x.gov.cn/a", page) for page in (*pages, pages[0])])
    assert verdict.count == 1
    assert verdict.findings[0].also == tuple(pages[1:])
    assert verdict.message.endswith("（同样见于另外 2 个页面）。")


def test_two_defects_of_one_page_need_their_own_targets() -> None:
    with pytest.raises(ValueError, match="须分别给出 target"):
        Verdict.of(clause("site_marks.1"), [Finding(HOME, "缺少网站标识码。"), Finding(HOME, "缺少备案编号。")])
    marks = [Finding(HOME, f"缺少{mark}。", target=mark) for mark in ("网站标识码", "备案编号")]
    assert Verdict.of(clause("site_marks.1"), marks).count == 2


def test_the_message_has_one_line_per_finding() -> None:
    verdict = Verdict.of(clause("dead_links.1"), [dead_link(f"http://x.gov.cn/{n}") for n in range(2)])
    failure = NonCompliant(verdict)
    assert isinstance(failure, AssertionError)
    assert failure.verdict is verdict
    assert str(failure).splitlines() == [
        f"{HOME} 链接 http://x.gov.cn/0 打不开，返回 404。",
        f"{HOME} 链接 http://x.gov.cn/1 打不开，返回 404。",
    ]


@pytest.mark.parametrize("extra", [0, 1, 7])
def test_the_message_is_capped_and_counts_the_rest(extra: int) -> None:
    findings = [dead_link(f"http://x.gov.cn/{n}") for n in range(MESSAGE_LINES + extra)]
    lines = str(NonCompliant(Verdict.of(clause("dead_links.1"), findings))).splitlines()
    assert len(lines) == MESSAGE_LINES + bool(extra)
    assert all(line.endswith("。") for line in lines)
    if extra:
        assert lines[-1] == f"另有 {extra} 处，共 {MESSAGE_LINES + extra} 处。"


def test_values_are_frozen_and_slotted() -> None:
    for value in (dead_link("http://x/"), Verdict("news.1", Outcome.PASS)):
        assert not hasattr(value, "__dict__")
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(value, "what" if isinstance(value, Finding) else "note", "改。")


@QUIET
@given(st.lists(st.integers(0, 5), max_size=12), st.integers(0, 5))
def test_another_finding_never_improves_an_outcome(targets: list[int], extra: int) -> None:
    for clause_id in ("dead_links.1", "overview.2", "safety_incident.2"):
        findings = [dead_link(f"http://x/{number}") for number in targets]
        before = Verdict.of(clause(clause_id), findings)
        after = Verdict.of(clause(clause_id), [*findings, dead_link(f"http://x/{extra}")])
        assert after.outcome >= before.outcome
        assert after.count >= before.count
