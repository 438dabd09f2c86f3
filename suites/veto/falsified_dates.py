"""Do the dates of publication look falsified? Candidates for 弄虚作假 (伪造发稿日期)."""

from collections.abc import Iterator
from datetime import date, timedelta

from pages.publications import DateReading
from pages.publish_dates import StatedDates
from suites.standards import Clause
from suites.verdict import Finding, Verdict

# A list and the article it leads to come from one record; a few days cover a correction.
LIST_TOLERANCE = timedelta(days=7)
# Tag and address may carry the day of drafting or of moving to a new system.
SOURCE_TOLERANCE = timedelta(days=31)
CLOCK_TOLERANCE = timedelta(days=1)  # time zones
WHOLE_LIST = 5


def judge_dates(clause: Clause, reading: DateReading, as_of: date) -> Verdict:
    """Clause 5: dates that follow the clock, contradict each other, lie in the future, or make an old text new."""
    found = [*_moving(reading), *_contradicting(reading, as_of), *_future(reading), *_twins(reading)]
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
            what = f"列表中 {len(entries)} 条信息的发布日期随浏览器时间变化，如{change}。"
            yield Finding(page, what, target=f"随时钟变化的日期 {page}", excerpt=one.title, evidence=(one.evidence,))


def _contradicting(reading: DateReading, as_of: date) -> Iterator[Finding]:
    """Articles made to look newer than another source says; a whole list dated today is one finding."""
    wrong = {one.url: why for one in reading.stated if (why := contradiction(one))}
    told: set[str] = set()
    for page, items in reading.lists.items():
        if (
            len(items) >= WHOLE_LIST
            and all(item.day == as_of for item in items)
            and (bad := [i for i in items if i.url in wrong])
        ):
            told |= {item.url for item in items}
            example = f"“{bad[0].title}”{wrong[bad[0].url]}"
            what = f"列表中 {len(items)} 条信息的日期全是监测当天，其中 {len(bad)} 条与别处不符，如{example}。"
            yield Finding(page, what, target=f"全部为当天的列表 {page}", excerpt=bad[0].title)
    for one in reading.stated:
        if one.url in wrong and one.url not in told:
            yield Finding(
                one.url, f"“{one.title}”的发布日期前后不一：{wrong[one.url]}。", target=one.url, excerpt=one.title
            )


def contradiction(one: StatedDates) -> str:
    """How an article is shown newer than another source says, empty when the dates agree within the tolerances.

    A shown date older than tag or address is no sign of falsification: old articles moved to a new system look so.
    """
    if one.listed and one.visible and one.listed - one.visible > LIST_TOLERANCE:
        return f"列表为 {one.listed}，正文为 {one.visible}"
    shown, name = (one.listed, "列表") if one.listed else (one.visible, "正文")
    for other, source in ((one.tag, "标签 PubDate"), (one.address, "网址")):
        if shown and other and shown - other > SOURCE_TOLERANCE:
            return f"{name}为 {shown}，{source}为 {other}"
    return ""


def _future(reading: DateReading) -> Iterator[Finding]:
    for one in reading.stated:
        day = one.listed or one.visible
        if day and day > reading.today + CLOCK_TOLERANCE:
            what = f"“{one.title}”的发布日期 {day} 晚于检查当天 {reading.today}。"
            yield Finding(one.url, what, target=f"未来日期 {one.url}", excerpt=one.title)


def _twins(reading: DateReading) -> Iterator[Finding]:
    for twin in reading.twins:
        old, new = (one.visible or one.tag or one.listed for one in (twin.older, twin.newer))
        if old and new and new - old > LIST_TOLERANCE:
            what = f"“{twin.newer.title}”与 {old} 发布的 {twin.older.url} 内容相同，日期改为 {new}。"
            yield Finding(twin.newer.url, what, target=f"改期重发 {twin.newer.url}", excerpt=twin.newer.title)
