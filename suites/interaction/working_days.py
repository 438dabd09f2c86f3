"""Which day is the last of so many working days? By the holidays the State Council announces for each year."""

from datetime import date, timedelta

from chinese_calendar import is_workday

_ANNOUNCED = "国务院办公厅节假日安排"


class BeyondCalendarError(Exception):
    """The holidays of a year are not known (not announced yet, or too long ago): one Chinese sentence."""


def last_day(start: date, days: int) -> date:
    """The last of `days` working days after `start`, which itself does not count; make-up working days do.

    Raises:
        BeyondCalendarError: the count runs into a year whose holidays are not known.
    """
    day = start
    while days > 0:
        day += timedelta(days=1)
        days -= works(day)
    return day


def works(day: date) -> bool:
    """Whether offices work on a day: weekdays that are no holiday, and weekend days worked in exchange.

    Raises:
        BeyondCalendarError: the holidays of that year are not known.
    """
    try:
        return bool(is_workday(day))
    except NotImplementedError as error:
        raise BeyondCalendarError(
            f"工作日历没有 {day.year} 年的{_ANNOUNCED}，请更新 chinesecalendar 后再查。"
        ) from error
