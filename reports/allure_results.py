"""How does a run become Allure results? From the ledger alone: one result per conclusion, findings as steps with proof.

The results are written from the ledger rather than while the tests run: they then hold no Python noise (fixtures,
exception class names, host and thread), are the same on every rebuild, and need no visit to the site.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from pages.capture import Evidence
from reports import allure_wording as wording
from reports.availability_picture import NAME
from reports.executor import executor
from reports.folders import EVIDENCE
from reports.inspection import Inspection
from reports.records import Conclusion, Judged
from suites.verdict import EarlyWarning, Finding, Outcome

RESULTS = "allure-results"

_STATUS = {
    Outcome.PASS: "passed",
    Outcome.FAIL: "failed",
    Outcome.REVIEW: "skipped",
    Outcome.INAPPLICABLE: "skipped",
}
# Pictures of what a clause as a whole was judged by, whatever came out: `evidence/<clause>` and one of the endings.
_CLAUSE_PICTURES = {"site_unreachable.1": NAME}
_PICTURES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg"}
_LINKS = 10
_NAMESPACE = uuid.UUID("6f1c1d0e-6c0a-5b7e-9d53-3f0a5a1c2019")

Json = dict[str, Any]


def write_results(inspection: Inspection, folder: Path | None = None) -> Path:
    """Write the results of a run: anew into its `allure-results/`, or added to another folder; return the folder.

    Clauses the present standard does not know (a ledger of another edition) are left out.
    """
    if folder is None:
        folder = inspection.folder / RESULTS
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    maker = _ResultMaker(inspection, folder)
    rulebook = inspection.rulebook
    for number, conclusion in enumerate(inspection.attempts):
        if conclusion.clause_id in rulebook:
            result = maker.result(number, conclusion)
            _dump(folder / f"{result['uuid']}-result.json", result)
    _dump(folder / "executor.json", executor(inspection.header, os.environ))
    properties = "".join(f"{key} = {value}\n" for key, value in environment(inspection).items() if value)
    (folder / "environment.properties").write_text(properties, encoding="utf-8")
    return folder


def environment(inspection: Inspection) -> dict[str, str]:
    """What the report's environment box says, in Chinese; empty values are not shown."""
    header, card = inspection.header, inspection.scorecard.to_json()
    browser = inspection.environment
    points = f"{card['score']} 分" if card["score"] is not None else "不计分"
    return {
        "结论": card["verdict"],
        "得分": f"{points}（已判 {card['judged_points']} / {card['full']} 分）",
        "被检网站": header.site.name,
        "网址": header.site.url,
        "网站标识码": header.site.code or "",
        "监测时间点": header.as_of.isoformat(),
        "检查时间": f"{header.started:%Y-%m-%d %H:%M:%S}",
        "检查标准": f"{header.standard.document}《{header.standard.title}》",
        "补充标准": "；".join(
            f"{ref.document}《{ref.title}》：{each.words}"
            for ref, each in zip(header.supplements, inspection.supplements, strict=True)
        ),
        "浏览器": f"{browser.browser} {browser.version}" if browser else "",
        "抽样种子": header.seed,
        "巡检版本": header.tool,
        "运行环境": f"Python {header.python}，{header.platform}" if header.python else "",
    }


def _dump(path: Path, content: Json) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True), encoding="utf-8")


def _milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


