"""Which inspection do the report's self-tests tell? A small one, written by hand."""

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

from pages.capture import Evidence, EvidenceStore
from pages.clock import BEIJING
from reports.inspection import Inspection
from reports.ledger import Ledger, read
from reports.records import Breakdown, Environment, Footer, Header, Judged, Missed, Observed, Plan, Record, SiteRef
from reports.scrubbing import Scrubber
from reports.version import standard_ref, tool_version
from suites.standards import Standard
from suites.verdict import EarlyWarning, Finding, Outcome, Verdict

STANDARD = Standard.load("guoban-2019-19")
NOON = datetime(2026, 8, 21, 12, tzinfo=BEIJING)
HOME = "https://www.yunting.gov.cn/"
# The smallest JPEG there is: one grey pixel.
PIXEL = bytes.fromhex(
    "ffd8ffdb004300030202020202030202020303030304060404040404080606050609080a0a090809090a0c0f0c0a0b0e0b09090d11"
    "0d0e0f101011100a0c12131210130f101010ffc9000b080001000101011100ffcc000600101005ffda0008010100003f00d2cf20ff"
    "d9"
)
HEADER = Header(
    tool=tool_version(),
    site=SiteRef("demo", "云汀市人民政府", HOME, "3399000001"),
    standard=standard_ref(STANDARD),
    as_of=date(2026, 8, 21),
    started=NOON,
    seed="demo:2026-08-21",
    python="3.11.7",
    platform="Linux x86_64",
    options=MappingProxyType({"mutation": "首页不更新"}),
)


SOON = EarlyWarning(f"{HOME}xwzx/", "“要闻”栏目已 11 天没有更新，再过 3 天即属不更新。")


@dataclass(frozen=True, slots=True)
class Told:
    """A run written to disk, and what was written."""

    folder: Path
    records: tuple[Record, ...]

    @property
    def inspection(self) -> Inspection:
        """The run read back."""
        return read(self.folder)


def proofs(folder: Path) -> tuple[Evidence, ...]:
    """One picture and one excerpt with headers, kept below the run's folder."""
    store = EvidenceStore(folder / "evidence")
    headers = {"server": "nginx", "set-cookie": "JSESSIONID=0123456789; Path=/; HttpOnly"}
    return (
        store.picture(PIXEL, HOME, NOON),
        store.text('<li><img src="https://outside.example/x.png">要闻</li>', HOME, NOON, headers=headers),
    )


def records(folder: Path) -> tuple[Record, ...]:
    """A veto, a deduction per finding, a candidate, a breakdown of the site and one of the program."""
    stale = Finding(
        HOME, "首页最近一次更新是 7 月 1 日。", "首页", "#news", "要闻 07-01", (HOME + "x",), proofs(folder)
    )
    dead = [Finding(HOME, f"链接 /{number} 打不开。", f"{HOME}{number}") for number in range(1, 6)]
    doubt = Finding(f"{HOME}a.html", "疑似错误表述“某某”。", "某某")
    conclusions: tuple[Judged | Missed, ...] = (
        Judged(Verdict("home_not_updated.1", Outcome.FAIL, (stale,), "检查了 12 条信息。"), NOON, 1.5),
        Judged(Verdict("dead_links.1", Outcome.FAIL, tuple(dead)), NOON, 2),
        Judged(Verdict("safety_incident.1", Outcome.REVIEW, (doubt,)), NOON),
        Judged(Verdict("page_tags.1", Outcome.PASS, (), "抽查 5 个页面。", warnings=(SOON,)), NOON),
        Judged(Verdict("home_not_updated.2", Outcome.INAPPLICABLE, (), "首页不是导航页。"), NOON),
        Missed("site_unreachable.1", "timeout", "访问超时", HOME, "20 秒", NOON, 20),
        Missed("ipv6.1", "program", "程序异常", "", "TypeError：x", NOON, 0, "Traceback\nTypeError: x"),
    )
    return (
        Plan(tuple(one.clause_id for one in conclusions)),
        Environment("chromium", "156.0"),
        Observed("home", "首页", 1.25, sampled=(HOME,)),
        *conclusions,
        Breakdown("suites/x.py", "OSError：x"),
        Footer(NOON + timedelta(minutes=1), complete=True, counts=MappingProxyType({"发现问题": 2})),
    )


def written(folder: Path, *written_down: Record, **changed: Any) -> Inspection:  # noqa: ANN401  parts of a header
    """A run of these records, read back; `changed` parts of its header."""
    folder.mkdir(parents=True, exist_ok=True)
    with Ledger(folder, dataclasses.replace(HEADER, **changed)) as ledger:
        for record in written_down:
            ledger.append(record)
    return read(folder)


def tell(folder: Path, scrubber: Scrubber | None = None, without: tuple[str, ...] = ()) -> Told:
    """Write that inspection as the run `folder`, leaving out some clauses."""
    folder.mkdir(parents=True)
    written = tuple(one for one in records(folder) if getattr(one, "clause_id", "") not in without)
    with Ledger(folder, HEADER, scrubber) as ledger:
        for record in written:
            ledger.append(record)
    return Told(folder, written)
