"""Which edition is in force on a day, and are contradictions between editions told?"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from suites.standards import Rulebook, Standard, StandardError
from suites.standards.editions import editions, in_force
from suites.standards.reading import FOLDER

GUOBAN = "guoban-2019-19"
LATER = "guoban-2027-5"
EXTRA = """\
code: {code}
title: 公开时限
document: 某函〔2020〕1号
in_force: {{from: 2020-01-01}}
applies: {{requirement: [portal]}}
indicators:
  {slug}: {{part: requirement, name: {name}, source: published, clauses: [{{text: 按时公开。, judge: auto}}]}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped standard and a later edition of it, in force from 2027-03-01."""
    text = (FOLDER / f"{GUOBAN}.yaml").read_text(encoding="utf-8")
    (tmp_path / f"{GUOBAN}.yaml").write_text(text, encoding="utf-8")
    _write_later(tmp_path)
    return tmp_path


def _write_later(folder: Path, code: str = LATER, start: str = "2027-03-01", supersedes: str = GUOBAN) -> None:
    text = (FOLDER / f"{GUOBAN}.yaml").read_text(encoding="utf-8")
    text = text.replace(f"code: {GUOBAN}", f"code: {code}\nsupersedes: {supersedes}", 1)
    clause = "{text: 监测 2 周，首页无信息更新的，即单项否决。, terms: {window: 2 周}"
    assert clause in text
    text = text.replace(clause, clause.replace("2 周", "1 周"))
    (folder / f"{code}.yaml").write_text(text.replace("from: 2019-04-01", f"from: {start}"), encoding="utf-8")


@pytest.mark.parametrize("listed", [GUOBAN, LATER])
@pytest.mark.parametrize(
    ("as_of", "code", "window"),
    [
        (date(2019, 4, 1), GUOBAN, "2 周"),
        (date(2027, 2, 28), GUOBAN, "2 周"),
        (date(2027, 3, 1), LATER, "1 周"),
        (date(2031, 1, 1), LATER, "1 周"),
    ],
)
def test_the_day_picks_the_edition_whichever_is_listed(
    folder: Path, listed: str, as_of: date, code: str, window: str
) -> None:
    edition = in_force(listed, as_of, folder)
    assert edition.code == code
    assert edition.clause("home_not_updated.1").terms["window"] == window
    assert Rulebook.in_force([listed], as_of, folder).main is edition


def test_two_editions_listed_are_one_standard(folder: Path) -> None:
    assert len(Rulebook.in_force([GUOBAN, LATER], date(2028, 1, 1), folder).standards) == 1


def test_a_day_before_every_edition_is_wrong_usage(folder: Path) -> None:
    with pytest.raises(StandardError) as caught:
        in_force(LATER, date(2019, 3, 31), folder)
    said = str(caught.value)
    assert "2019-03-31 没有现行的 'guoban-2027-5'" in said
    assert "guoban-2019-19 自 2019-04-01 起至 2027-02-28；guoban-2027-5 自 2027-03-01 起" in said


def test_a_day_after_the_last_edition_is_wrong_usage() -> None:
    with pytest.raises(StandardError, match="zhaoqing-2019 自 2019-04-01 起至 2019-12-31"):
        in_force("zhaoqing-2019", date(2020, 1, 1))
    assert in_force("zhaoqing-2019", date(2019, 12, 31)).code == "zhaoqing-2019"


def test_a_gap_between_editions_belongs_to_none(folder: Path) -> None:
    path = folder / f"{GUOBAN}.yaml"
    text = path.read_text(encoding="utf-8").replace("{from: 2019-04-01}", "{from: 2019-04-01, until: 2026-12-31}")
    path.write_text(text, encoding="utf-8")
    assert in_force(GUOBAN, date(2026, 12, 31), folder).code == GUOBAN
    with pytest.raises(StandardError, match="2027-01-01 没有现行的"):
        in_force(GUOBAN, date(2027, 1, 1), folder)


def test_editions_stand_oldest_first(folder: Path) -> None:
    _write_later(folder, "guoban-2030-1", "2030-01-01", LATER)
    assert [each.code for each in editions(LATER, folder)] == [GUOBAN, LATER, "guoban-2030-1"]


@pytest.mark.parametrize(
    ("code", "start", "supersedes", "sentence"),
    [
        ("guoban-2030-1", "2030-01-01", GUOBAN, "都写明取代 guoban-2019-19，只能有一个。"),
        ("guoban-2030-1", "2030-01-01", "guoban-2027-6", "没有名为 'guoban-2027-6' 的检查标准。是否想用"),
        ("guoban-2030-1", "2027-03-01", LATER, "guoban-2030-1 取代 guoban-2027-5，却不晚于它施行"),
        ("guoban-2030-1", "2030-01-01", "guoban-2030-1", "又取代了它自己。"),
    ],
)
def test_contradictions_are_told(folder: Path, code: str, start: str, supersedes: str, sentence: str) -> None:
    _write_later(folder, code, start, supersedes)
    with pytest.raises(StandardError, match=sentence):
        editions(code, folder)


def test_overlapping_editions_are_told(folder: Path) -> None:
    path = folder / f"{GUOBAN}.yaml"
    text = path.read_text(encoding="utf-8").replace("{from: 2019-04-01}", "{from: 2019-04-01, until: 2027-03-01}")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StandardError, match=r"guoban-2019-19 写明施行至 2027-03-01，与.*guoban-2027-5 重叠。"):
        editions(GUOBAN, folder)


def _extra(folder: Path, code: str, slug: str) -> Standard:
    (folder / f"{code}.yaml").write_text(EXTRA.format(code=code, slug=slug, name=slug), encoding="utf-8")
    return Standard.load(code, folder)


def test_several_standards_are_one_rulebook_the_scored_one_first(folder: Path) -> None:
    extra, base = _extra(folder, "extra-1", "on_time"), Standard.load(GUOBAN, folder)
    rulebook = Rulebook((extra, base))
    assert (rulebook.main, rulebook.supplements) == (base, (extra,))
    assert rulebook.clause("on_time.1").indicator.group_name == "公开时限"
    assert rulebook.standard_of("on_time.1") is extra
    assert "on_time.1" in rulebook
    assert "on_time.2" not in rulebook
    with pytest.raises(KeyError, match=r"没有条款 'on_tiem\.1'。是否想写 'on_time\.1'"):
        rulebook.clause("on_tiem.1")


def test_one_slug_in_two_standards_is_told(folder: Path) -> None:
    two = (_extra(folder, "extra-1", "on_time"), _extra(folder, "extra-2", "on_time"))
    with pytest.raises(StandardError, match="extra-1 与 extra-2 都有指标 on_time，一次检查只能采用其中一个。"):
        Rulebook(two)


def test_a_standard_without_scoring_has_requirements_only(folder: Path) -> None:
    text = EXTRA.format(code="extra-3", slug="on_time", name="时限")
    for was, becomes, sentence in (
        ("part: requirement", "part: veto", "没有 scoring 的标准不能有单项否决指标：on_time。"),
        (
            "{requirement: [portal]}",
            "{requirement: [portal], veto: [portal]}",
            "没有 scoring 的标准，applies 不应有",
        ),
        ("name: 时限", "name: 时限, points: 3", "规范要求指标不应有 points。"),
        ("{from: 2020-01-01}", "{from: 2020-01-01, until: 2019-01-01}", "until（2019-01-01）早于 from（2020-01-01）"),
    ):
        (folder / "extra-3.yaml").write_text(text.replace(was, becomes), encoding="utf-8")
        with pytest.raises(StandardError, match=sentence):
            Standard.load("extra-3", folder)


def test_the_shipped_standards_are_one_rulebook() -> None:
    shipped = Rulebook.shipped(date(2026, 8, 21))
    assert shipped.main.code == GUOBAN
    assert not any(standard.scoring for standard in shipped.supplements)
