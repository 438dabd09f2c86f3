"""Are the forms and samples that guides name offered, and do the files open?"""

from collections.abc import Callable

import pytest

from pages.guide import GuideSample
from pages.guides import Services
from pages.service_forms import ServiceForms
from site_configs import Site
from suites.services.complete_guides import nothing_read
from suites.standards import Clause
from suites.verdict import Finding, Verdict


def judge_forms(clause: Clause, forms: ServiceForms) -> Verdict:
    """One finding per form that is not offered and per file that does not open.

    Raises:
        Unseen: nothing is wrong with what could be told, but something could not.
    """
    findings = [
        Finding(
            guide.url,
            f"“{guide.name}”办事指南要求提交{_quoted(name)}，但没有提供下载。",
            target=f"{name}@{guide.url}",
            excerpt=name,
        )
        for name, guide in forms.missing
    ]
    findings += [
        Finding(file.guide.url, f"“{file.guide.name}”的“{file.link.name}”{file.fault}。", target=file.link.url)
        for file in forms.files
        if file.fault
    ]
    note = f"抽查 {len(forms.guides)} 个办事指南，提到表格 {forms.named} 个，下载文件 {len(forms.files)} 个。"
    if not findings and forms.unseen:
        raise forms.unseen[0]
    rest = f"另有 {len(forms.unseen)} 个文件未能检测。" if forms.unseen else ""
    return Verdict.of(clause, findings, note + rest)


def _quoted(name: str) -> str:
    return name if name.startswith("“") else f"“{name}”"


@pytest.mark.indicator("forms")
def test_forms(
    clause: Clause,
    services: Services,
    guide_sample: GuideSample,
    service_forms: ServiceForms,
    site: Site,
    conclude: Callable[..., None],
) -> None:
    conclude(nothing_read(clause, site, services, guide_sample) or judge_forms(clause, service_forms))