class _ResultMaker:
    """Makes Allure's JSON objects and puts their attachments into the results folder."""

    def __init__(self, inspection: Inspection, folder: Path) -> None:
        self._run = inspection
        self._rulebook = inspection.rulebook
        self._folder = folder

    def result(self, number: int, conclusion: Conclusion) -> Json:
        clause = self._rulebook.clause(conclusion.clause_id)
        site = self._run.header.site
        stop = _milliseconds(conclusion.at)
        message = wording.message(conclusion)
        trace = "" if isinstance(conclusion, Judged) else conclusion.trace
        labels = [*wording.labels(clause).items(), *(("tag", tag) for tag in wording.tags(clause, conclusion))]
        return {
            "uuid": str(uuid.uuid5(_NAMESPACE, f"{self._run.folder.name}/{clause.id}/{number}")),
            "historyId": hashlib.md5(f"{site.slug}|{clause.id}".encode(), usedforsecurity=False).hexdigest(),
            "testCaseId": clause.id,
            "fullName": clause.id,
            "name": clause.title,
            "titlePath": [],
            "status": _STATUS[conclusion.verdict.outcome] if isinstance(conclusion, Judged) else "broken",
            "statusDetails": {key: text for key, text in (("message", message), ("trace", trace)) if text},
            "descriptionHtml": wording.description(clause, conclusion, self._rulebook.standard_of(clause.id)),
            "start": stop - round(conclusion.seconds * 1000),
            "stop": stop,
            "stage": "finished",
            "labels": [{"name": name, "value": value} for name, value in labels],
            "links": self._links(conclusion),
            "parameters": [{"name": "条款编号", "value": clause.id}],
            "steps": self._steps(conclusion, stop),
            "attachments": [
                self._picture(picture, _CLAUSE_PICTURES[clause.id])
                for ending in _PICTURES
                if clause.id in _CLAUSE_PICTURES
                and (picture := self._run.folder / EVIDENCE / f"{clause.id}{ending}").is_file()
            ],
        }

    def _links(self, conclusion: Conclusion) -> list[Json]:
        site = self._run.header.site
        names = {site.url: f"被检网站：{site.name}"}
        if isinstance(conclusion, Judged):
            for number, finding in enumerate(conclusion.verdict.findings[:_LINKS], 1):
                names.setdefault(finding.where, f"问题 {number} 所在页面")
        elif conclusion.where:
            names.setdefault(conclusion.where, "未能检测的页面")
        return [
            {"type": "link", "name": name, "url": url}
            for url, name in names.items()
            if url.startswith(("http://", "https://"))
        ]

    def _steps(self, conclusion: Conclusion, moment: int) -> list[Json]:
        if not isinstance(conclusion, Judged):
            return []
        failed = conclusion.verdict.outcome is Outcome.FAIL
        return [
            self._step(number, finding, "failed" if failed else "skipped", moment, conclusion.clause_id)
            for number, finding in enumerate(conclusion.verdict.findings, 1)
        ] + [_warning(warning, moment) for warning in conclusion.verdict.warnings]

    def _step(self, number: int, finding: Finding, status: str, moment: int, clause_id: str) -> Json:
        facts = {
            "问题编号": finding.id(self._run.header.site.slug, clause_id),
            "所在页面": finding.where,
            "对象": finding.target if finding.has_own_target else "",
            "元素": finding.selector or "",
            "上下文": finding.excerpt,
            "同样见于": "\n".join(finding.also),
        }
        return {
            "name": f"问题 {number}：{finding.what}",
            "status": status,
            "stage": "finished",
            "start": moment,
            "stop": moment,
            "parameters": [{"name": name, "value": text} for name, text in facts.items() if text],
            "attachments": [made for proof in finding.evidence for made in self._attachments(proof)],
        }

    def _attachments(self, proof: Evidence) -> list[Json]:
        """A picture as it is; text as plain text, because a page's markup would be rendered, and load things."""
        taken = f"{proof.taken_at:%Y-%m-%d %H:%M:%S}"
        facts = f"页面：{proof.url}\n取证时间：{taken}（北京时间）\nSHA-256：{proof.sha256}\n"
        parts = [facts]
        made = []
        if proof.path:
            picture = self._run.folder / EVIDENCE / proof.path
            if picture.is_file():
                made.append(self._picture(picture, f"{proof.kind} {taken}"))
                facts = f"文件：{EVIDENCE}/{proof.path}\n{facts}"
            else:
                facts = f"{facts}（证据文件已不在运行目录中：{EVIDENCE}/{proof.path}）\n"
            parts = [facts]
        if proof.excerpt:
            parts.append(f"\n—— {proof.kind} ——\n{proof.excerpt}\n")
        if proof.headers:
            parts.append("\n—— 响应头 ——\n" + _lines(proof.headers))
        name = f"{proof.kind}的出处与校验值" if proof.path else f"{proof.kind}、时间与校验值"
        made.append(self._text("".join(parts), name))
        return made

    def _picture(self, source: Path, name: str) -> Json:
        target = self._folder / f"{source.stem}-attachment{source.suffix}"
        if not target.exists():
            try:
                target.hardlink_to(source)
            except OSError:
                shutil.copyfile(source, target)
        return {"name": name, "source": target.name, "type": _PICTURES[source.suffix]}

    def _text(self, content: str, name: str) -> Json:
        target = self._folder / f"{hashlib.sha256(content.encode()).hexdigest()[:32]}-attachment.txt"
        target.write_text(content, encoding="utf-8")
        return {"name": name, "source": target.name, "type": "text/plain"}


def _warning(warning: EarlyWarning, moment: int) -> Json:
    return {
        "name": f"预警（不扣分）：{warning.what}",
        "status": "passed",
        "stage": "finished",
        "start": moment,
        "stop": moment,
        "parameters": [{"name": "所在页面", "value": warning.where}],
        "attachments": [],
    }


def _lines(headers: Mapping[str, str]) -> str:
    return "".join(f"{name}: {value}\n" for name, value in headers.items())
