"""Are the keys to a visitor's session handed out safely?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pages.secure_home import SecureHome
from pages.set_cookies import SetCookie
from suites.standards import Clause
from suites.verdict import Finding, Verdict
from suites.web.offered import unoffered

_NAMES = Path(__file__).with_name("session_cookies.yaml")


class Role(Enum):
    """What a cookie is for, as far as its name and value tell."""

    SESSION = "会话"
    PERHAPS = "可能是会话"
    OTHER = "其他"


def judge_cookies(clause: Clause, home: SecureHome, cookies: Sequence[SetCookie], domain: str) -> Verdict:
    """A finding for every session cookie handed out without Secure or HttpOnly; REVIEW when only perhaps one.

    Args:
        clause: the clause.
        home: whether there is HTTPS at all.
        cookies: set by any answer, of whatever host.
        domain: the site's registered domain; what other sites set is not looked at.

    Raises:
        Unseen: as `unoffered`.
    """
    if (early := unoffered(clause, home)) is not None:
        return early
    own = [c for c in cookies if c.url.startswith("https:") and f".{c.host}".endswith(f".{domain}")]
    roles = {cookie: role_of(cookie) for cookie in own}
    findings = _findings(cookie for cookie in own if roles[cookie][0] is Role.SESSION)
    note = _note(roles)
    if findings:
        return Verdict.of(clause, findings, note)
    if perhaps := _findings(cookie for cookie in own if roles[cookie][0] is Role.PERHAPS):
        return Verdict.review(clause, f"有的 Cookie 缺少属性，是不是会话标识须人工确认。{note}", perhaps)
    return Verdict.of(clause, [], note)


def role_of(cookie: SetCookie) -> tuple[Role, str]:
    """What a cookie is for, and which list says so (Chinese, empty for a session)."""
    lists = _lists()
    name = cookie.plain_name.lower()
    for word, patterns in lists["other"].items():
        if _matches(name, patterns):
            return Role.OTHER, word
    if _matches(name, lists["session"]):
        return Role.SESSION, ""
    return (Role.PERHAPS, "") if cookie.random and not cookie.lasting else (Role.OTHER, "其他用途")


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(name, pattern.lower()) for pattern in patterns)


@cache
def _lists() -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.safe_load(_NAMES.read_text(encoding="utf-8"))
    return found


def _findings(cookies: Iterable[SetCookie]) -> list[Finding]:
    lacking: dict[tuple[str, str], list[SetCookie]] = defaultdict(list)
    for cookie in cookies:
        if not (cookie.secure and cookie.http_only):
            lacking[cookie.host, _family(cookie)].append(cookie)
    return [_finding(host, family, each) for (host, family), each in lacking.items()]


def _finding(host: str, family: str, cookies: Sequence[SetCookie]) -> Finding:
    missing = {
        "Secure": any(not cookie.secure for cookie in cookies),
        "HttpOnly": any(not cookie.http_only for cookie in cookies),
    }
    words = "和 ".join(f"{name} " for name, absent in missing.items() if absent)
    crossing = any(cookie.same_site == "none" and not cookie.secure for cookie in cookies)
    more = "；声明了 SameSite=None 却没有 Secure，浏览器会拒收" if crossing else ""
    what = f"{host} 通过 HTTPS 下发的会话 Cookie {cookies[0].name} 缺少 {words}属性{more}。"
    also = tuple(dict.fromkeys(cookie.url for cookie in cookies if cookie.url != cookies[0].url))
    return Finding(cookies[0].url, what, target=f"{host} {family}", also=also)


def _family(cookie: SetCookie) -> str:
    """The name, or the pattern of those whose names end differently every time (ASPSESSIONID…)."""
    name = cookie.plain_name.lower()
    ends = (pattern for pattern in _lists()["session"] if pattern.endswith("ID*") and not pattern.startswith("*"))
    return next((pattern for pattern in ends if fnmatchcase(name, pattern.lower())), cookie.name)


def _note(roles: Mapping[SetCookie, tuple[Role, str]]) -> str:
    sessions = dict.fromkeys(f"{c.name}（{c.host}）" for c, (role, _) in roles.items() if role is Role.SESSION)
    others: dict[str, dict[str, None]] = defaultdict(dict)
    for cookie, (role, word) in roles.items():
        if role is Role.OTHER:
            others[word][cookie.name] = None
    told = f"会话 Cookie：{'、'.join(sessions)}" if sessions else "没有下发会话 Cookie"
    rest = "；".join(f"{word}：{'、'.join(names)}" for word, names in others.items())
    return f"{told}{'；不判定的 Cookie：' if rest else ''}{rest}。"
