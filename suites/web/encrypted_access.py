"""Does the home page open over HTTPS, and does plain HTTP lead there?"""

from urllib.parse import urlsplit

from pages.errors import Reason, Unseen
from pages.https_entry import HttpsEntry
from pages.tls_offer import NOT_TLS, TlsView
from suites.standards import Clause
from suites.verdict import Finding, Outcome, Verdict

NO_HTTPS = "网站没有提供 HTTPS（见“加密访问”第 1 条），本条不再重复判定。"
NATIONAL = "网站只支持国密协议（TLCP），本程序和通用浏览器不能用它打开网页，须用国密浏览器人工核对。"
# Less alike than this, one of the two is not the home page but something that the server shows by default.
STRANGE = 0.3
_CLOSED = frozenset({Reason.REFUSED, Reason.TIMEOUT, Reason.UNREACHABLE})


def absent(entry: HttpsEntry, view: TlsView) -> str:
    """Why there is no HTTPS at all, in Chinese; empty when there is, or when that cannot be told."""
    if view.seen or entry.secure.status:
        return ""
    if all(offer.detail == NOT_TLS for offer in view.offers):
        return NOT_TLS
    # When nothing answers over http either, the host is down or the way to it is cut.
    reason = entry.secure.failure
    return reason.word if reason in _CLOSED and entry.plain.status else ""


def judge_secure(clause: Clause, entry: HttpsEntry, view: TlsView) -> Verdict:
    """A finding when the home page does not open over HTTPS, whatever the certificate.

    Raises:
        Unseen: it could not be seen whether it does.
    """
    secure, url = entry.secure, entry.secure.url
    if why := absent(entry, view):
        return _failed(clause, url, f"网站没有提供 HTTPS：访问 {url} 时{why}。")
    if view.national:
        return Verdict.review(clause, NATIONAL)
    if secure.chain and urlsplit(secure.final_url).scheme == "http":
        return _failed(clause, url, f"用 HTTPS 打开首页后又转到 HTTP 地址 {secure.final_url}，内容仍以明文传送。")
    if secure.ok:
        note = f"首页可以通过 {secure.final_url} 打开，状态 {secure.status}，支持 {_versions(view)}。"
        if entry.likeness is not None and entry.likeness < STRANGE:
            alike = f"{float(entry.likeness):.0%}"
            return Verdict.review(
                clause, f"{note}但与 HTTP 打开的首页相似度只有 {alike}，请人工核对是不是本网站的首页。"
            )
        return Verdict.of(clause, [], note)
    if secure.failure is None and not secure.blocked and entry.plain.ok and urlsplit(entry.landing).scheme == "http":
        return _failed(clause, url, f"用 HTTPS 打开首页返回状态 {secure.status}，用 HTTP 可以打开。")
    if secure.failure is Reason.TLS and view.seen:
        raise Unseen(Reason.TLS, url, f"服务器只支持 {_versions(view)} 中已经淘汰的加密方式，本程序不能用它打开网页")
    secure.expect()
    raise Unseen(Reason.HTTP, url, f"状态 {secure.status}")


def judge_redirect(clause: Clause, entry: HttpsEntry, view: TlsView) -> Verdict:
    """A finding when a visitor of the http address stays there, or is sent to somebody else's site.

    不适用 when there is no HTTPS to be sent to; that is the first clause's finding.

    Raises:
        Unseen: as `judge_secure`; or the http address gave no answer to judge by.
    """
    if judge_secure(clause, entry, view).outcome is Outcome.FAIL:
        return Verdict.inapplicable(clause, "首页不能通过 HTTPS 打开（见第 1 条），没有可以转到的地址。")
    if view.national:
        return Verdict.review(clause, NATIONAL)
    plain, landing = entry.plain, urlsplit(entry.landing)
    if not plain.chain and plain.failure in _CLOSED:
        note = f"HTTP 端口没有开放（{plain.failure.word}），没有内容以明文提供。"
        return Verdict.of(clause, [], note)
    host = landing.hostname or ""
    if not entry.own(host):
        return _failed(clause, plain.url, f"用 HTTP 访问首页，被转到其他网站 {host}（{entry.landing}）。")
    if landing.scheme == "https":
        return Verdict.of(clause, [], f"用 HTTP 访问首页，通过{entry.means}自动转到 {entry.landing}。")
    plain.expect()
    return _failed(clause, plain.url, f"用 HTTP 访问首页（{plain.url}）没有转到 HTTPS，内容以明文传送。")


def _failed(clause: Clause, url: str, what: str) -> Verdict:
    return Verdict.of(clause, [Finding(url, what, target=url)])


def _versions(view: TlsView) -> str:
    return "、".join(dict.fromkeys(version for offer in view.seen for version in offer.versions))
