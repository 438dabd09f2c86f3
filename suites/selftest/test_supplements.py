"""Do standards without points stand beside the score, in card, summary and report, and never move it?"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pages.documents import Document
from pages.publish_times import is_standard, publish_time
from pages.self_reports import Quarter
from reports.allure_results import environment
from reports.allure_wording import description, labels, severity
from reports.inspection import Inspection
from reports.ledger import Ledger, read
from reports.records import Footer, Judged, Plan
from reports.summary import summary
from reports.version import standard_ref
from site_configs import Site
from suites.selftest.inspecting import inspect
from suites.selftest.telling_material import HEADER, HOME, NOON
from suites.standards import Rulebook, Standard
from suites.standards.scoring import Unjudged, score
from suites.test_unprogrammed import judge
from suites.verdict import Finding, Outcome, Verdict
from suites.zhiyin.test_zhiyin_load_time import judge as judge_load_time

GUOBAN = Standard.load("guoban-2019-19")
ZHIYIN = Standard.load("zhiyin-2017-47")
GONGKAI = Standard.load("gongkai-dates")
CLAUSES = [clause.id for clause in ZHIYIN.clauses]
EMPTY = Finding(f"{HOME}plan/", "“规划计划”栏目没有内容。")


def passed(ids: Iterable[str]) -> dict[str, Verdict | Unjudged]:
    """Everything 未发现问题."""
    return {clause_id: Verdict(clause_id, Outcome.PASS) for clause_id in ids}


def told(folder: Path, main: Standard, extra: tuple[Standard, ...], failed: str = "zhiyin_columns.1") -> Inspection:
    """A run in which everything passed but one clause."""
    header = replace(HEADER, standard=standard_ref(main), supplements=tuple(map(standard_ref, extra)))
    clauses = [c.id for standard in (main, *extra) for row in standard.for_site("portal") for c in row.clauses]
    with Ledger(folder, header) as ledger:
        ledger.append(Plan(tuple(clauses)))
        for clause_id in clauses:
            found = (EMPTY,) if clause_id == failed else ()
            ledger.append(Judged(Verdict(clause_id, Outcome.FAIL if found else Outcome.PASS, found), NOON))
        ledger.append(Footer(NOON, complete=True, counts={}))
    return read(folder)


@pytest.mark.parametrize(
    ("changed", "words", "unmet"),
    [
        ({}, "合格", ()),
        ({"zhiyin_columns.1": Verdict("zhiyin_columns.1", Outcome.FAIL, (EMPTY,))}, "不合格", ("zhiyin_columns",)),
        ({"zhiyin_name.1": Unjudged.UNSEEN}, "合格（暂定）", ()),
        (dict.fromkeys(CLAUSES, Unjudged.UNSEEN), "未能判定", ()),
    ],
)
def test_a_standard_without_points_says_pass_or_fail(
    changed: dict[str, Verdict | Unjudged], words: str, unmet: tuple[str, ...]
) -> None:
    card = score(ZHIYIN, {**passed(CLAUSES), **changed})
    assert (card.words, card.unmet, card.score, card.full) == (words, unmet, None, 0)


def test_supplements_never_change_points(tmp_path: Path) -> None:
    inspection = told(tmp_path, GUOBAN, (ZHIYIN, GONGKAI))
    assert (inspection.scorecard.score, inspection.scorecard.words) == (130 - 2, "合格")  # one award of smart_search
    assert [card.words for card in inspection.supplements] == ["不合格", "合格"]
    said = [line.text for line in summary(inspection)]
    assert "国办发〔2017〕47号《政府网站发展指引》  不合格（已判 8 / 8 条，不计分）" in said
    assert said[said.index("  · 栏目设置") + 1] == "      “规划计划”栏目没有内容。"
    assert not [line for line in said if "扣分" in line]
    shown = environment(inspection)["补充标准"]
    assert shown.startswith("国办发〔2017〕47号《政府网站发展指引》：不合格；国办函〔2018〕12号")


def test_a_veto_does_not_mix_with_supplements(tmp_path: Path) -> None:
    inspection = told(tmp_path, GUOBAN, (ZHIYIN,), failed="home_not_updated.1")
    assert inspection.scorecard.vetoes == ("home_not_updated",)
    assert inspection.supplements[0].words == "合格"


def test_a_site_may_be_judged_without_any_score(tmp_path: Path) -> None:
    inspection = told(tmp_path, ZHIYIN, (GONGKAI,))
    said = [line.text for line in summary(inspection)]
    assert "得分  本标准只判合格或不合格，不评分" in said
    assert inspection.scorecard.unmet == ("zhiyin_columns",)


def test_the_report_shows_supplements_apart() -> None:
    clause = ZHIYIN.clause("zhiyin_columns.1")
    shown = labels(clause)
    assert (shown["epic"], shown["feature"], shown["story"]) == ("规范要求", "政府网站发展指引", "栏目设置")
    assert severity(clause) == "normal"
    verdict = Judged(Verdict(clause.id, Outcome.PASS), NOON)
    assert "不计分，只判合格或不合格" in description(clause, verdict, ZHIYIN)


def test_rows_about_new_media_are_told_apart_from_what_is_missing() -> None:
    card = score(GUOBAN, {})
    assert card.not_concerned == ("media_safety_incident", "media_not_updated", "media_unresponsive")
    verdict = judge(GUOBAN.clause("media_not_updated.1"))
    assert (verdict.outcome, verdict.note) == (Outcome.INAPPLICABLE, "检查对象为政务新媒体。")


def test_an_added_clause_waits_for_a_person() -> None:
    assert judge(Standard.load("zhaoqing-2019").clause("letter_publication.5")).outcome is Outcome.REVIEW


def test_every_shipped_standard_of_its_own_is_on_the_demo_site() -> None:
    shipped = {standard.code for standard in Rulebook.shipped(date(2026, 8, 21)).standards}
    assert set(Site.load("demo").standards) == shipped


@pytest.mark.parametrize(("seconds", "outcome"), [(3.0, Outcome.PASS), (3.01, Outcome.REVIEW)])
def test_load_times_stand_on_both_sides_of_the_line(seconds: float, outcome: Outcome) -> None:
    site = Site(name="示例市人民政府", url=HOME)
    verdict = judge_load_time(ZHIYIN.clause("zhiyin_load_time.1"), site, seconds)
    assert (verdict.outcome, f"{seconds:.1f} 秒" in verdict.note) == (outcome, True)


@pytest.mark.parametrize(
    ("html", "written", "standard"),
    [
        ("<p>发布时间：2026-08-20 09:05</p>", "2026-08-20 09:05", True),
        ("<p>发布日期：</p><p>2026－08－20　09：05：10</p>", "2026-08-20 09:05:10", True),
        ("<p>发布时间：2026—08—20 09:05</p>", "2026—08—20 09:05", True),
        ("<p>发布时间：2026-08-20</p>", "2026-08-20", False),
        ("<p>发布于 2026/8/20 9:05</p>", "2026/8/20 9:05", False),
        ("<p>发布时间：2026年8月20日 9时05分</p>", "2026年8月20日 9时05分", False),
        ("<p>2026-08-20 09:05</p><p>成文日期：2026-08-19</p>", None, False),
    ],
)
def test_how_a_time_of_publication_is_written(html: str, written: str | None, standard: bool) -> None:
    found = publish_time(Document(f"{HOME}1.html", f"<body><div>{html}</div></body>"))
    assert found == written
    assert found is None or is_standard(found) is standard


def test_quarters_end_and_follow_each_other() -> None:
    assert [Quarter(2026, number).last_day for number in (1, 2, 3, 4)] == [
        date(2026, 3, 31),
        date(2026, 6, 30),
        date(2026, 9, 30),
        date(2026, 12, 31),
    ]
    assert Quarter.of(date(2026, 1, 1)).previous == Quarter(2025, 4)
    assert str(Quarter(2026, 3)) == "2026 年第三季度"


SITE = """\
name: 云汀市人民政府
url: https://www.yunting.gov.cn/
embedded: true
standards: [{standards}]
{more}"""
EVIDENCE = """\
evidence:
  - {clause: letter_publication.5, conclusion: 合格, by: 云汀市人民政府办公室, on: 2019-01-01, expires: 2099-12-31}
