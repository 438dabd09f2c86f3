"""Are the certificates issued by somebody trusted, in date, for this host, and strong?"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from pages.certificate_trust import Presented
from pages.certificates import Certificate
from pages.errors import Reason, Unseen
from pages.https_entry import HttpsEntry
from pages.tls_offer import TlsView
from suites.standards import Clause
from suites.verdict import EarlyWarning, Finding, Verdict
from suites.web.encrypted_access import NO_HTTPS, absent

WEAK_DIGESTS = frozenset({"md5", "sha1"})
JUDGED_KEYS = {"RSA": "rsa", "EC": "curve"}
STRONG_KEYS = frozenset({"Ed25519", "Ed448"})
NATIONAL = "证书使用国密算法（SM2/SM3），本程序不能验证，请用国密浏览器人工核对。"
NAMED = 5
# What is wrong with the certificates of one address, each with a key of its own.
_Faults = Callable[[Clause, Presented, date], Iterator[tuple[str, str]]]


def judge(clause: Clause, entry: HttpsEntry, view: TlsView, presented: Sequence[Presented], as_of: date) -> Verdict:
    """Findings about what any address of the host presents; 不适用 without HTTPS, REVIEW of national algorithms.

    Args:
        clause: certificate.1 to certificate.4.
        entry: whether there is HTTPS.
        view: what each address accepts.
        presented: the certificates of each address that spoke TLS.
        as_of: the day that dates are judged by.

    Raises:
        Unseen: no address could be asked, or the certificates of one that seemed to be well could not be read.
    """
    if absent(entry, view):
        return Verdict.inapplicable(clause, NO_HTTPS)
    view.expect()
    readable = [one for one in presented if one.chain]
    if not readable:
        _ = presented[0].leaf
    differing = len({one.chain for one in readable}) > 1
    findings: list[Finding] = []
    doubts: list[Finding] = []
    for one in readable:
        where = f"（地址 {one.address.ip}）" if differing else ""
        for key, what in _FAULTS[clause.number - 1](clause, one, as_of):
            finding = Finding(view.url, f"网站{where}{what}。", target=f"{view.host} {key}")
            (doubts if one.national or key == _UNKNOWN else findings).append(finding)
    note = _told(view, presented, as_of)
    if findings:
        return Verdict.of(clause, findings, note)
    if doubts or (clause.number in _BEYOND_US and any(one.national for one in readable)):
        return Verdict.review(clause, f"{doubts[0].what if doubts else NATIONAL}{note}")
    if unread := next((one for one in presented if not one.chain), None):
        raise Unseen(Reason.TLS, unread.address.ip, unread.detail or "没有读到证书")
    return replace(Verdict.of(clause, [], note), warnings=_warnings(clause, view, readable, as_of))


def _untrusted(_clause: Clause, seen: Presented, _as_of: date) -> Iterator[tuple[str, str]]:
    if seen.fault is None:
        return
    detail = f"（{seen.detail}）" if seen.detail else ""
    yield f"chain {seen.fault.name}", f"的证书不能验证：{seen.fault.value}{detail}，签发者为 {seen.leaf.issuer}"


def _out_of_date(clause: Clause, seen: Presented, as_of: date) -> Iterator[tuple[str, str]]:
    leaf = seen.leaf
    if leaf.last_day < as_of:
        yield "validity", f"的证书已于 {leaf.last_day} 过期"
    elif as_of < leaf.first_day:
        yield "validity", f"的证书自 {leaf.first_day} 起才生效"
    elif clause.duration("remaining").before(leaf.last_day) < as_of:
        days, least = (leaf.last_day - as_of).days, clause.terms["remaining"]
        yield "validity", f"的证书将于 {leaf.last_day} 到期，只剩 {days} 天，少于 {least}"


def _for_others(_clause: Clause, seen: Presented, _as_of: date) -> Iterator[tuple[str, str]]:
    leaf, host = seen.leaf, seen.host
    if leaf.covers(host):
        return
    if leaf.names:
        yield "names", f"的证书是颁发给 {_names(leaf)} 的，不包含 {host}"
    else:
        yield "names", f"的证书没有写明适用的域名（subjectAltName），只在主题中写了“{leaf.common_name}”，浏览器不认"


def _weak(clause: Clause, seen: Presented, _as_of: date) -> Iterator[tuple[str, str]]:
    for number, certificate in enumerate(_below_root(seen)):
        role = "的证书" if number == 0 else f"发送的中间证书“{certificate.subject}”"
        kind, bits = certificate.key.kind, certificate.key.bits
        if kind in JUDGED_KEYS and bits < clause.count(JUDGED_KEYS[kind]):
            least = clause.terms[JUDGED_KEYS[kind]]
            yield f"key {certificate.subject}", f"{role}使用 {kind} 密钥，只有 {bits} 位，少于 {least}"
        elif kind not in {*JUDGED_KEYS, *STRONG_KEYS}:
            yield _UNKNOWN, f"{role}使用的密钥（{certificate.key}）不在条文所列之内，请人工核对"
        if certificate.digest in WEAK_DIGESTS and not certificate.self_issued:
            yield f"digest {certificate.subject}", f"{role}的签名使用 {_spelled(certificate.digest)}"


def _below_root(seen: Presented) -> Sequence[Certificate]:
    """The certificates that count: those on the way to the root, or all that were sent when there is no way."""
    if seen.path:
        return seen.path[:-1] or seen.path
    return [one for number, one in enumerate(seen.chain) if number == 0 or not one.self_issued]


_UNKNOWN = "unknown key"
_FAULTS: tuple[_Faults, ...] = (_untrusted, _out_of_date, _for_others, _weak)
# Clauses that cannot be judged of certificates with national algorithms; dates and names can be read of any.
_BEYOND_US = frozenset({1, 4})


def _told(view: TlsView, presented: Sequence[Presented], as_of: date) -> str:
    """The facts, addresses that present the same ones together."""
    groups: dict[tuple[Certificate, ...], list[str]] = {}
    for one in presented:
        groups.setdefault(one.chain, []).append(one.address.ip)
    parts = [f"{'、'.join(dict.fromkeys(places))}：{_facts(chain, as_of)}" for chain, places in groups.items()]
    parts += [f"{offer.address.ip}：{offer.failure.word}" for offer in view.offers if offer.failure is not None]
    return f"{'；'.join(parts)}。"


def _facts(chain: Sequence[Certificate], as_of: date) -> str:
    if not chain:
        return "没有读到证书"
    leaf = chain[0]
    days = (leaf.last_day - as_of).days
    left = f"按 {as_of} 还有 {days} 天" if days >= 0 else f"按 {as_of} 已过期 {-days} 天"
    return (
        f"发送证书 {len(chain)} 张，颁发给 {_names(leaf)}，签发者 {leaf.issuer}，"
        f"{leaf.first_day} 至 {leaf.last_day} 有效（{left}），密钥 {leaf.key}，签名 {_spelled(leaf.digest)}"
    )


def _names(leaf: Certificate) -> str:
    named = leaf.names or (leaf.subject,)
    return "、".join(named[:NAMED]) + (f" 等 {len(named)} 个" if len(named) > NAMED else "")


def _spelled(digest: str) -> str:
    return re.sub(r"^SHA(?=\d)", "SHA-", digest.upper()) or "不另用散列"


def _warnings(clause: Clause, view: TlsView, readable: Sequence[Presented], as_of: date) -> tuple[EarlyWarning, ...]:
    """预警 when twice the time asked for is not left any more."""
    if "remaining" not in clause.terms:
        return ()
    asked = clause.duration("remaining")
    last = min(one.leaf.last_day for one in readable)
    if asked.before(asked.before(last)) >= as_of:
        return ()
    return (EarlyWarning(view.url, f"证书将于 {last} 到期，请及时更换。"),)
