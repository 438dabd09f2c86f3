"""Are working days counted as the State Council announces them, and is every letter placed right against its limit?"""

from datetime import date, datetime, time, timedelta

import pytest

from pages.clock import BEIJING
from pages.consultations import Consultation, Followed, Sighting
from suites.interaction.timeliness import Timing, timed
from suites.interaction.working_days import BeyondCalendarError, last_day, works
from suites.standards.quantity import WorkingDays

FIVE = WorkingDays(5, "5 个工作日")
# Monday; the fifth working day is the Monday after.
SENT = date(2026, 8, 10)
DUE = date(2026, 8, 17)


@pytest.mark.parametrize(
    ("start", "days", "last"),
    [
        (date(2026, 8, 14), 5, date(2026, 8, 21)),  # Friday to Friday
        (date(2026, 8, 15), 5, date(2026, 8, 21)),  # sent on a Saturday
        (date(2026, 8, 16), 1, date(2026, 8, 17)),
        (date(2026, 9, 30), 1, date(2026, 10, 8)),  # National Day
        (date(2026, 9, 29), 5, date(2026, 10, 12)),  # with a Saturday worked in exchange
        (date(2026, 10, 9), 1, date(2026, 10, 10)),  # which is that Saturday
        (date(2026, 2, 13), 1, date(2026, 2, 14)),  # before Spring Festival, a Saturday worked in exchange
        (date(2026, 12, 24), 5, date(2026, 12, 31)),  # the last day the calendar knows
    ],
)
def test_the_last_of_so_many_working_days(start: date, days: int, last: date) -> None:
    assert last_day(start, days) == last


def test_beyond_what_was_announced_nothing_is_guessed() -> None:
    with pytest.raises(BeyondCalendarError, match="2099"):
        works(date(2099, 1, 4))


def _letter(*sightings: Sighting, sent: date = SENT, at: time = time(10)) -> Followed:
    url = "https://www.example.gov.cn/"
    letter = Consultation("x", "身份证换领", "请问？", "1", "", url, url, datetime.combine(sent, at, BEIJING))
    return Followed(letter, sightings)


def _answered(on: date, replied: date | None = None) -> Sighting:
    return Sighting(on, answered=True, replied_on=replied)


def _waiting(on: date) -> Sighting:
    return Sighting(on, answered=False)


ONE = timedelta(days=1)


@pytest.mark.parametrize(
    ("sightings", "as_of", "timing"),
    [
        ((_answered(DUE + ONE, DUE),), DUE + ONE, Timing.IN_TIME),
        ((_answered(DUE + ONE, DUE + ONE),), DUE + ONE, Timing.LATE),
        ((_answered(DUE),), DUE + ONE, Timing.IN_TIME),
        ((_answered(DUE + ONE),), DUE + ONE, Timing.UNCERTAIN),
        ((_waiting(DUE), _answered(DUE + 3 * ONE)), DUE + 3 * ONE, Timing.UNCERTAIN),
        ((_waiting(DUE + ONE), _answered(DUE + 3 * ONE)), DUE + 3 * ONE, Timing.LATE),
        ((_waiting(DUE),), DUE, Timing.WAITING),
        ((_waiting(DUE + ONE),), DUE + ONE, Timing.LATE),
        ((_waiting(DUE),), DUE + ONE, Timing.UNSEEN),
        ((), DUE, Timing.WAITING),
        ((), DUE + ONE, Timing.UNSEEN),
        # Replayed: what came after the day that is judged was not there yet.
        ((_answered(DUE + 9 * ONE, DUE + 2 * ONE),), DUE, Timing.WAITING),
        ((_answered(DUE + 9 * ONE, DUE + 3 * ONE),), DUE + ONE, Timing.LATE),
        ((_waiting(DUE + 9 * ONE),), DUE + ONE, Timing.LATE),
    ],
)
def test_a_letter_against_its_limit(sightings: tuple[Sighting, ...], as_of: date, timing: Timing) -> None:
    assert timed(_letter(*sightings), FIVE, as_of).timing is timing


def test_the_day_of_sending_is_a_day_in_beijing() -> None:
    late_evening = timed(_letter(at=time(23, 59)), FIVE, DUE)
    assert f"{SENT} 提交" in late_evening.words


def test_without_a_calendar_only_what_is_certain_is_said() -> None:
    sent, later = date(2098, 12, 30), date(2099, 1, 20)
    assert timed(_letter(_answered(later, date(2099, 1, 2)), sent=sent), FIVE, later).timing is Timing.IN_TIME
    assert timed(_letter(_answered(later, later), sent=sent), FIVE, later).timing is Timing.UNCERTAIN
    assert timed(_letter(_waiting(later), sent=sent), FIVE, later).timing is Timing.UNCERTAIN
