"""Does `pytest --site=…` do the whole job: inspect, write down, score, report, and end with the right exit code?"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from reports.folders import RUNS
from reports.ledger import read
from suites.verdict import Outcome

ROOT = Path(__file__).resolve().parents[2]
DEMO = (ROOT / "site_configs" / "demo.yaml").read_text(encoding="utf-8")
DEAD = """\
name: 失联市人民政府
url: https://www.shilian.gov.cn/
network: {isolate: true}
"""


@dataclass(frozen=True, slots=True)
class Ended:
    """A finished command: its exit code, what it said, and where the results of its site are."""

    code: int
    said: str
    runs: Path

    @property
    def latest(self) -> Path:
        """The run's folder."""
        return self.runs / "latest"

    @property
    def card(self) -> dict[str, Any]:
        """scorecard.json."""
        content: dict[str, Any] = json.loads((self.latest / "scorecard.json").read_text(encoding="utf-8"))
        return content


def _inspect(site: Path, *options: str) -> Ended:
    """Run the command as a user would, in a process of its own."""
    command = [sys.executable, "-m", "pytest", f"--site={site}", "-p", "no:cacheprovider", *options]
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST_", "COV_"))}
    done = subprocess.run(  # noqa: S603  our own command
        command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    return Ended(done.returncode, done.stdout + done.stderr, RUNS / site.stem)


def _site(folder: Path, name: str, text: str) -> Path:
    """A site file with a name of its own, so that nobody's results and trend are touched."""
    path = folder / f"selftest-{name}-{os.getpid()}.yaml"
    path.write_text("\n".join(line for line in text.splitlines() if "$schema" not in line), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ended]:
    """The demo portal without its footer, two indicators."""
    site = _site(tmp_path_factory.mktemp("site"), "faulty", DEMO)
    yield _inspect(site, "--mutation=页脚没有任何标识", "-k", "site_marks or domain_and_name")
    shutil.rmtree(RUNS / site.stem, ignore_errors=True)


@pytest.fixture(scope="module")
def dead(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ended]:
    """A site whose name does not resolve, all indicators."""
    site = _site(tmp_path_factory.mktemp("site"), "dead", DEAD)
    yield _inspect(site, "--no-report")
    shutil.rmtree(RUNS / site.stem, ignore_errors=True)


def test_a_finding_ends_with_exit_code_1_and_is_told(faulty: Ended) -> None:
    assert faulty.code == pytest.ExitCode.TESTS_FAILED, faulty.said
    assert (faulty.card["failed"], faulty.card["broken"], faulty.card["score"]) == (1, 0, "98")
    assert "-2 分  网站标识" in faulty.said
    assert str(faulty.latest.resolve() / "ledger.jsonl").startswith(str(faulty.runs))


def test_the_ledger_knows_browser_observations_and_proof(faulty: Ended) -> None:
    inspection = read(faulty.latest)
    (verdict,) = inspection.verdicts(Outcome.FAIL)
    proof = verdict.findings[0].evidence[0]
    assert inspection.complete
    assert inspection.environment is not None
    assert inspection.header.options["mutation"] == "页脚没有任何标识"
    assert any(seen.sampled for seen in inspection.observed)
    assert (faulty.latest / "evidence" / proof.path).is_file()


def test_no_secret_and_no_path_of_the_machine_is_in_the_ledger(faulty: Ended) -> None:
    text = (faulty.latest / "ledger.jsonl").read_text(encoding="utf-8")
    assert str(ROOT) not in text


@pytest.mark.skipif(not (ROOT / ".setup" / "node_modules").is_dir(), reason="没有 Allure 3，报告生成不自测")
def test_the_report_is_built(faulty: Ended) -> None:
    assert (faulty.latest / "allure-report" / "index.html").is_file()
    assert not list((faulty.latest / "allure-results").glob("*-container.json"))


def test_a_dead_site_is_unseen_everywhere_and_no_success(dead: Ended) -> None:
    assert dead.code == pytest.ExitCode.TESTS_FAILED, dead.said
    assert (dead.card["failed"], dead.card["score"]) == (0, None)
    # Bonus clauses do not matter below the bonus line, so the card leaves them out.
    assert 0 < dead.card["broken"] <= dead.card["counts"]["未能检测"]
    assert dead.card["counts"].keys() <= {"未能检测", "待人工复核", "不适用"}


def test_a_dead_site_ends_without_a_wall_of_traces(dead: Ended) -> None:
    assert "Traceback" not in dead.said
    assert "程序异常" not in dead.said
    assert len(dead.said.splitlines()) < 80, dead.said


def test_wrong_usage_ends_with_exit_code_4_and_one_sentence() -> None:
    ended = _inspect(Path("dem"))
    assert ended.code == pytest.ExitCode.USAGE_ERROR
    assert "是否想用 'demo'" in ended.said
    assert "Traceback" not in ended.said
