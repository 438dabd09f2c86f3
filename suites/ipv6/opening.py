"""Does the home page open over IPv6, every time, and show what it shows over IPv4?"""

from fractions import Fraction

from pages.contacts import Contact
from pages.errors import Reason, Unseen
from pages.home_visits import HomeVisits
from pages.network import NetworkView
from pages.responses import Response
from suites.ipv6.reached import unopened, unreachable
from suites.standards import Clause
from suites.verdict import Finding, Verdict


def judge_opening(clause: Clause, view: NetworkView, visits: HomeVisits) -> Verdict:
    """A finding when the home page opens over IPv4 but not over IPv6; the note tells the time of every step.

    Raises:
        Unseen: no IPv6 here, or the page does not open over IPv4 either.
    """
    if (early := unreachable(clause, view)) is not None:
        return early
    answer = view.v6.answer
    note = f"{'；'.join([*map(_timed, visits.contacts), *_redirected(visits.plain)])}。"
    if answer is None or answer.ok:
        return Verdict.of(clause, [], note)
    if view.v4.answer is None or not view.v4.answer.ok:
        answer.expect()
    if answer.blocked:
        return Verdict.review(clause, f"通过 IPv6 访问被拦截（状态 {answer.status}），须人工确认。{note}")
    what = f"首页通过 IPv6（{view.v6.addresses[0]}）打不开：{_why(answer)}，通过 IPv4 可以打开。"
    return Verdict.of(clause, [Finding(view.url, what, target=view.host)], note)


def judge_repeated(clause: Clause, view: NetworkView, visits: HomeVisits) -> Verdict:
    """A finding when too few of the repeated visits succeeded; REVIEW when refusals by a shield decide.

    Raises:
        Unseen: as `unopened`.
    """
    if (early := unopened(clause, view)) is not None:
        return early
    total = len(visits.repeated)
    failed = [visit for visit in visits.repeated if not visit.ok]
    refused = [visit for visit in failed if visit.blocked]
    opened = total - len(failed)
    share = Fraction(opened, total)
    slowest = max(visit.elapsed for visit in visits.repeated)
    note = f"通过 IPv6 连续访问首页 {total} 次，成功 {opened} 次（{float(share):.0%}），最慢的用时 {slowest:.2f} 秒"
    if share >= clause.ratio("ratio"):
        return Verdict.of(clause, [], f"{note}。")
    if Fraction(opened + len(refused), total) >= clause.ratio("ratio"):
        return Verdict.review(clause, f"{note}，有 {len(refused)} 次被拦截，须人工确认。")
    causes = "、".join(dict.fromkeys(_why(visit) for visit in failed))
    what = f"{note}，低于 {clause.terms['ratio']}；失败原因：{causes}。"
    return Verdict.of(clause, [Finding(view.url, what, target="repeated")], f"{note}。")


def judge_alike(clause: Clause, view: NetworkView) -> Verdict:
    """A finding when both protocols show different pages; 不适用 for a site with IPv6 addresses only.

    Raises:
        Unseen: as `unopened`; or the page cannot be read over IPv4 to compare with.
    """
    if (early := unopened(clause, view)) is not None:
        return early
    if not view.v4.addresses:
        return Verdict.inapplicable(clause, "网站只有 IPv6 地址，没有 IPv4 的内容可以比对。")
    one, two = view.v4.answer, view.v6.answer
    if one is None or two is None or view.likeness is None:
        if one is not None:
            one.expect()
        raise Unseen(Reason.UNREACHABLE, view.host, "检测环境没有 IPv4，不能比对")
    alike = f"相似度 {float(view.likeness):.1%}"
    note = f"去掉日期、计数等变动内容后，两种协议打开的首页{alike}。"
    if view.likeness >= clause.ratio("ratio"):
        return Verdict.of(clause, [], note)
    titles = f"通过 IPv4 打开的标题是“{one.document.title}”，通过 IPv6 打开的标题是“{two.document.title}”"
    what = f"两种协议打开的首页内容不同，{alike}，低于 {clause.terms['ratio']}；{titles}。"
    return Verdict.of(clause, [Finding(view.url, what, target=view.host)], note)


def _timed(contact: Contact) -> str:
    steps = (("建立连接", contact.connected), ("加密握手", contact.secured), ("首字节", contact.first_byte))
    told = [f"{step}用时 {seconds * 1000:.0f} 毫秒" for step, seconds in steps if seconds is not None]
    if contact.failure is not None:
        told.append(_said(contact.failure, contact.detail))
    family = "IPv6" if ":" in contact.address.ip else "IPv4"
    return f"{family} {contact.address.ip}：{'，'.join(told)}"


def _redirected(plain: Response | None) -> list[str]:
    if plain is None:
        return []
    if plain.headers.get("location", "").startswith("https:"):
        return ["HTTP 访问自动转到 HTTPS"]
    return [f"HTTP 访问没有转到 HTTPS（{_why(plain)}）"]


def _why(answer: Response) -> str:
    if answer.failure is None:
        return f"状态 {answer.status}"
    return _said(answer.failure, answer.detail)


def _said(reason: Reason, detail: str) -> str:
    # What else the operating system says of a failure is English and no news.
    return f"{reason.word}（{detail}）" if reason is Reason.TLS and detail else reason.word
