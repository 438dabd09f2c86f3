"""Are only TLS versions and cipher suites of today accepted?"""

from collections.abc import Sequence

from pages.errors import Unseen
from pages.https_entry import HttpsEntry
from pages.tls_offer import TlsOffer, TlsView
from suites.standards import Clause
from suites.verdict import Finding, Verdict
from suites.web.encrypted_access import NATIONAL, NO_HTTPS, absent

# RFC 8996 withdraws all older ones.
CURRENT = frozenset({"TLS 1.2", "TLS 1.3"})
NAMED = 6


def judge_versions(clause: Clause, entry: HttpsEntry, view: TlsView) -> Verdict:
    """A finding for old versions accepted and one for none of today's supported, at any address.

    Raises:
        Unseen: no address could be asked, or whether an old version is accepted could not be seen.
    """
    if (early := _unjudged(clause, entry, view)) is not None:
        return early
    findings = []
    for offer in view.seen:
        old = [version for version in offer.versions if version not in CURRENT]
        if old:
            what = f"网站（地址 {offer.address.ip}）接受已经停用的 {'、'.join(old)}。"
            findings.append(Finding(view.url, what, target=f"{view.host} old"))
        if not CURRENT.intersection(offer.versions):
            if any(version in CURRENT for version, _ in offer.unsure):
                continue
            what = f"网站（地址 {offer.address.ip}）只支持 {'、'.join(offer.versions)}，不支持 TLS 1.2 或更高的版本。"
            findings.append(Finding(view.url, what, target=f"{view.host} current"))
    unsure = [row for offer in view.seen for row in offer.unsure]
    if unsure and not findings and not all(version in CURRENT for version, _ in unsure):
        version, reason = next(row for row in unsure if row[0] not in CURRENT)
        raise Unseen(reason, view.url, f"询问是否接受 {version} 时没有得到答复")
    return Verdict.of(clause, findings, _told(view))


def judge_suites(clause: Clause, entry: HttpsEntry, view: TlsView) -> Verdict:
    """A finding for each kind of deprecated cipher suites accepted, at any address.

    Raises:
        Unseen: no address could be asked, or none was found but not all could be asked about.
    """
    if (early := _unjudged(clause, entry, view)) is not None:
        return early
    findings = [finding for offer in view.seen for finding in _accepted(view, offer)]
    unsure = next((offer.suites_unsure for offer in view.seen if offer.suites_unsure is not None), None)
    if unsure is not None and not findings:
        raise Unseen(unsure, view.url, "询问是否接受不安全的加密套件时没有得到答复")
    return Verdict.of(clause, findings, _told(view))


def _accepted(view: TlsView, offer: TlsOffer) -> list[Finding]:
    kinds: dict[str, list[str]] = {}
    for suite in offer.deprecated:
        kinds.setdefault(suite.kind, []).append(suite.name)
    return [
        Finding(
            view.url,
            f"网站（地址 {offer.address.ip}）接受不安全的加密套件（{kind}）：{_listed(names)}。",
            target=f"{view.host} {kind}",
        )
        for kind, names in kinds.items()
    ]


def _unjudged(clause: Clause, entry: HttpsEntry, view: TlsView) -> Verdict | None:
    if absent(entry, view):
        return Verdict.inapplicable(clause, NO_HTTPS)
    view.expect()
    return Verdict.review(clause, NATIONAL) if view.national else None


def _listed(names: Sequence[str]) -> str:
    return "、".join(names[:NAMED]) + (f" 等 {len(names)} 个" if len(names) > NAMED else "")


def _told(view: TlsView) -> str:
    return f"{'；'.join(f'{offer.address.ip}：{_said(offer)}' for offer in view.offers)}。"


def _said(offer: TlsOffer) -> str:
    if offer.failure is not None:
        return offer.failure.word
    if offer.national:
        return "国密协议（TLCP）"
    weak = f"，不安全的加密套件 {len(offer.deprecated)} 个" if offer.deprecated else "，没有接受不安全的加密套件"
    return f"{'、'.join(offer.versions)}{weak}"
