"""Did the home page open over IPv6, so that anything further can be judged?"""

from pages.errors import Reason, Unseen
from pages.network import NetworkView
from suites.standards import Clause
from suites.verdict import Verdict

NO_RECORD = "首页的域名没有 AAAA 记录（见“域名解析”），没有可以用 IPv6 访问的地址。"
NOT_OPEN = "首页不能通过 IPv6 打开（见“首页访问”第 1 条），本条不再重复判定。"


def unreachable(clause: Clause, view: NetworkView) -> Verdict | None:
    """不适用 when there is no address to visit, None when there is one.

    Raises:
        Unseen: the name does not resolve at all, or this machine has no IPv6.
    """
    if not view.v6.addresses:
        if not view.v4.addresses:
            raise Unseen(Reason.DNS, view.host, "没有 A 记录也没有 AAAA 记录")
        return Verdict.inapplicable(clause, NO_RECORD)
    if not view.v6.here or view.v6.answer is None:
        what = f"域名已有 AAAA 记录 {view.v6.addresses[0]}，请在有 IPv6 的网络中检测"
        raise Unseen(Reason.NO_IPV6, view.host, what)
    return None


def unopened(clause: Clause, view: NetworkView) -> Verdict | None:
    """不适用 when the home page does not open over IPv6, which another clause says; None when it does.

    Raises:
        Unseen: as `unreachable`; or it does not open over IPv4 either, or a shield refused us.
    """
    if (early := unreachable(clause, view)) is not None:
        return early
    answer = view.v6.answer
    if answer is None or answer.ok:
        return None
    if answer.blocked or view.v4.answer is None or not view.v4.answer.ok:
        answer.expect()
    return Verdict.inapplicable(clause, NOT_OPEN)
