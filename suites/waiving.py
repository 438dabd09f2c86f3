"""Which findings are exempt for a time? The site file's `waivers:` applied to a verdict.

A waiver is no law: what it covers is set apart, not forgotten. Reports count it by itself, and the score is told both
ways; from the day after its last day the finding counts again.
"""

import dataclasses
from datetime import date

from site_configs import Site
from suites.verdict import Outcome, Verdict, Waived


def waived(verdict: Verdict, site: Site, as_of: date) -> Verdict:
    """The verdict without the findings a waiver covers; they stand in `Verdict.waived`.

    Where all findings of 发现问题 or 待人工复核 are covered, the clause counts as 未发现问题 while the waivers last.

    Args:
        verdict: what was concluded on the clause, a person's word included.
        site: whose file carries the waivers.
        as_of: waivers that expired before are ignored.
    """
    exempt: list[Waived] = []
    left = []
    for finding in verdict.findings:
        waiver = site.waived(finding.id(site.slug, verdict.clause_id), as_of)
        if waiver is None:
            left.append(finding)
        else:
            exempt.append(Waived(finding, verdict.outcome, waiver.reason, waiver.approver, waiver.expires))
    if not exempt:
        return verdict
    if left:
        note = f"{verdict.note}另有 {len(exempt)} 个问题经批准豁免。"
        return dataclasses.replace(verdict, findings=tuple(left), waived=tuple(exempt), note=note)
    until = min(one.expires for one in exempt)
    note = f"{verdict.note}发现的 {len(exempt)} 个问题都经批准豁免，最早一项到期日为 {until}。"
    return dataclasses.replace(verdict, outcome=Outcome.PASS, findings=(), waived=tuple(exempt), note=note)


def unwaived(verdict: Verdict) -> Verdict:
    """The verdict as it would be without any waiver, whatever `waived` set apart put back."""
    outcome = max((verdict.outcome, *(one.outcome for one in verdict.waived)))
    findings = (*verdict.findings, *(one.finding for one in verdict.waived))
    return dataclasses.replace(verdict, outcome=outcome, findings=findings, waived=())
