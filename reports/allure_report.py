"""How do Allure results become a report that opens from disk and asks nothing of any other host?

Allure 3's own command makes it (`.setup/node_modules`, put there by set-up). Its pages hard-code Google Tag Manager,
which is taken out afterwards. The trend over runs lives in one `history.jsonl` per site; each line names its run, so
that a report made again sees only the runs before it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import string
import subprocess
import tempfile
from pathlib import Path

from reports.allure_results import write_results
from reports.inspection import Inspection
from suites.standards.scorecard import Result

REPORT = "allure-report"
HISTORY = "history.jsonl"
KEPT_RUNS = 50
_ROOT = Path(__file__).resolve().parent.parent
_COMMAND = _ROOT / ".setup" / "node_modules" / "allure" / "cli.js"
_CONFIG = Path(__file__).with_name("allurerc.mjs")
_WORDS = Path(__file__).with_name("allure_page.html")
_PATIENCE = 300
_TRACKER = re.compile(
    r"<script[^>]*\bsrc=\"https://www\.googletagmanager\.com/[^\"]*\"[^>]*>\s*</script>"
    r"(?:\s*<script>(?:(?!</script>).)*?\bgtag\((?:(?!</script>).)*?</script>)?",
    re.DOTALL,
)


class ReportError(RuntimeError):
    """The report could not be made: one Chinese sentence saying why and what to do."""


def build_report(inspection: Inspection) -> Path:
    """Write results and report of a run; return the page to open.

    Raises:
        ReportError: Node or Allure is not installed, or Allure failed. The results are kept.
    """
    results = write_results(inspection)
    again = f"稍后可用 python -m reports rebuild {inspection.folder.parent.name}/{inspection.folder.name} 生成。"
    node = shutil.which("node")
    if node is None or not _COMMAND.is_file():
        lacking = "Node" if node is None else "报告生成器"
        raise ReportError(f"没有{lacking}，未生成 Allure 报告；请运行 python3 .setup/install.py 安装，{again}")
    target = inspection.folder / REPORT
    with tempfile.TemporaryDirectory(prefix="xunjian-report-") as scratch:
        fresh, history = Path(scratch) / "report", Path(scratch) / HISTORY
        kept = _Trend(inspection.folder)
        history.write_text("".join(kept.before()), encoding="utf-8")
        _generate(node, results, fresh, history, f"巡检报告：{inspection.header.site.name}", again)
        for page in fresh.rglob("*.html"):
            html = without_tracker(page.read_text(encoding="utf-8"))
            page.write_text(in_official_words(html, _verdict(inspection)), encoding="utf-8")
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(fresh, target)
        kept.add(history.read_text(encoding="utf-8").splitlines()[-1])
    return target / "index.html"


def _verdict(inspection: Inspection) -> str:
    """The verdict in at most four characters."""
    card = inspection.scorecard
    return "暂定合格" if card.provisional and card.result is Result.PASSED else card.result.value


def without_tracker(html: str) -> str:
    """The page without Google Tag Manager (the loader, and the inline script that starts it)."""
    return _TRACKER.sub("", html)


def in_official_words(html: str, verdict: str) -> str:
    """The page saying 发现问题 and 未能检测 where Allure says 失败 and 损坏, without panes an inspection never fills.

    `verdict` stands in the ring where Allure shows the rate of passed tests.
    """
    words = string.Template(_WORDS.read_text(encoding="utf-8")).safe_substitute(verdict=verdict)
    html = html.replace('<html dir="ltr" lang="en">', '<html dir="ltr" lang="zh-CN">', 1)
    return html.replace("</head>", words + "</head>", 1)


def _generate(node: str, results: Path, target: Path, history: Path, name: str, again: str) -> None:
    settings = {
        "XUNJIAN_REPORT_NAME": name,
        "XUNJIAN_REPORT_FOLDER": str(target),
        "XUNJIAN_REPORT_HISTORY": str(history),
    }
    try:
        done = subprocess.run(  # noqa: S603  our own command
            [node, str(_COMMAND), "generate", "--config", str(_CONFIG), str(results)],
            # Results are found relative to the working folder, so Allure works where nothing else lies.
            cwd=results.parent,
            env={**os.environ, **settings},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ReportError(f"Allure 报告没有生成（{error}），{again}") from error
    if done.returncode or not (target / "index.html").is_file():
        said = " ".join((done.stderr or done.stdout).split())[-300:]
        raise ReportError(f"Allure 报告没有生成（退出码 {done.returncode}：{said}），{again}")


class _Trend:
    """The site's history file, one line per run."""

    def __init__(self, folder: Path) -> None:
        self._run = folder.name
        self._file = folder.parent / HISTORY
        lines = self._file.read_text(encoding="utf-8").splitlines() if self._file.is_file() else []
        self._lines = {run: line for line in lines if (run := _run_of(line))}

    def before(self) -> list[str]:
        """Lines of earlier runs, oldest first; run folders are named by time."""
        return [line + "\n" for run, line in sorted(self._lines.items()) if run < self._run]

    def add(self, line: str) -> None:
        """Put this run's line in its place."""
        named = json.dumps({"run": self._run, **json.loads(line)}, ensure_ascii=False, separators=(",", ":"))
        self._lines[self._run] = named
        newest = sorted(self._lines.items())[-KEPT_RUNS:]
        self._file.write_text("".join(line + "\n" for _, line in newest), encoding="utf-8")


def _run_of(line: str) -> str:
    """The run a history line belongs to; empty for a line torn by a crash."""
    try:
        return str(json.loads(line)["run"])
    except (ValueError, KeyError, TypeError):
        return ""
