"""Do score, summary and Allure report say what the ledger says, in Chinese, without asking any other host?"""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from fixtures.table import README, render
from reports.allure_report import HISTORY, build_report, without_tracker
from reports.allure_results import write_results
from reports.executor import executor
from reports.folders import RunNotFoundError, find_run, point_latest
from reports.material import Material
from reports.scorecard import write_scorecard
from reports.summary import columns, shortened, summary
from suites.selftest.telling_material import HEADER, HOME, STANDARD, Told, tell
from suites.verdict import Outcome

VETO = ("home_not_updated.1",)
GENERATOR = Path(__file__).resolve().parents[2] / ".setup" / "node_modules" / "allure" / "cli.js"
needs_generator = pytest.mark.skipif(
    not (shutil.which("node") and GENERATOR.is_file()), reason="没有 Node 或 Allure 3，报告生成不自测"
)


def _results(told: Told) -> dict[str, dict[str, Any]]:
    folder = write_results(told.inspection)
    found = (json.loads(path.read_text(encoding="utf-8")) for path in folder.glob("*-result.json"))
    return {result["fullName"]: result for result in found}


def _said(told: Told, problem: str = "") -> str:
    return "\n".join(line.text for line in summary(told.inspection, problem))


def test_the_scorecard_is_the_arithmetic_of_the_ledger(tmp_path: Path) -> None:
    told = tell(tmp_path / "run", without=VETO)
    card = json.loads(write_scorecard(Material(told.inspection)).read_text(encoding="utf-8"))
    assert {"verdict", "score", "failed", "broken"} <= set(card)
    assert (card["failed"], card["broken"], card["pending"]) == (1, 2, 1)
    assert card["counts"] == {"待人工复核": 1, "未能检测": 2, "不适用": 1, "发现问题": 1, "未发现问题": 1}
    assert (card["run"], card["as_of"], card["findings"]) == ("run", "2026-08-21", 5)
    assert card["site"]["slug"] == "demo"


def test_a_site_whose_deductions_are_not_scored_has_no_score(tmp_path: Path) -> None:
    folder = tell(tmp_path / "run", without=VETO).folder
    ledger = folder / "ledger.jsonl"
    ledger.write_text(ledger.read_text(encoding="utf-8").replace('"scored":true', '"scored":false'), encoding="utf-8")
    assert Told(folder, ()).inspection.scorecard.score is None


@pytest.mark.parametrize(
    ("clause", "status"),
    [
        ("home_not_updated.1", "failed"),
        ("page_tags.1", "passed"),
        ("safety_incident.1", "skipped"),
        ("home_not_updated.2", "skipped"),
        ("site_unreachable.1", "broken"),
        ("ipv6.1", "broken"),
    ],
)
def test_each_word_has_its_allure_status(tmp_path: Path, clause: str, status: str) -> None:
    assert _results(tell(tmp_path / "run"))[clause]["status"] == status


@pytest.mark.parametrize(("ending", "kind"), [(".svg", "image/svg+xml"), (".png", "image/png")])
def test_the_picture_of_a_clause_is_attached_as_runs_of_any_age_have_it(tmp_path: Path, ending: str, kind: str) -> None:
    told = tell(tmp_path / "run")
    (told.folder / "evidence" / f"site_unreachable.1{ending}").write_bytes(b"<svg/>")
    (made,) = _results(told)["site_unreachable.1"]["attachments"]
    assert (made["type"], made["name"]) == (kind, "一周访问记录与打开用时")
    assert (told.folder / "allure-results" / made["source"]).read_bytes() == b"<svg/>"


def test_a_result_reads_like_the_official_table(tmp_path: Path) -> None:
    result = _results(tell(tmp_path / "run"))["home_not_updated.1"]
    labels = {label["name"]: label["value"] for label in result["labels"]}
    assert result["name"] == "首页不更新（第 1 条）"
    assert (labels["parentSuite"], labels["suite"], labels["subSuite"]) == ("单项否决", "政府网站", "首页不更新")
    assert (labels["epic"], labels["feature"], labels["story"]) == ("单项否决", "政府网站", "首页不更新")
    assert labels["severity"] == "blocker"
    assert STANDARD.clause("home_not_updated.1").text in result["descriptionHtml"]
    assert "公开原文" in result["descriptionHtml"]
    assert all(isinstance(parameter["value"], str) for parameter in result["parameters"])
    assert result["links"][0]["url"] == HOME


