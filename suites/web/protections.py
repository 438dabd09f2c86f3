"""Does the home page tell browsers to protect its visitors?"""

from pages.header_policies import FRAMES, HSTS, TYPES, framing, sniffing_refused, strictness
from pages.secure_home import SecureHome
from pages.security_txt import SecurityTxt
from suites.standards import Clause
from suites.verdict import Finding, Verdict
from suites.web.offered import unoffered

_META = "meta[http-equiv]"
# Worth knowing, not asked for.
_OTHERS = {
    "content-security-policy": "CSP",
    "referrer-policy": "Referrer-Policy",
    "permissions-policy": "Permissions-Policy",
}


def judge_strictness(clause: Clause, home: SecureHome) -> Verdict:
    """A finding when HSTS is missing, ignored by browsers, or shorter than the clause asks.

    Raises:
        Unseen: as `unoffered`.
    """
    if (early := unoffered(clause, home)) is not None:
        return early
    answer = home.best
    found = strictness(answer.headers.every(HSTS))
    least = clause.duration("least")
    if found is None:
        earlier = [hop.url for hop in answer.chain if hop.headers.every(HSTS)]
        where = f"，只有转到首页的 {earlier[-1]} 带有" if earlier else ""
        what = f"首页的 HTTPS 响应没有带 Strict-Transport-Security（HSTS）{where}，条文要求不少于 {least}。"
    elif found.seconds is None:
        what = f"首页的 HSTS 响应头写法有误，浏览器不予理会：{found.fault}，条文要求不少于 {least}。"
    elif found.seconds == 0:
        what = f"首页的 HSTS 时长（max-age）为 0，意思是取消 HSTS，条文要求不少于 {least}。"
    else:
        told = f"首页的 HSTS 时长（max-age）为 {found.seconds} 秒（{found.seconds / 86400:.4g} 天）"
        if found.seconds >= least.seconds:
            return Verdict.of(clause, [], f"{told}。")
        what = f"{told}，少于 {least}。"
    return Verdict.of(clause, [Finding(answer.final_url, what, target=HSTS)])


def judge_framing(clause: Clause, home: SecureHome) -> Verdict:
    """A finding when pages of any other site may show the home page in a frame."""
    answer = home.best
    found = framing(answer.headers)
    if found.refused:
        return Verdict.of(clause, [], f"首页声明了 {found.stated}。")
    why = f"声明的“{found.stated}”不起作用" if found.stated else "没有 X-Frame-Options 和 CSP frame-ancestors 响应头"
    meta = "；写在网页 meta 标签中的不起作用" if _framing_in_page(home) else ""
    what = f"首页没有防止被其他网站嵌套：{why}{meta}。"
    return Verdict.of(clause, [Finding(answer.final_url, what, target=FRAMES)])


def judge_types(clause: Clause, home: SecureHome, security_txt: SecurityTxt) -> Verdict:
    """A finding without `nosniff`; the note tells which other protections there are."""
    answer = home.best
    others = [f"{'有' if answer.headers.every(name) else '没有'} {word}" for name, word in _OTHERS.items()]
    note = f"供参考、不判定：首页{'，'.join(others)}；security.txt：{security_txt.value}。"
    lines = answer.headers.every(TYPES)
    if sniffing_refused(lines):
        return Verdict.of(clause, [], note)
    why = f"写的是“{', '.join(lines)[:60]}”" if lines else "没有这个响应头"
    what = f"首页没有声明 X-Content-Type-Options: nosniff（{why}），浏览器可能猜测内容类型。"
    return Verdict.of(clause, [Finding(answer.final_url, what, target=TYPES)], note)


def _framing_in_page(home: SecureHome) -> bool:
    metas = [node.attributes for node in home.best.document.tree.css(_META)]
    return any(
        (meta.get("http-equiv") or "").lower() == FRAMES or "frame-ancestors" in (meta.get("content") or "")
        for meta in metas
    )
