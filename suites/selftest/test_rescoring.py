"""Does a ledger score under another edition as computed by hand, and does it say what it cannot judge?"""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from reports.__main__ import main
from reports.inspection import Inspection
from reports.ledger import LEDGER, Ledger, read
from reports.records import Footer, Header, Judged, Missed, Plan, SiteRef
from reports.rescoring import Rescoring, rescored
from reports.rescoring_words import rescoring_words
from reports.version import standard_ref
from suites.selftest.telling_material import HOME, NOON
from suites.standards import Clause, Standard
from suites.standards.reading import FOLDER
from suites.standards.scorecard import points_text
from suites.verdict import Finding, Outcome, Verdict

GUOBAN = Standard.load("guoban-2019-19")
ZHAOQING = Standard.load("zhaoqing-2019")
FAILED = {"dead_links.1": 3, "interpretation_coverage.2": 1, "news.2": 1, "letter_replies.1": 1, "forms.1": 9}


def concluded(clause: Clause, failed: dict[str, int]) -> Judged:
    """未发现问题 (a bonus earned), unless the clause is among the failed ones."""
    count = failed.get(clause.id, 0)
    findings = tuple(Finding(HOME, "发现一处问题。", f"第 {number} 处") for number in range(count))
    return Judged(Verdict(clause.id, Outcome.FAIL if count else Outcome.PASS, findings), NOON)


def told(
    folder: Path,
    failed: dict[str, int],
    *,
    without: Iterable[str] = (),
    services: bool = True,
    kind: str = "portal",
    as_of: date = date(2019, 8, 21),
) -> Inspection:
    """A ledger with a conclusion on every clause about websites, except `without`."""
    folder.mkdir(exist_ok=True)
    site = SiteRef("demo", "云汀市人民政府", HOME, "3399000001", kind=kind, services=services, scored=kind == "portal")
    header = Header("0", site, standard_ref(GUOBAN), as_of, NOON, "seed")
    clauses = [clause for row in GUOBAN.for_site("portal") for clause in row.clauses if clause.id not in without]
    with Ledger(folder, header) as ledger:
        ledger.append(Plan(tuple(clause.id for clause in clauses)))
        for clause in clauses:
            ledger.append(concluded(clause, failed))
        ledger.append(Footer(NOON, complete=True, counts={}))
    return read(folder)


def scores(done: Rescoring) -> list[str | None]:
    """Deduction part and total, before and after."""
    found = (done.before.base, done.before.score, done.after.base, done.after.score)
    return [None if points is None else points_text(points) for points in found]


def test_the_score_changes_as_computed_by_hand(tmp_path: Path) -> None:
    """Old: 100 - 3 - 1 - 5 - 2 - 5 = 84, bonus 30 less smart_search's two further awards = 28.

    New: dead_links 3, interpretation_coverage 2 (was 1), news 5, forms 4 (its points, were 5), letter_replies not
    judged (3 working days instead of 5): 100 - 3 - 2 - 5 - 4 = 86. Bonus: 28 less service_functions 4 and
    personal_space 1 = 23.
    """
    done = rescored(told(tmp_path, FAILED), ZHAOQING)
    assert scores(done) == ["84", "112", "86", "109"]
    moved = {shift.name: (shift.before, shift.after) for shift in done.shifts}
    assert moved == {
        "解读比例": (-1, -2),
        "办理答复": (-2, 0),
        "表格样表": (-5, -4),
        "服务功能": (4, None),
        "个性化服务": (1, None),
    }


def test_what_was_seen_for_other_quantities_is_not_judged(tmp_path: Path) -> None:
    done = rescored(told(tmp_path, FAILED), ZHAOQING)
    assert {one.clause.id: one.why for one in done.left} == {
        "letter_replies.1": "数量不同（window 原为 5 个工作日，现为 3 个工作日），须重新检查",
        "letter_publication.5": "原标准没有这一条",
    }
    assert done.after.provisional
    assert done.after.coverage.unimplemented == 2


def test_clauses_without_a_conclusion_are_not_judged(tmp_path: Path) -> None:
    done = rescored(told(tmp_path, {}, without=["news.2"]), ZHAOQING)
    assert {one.clause.id: one.why for one in done.left}["news.2"] == "台账没有这一条的结论"
    # 5 of the row's 5 + 5 points are named by the clause that was judged.
    assert done.before.judged_points == 97.5


def test_points_of_services_go_to_the_others(tmp_path: Path) -> None:
    """Old: (75 - 5) x 4/3 = 93.33. New: 20 other rows gain one point each; 5 of 5 are lost, so 5 of 5 of the gain."""
    done = rescored(told(tmp_path, {"overview.1": 1}, services=False), ZHAOQING)
    assert [scores(done)[0], scores(done)[2]] == ["93.33", "94"]