@pytest.mark.parametrize(
    ("clause", "start"), [("safety_incident.1", "待人工复核："), ("home_not_updated.2", "不适用：")]
)
def test_what_allure_calls_skipped_says_which_it_is(tmp_path: Path, clause: str, start: str) -> None:
    assert _results(tell(tmp_path / "run"))[clause]["statusDetails"]["message"].startswith(start)


def test_an_early_warning_is_a_step_that_fails_nothing(tmp_path: Path) -> None:
    result = _results(tell(tmp_path / "run"))["page_tags.1"]
    (step,) = result["steps"]
    assert (result["status"], step["status"]) == ("passed", "passed")
    assert step["name"].startswith("预警（不扣分）：“要闻”栏目已 11 天没有更新")
    assert {"name": "tag", "value": "预警"} in result["labels"]


def test_a_finding_is_a_step_with_its_proof(tmp_path: Path) -> None:
    told = tell(tmp_path / "run")
    (step,) = _results(told)["home_not_updated.1"]["steps"]
    names = [attachment["name"] for attachment in step["attachments"]]
    kinds = [attachment["type"] for attachment in step["attachments"]]
    assert "首页最近一次更新是 7 月 1 日。" in step["name"]
    assert names[0].startswith("截图")
    assert kinds == ["image/jpeg", "text/plain", "text/plain"], "markup as text: it would load things"
    text = (told.folder / "allure-results" / step["attachments"][2]["source"]).read_text(encoding="utf-8")
    assert all(part in text for part in ("SHA-256", "要闻", "server: nginx", HOME, "2026-08-21 12:00:00"))


def test_a_program_fault_keeps_its_trace_and_others_have_none(tmp_path: Path) -> None:
    results = _results(tell(tmp_path / "run"))
    assert "TypeError: x" in results["ipv6.1"]["statusDetails"]["trace"]
    assert "trace" not in results["site_unreachable.1"]["statusDetails"]


def test_results_are_the_same_on_every_rebuild(tmp_path: Path) -> None:
    told = tell(tmp_path / "run")

    def files() -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in write_results(told.inspection).iterdir()}

    assert files() == files()


def test_results_added_to_a_folder_of_the_user_leave_it_alone(tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "other.json").write_text("{}", encoding="utf-8")
    folder = write_results(tell(tmp_path / "run").inspection, tmp_path / "own")
    assert (folder / "other.json").is_file()
    assert list(folder.glob("*-result.json"))


@pytest.mark.parametrize(
    ("variables", "name", "url"),
    [
        ({}, "本机", None),
        (
            {"GITHUB_ACTIONS": "1", "GITHUB_SERVER_URL": "https://g", "GITHUB_REPOSITORY": "a/b", "GITHUB_RUN_ID": "7"},
            "GitHub Actions",
            "https://g/a/b/actions/runs/7",
        ),
        ({"GITLAB_CI": "true", "CI_JOB_URL": "https://l/1"}, "GitLab CI", "https://l/1"),
        ({"JENKINS_URL": "x", "BUILD_URL": "https://j/2", "JOB_NAME": "巡检"}, "Jenkins", "https://j/2"),
    ],
)
def test_the_executor_is_recognised(variables: dict[str, str], name: str, url: str | None) -> None:
    described = executor(HEADER, variables)
    assert (described["name"], described.get("buildUrl")) == (name, url)


def test_the_summary_names_veto_findings_reviews_and_causes(tmp_path: Path) -> None:
    said = _said(tell(tmp_path / "run"))
    for part in (
        "结论  不合格",
        "不计分：出现单项否决情形",
        "✗ 首页不更新（第 1 条）",
        "首页最近一次更新是 7 月 1 日。",
        "另有 1 条扣分情形",
        "待人工复核 1 条",
        "未能检测 2 条",
        "访问超时（20 秒）",
        "程序异常（TypeError：x）",
        "预警 1 处（尚未到期，不扣分）",
        "再过 3 天即属不更新",
    ):
        assert part in said


def test_the_summary_says_how_much_the_score_rests_on(tmp_path: Path) -> None:
    told = tell(tmp_path / "run", without=VETO)
    card = told.inspection.scorecard.to_json()
    assert f"{card['score']} 分" in _said(told)
    assert f"已判 {card['judged_points']} / 100 分" in _said(told)
    assert "共 5 处" in _said(told)


