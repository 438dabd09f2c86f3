"""Is a citizen who signs in once known in 互动交流 and 办事服务, and signed out of both at once?"""

from collections.abc import Callable

import pytest

from pages.sign_on import Look, SignOn, Trial
from suites.standards import Clause
from suites.verdict import Finding, Verdict


def judge_single_sign_on(clause: Clause, seen: SignOn) -> Verdict:
    """One finding for a second password, one for a sign-out that reached only one part; REVIEW when nobody signed in.

    Args:
        clause: single_sign_on.1.
        seen: what signing in, or only looking, came to.
    """
    if seen.barrier:
        return Verdict.review(clause, f"没有实际登录：{seen.barrier}。{_outside(seen.looks)}须用测试账号登录确认。")
    findings = [_finding(trial) for trial in seen.trials if trial.faulty]
    doubts = [doubt for trial in seen.trials for doubt in _doubts(trial)]
    if doubts and not findings:
        return Verdict.review(clause, f"一次登录各板块均认得，但{'；'.join(dict.fromkeys(doubts))}，须人工确认。")
    routes = "、".join(f"{trial.first.name}登录后进入{trial.second.name}" for trial in seen.trials)
    return Verdict.of(clause, findings, f"用测试账号实际登录，检查了{routes}，以及一处退出后另一处的状态。")


def _finding(trial: Trial) -> Finding:
    first, second = trial.first, trial.second
    if trial.again:
        what = f"在{first.name}登录后进入{second.name}，仍须再次输入用户名和密码，不能一号登录。"
        return Finding(second.url, what, target="sign_on", evidence=trial.evidence)
    what = f"在{second.name}退出后，{first.name}仍显示已登录，退出没有在各板块同时生效。"
    return Finding(first.url, what, target="sign_out", evidence=trial.evidence)


def _doubts(trial: Trial) -> list[str]:
    if not trial.leaves:
        return [f"{trial.second.name}没有找到“退出”"]
    return [f"退出后在{trial.first.name}点击“登录”无须密码就又登录了"] if trial.survived else []


def _outside(looks: tuple[Look, ...]) -> str:
    """What the doors look like from outside, as sentences."""
    parts = [
        f"{look.door.name}的登录通向 {look.hosts[0]}" if look.hosts else f"{look.door.name}没有发现登录入口"
        for look in looks
    ]
    hosts = {look.hosts[0] for look in looks if look.hosts}
    if len(looks) > 1 and all(look.hosts for look in looks):
        parts.append("两处是同一认证主机" if len(hosts) == 1 else "两处不是同一认证主机")
    return f"从外面看，{'，'.join(parts)}；" if parts else "没有发现登录入口；"


@pytest.mark.indicator("single_sign_on")
def test_single_sign_on(clause: Clause, sign_on: SignOn, conclude: Callable[..., None]) -> None:
    conclude(judge_single_sign_on(clause, sign_on))
