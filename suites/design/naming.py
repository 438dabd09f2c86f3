"""Are the domain and the name in the head as they should be?"""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from pages.header import Header
from site_configs import Site
from suites.standards import Clause
from suites.verdict import Finding, Verdict

# 国办发〔2018〕55号《政府网站域名管理办法》 is what the clause abbreviates with □ and ○.
_PORTAL = re.compile(r"www\.[a-z0-9-]+\.gov\.cn")
_DEPARTMENT = re.compile(r"(?!www\.)[a-z0-9-]+\.(?:[a-z0-9-]+\.)+gov\.cn")


def judge_domain(site: Site, shown_url: str) -> list[Finding]:
    """Compare the host the home page is shown under with the form for this kind of site.

    Args:
        site: kind and code; ministries (code bm…) may use the portal's form.
        shown_url: address of the home page after redirects; of a site that stands elsewhere until it goes live, its
            own address counts.
    """
    shown_url = site.own_url if site.own_url != site.url else shown_url
    host = (urlsplit(shown_url).hostname or "").lower()
    ministry = (site.code or "").startswith("bm")
    right = [_PORTAL] if site.kind == "portal" else [_DEPARTMENT, *([_PORTAL] if ministry else [])]
    if any(form.fullmatch(host) for form in right):
        return []
    wanted = "www.□□□.gov.cn" if site.kind == "portal" else "○○○.□□□.gov.cn"
    kind = "门户网站" if site.kind == "portal" else "部门网站"
    return [Finding(shown_url, f"网站域名 {host} 不符合{kind}域名 {wanted} 的形式。", target=host)]


def judge_name(clause: Clause, name: str, headers: Sequence[Header]) -> Verdict:
    """One finding when any sampled head lacks the name; REVIEW when only pixels could carry it.

    Args:
        clause: domain_and_name.2.
        name: the site's name.
        headers: heads of the sampled pages.
    """
    note = f"抽查 {len(headers)} 个页面头部是否显示“{name}”。"
    without = [header for header in headers if not header.shows(name)]
    missing = [header for header in without if not header.may_carry_name_in_pixels]
    if missing:
        return Verdict.of(clause, [_finding(missing, f"页面头部没有显示网站名称“{name}”。")], note)
    if without:
        return Verdict.review(clause, note, [_finding(without, f"页面头部只有图片，须人工确认图中是否为“{name}”。")])
    return Verdict.of(clause, [], note)


def _finding(headers: Sequence[Header], what: str) -> Finding:
    first, *rest = headers
    return Finding(first.url, what, target="header", also=tuple(h.url for h in rest), evidence=first.picture)