def test_the_summary_of_a_broken_off_run_says_so(tmp_path: Path) -> None:
    told = tell(tmp_path / "run")
    file = told.folder / "ledger.jsonl"
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:-2]))
    assert "检查没有做完" in _said(told)


def test_one_cause_is_told_once(tmp_path: Path) -> None:
    said = _said(tell(tmp_path / "run"), "没有 Node。")
    assert said.count("访问超时") == 1
    assert "报告  没有 Node。" in said


def test_width_counts_han_characters_twice() -> None:
    assert columns("巡检 ok") == 7
    assert shortened("巡检政府网站", 7) == "巡检政…"
    assert shortened("巡检", 4) == "巡检"


def test_runs_are_found_by_path_site_time_and_latest(tmp_path: Path) -> None:
    first, second = (tell(tmp_path / "demo" / name).folder for name in ("20260821-120000-aa", "20260821-130000-bb"))
    point_latest(first)
    point_latest(second)
    for asked in ("demo", "latest", "demo/20260821-130000-bb", "20260821-130000-bb", str(second)):
        assert find_run(asked, tmp_path) == second
    assert find_run("20260821-120000-aa", tmp_path) == first
    with pytest.raises(RunNotFoundError, match="没有名为 'other' 的检查结果"):
        find_run("other", tmp_path)


def test_latest_is_a_note_where_links_are_not_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError

    folder = tell(tmp_path / "demo" / "20260821-120000-aa").folder
    monkeypatch.setattr(Path, "symlink_to", refuse)
    point_latest(folder)
    assert find_run("demo", tmp_path) == folder


def test_the_tracker_is_taken_out_and_nothing_else() -> None:
    loader = '<script async src="https://www.googletagmanager.com/gtag/js?id=G-1"></script>'
    starter = "<script>window.dataLayer=[];function gtag(){}gtag('config','G-1')</script>"
    kept = "<script>const report = 1;</script>"
    assert without_tracker(f"{kept}{loader}\n  {starter}{kept}") == kept + kept
    assert without_tracker(f"{loader}{kept}") == kept


@needs_generator
def test_the_report_opens_from_disk_in_chinese_and_asks_no_other_host(tmp_path: Path, browser: Any) -> None:  # noqa: ANN401
    told = tell(tmp_path / "demo" / "20260821-120000-aa")
    page_file = build_report(told.inspection)
    page = browser.new_page(locale="zh-CN")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    try:
        page.goto(page_file.as_uri())
        page.locator("b", has_text=re.compile("^不合格$")).wait_for()
        page.get_by_text("首页不更新（第 1 条）").first.click()
        page.get_by_text("问题 1：首页最近一次更新是 7 月 1 日。").first.wait_for()
        page.get_by_text("截图 2026-08-21 12:00:00").first.click()
        page.get_by_text("发现问题").first.wait_for()
        seen = page.inner_text("body")
    finally:
        page.close()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    html = page_file.read_text(encoding="utf-8")
    assert "googletagmanager" not in html
    assert html.index("allureReportDataReady = false") < html.index("data:text/javascript"), (
        "the program would not wait"
    )
    assert re.findall(r"\b(?:Description|parentSuite|Failed|Broken)\b", seen) == []


@needs_generator
def test_the_trend_holds_each_run_once_however_often_it_is_built(tmp_path: Path) -> None:
    runs = [tell(tmp_path / "demo" / f"20260821-1{hour}0000-aa") for hour in (2, 3)]
    for told in (*runs, runs[0]):
        build_report(told.inspection)
    lines = (tmp_path / "demo" / HISTORY).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["run"] for line in lines] == [told.folder.name for told in runs]


def test_without_the_generator_the_results_stay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    told = tell(tmp_path / "demo" / "20260821-120000-aa")
    with pytest.raises(RuntimeError, match=r"python -m reports rebuild demo/20260821-120000-aa"):
        build_report(told.inspection)
    assert list((told.folder / "allure-results").glob("*-result.json"))


def test_all_outcomes_are_covered_by_the_material(tmp_path: Path) -> None:
    inspection = tell(tmp_path / "run").inspection
    assert all(inspection.verdicts(outcome) for outcome in Outcome)


def test_the_table_of_clauses_is_fresh() -> None:
    assert README.read_text(encoding="utf-8") == render(), "请运行 python -m fixtures.table"
