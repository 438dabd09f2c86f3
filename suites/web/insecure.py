"""Do pages over HTTPS load anything over HTTP?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pages.secure_home import SecureHome
from pages.secure_visits import Fate, InsecureLoad, SecureVisit
from suites.standards import Clause
from suites.verdict import Finding, Verdict
from suites.web.offered import unoffered

_ATTRIBUTES = ("src", "srcset", "data", "poster", "action", "formaction")
_ANSWERED = {True: "，能够打开", False: "，但没有打开", None: ""}


def judge_insecure(clause: Clause, home: SecureHome, visits: Sequence[SecureVisit]) -> Verdict:
    """A finding for every address that pages over HTTPS load or submit to over HTTP, with the pages it is on.

    Raises:
        Unseen: as `unoffered`; or the home page was not shown in the browser, and no other page had anything to find.
    """
    if (early := unoffered(clause, home)) is not None:
        return early
    findings = list(_findings(visits))
    unseen = [visit for visit in visits if visit.unseen is not None]
    shown = [visit.name for visit in visits if visit.unseen is None]
    if not findings and (not shown or visits[0].unseen is not None):
        raise next(visit.unseen for visit in unseen if visit.unseen is not None)
    note = f"在浏览器中检查了 {len(shown)} 个 HTTPS 页面：{'、'.join(shown)}"
    missed = f"；没有看到的页面：{'、'.join(visit.name for visit in unseen)}" if unseen else ""
    upgrading = "；首页声明了 upgrade-insecure-requests，浏览器把 HTTP 地址都改用 HTTPS" if _upgrades(home) else ""
    return Verdict.of(clause, findings, f"{note}{missed}{upgrading}。")


def _findings(visits: Iterable[SecureVisit]) -> Iterable[Finding]:
    places: dict[str, list[tuple[SecureVisit, InsecureLoad]]] = defaultdict(list)
    for visit in visits:
        for load in visit.insecure:
            # What stands behind the question mark is often the time of day.
            places[load.url.partition("?")[0]].append((visit, load))
    for address, met in places.items():
        (first, load), *others = met
        verb = "向 HTTP 地址提交" if load.fate is Fate.SUBMITS else "通过 HTTP 加载"
        fate = f"{load.fate.value}{_ANSWERED[load.opened]}"
        what = f"HTTPS 页面“{first.name}”{verb}{load.kind} {load.url[:200]}：{fate}。"
        also = tuple(dict.fromkeys(visit.url for visit, _ in others if visit.url != first.url))
        yield Finding(first.url, what, target=address, selector=_selector(load.url), also=also)


def _selector(url: str) -> str:
    quoted = url.replace("\\", "\\\\").replace('"', '\\"')
    return ", ".join([*(f'[{name}="{quoted}"]' for name in _ATTRIBUTES), f'link[href="{quoted}"]'])


def _upgrades(home: SecureHome) -> bool:
    lines = home.best.headers.every("content-security-policy")
    metas = [node.attributes.get("content") or "" for node in home.best.document.tree.css("meta[http-equiv]")]
    return any("upgrade-insecure-requests" in one.lower() for one in (*lines, *metas))
