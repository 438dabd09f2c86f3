"""What has a person confirmed? The site file's `evidence:` applied to a verdict that no program may reach alone."""

import dataclasses
from collections.abc import Sequence
from datetime import date

from site_configs import EvidenceEntry, Site
from suites.standards import Clause
from suites.standards.vocabulary import Judge
from suites.verdict import Finding, Outcome, Verdict

_OUTCOMES = {outcome.sample_word: outcome for outcome in Outcome}


def confirmed(verdict: Verdict, clause: Clause, site: Site, as_of: date) -> Verdict:
    """The verdict with what a person put on record (附证据的人工结论, design.md §3).

    An entry that names findings decides those alone: 不合格 turns these candidates into defects, any other conclusion
    drops them; what nobody has decided on stays 待人工复核 unless something was confirmed. An entry on the clause as a
    whole decides it until it expires.

    Args:
        verdict: what the program came to; returned as it is for a clause the program may judge alone.
        clause: judged.
        site: whose file carries the entries.
        as_of: entries that expired before are ignored.
    """
    if clause.judge is Judge.AUTO:
        return verdict
    whole = site.evidence_for(clause.id, as_of)
    if whole is not None:
        return _decided(verdict, clause, site, whole)
    named = site.evidence_on_findings(clause.id, as_of)
    return _sorted_out(verdict, clause, site, named) if named and verdict.findings else verdict


def _decided(verdict: Verdict, clause: Clause, site: Site, entry: EvidenceEntry) -> Verdict:
    outcome = _OUTCOMES[entry.conclusion]
    note = _source(entry)
    if clause.is_bonus:
        earned = outcome is Outcome.PASS
        return Verdict(clause.id, Outcome.PASS if earned else Outcome.INAPPLICABLE, (), note, verdict.awards)
    if outcome is not Outcome.FAIL:
        return Verdict(clause.id, outcome, (), note)
    told = Finding(site.url, f"经 {entry.by} 于 {entry.on} 确认：{entry.note or clause.text}".rstrip("。") + "。")
    return Verdict(clause.id, outcome, verdict.findings or (told,), note)


def _sorted_out(verdict: Verdict, clause: Clause, site: Site, entries: Sequence[EvidenceEntry]) -> Verdict:
    decided = {finding_id: entry for entry in entries for finding_id in entry.findings}
    defects: list[Finding] = []
    open_: list[Finding] = []
    dropped = 0
    for finding in verdict.findings:
        entry = decided.get(finding.id(site.slug, clause.id))
        if entry is None:
            open_.append(finding)
        elif _OUTCOMES[entry.conclusion] is Outcome.FAIL:
            what = f"{finding.what.rstrip('。')}（经 {entry.by} 于 {entry.on} 确认）。"
            defects.append(dataclasses.replace(finding, what=what))
        else:
            dropped += 1
    told = [f"{len(defects)} 条线索经确认属实"] if defects else []
    told += [f"{dropped} 条线索经确认不属实"] if dropped else []
    told += [f"{len(open_)} 条线索仍待人工复核"] if open_ else []
    note = "，".join(told) + "。" if defects or dropped else verdict.note
    if defects:
        return dataclasses.replace(verdict, outcome=Outcome.FAIL, findings=tuple(defects), note=note)
    if open_:
        return dataclasses.replace(verdict, findings=tuple(open_), note=note)
    return dataclasses.replace(verdict, outcome=Outcome.PASS, findings=(), note=note)


def _source(entry: EvidenceEntry) -> str:
    file = f"，佐证文件 {entry.file.name}" if entry.file else ""
    return f"依据 {entry.by} 于 {entry.on} 提交的证据，有效期至 {entry.expires}{file}。"
