"""Does a wrong command end at once, with exit code 4 and one sentence that says what to do?"""

import os
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from fixtures.options import RUN, pytest_configure
from reports.folders import RUNS
from suites.selftest.inspecting import ROOT, Ended, inspect, run

SITE = "name: 示例市\nurl: http://www.sample.gov.cn/\nnetwork: {isolate: true}\n"


def _configured(**given: object) -> pytest.Config:
    """Configure as pytest does with these options."""
    options: dict[str, Any] = {
        "--output": "test-results",
        "--as-of": None,
        "--site": None,
        "--mutation": None,
        "--allow-submit": False,
        "--allow-login": False,
        "--fail-on": [],
        "--baseline": None,
        "--profile": None,
        "base_url": None,
        **{f"--{name.replace('_', '-')}": value for name, value in given.items()},
    }
    config = SimpleNamespace(
        getoption=options.__getitem__, stash=pytest.Stash(), option=SimpleNamespace(allure_report_dir=None)
    )
    pytest_configure(cast("pytest.Config", config))
    return cast("pytest.Config", config)


def _sentence(ended: Ended) -> str:
    """The one line said, after checking that it is one."""
    assert ended.code == pytest.ExitCode.USAGE_ERROR, ended.said
    assert "Traceback" not in ended.said
    lines = [line for line in ended.said.splitlines() if line.strip()]
    assert len(lines) == 1, ended.said
    return lines[0]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"site": "dem"}, ["'dem'", "是否想用 'demo'"]),
        ({"site": "nowhere/at-all.yaml"}, ["at-all.yaml"]),
        ({"site": ""}, ["没有写要检查哪个网站"]),
        ({"site": "demo", "as_of": "nonsense"}, ["--as-of", "YYYY-MM-DD", "nonsense"]),
        ({"as_of": "2026-02-30"}, ["--as-of", "2026-02-30"]),
        ({"site": "demo", "output": "reports"}, ["--output", "reports"]),
        ({"output": str(ROOT)}, ["--output"]),
        ({"output": str(ROOT / "suites" / "selftest")}, ["--output"]),
        ({"output": str(ROOT.parent)}, ["--output"]),
        ({"site": "demo", "mutation": "不存在的缺陷"}, ["不存在的缺陷", "演示缺陷"]),
        ({"mutation": "不存在的缺陷"}, ["--mutation", "--site=demo"]),
        ({"site": "http://www.sample.gov.cn/", "mutation": "x"}, ["--mutation", "--site=demo"]),
    ],
    ids=lambda value: " ".join(value.values()) if isinstance(value, dict) else "",
)
def test_wrong_options(options: dict[str, str], words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    with pytest.raises(pytest.UsageError) as caught:
        _configured(**options)
    assert all(word in str(caught.value) for word in words)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("output", [RUNS / "x", ROOT / "test-results", ROOT.parent / "elsewhere"])
def test_outputs_that_delete_nothing_of_ours(output: Path) -> None:
    assert RUN not in _configured(output=str(output)).stash


def test_an_unknown_site_is_told_in_one_line() -> None:
    assert "是否想用 'demo'" in _sentence(run("--site=dem"))


def test_a_wrong_site_file_is_told_in_one_line(tmp_path: Path) -> None:
    site = tmp_path / f"selftest-broken-{os.getpid()}.yaml"
    site.write_text(f"{SITE}colums: []\n", encoding="utf-8")
    sentence = _sentence(inspect(site))
    assert all(word in sentence for word in (site.name, "colums", "columns"))


def test_output_does_not_delete_the_program() -> None:
    assert "--output" in _sentence(run("--site=demo", "--output=reports"))
    assert (ROOT / "reports" / "__init__.py").exists()


def test_a_browser_that_does_not_exist_is_told_in_one_line(tmp_path: Path) -> None:
    site = tmp_path / f"selftest-browser-{os.getpid()}.yaml"
    site.write_text(SITE, encoding="utf-8")
    sentence = _sentence(inspect(site, "-k", "page_tags", environment={"XUNJIAN_BROWSER": "/nowhere/chromium"}))
    assert "/nowhere/chromium" in sentence
    assert "浏览器" in sentence


def test_no_browser_at_all_is_told_in_one_line(tmp_path: Path) -> None:
    site = tmp_path / f"selftest-none-{os.getpid()}.yaml"
    site.write_text(SITE, encoding="utf-8")
    nothing = {"XUNJIAN_BROWSER": "", "PATH": "", "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)}
    ended = inspect(site, "-k", "page_tags", environment=nothing)
    if ended.code != pytest.ExitCode.USAGE_ERROR:
        pytest.skip("this machine has a browser outside the PATH")
    assert "浏览器" in _sentence(ended)
