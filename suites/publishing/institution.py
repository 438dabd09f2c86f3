"""Are overview and functions up to date and right? Candidates for a person to confirm."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from pages.agencies import Agency, agencies_on
from pages.column_pages import ColumnPage, ColumnPages
from pages.column_presence import Presence
from pages.columns import ColumnState
from pages.errors import Reason, Unseen
from pages.overview import dated_figures, division_counts
from suites.publishing.accuracy import former_names, leftovers, statistics_year
from suites.standards import Clause
from suites.verdict import Finding, Verdict


def unreadable(clause: Clause, presence: Presence, told: ColumnPages) -> Verdict | None:
    """不适用 when the columns are blank, None when there is something to read.

    Raises:
        Unseen: nothing could be read, or everything lies on other sites.
    """
    label = presence.kind.label
    if presence.blank:
        return Verdict.inapplicable(clause, f"{label}类栏目是空白栏目，按“其他栏目”检查，不重复计算。")
    if presence.seen and all(column.state is ColumnState.EXTERNAL for column in presence.seen):
        raise Unseen(Reason.LAYOUT, presence.seen[0].url, f"{label}类栏目只有通向其他网站的链接")
    if not told.pages:
        raise told.unseen[0] if told.unseen else Unseen(Reason.LAYOUT, label, "没有读到内容")
    return None


def judge_overview(clause: Clause, presence: Presence, told: ColumnPages, as_of: date) -> Verdict:
    """Old statistics, counts that contradict each other, names of abolished agencies, unfinished text."""
    if (verdict := unreadable(clause, presence, told)) is not None:
        return verdict
    pages = told.pages
    findings = [*_old_figures(pages, as_of), *_contradictions(pages), *former_names(pages, as_of), *leftovers(pages)]
    return Verdict.of(
        clause, findings, f"检查了概况信息类页面 {len(pages)} 个{_rest(told)}，内容是否准确仍须人工核对。"
    )


def judge_functions(clause: Clause, presence: Presence, told: ColumnPages, as_of: date) -> Verdict:
    """Elements nothing is said about, names of abolished agencies, unfinished text.

    Raises:
        Unseen: no agency could be recognised.
    """
    if (verdict := unreadable(clause, presence, told)) is not None:
        return verdict
    agencies = agencies_on(told.pages)
    if not agencies:
        raise Unseen(Reason.LAYOUT, told.pages[0].url, "没有认出机构职能的内容")
    findings = [*_lacking(agencies, told.pages[0]), *former_names(told.pages, as_of), *leftovers(told.pages)]
    return Verdict.of(
        clause, findings, f"检查了 {len(agencies)} 个机构的职能信息{_rest(told)}，内容是否准确仍须人工核对。"
    )


def _rest(told: ColumnPages) -> str:
    return f"（另有 {len(told.unseen)} 个页面未能看见）" if told.unseen else ""


def _old_figures(pages: Sequence[ColumnPage], as_of: date) -> Iterator[Finding]:
    due = statistics_year(as_of)
    for found in dated_figures(pages):
        if found.year < due:
            what = f"“{found.name}”页面的数据最新为 {found.year} 年，{as_of} 时应有 {due} 年的数据。"
            yield Finding(found.url, what, f"数据年份 {found.sentence}", excerpt=found.sentence)


def _contradictions(pages: Sequence[ColumnPage]) -> Iterator[Finding]:
    """Different numbers of the same divisions."""
    units = defaultdict(list)
    for count in division_counts(pages):
        units[count.unit].append(count)
    for unit, counts in units.items():
        other = next((count for count in counts if count.number != counts[0].number), None)
        if other is not None:
            first = counts[0]
            rows = "，".join(f"“{count.name}”页面为 {count.number} 个" for count in (first, other))
            what = f"{unit}的数量前后不一致：{rows}。"
            yield Finding(other.url, what, f"{unit}数量不一致", excerpt=other.sentence)


def _lacking(agencies: Sequence[Agency], column: ColumnPage) -> Iterator[Finding]:
    """What every agency lacks is one defect of the column; what some lack is theirs."""
    common = [name for name in agencies[0].missing if all(name in agency.missing for agency in agencies)]
    for name in common:
        who = f"{len(agencies)} 个机构都" if len(agencies) > 1 else ""
        yield Finding(column.url, f"“{column.name}”{who}没有{name}。", f"{name} {column.url}")
    for agency in agencies:
        own = [name for name in agency.missing if name not in common]
        if own:
            what = f"“{agency.name}”没有{'、'.join(own)}。"
            yield Finding(agency.url, what, f"{agency.name} {agency.url}", excerpt=agency.text[:80])
