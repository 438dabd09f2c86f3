"""Were the yearly report and the quarterly self-checks published in time?"""

from datetime import date, timedelta

from pages.self_reports import Quarter, SelfReport, SelfReports
from suites.standards import Clause
from suites.verdict import Finding, Verdict


def judge_annual_report(clause: Clause, reports: SelfReports, url: str, as_of: date) -> Verdict:
    """FAIL when the report on the last year that is due came late, or its column lacks it; REVIEW when none is found.

    Args:
        clause: gongkai_annual_report.1.
        reports: what was found.
        url: the site's home page.
        as_of: the day of inspection; a deadline has passed only when its day has.

    Raises:
        Unseen: the column it would stand in could not be seen.
    """
    deadline = clause.day_of_year("deadline").latest(as_of - timedelta(days=1))
    year = deadline.year - 1
    name = f"{year} 年度政府网站工作年度报表"
    note = f"查找应于 {deadline} 前发布的 {name}。"
    of_year = [one for one in reports.items if _year_of(one) == year]
    days = [one.day for one in of_year if one.day is not None]
    if days and min(days) <= deadline:
        return Verdict.of(clause, [], note)
    if days:
        late = min((one for one in of_year if one.day is not None), key=lambda one: one.day or as_of)
        return Verdict.of(clause, [Finding(late.url, f"《{late.title}》{late.day} 才发布，晚于 {deadline}。")], note)
    if of_year:
        return Verdict.review(clause, f"{note}找到《{of_year[0].title}》，但看不到发布日期，须人工确认。")
    column = reports.settled()
    if column is not None:
        return Verdict.of(clause, [Finding(column.url, f"“{column.name}”栏目没有 {name}。", target=name)], note)
    return Verdict.review(clause, f"{note}首页和各栏目都没有找到，须人工确认。", [Finding(url, f"没有找到 {name}。")])


def _year_of(report: SelfReport) -> int | None:
    """The year a report is about: as its title says, else the one before it was published."""
    if report.year is not None:
        return report.year
    return report.day.year - 1 if report.day else None


def judge_prominence(clause: Clause, reports: SelfReports, url: str) -> Verdict:
    """A candidate when the home page does not link to a report or its column.

    Args:
        clause: gongkai_annual_report.2.
        reports: what was found.
        url: the site's home page.
    """
    if reports.home:
        return Verdict.of(clause, [], f"首页有链接：{reports.home[0]}。")
    if not (reports.items or reports.columns):
        return Verdict.inapplicable(clause, "没有找到年度报表，见第 1 条。")
    return Verdict.of(clause, [Finding(url, "首页没有找到年度报表或其栏目的链接，须人工确认。", target="年度报表")])


def judge_self_checks(clause: Clause, reports: SelfReports, as_of: date) -> Verdict:
    """One finding per quarter whose check was not published in time; REVIEW when no check is found anywhere.

    A report counts for the quarter its title names; one that names none for the quarters during which, or in whose
    grace after them, it was published.

    Args:
        clause: gongkai_self_checks.1.
        reports: what was found.
        as_of: the day of inspection.

    Raises:
        Unseen: the column they would stand in could not be seen.
    """
    asked = _quarters(clause, as_of)
    note = f"查找 {'、'.join(map(str, asked))}的自查情况。"
    missing = [quarter for quarter in asked if not any(_covers(clause, one, quarter) for one in reports.items)]
    if not missing:
        return Verdict.of(clause, [], note)
    column = reports.settled()
    if column is None:
        return Verdict.review(clause, f"{note}没有找到公开自查情况的栏目，须人工确认。")
    said = f"“{column.name}”栏目没有在季度结束后 {clause.duration('grace')}内公开 "
    findings = [Finding(column.url, f"{said}{one}的自查情况。", target=str(one)) for one in missing]
    return Verdict.of(clause, findings, note)


def _quarters(clause: Clause, as_of: date) -> list[Quarter]:
    """The quarters that ended in the window and whose grace is over, oldest first."""
    window, grace = clause.duration("window"), clause.duration("grace")
    found = []
    quarter = Quarter.of(as_of).previous
    while window.covers(quarter.last_day, as_of):
        if quarter.last_day < grace.before(as_of):
            found.append(quarter)
        quarter = quarter.previous
    return found[::-1]


def _covers(clause: Clause, report: SelfReport, quarter: Quarter) -> bool:
    in_time = report.day is None or not clause.duration("grace").before(report.day) > quarter.last_day
    if report.quarter is not None:
        year = report.year or (report.day.year if report.day else None)
        return (year, report.quarter) == (quarter.year, quarter.number) and in_time
    return report.day is not None and in_time and report.day > quarter.previous.last_day
