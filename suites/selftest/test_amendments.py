"""Does a place's file change a standard as it says, and does a wrong one say what is wrong?"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from suites.standards import Judge, Part, Rulebook, Standard, StandardError
from suites.standards.reading import FOLDER
from suites.standards.scorecard import points_text
from suites.standards.scoring import Conclusion, score
from suites.verdict import Finding, Outcome, Verdict

GUOBAN = "guoban-2019-19"
HEAD = """\
code: place-2020
extends: guoban-2019-19
title: 某市检查指标
document: 某市 2020 年检查方案
in_force: {from: 2020-01-01}
"""
# What the place takes from 网站标识 (2 points) it gives to 可用性 (4 points).
BODY = """\
scoring: {bonus: 27}
drop: {indicators: [data_release, site_marks]}
change:
  dead_links:
    points: 6
    clauses:
      1: {text: 首页上的链接打不开的，每发现一个，扣 2 分。, terms: {deduct: 2 分}}
  news:
    clauses:
      2: {text: 监测时间点前 1 周内未更新的，扣 5 分。, terms: {window: 1 周}}
      3: {text: 未公布值班电话的，扣 1 分。, terms: {deduct: 1 分}, judge: evidence}
add:
  local_duty:
    {part: veto, name: 本市要求, source: published, clauses: [{text: 未按本市要求办理。, judge: assisted}]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of standards holding the base alone."""
    (tmp_path / f"{GUOBAN}.yaml").write_text((FOLDER / f"{GUOBAN}.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def place(folder: Path, text: str = HEAD + BODY) -> Standard:
    """Write the place's file and load it."""
    (folder / "place-2020.yaml").write_text(text, encoding="utf-8")
    return Standard.load("place-2020", folder)


def test_what_is_not_changed_stays(folder: Path) -> None:
    base, local = Standard.load(GUOBAN, folder), place(folder)
    assert (local.extends, local.title) == (GUOBAN, "某市检查指标")
    changed = {"dead_links", "news", "local_duty", "data_release", "site_marks"}
    for slug in base.indicators.keys() - changed:
        assert local.indicators[slug] == base.indicators[slug]
    assert local.scoring is not None
    assert base.scoring is not None
    assert local.scoring.pass_line == base.scoring.pass_line


def test_points_terms_and_texts_change_and_ids_stay(folder: Path) -> None:
    local = place(folder)
    clause = local.clause("dead_links.1")
    assert (clause.weight, clause.indicator.points) == (Decimal(2), Decimal(6))
    assert clause.per_finding
    assert local.clause("news.2").duration("window").words == "1 周"
    assert local.clause("news.2").weight == 5
    assert "data_release" not in local.indicators


def test_added_clauses_are_judged_by_people_only(folder: Path) -> None:
    local = place(folder)
    assert {clause.id for clause in local.clauses if clause.local} == {"news.3", "local_duty.1"}
    assert [local.clause(each).judge for each in ("news.3", "local_duty.1")] == [Judge.EVIDENCE, Judge.ASSISTED]
    parts = [row.part for row in local.indicators.values()]
    assert parts == sorted(parts, key=list(Part).index)


@pytest.mark.parametrize(
    ("was", "becomes", "sentence"),
    [
        (
            "  dead_links:\n    points",
            "  dead_linsk:\n    points",
            "change.dead_linsk：guoban-2019-19 没有这个指标，是否想写 'dead_links'。",
        ),
        (
            "[data_release, site_marks]",
            "[data_relaese]",
            "drop.indicators.data_relaese：guoban-2019-19 没有这个指标，是否想写 'data_release'。",
        ),
        (
            "drop: {indi",
            "drop: {groups: [servces], indi",
            "drop.groups.servces：guoban-2019-19 没有这个指标组，是否想写 'services'。",
        ),
        ("[data_release, site_marks]", "[data_release, site_marks, news]", "change.news：这个指标已在 drop 里去掉。"),
        ("    points: 6", "    point: 6", "指标 dead_links point：不认识的项 'point'，是否想写 'points'。"),
        (
            "      1: {text: 首",
            "      1: {txet: 首",
            "指标 dead_links 第 1 条 txet：不认识的项 'txet'，是否想写 'text'。",
        ),
        ("    points: 6", "    points: 5", "扣分指标分值合计 99 分，scoring 写的是 100 分。"),
        ("bonus: 27", "bonus: 30", "加分指标分值合计 27 分，scoring 写的是 30 分。"),
        ("bonus: 27", "bonsu: 27", "scoring.bonsu：不认识的项 'bonsu'，是否想写 'bonus'。"),
        ("1 周内未更新", "10 天内未更新", "数量 window（1 周）不是条文里的原话"),
        ("{window: 1 周}", "{windwo: 1 周}", "指标 news 第 2 条 terms.windwo：原条款没有这个数量，是否想写 'window'。"),
        (
            "1 周内未更新的，扣 5 分。, terms: {window: 1 周}",
            "5 个内未更新的，扣 5 分。, terms: {window: 5 个}",
            "“5 个”与原来的“2 周”不是同一种数量。",
        ),
        ("{window: 1 周}", "{window: 一周}", "指标 news 第 2 条：“一周”不是认得的数量。"),
        (
            "      3: {text: 未公布",
            "      4: {text: 未公布",
            "指标 news 第 4 条：增加的条款应接着编号，下一条是第 3 条。",
        ),
        ("{deduct: 1 分}, judge: evidence", "{deduct: 1 分}, judge: auto", "指标 news 第 3 条：增加的条款没有程序可判"),
        ("{deduct: 1 分}, judge: evidence", "{deduct: 1 分}", "指标 news 第 3 条 judge：缺少这一项。"),
        (
            "扣 1 分。, terms: {deduct: 1 分}, judge: e",
            "扣 9 分。, terms: {deduct: 9 分}, judge: e",
            "指标 news：第 3 条的 9 分超过本指标的 5 分。",
        ),
        ("  local_duty:\n", "  overview:\n", "add.overview：guoban-2019-19 已有这个指标，要改动请写在 change 里。"),
        (
            "extends: guoban-2019-19",
            "extends: guoban-2019-18",
            "extends：没有名为 'guoban-2019-18' 的检查标准。是否想用 'guoban-2019-19'？",
        ),
        ("code: place-2020", "code: place-2021", "code 是 'place-2021'，应与文件名一致。"),
    ],
)
def test_wrong_files_say_what_is_wrong(folder: Path, was: str, becomes: str, sentence: str) -> None:
    text = HEAD + BODY
    assert was in text
    with pytest.raises(StandardError) as caught:
        place(folder, text.replace(was, becomes, 1))
    said = str(caught.value)
    assert "place-2020.yaml" in said
    assert said.endswith(("。", "？"))
    assert sentence in said


def test_a_place_leaves_more_to_people_never_less(folder: Path) -> None:
    change = "change:\n  overview:\n    clauses:\n      2: {judge: %s}\n"
    assert place(folder, HEAD + change % "evidence").clause("overview.2").judge is Judge.EVIDENCE
    with pytest.raises(StandardError, match="指标 overview 第 2 条 judge：原为程序找线索、人确认，程序不会判得更多。"):
        Standard.load("other-2020", _renamed(folder, HEAD + change % "auto"))


def _renamed(folder: Path, text: str) -> Path:
    (folder / "other-2020.yaml").write_text(text.replace("place-2020", "other-2020"), encoding="utf-8")
    return folder


def test_a_place_cannot_change_a_place(folder: Path) -> None:
    place(folder)
    text = HEAD.replace("extends: guoban-2019-19", "extends: place-2020").replace("code: place", "code: other")
    (folder / "other-2020.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(StandardError, match="'place-2020' 自己也是改动文件，请直接改动 'guoban-2019-19'。"):
        Standard.load("other-2020", folder)


ZHAOQING = Standard.load("zhaoqing-2019")


def card(found: dict[str, int], *, services: bool = True) -> str | None:
    """The score under the shipped example when only these clauses fail, so many times."""
    verdicts: dict[str, Conclusion] = {}
    for clause in ZHAOQING.clauses:
        count = found.get(clause.id, 0)
        findings = tuple(Finding("https://www.yunting.gov.cn/", "发现一处问题。", f"{n}") for n in range(count))
        verdicts[clause.id] = Verdict(clause.id, Outcome.FAIL if count else Outcome.PASS, findings)
    done = score(ZHAOQING, verdicts, services=services)
    return None if done.base is None else points_text(done.base)


def test_the_shipped_example_has_its_published_totals() -> None:
    scoring = ZHAOQING.scoring
    assert scoring is not None
    assert [scoring.full, scoring.bonus, scoring.pass_line, scoring.bonus_line] == [100, 25, 60, 80]
    services = [
        row.points or 0
        for row in ZHAOQING.indicators.values()
        if row.group == "services" and row.part is Part.DEDUCTION
    ]
    assert sum(services) == 20


def test_points_of_dropped_services_go_evenly_to_the_others() -> None:
    """20 points on 20 other indicators: each is worth one point more, and what it loses grows in proportion."""
    rule = ZHAOQING.scoring and ZHAOQING.scoring.without_services
    assert rule
    assert set(rule.gains.values()) == {Fraction(1)}
    assert card({"overview.1": 1}) == "95"
    assert card({"overview.1": 1}, services=False) == "94"  # all of 5 + 1
    assert card({"overview.2": 2}, services=False) == "97.6"  # two fifths of 5 + 1
    assert card({"service_catalogue.1": 1}, services=False) == "100"
    everything = {clause.id: 50 for clause in ZHAOQING.clauses if clause.indicator.part is Part.DEDUCTION}
    assert card(everything, services=False) == card(everything) == "0"


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("{drop: services, redistribute: {news: 25}}", ""),
        ("{drop: services, redistribute: {news: 24}}", "without_services 分出 24 分，services 组共 25 分。"),
        ("{drop: services, redistribute: {forms: 25}}", "without_services 把分值给了不是其他扣分指标的 forms。"),
        ("{drop: servces, redistribute: evenly}", "没有名为 servces 的扣分指标组。"),
        ("{drop: services}", "应写 out_of 和 scale（折算），或者只写 redistribute"),
        ("{drop: services, scale: 4/3}", "应写 out_of 和 scale（折算），或者只写 redistribute"),
    ],
)
def test_how_the_points_of_services_are_given_away(folder: Path, rule: str, sentence: str) -> None:
    text = f"{HEAD}scoring:\n  without_services: {rule}\n"
    if not sentence:
        assert place(folder, text).scoring is not None
        return
    with pytest.raises(StandardError, match=sentence):
        place(folder, text)


def test_a_site_is_not_judged_by_a_standard_and_its_change_at_once() -> None:
    with pytest.raises(StandardError, match=r"guoban-2019-19 与 zhaoqing-2019 都有指标 .*reports rescore。"):
        Rulebook((Standard.load(GUOBAN), ZHAOQING))
