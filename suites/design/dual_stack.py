"""Does what IPv6 showed amount to a finished change-over?"""

from pages.errors import Reason, Unseen
from pages.network import NetworkView, Stack
from suites.standards import Clause
from suites.verdict import Finding, Verdict

# Pages differ between two visits (dates, counters, carousels); below this they are different pages.
ALIKE = 0.6


def judge(clause: Clause, view: NetworkView) -> Verdict:
    """No AAAA record, no answer over IPv6, or another site behind it is a finding.

    Args:
        clause: ipv6.1.
        view: the host over both families.

    Raises:
        Unseen: this machine has no IPv6, or the page cannot be read over IPv4 either.
    """
    note = f"IPv4：{_said(view.v4)}；IPv6：{_said(view.v6)}。"
    if not view.v6.addresses:
        if not view.v4.addresses:
            raise Unseen(Reason.DNS, view.host, "没有 A 记录也没有 AAAA 记录")
        return Verdict.of(
            clause, [Finding(view.url, f"域名 {view.host} 没有 IPv6 地址（AAAA）记录。", target=view.host)], note
        )
    answer = view.v6.answer
    if not view.v6.here or answer is None:
        raise Unseen(Reason.NO_IPV6, view.host, f"域名已有 AAAA 记录 {view.v6.addresses[0]}，请在有 IPv6 的网络中检测")
    if not answer.ok:
        if view.v4.answer is None or not view.v4.answer.ok:
            answer.expect()
        if answer.blocked:
            return Verdict.review(clause, f"通过 IPv6 访问被拦截，须人工确认。{note}")
        return Verdict.of(
            clause, [Finding(view.url, f"首页不能通过 IPv6 访问：{_said(view.v6)}。", target=view.host)], note
        )
    if view.likeness is not None and view.likeness < ALIKE:
        what = f"通过 IPv6 打开的内容与 IPv4 不同（相似度 {float(view.likeness):.0%}）。"
        return Verdict.of(clause, [Finding(view.url, what, target=view.host)], note)
    return Verdict.of(clause, [], note)


def _said(stack: Stack) -> str:
    if not stack.addresses:
        return "没有地址记录"
    if stack.answer is None:
        return f"{stack.addresses[0]}，检测环境不支持"
    failure = stack.answer.failure
    secured = "，HTTPS 证书有效" if stack.answer.ok and stack.answer.final_url.startswith("https:") else ""
    told = failure.word if failure else f"状态 {stack.answer.status}"
    return f"{stack.addresses[0]}，{told}{secured}，用时 {stack.answer.elapsed:.2f} 秒"
