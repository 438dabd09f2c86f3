"""Is the law carried over faithfully, and does a wrong standard say what is wrong?"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
import yaml
from hypothesis import settings
from hypothesis import strategies as st

from suites.standards import (
    Clause,
    Judge,
    Part,
    Source,
    Standard,
    StandardError,
    Subject,
    codes,
)
from suites.standards.quantity import parse, quoted
from suites.standards.reading import FOLDER, read, validated

GUOBAN = "guoban-2019-19"
QUIET = settings(database=None, deadline=None, max_examples=60)
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))

# Names with a digit in them are no quantities.
NAMES = re.compile(r"IPv6|WCAG 2\.2|MD5|SHA-1|TLS 1\.\d|RC4|3DES")


@pytest.fixture(params=codes())
def standard(request: pytest.FixtureRequest) -> Standard:
    return Standard.load(request.param)


@pytest.fixture
def guoban() -> Standard:
    return Standard.load(GUOBAN)


def test_every_clause_resolves_and_is_numbered_without_gaps(standard: Standard) -> None:
    for indicator in standard.indicators.values():
        assert [clause.id for clause in indicator.clauses] == [
            f"{indicator.slug}.{number}" for number in range(1, len(indicator.clauses) + 1)
        ]
        for clause in indicator.clauses:
            assert standard.clause(clause.id) is clause
            assert clause.indicator is indicator


def test_every_term_is_quoted_and_parses(standard: Standard) -> None:
    for clause in standard.clauses:
        for term, words in clause.terms.items():
            assert quoted(words, clause.text), clause.id
            assert clause[term] == parse(words)


def test_every_number_of_the_law_is_a_term(standard: Standard) -> None:
    """A number left unquoted would have to be repeated in code."""
    for clause in standard.clauses:
        rest = NAMES.sub("", clause.text)
        for words in clause.terms.values():
            rest = re.sub(rf"(?<![\d.]){re.escape(words)}", "", rest)
        assert not re.search(r"\d", rest), f"{clause.id}: {rest}"


def test_points_add_up(standard: Standard) -> None:
    totals = {part: Decimal(0) for part in Part}
    for indicator in standard.indicators.values():
        totals[indicator.part] += indicator.points or 0
    full, bonus = (standard.scoring.full, standard.scoring.bonus) if standard.scoring else (0, 0)
    assert totals == {Part.VETO: 0, Part.DEDUCTION: full, Part.BONUS: bonus, Part.REQUIREMENT: 0}


def test_no_clause_moves_more_than_its_row(standard: Standard) -> None:
    for clause in standard.clauses:
        assert clause.weight <= (clause.indicator.points or 0), clause.id


def test_the_2019_standard_has_its_published_totals(guoban: Standard) -> None:
    scoring = guoban.scoring
    assert scoring is not None
    assert [scoring.full, scoring.bonus, scoring.pass_line, scoring.bonus_line] == [100, 30, 60, 80]
    rule = scoring.without_services
    assert rule is not None
    assert (rule.drop, rule.out_of, rule.scale) == ("services", Decimal(75), Fraction(4, 3))
    groups: dict[str | None, Decimal] = {}
    for row in guoban.for_site("portal", parts=[Part.DEDUCTION]):
        groups[row.group_name] = groups.get(row.group_name, Decimal(0)) + (row.points or 0)
    assert groups == {"发布解读": 40, "办事服务": 25, "互动交流": 20, "功能设计": 15}


def test_nothing_of_the_file_is_lost_or_reworded() -> None:
    raw = yaml.safe_load((FOLDER / f"{GUOBAN}.yaml").read_text(encoding="utf-8"))
    loaded = Standard.load(GUOBAN)
    assert list(loaded.indicators) == list(raw["indicators"])
    for slug, entry in raw["indicators"].items():
        indicator = loaded.indicators[slug]
        assert [clause.text for clause in indicator.clauses] == [row["text"] for row in entry["clauses"]]
        assert [dict(clause.terms) for clause in indicator.clauses] == [
            row.get("terms", {}) for row in entry["clauses"]
        ]
        assert (indicator.source.key, indicator.note) == (entry["source"], entry.get("note", ""))


def test_wording(standard: Standard) -> None:
    for indicator in standard.indicators.values():
        assert not re.match(r"(check|test|verify|is|has)_", indicator.slug)
        for clause in indicator.clauses:
            assert clause.text.endswith("。")
            assert not re.search(r"[\u4e00-\u9fff][,;:?!()]", clause.text), clause.id
            assert not re.search(r"\d+(?:周|个|年|秒|分|次|类|条)", clause.text), clause.id


def test_names_are_unique_where_they_are_shown_together(standard: Standard) -> None:
    names = [(row.part, row.subject, row.name) for row in standard.indicators.values()]
    assert len(names) == len(set(names))


def test_parts_stand_in_order(standard: Standard) -> None:
    order = [list(Part).index(row.part) for row in standard.indicators.values()]
    assert order == sorted(order)


@pytest.mark.parametrize("word", [*Part, *Source, *Subject, *Judge])
def test_every_word_of_the_file_has_a_chinese_one(word: Part | Source | Subject | Judge) -> None:
    assert re.search(r"[\u4e00-\u9fff]", word.word)


def test_titles_number_clauses_only_when_there_are_several(guoban: Standard) -> None:
    assert guoban.clause("site_unreachable.1").title == "站点无法访问"
    assert guoban.clause("columns_not_updated.2").title == "栏目不更新（第 2 条）"


def test_which_rows_a_site_is_inspected_for(guoban: Standard) -> None:
    portal = guoban.for_site("portal")
    assert {row.part for row in portal} == set(Part) - {Part.REQUIREMENT}
    assert {row.subject for row in portal} == {Subject.WEBSITE}
    assert {row.part for row in guoban.for_site("department")} == {Part.VETO}
    everything = guoban.for_site("department", parts=list(Part))
    assert everything == portal
    without = guoban.for_site("portal", services=False)
    assert {row.group for row in portal} - {row.group for row in without} == {"services"}


def test_editions_are_in_force_from_their_first_day(guoban: Standard) -> None:
    assert guoban.in_force(date(2019, 4, 1))
    assert not guoban.in_force(date(2019, 3, 31))


def test_a_missing_term_names_the_clause_and_its_terms(guoban: Standard) -> None:
    with pytest.raises(KeyError, match=r"policies\.2.*'windw'.*window、deduct"):
        guoban.clause("policies.2")["windw"]


def test_a_term_of_another_type_is_refused(guoban: Standard) -> None:
    clause = guoban.clause("letter_replies.1")
    assert clause.working_days("window").days == 5
    assert clause.count("times") == 2
    with pytest.raises(TypeError, match=r"letter_replies\.1.*window（5 个工作日）不是 Duration"):
        clause.duration("window")


def test_an_unknown_clause_names_the_nearest(guoban: Standard) -> None:
    with pytest.raises(KeyError, match=r"没有条款 'policy\.1'。是否想写 'policies\.1'？"):
        guoban.clause("policy.1")


def test_an_unknown_standard_names_the_nearest() -> None:
    with pytest.raises(StandardError, match=r"没有名为 'guoban-2019-18' 的检查标准。是否想用 'guoban-2019-19'？"):
        read("guoban-2019-18")
    with pytest.raises(StandardError, match=r"没有名为 '\.\./x' 的检查标准。现有：.*guoban-2019-19"):
        read("../x")


@pytest.mark.parametrize(
    ("was", "becomes", "sentence"),
    [
        ("judge: auto", "jugde: auto", "指标 site_unreachable 第 1 条 judge：缺少这一项。"),
        ("    note: 未注明", "    nots: 未注明", "指标 home_not_updated nots：不认识的项 'nots'，是否想写 'note'。"),
        ("window: 2 周}", "window: 3 周}", "数量 window（3 周）不是条文里的原话"),
        ("deduct: 0.1 分", "deduct: 1 分", "数量 deduct（1 分）不是条文里的原话"),
        ("deduct: 0.1 分", "minus: 0.1 分", "指标 dead_links：第 2 条没有以“分”计的 deduct。"),
        ("points: 6", "points: 7", "扣分指标分值合计 101 分，scoring 写的是 100 分。"),
        ("out_of: 75", "out_of: 70", "without_services 不能折算为满分"),
        ("pass_line: 60", "passline: 60", "scoring.pass_line：缺少这一项。"),
        ("  news:\n", "  leaders:\n", "YAML 写法有误（'leaders' 写了两次）。"),
        (
            "part: bonus, group: design, group_name: 功能设计",
            "part: bonus, group: design, group_name: 设计",
            "group_name 与同组",
        ),
        ("per: finding", "per: findings", "第 2 条 per：'findings' 不对，可用：'finding'。"),
        ("  veto: [portal, department]", "  vetoes: [portal]", "applies.vetoes.[key]：'vetoes' 不对"),
        (
            "    part: veto\n    name: 首页",
            "    part: veto\n    points: 3\n    name: 首页",
            "单项否决指标不应有 points。",
        ),
        ("group: services, group_name: 办事服务, name: 事项公开, points: 5", "name: 事项公开, points: 5", "缺少 group"),
        ("首页无信息更新的，即单项否决。, terms", "首页无信息更新的即单项否决, terms", "条文须以“。”结尾"),
        ("judge: auto\n", "judge: [auto\n", "第 "),
        ("full: 100", "full: -1", "scoring.full：值 -1 的类型、格式或范围不对。"),
    ],
)
def test_wrong_files_say_what_is_wrong(was: str, becomes: str, sentence: str) -> None:
    text = (FOLDER / f"{GUOBAN}.yaml").read_text(encoding="utf-8")
    assert was in text
    with pytest.raises(StandardError) as caught:
        validated(text.replace(was, becomes, 1), "示例.yaml")
    said = str(caught.value)
    assert said.startswith("示例.yaml")
    assert said.endswith("。")
    assert sentence in said


def test_clauses_are_never_repointed(guoban: Standard) -> None:
    """An indicator made from another one's clauses gets its own copies."""
    clause = guoban.clause("news.2")
    other = type(clause.indicator)("other", Part.VETO, "另一项", Source.PUBLISHED, (clause,))
    assert clause.indicator.slug == "news"
    copy: Clause = other.clauses[0]
    assert copy.indicator is other
    assert copy == clause
