"""Is a warning given in time, before a column is overdue and never afterwards?"""

from datetime import date

import pytest

from pages.column_kinds import Confidence
from pages.columns import Column, ColumnState
from pages.errors import Reason, Unseen
from site_configs.kinds import ColumnKind
from suites.freshness import Due, early_share, early_warnings, is_nearing

AS_OF = date(2026, 8, 21)
SINCE = date(2026, 8, 7)  # two weeks
HALF = 0.5


def _due(newest: date | None, unseen: Unseen | None = None, name: str = "要闻") -> Due:
    url = f"https://www.sample.gov.cn/{name}/"
    column = Column(name, url, ColumnKind.NEWS, Confidence.NAMED, ColumnState.LISTED)
    return Due(column, SINCE, "2 周", newest, unseen)


@pytest.mark.parametrize(
    ("newest", "nearing"),
    [
        (date(2026, 8, 21), False),
        (date(2026, 8, 14), False),  # exactly half of the period
        (date(2026, 8, 13), True),
        (date(2026, 8, 7), True),  # the last day on which it is not overdue
        (date(2026, 8, 6), False),  # overdue: a defect, no warning
    ],
)
def test_nearing_begins_after_the_share_and_ends_with_the_period(newest: date, nearing: bool) -> None:
    assert is_nearing(SINCE, newest, AS_OF, HALF) is nearing
    assert bool(early_warnings([_due(newest)], AS_OF, HALF)) is nearing


def test_a_warning_says_where_since_when_and_how_long() -> None:
    (warning,) = early_warnings([_due(date(2026, 8, 9))], AS_OF, HALF)
    assert warning.where == "https://www.sample.gov.cn/要闻/"
    assert warning.what == "“要闻”栏目最近一次更新为 2026-08-09，期限为2 周，再过 2 天不更新即超过期限。"


def test_the_most_urgent_comes_first() -> None:
    rows = [_due(date(2026, 8, 12), name="动态"), _due(date(2026, 8, 8), name="要闻")]
    assert ["要闻" in one.what for one in early_warnings(rows, AS_OF, HALF)] == [True, False]


def test_what_was_not_seen_or_states_no_date_gives_no_warning() -> None:
    unseen = Unseen(Reason.HTTP, "https://www.sample.gov.cn/", "状态 500")
    assert not early_warnings([_due(None), _due(date(2026, 8, 8), unseen)], AS_OF, HALF)


def test_the_share_of_the_data_file_is_a_share() -> None:
    assert 0 < early_share() < 1
