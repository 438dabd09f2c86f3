"""What on a page of the institution looks out of date or left over? Candidates every such row looks for."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pages.column_pages import ColumnPage
from suites.verdict import Finding

DATA = Path(__file__).with_name("accuracy.yaml")
_REST = re.compile(r"X{3,}|x{4,}|×{3,}|[（(]?待(?:补充|完善|更新|定)[）)]?|某某[市县区局]?|此处(?:填写|输入)")
# An old name is rightly told where a page speaks of its own history.
_HISTORY = re.compile(
    r"原|撤销|撤并|组建|划入|划转|划归|整合|合并|改革|不再|前身|曾|历史|更名|改为|改称|挂牌|成立|沿革"
)
_AROUND = 40


@dataclass(frozen=True, slots=True)
class FormerAgency:
    """A name no local agency bears any more: since which year, what took its place, and after which document."""

    name: str
    since: int
    now: str
    basis: str


@cache
def _data() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    return loaded


@cache
def former_agencies() -> tuple[FormerAgency, ...]:
    """Names from accuracy.yaml."""
    return tuple(FormerAgency(**entry) for entry in _data()["former_agencies"])


def statistics_year(as_of: date) -> int:
    """The newest year whose statistics an overview should have on that day (accuracy.yaml)."""
    return as_of.year - (1 if as_of.month >= int(_data()["statistics_due_month"]) else 2)


def news_since(as_of: date) -> date:
    """The first day whose headlines are compared with the list of leaders (accuracy.yaml)."""
    return as_of - timedelta(days=int(_data()["news_days"]))


def leftovers(pages: Iterable[ColumnPage]) -> Iterator[Finding]:
    """Pages with words a template or a draft left behind: 「XXX」「待补充」."""
    for page in pages:
        if match := _REST.search(page.text):
            what = f"“{page.name}”页面有未填写完的内容“{match[0]}”。"
            excerpt = around(page.text, match.start())
            yield Finding(page.url, what, f"未填写 {excerpt}", excerpt=excerpt)


def former_names(pages: Iterable[ColumnPage], as_of: date) -> Iterator[Finding]:
    """Names no agency bears any more, history left alone; the same words on two pages are one finding."""
    for page in pages:
        for agency in former_agencies():
            at = _present(page.text, agency.name)
            if at is not None and as_of.year > agency.since:
                should = f"{agency.since} 年机构改革后应为{agency.now}（{agency.basis}）"
                what = f"“{page.name}”页面写有“{agency.name}”，{should}。"
                excerpt = around(page.text, at)
                yield Finding(page.url, what, f"{agency.name} {excerpt}", excerpt=excerpt)


def _present(text: str, name: str) -> int | None:
    """Where a name stands outside sentences about history, None when it does not."""
    for match in re.finditer(re.escape(name), text):
        start = max(text.rfind(mark, 0, match.start()) for mark in "。；;\n")
        stops = [at for mark in "。；;\n" if (at := text.find(mark, match.end())) >= 0]
        if not _HISTORY.search(text[start + 1 : min(stops, default=len(text))][:200]):
            return match.start()
    return None


def around(text: str, at: int) -> str:
    """The words around a place in a text."""
    return text[max(0, at - _AROUND) : at + _AROUND].strip()
