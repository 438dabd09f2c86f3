"""Do the dates of publication look falsified? Candidates for 弄虚作假 (伪造发稿日期)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date

from pages.items import Item
from pages.publications import DateReading
from pages.publish_dates import StatedDates
from suites.standards import Clause
from suites.verdict import Finding, Verdict
from suites.veto.date_tolerances import tolerances


def judge_dates(clause: Clause, reading: DateReading, as_of: date) -> Verdict:
    """Clause 5: dates that follow the clock, contradict each other, lie in the future, or make an old text new."""
    wrong = {one.url: why for one in reading.stated if (why := contradiction(one))}
    lists = _one_day_lists(reading, as_of)
    suspect = {page for page, items in lists.items() if 2 * sum(item.url in wrong for item in items) >= len(items)}
    found = [
        *_moving(reading),
        *_whole_lists({page: lists[page] for page in lists if page in suspect}, wrong),
        *_contradicting(reading, wrong, {item.url for page in suspect for item in lists[page]}),
        *_same_day({page: lists[page] for page in lists if page not in suspect}),
        *_future(reading),
        *_twins(reading),
    ]
    note = (
        f"核对 {len(reading.lists)} 个列表、{len(reading.stated)} 条信息的列表、正文、标签、网址日期；"
        f"把浏览器时间改动后比对 {len(reading.tried)} 个页面。"
    )
    return Verdict.of(clause, found, note)


def _moving(reading: DateReading) -> Iterator[Finding]:
    for page in reading.tried:
        entries = [moved for moved in reading.moved if moved.page == page]
        if entries:
            one = entries[0]
            change = f"“{one.title}”由 {one.first} 变为 {one.second}"
            what = f"页面上 {len(entries)} 条信息的发布日期随浏览器时间变化，如{change}。"
            yield Finding(page, what, target=f"随时钟变化的日期 {page}", excerpt=one.title, evidence=(one.evidence,))


def _one_day_lists(reading: DateReading, as_of: date) -> dict[str, tuple[Item, ...]]:
    """Lists long enough whose entries are all of one recent day."""
    limits = tolerances()
    return {
        page: items
        for page, items in reading.lists.items()
        if len(items) >= limits.whole_list
        and len(days := {item.day for item in items}) == 1
        and (day := next(iter(days))) is not None
        and limits.recent.covers(day, as_of)
    }


def _whole_lists(lists: Mapping[str, tuple[Item, ...]], wrong: Mapping[str, str]) -> Iterator[Finding]:
    """A whole list of one day, some of it contradicted elsewhere, is one finding."""
    for page, items in lists.items():
        bad = [item for item in items if item.url in wrong]
        example = f"“{bad[0].title}”{wrong[bad[0].url]}"
        what = f"列表中 {len(items)} 条信息的日期全是 {items[0].day}，其中 {len(bad)} 条与别处不符，如{example}。"
        yield Finding(page, what, target=f"全部为同一天的列表 {page}", excerpt=bad[0].title)


def _contradicting(reading: DateReading, wrong: Mapping[str, str], told: set[str]) -> Iterator[Finding]:
    """Single articles made to look newer than another source says."""
    for one in reading.stated:
        if one.url in wrong and one.url not in told:
            yield Finding(
                one.url, f"“{one.title}”的发布日期前后不一：{wrong[one.url]}。", target=one.url, excerpt=one.title
            )


def _same_day(lists: Mapping[str, tuple[Item, ...]]) -> Iterator[Finding]:
    """Several columns whose whole lists bear one and the same recent day, each with entries of its own."""
    by_day: dict[date | None, list[str]] = defaultdict(list)
    seen: set[str] = set()
    for page, items in sorted(lists.items(), key=lambda row: (len(row[1]), row[0])):
        if seen.isdisjoint(item.url for item in items):
            by_day[items[0].day].append(page)
            seen.update(item.url for item in items)
    for day, pages in by_day.items():
        if len(pages) >= tolerances().same_day_lists:
            what = f"{len(pages)} 个栏目的列表全部注明 {day}，可能是集中改动了发布日期：{'、'.join(pages)}。"
            yield Finding(pages[0], what, target=f"多个栏目同为一天 {pages[0]}")


def contradiction(one: StatedDates) -> str:
    """How an article is shown newer than another source says, empty when the dates agree within the tolerances.

    A shown date older than tag or address is no sign of falsification: old articles moved to a new system look so.
    """
    limits = tolerances()
    if one.listed and one.visible and one.listed - one.visible > limits.list_:
        return f"列表为 {one.listed}，正文为 {one.visible}"
    for shown, name in ((one.listed, "列表"), (one.visible, "正文")):
        for other, source in ((one.tag, "标签 PubDate"), (one.address, "网址")):
            if shown and other and shown - other > limits.source:
                return f"{name}为 {shown}，{source}为 {other}"
    return ""


def _future(reading: DateReading) -> Iterator[Finding]:
    last = reading.today + tolerances().future
    for one in reading.stated:
        day, name = next(
            ((day, name) for day, name in ((one.listed, ""), (one.visible, ""), (one.tag, "（标签 PubDate）")) if day),
            (None, ""),
        )
        if day and day > last:
            what = f"“{one.title}”的发布日期 {day}{name} 晚于检查当天 {reading.today}。"
            yield Finding(one.url, what, target=f"未来日期 {one.url}", excerpt=one.title)


def _twins(reading: DateReading) -> Iterator[Finding]:
    for twin in reading.twins:
        old, new = (one.visible or one.tag or one.listed for one in (twin.older, twin.newer))
        if old and new and new - old > tolerances().list_:
            what = f"“{twin.newer.title}”与 {old} 发布的 {twin.older.url} 内容相同，日期改为 {new}。"
            yield Finding(twin.newer.url, what, target=f"改期重发 {twin.newer.url}", excerpt=twin.newer.title)
