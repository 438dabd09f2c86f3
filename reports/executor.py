"""Who ran the inspection: a CI system (and which job), or a person at their own machine?"""

from __future__ import annotations

from collections.abc import Mapping

from reports.records import Header


def executor(header: Header, variables: Mapping[str, str]) -> dict[str, str]:
    """Allure's executor.json; `variables` is the process environment.

    No host or user names: a report is handed to others.
    """
    name, kind, build, url = _system(variables)
    described = {
        "name": name,
        "type": kind,
        "buildName": build or f"{header.site.name} {header.as_of.isoformat()}",
        "buildUrl": url,
        "reportName": f"巡检报告：{header.site.name}",
    }
    return {key: value for key, value in described.items() if value}


def _system(variables: Mapping[str, str]) -> tuple[str, str, str, str]:
    get = variables.get
    if get("GITHUB_ACTIONS"):
        url = f"{get('GITHUB_SERVER_URL', '')}/{get('GITHUB_REPOSITORY', '')}/actions/runs/{get('GITHUB_RUN_ID', '')}"
        return "GitHub Actions", "github", f"{get('GITHUB_WORKFLOW', '')} #{get('GITHUB_RUN_NUMBER', '')}", url
    if get("GITLAB_CI"):
        build = f"{get('CI_JOB_NAME', '')} #{get('CI_PIPELINE_IID', '')}"
        return "GitLab CI", "gitlab", build, get("CI_JOB_URL", "")
    if get("JENKINS_URL"):
        return "Jenkins", "jenkins", f"{get('JOB_NAME', '')} #{get('BUILD_NUMBER', '')}", get("BUILD_URL", "")
    return "本机", "local", "", ""