"""


def _site(folder: Path, standards: str, more: str = "") -> Path:
    path = folder / f"selftest-standards-{folder.name}.yaml"
    path.write_text(SITE.format(standards=standards, more=more), encoding="utf-8")
    return path


@pytest.mark.parametrize(("evidence", "word"), [("", "待人工复核"), (EVIDENCE, "未发现问题")])
def test_an_added_clause_is_concluded_by_evidence(tmp_path: Path, evidence: str, word: str) -> None:
    ended = inspect(_site(tmp_path, "zhaoqing-2019", evidence), "--as-of=2019-08-21", "-k", "unprogrammed")
    assert ended.words["letter_publication.5"] == word, ended.said
    assert ended.words["media_not_updated.1"] == "不适用"
    assert ended.card["standard"] == "zhaoqing-2019"


def test_only_listed_standards_are_judged(tmp_path: Path) -> None:
    ended = inspect(_site(tmp_path, "gongkai-dates"), "--as-of=2026-08-21")
    assert set(ended.words) == {clause.id for clause in GONGKAI.clauses}, ended.said
    assert (ended.code, ended.card["verdict"], ended.card["score"]) == (0, "合格", None)


@pytest.mark.parametrize(
    ("standards", "sentence"),
    [
        ("zhaoqing-2019", "2026-08-21 没有现行的 'zhaoqing-2019'"),
        ("gongkai-date", "没有名为 'gongkai-date' 的检查标准。是否想用 'gongkai-dates'？"),
        ("zhiyin-2017-47, guoban-2019-18", "没有名为 'guoban-2019-18' 的检查标准"),
    ],
)
def test_a_standard_that_cannot_be_used_is_wrong_usage(tmp_path: Path, standards: str, sentence: str) -> None:
    ended = inspect(_site(tmp_path, standards), "--as-of=2026-08-21")
    assert (ended.code, ended.lines) == (4, ())
    assert sentence in ended.said