def test_a_department_is_scored_where_the_place_says_so(tmp_path: Path) -> None:
    done = rescored(told(tmp_path, {"overview.1": 1}, kind="department"), ZHAOQING)
    assert [scores(done)[0], scores(done)[2]] == [None, "95"]


def test_a_veto_stays_a_veto(tmp_path: Path) -> None:
    done = rescored(told(tmp_path, {"home_not_updated.1": 1}), ZHAOQING)
    assert done.after.vetoes == ("home_not_updated",)
    assert any(line.startswith("重评  zhaoqing-2019  不合格，出现单项否决情形") for line in rescoring_words(done))


def test_the_same_edition_changes_nothing(tmp_path: Path) -> None:
    done = rescored(told(tmp_path, FAILED), GUOBAN)
    assert (done.left, done.shifts, done.remarks) == ((), (), ())
    assert done.before == done.after


def test_what_could_not_be_seen_stays_unseen(tmp_path: Path) -> None:
    told(tmp_path, {}, without=["ipv6.1"])
    row = {"kind": "unseen", "clause_id": "ipv6.1", "reason": "dns", "meaning": "无法解析", "where": HOME, "detail": ""}
    with (tmp_path / LEDGER).open("a", encoding="utf-8") as file:
        file.write(json.dumps({**row, "at": NOON.isoformat()}) + "\n")
    inspection = read(tmp_path)
    assert isinstance(inspection.conclusions["ipv6.1"], Missed)
    assert rescored(inspection, ZHAOQING).after.coverage.unseen == 1


@pytest.fixture
def by_hand(tmp_path: Path) -> Standard:
    """A change that leaves two clauses to people."""
    folder = tmp_path / "standards"
    folder.mkdir()
    (folder / "guoban-2019-19.yaml").write_text((FOLDER / "guoban-2019-19.yaml").read_text("utf-8"), "utf-8")
    text = """\
code: place-2020
extends: guoban-2019-19
title: 某市检查指标
document: 某市文件
in_force: {from: 2020-01-01}
change:
  overview: {clauses: {1: {judge: assisted}}}
  functions: {clauses: {1: {judge: evidence}}}
  news: {clauses: {1: {text: 未开设要闻栏目的，扣 5 分。}}}
"""
    (folder / "place-2020.yaml").write_text(text, "utf-8")
    return Standard.load("place-2020", folder)


def test_a_programs_conclusion_is_a_candidate_where_people_decide(tmp_path: Path, by_hand: Standard) -> None:
    done = rescored(told(tmp_path / "run", {"overview.1": 1}), by_hand)
    assert (done.after.base, done.after.coverage.pending) == (100, 2)
    assert {one.clause.id: one.why for one in done.left} == {"news.1": "条文不同，须重新检查"}


def test_the_reader_is_warned_of_other_days_and_revised_files(tmp_path: Path) -> None:
    told(tmp_path, {}, as_of=date(2026, 8, 21))
    path = tmp_path / LEDGER
    path.write_text(path.read_text("utf-8").replace(standard_ref(GUOBAN).sha256, "0" * 64), "utf-8")
    remarks = rescored(read(tmp_path), ZHAOQING).remarks
    assert "不在 zhaoqing-2019 的施行期内（自 2019-04-01 起至 2019-12-31）" in remarks[0]
    assert "guoban-2019-19 的文件修改过" in remarks[1]


def test_the_command_says_both_scores(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(tmp_path, FAILED)
    before = sorted(path.name for path in tmp_path.iterdir())
    assert main(["rescore", str(tmp_path), "--standard", "zhaoqing-2019"]) == 0
    said = capsys.readouterr().out
    for line in (
        "原评  guoban-2019-19  合格，112 分，其中加分 28 分（已判 100 / 100 分）",
        "重评  zhaoqing-2019  合格（暂定），109 分，其中加分 23 分",
        "  表格样表  -5 分 → -4 分",
        "  服务功能  +4 分 → 不在表中",
        "    办理答复（第 1 条）  letter_replies.1",
    ):
        assert line in said
    assert sorted(path.name for path in tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--standard", "zhaoqing-2018"], "是否想用 'zhaoqing-2019'？"),
        (["--standart", "zhaoqing-2019"], "用法："),
        ([], "用法："),
    ],
)
def test_wrong_usage_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    told(tmp_path, {})
    assert main(["rescore", str(tmp_path), *arguments]) == 4
    assert sentence in capsys.readouterr().err
