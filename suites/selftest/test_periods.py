"""Does the period in a title end on the day it says, and never in the future?"""

from datetime import date

import pytest

from pages.periods import periods_end

AS_OF = date(2026, 8, 21)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("2026年第二季度办件统计", "2026-06-30"),
        ("2026年三季度", "2026-08-21"),
        ("2026年7月办件情况", "2026-07-31"),
        ("7月份办件情况", "2026-07-31"),
        ("12月份办件情况", "2025-12-31"),
        ("第四季度", "2025-12-31"),
        ("2026年1—6月", "2026-06-30"),
        ("２０２６年２月", "2026-02-28"),
        ("2024年2月", "2024-02-29"),
        ("2026年上半年", "2026-06-30"),
        ("2025年下半年", "2025-12-31"),
        ("2025年度统计", "2025-12-31"),
        ("2026-07", "2026-07-31"),
        ("2025年第四季度、2026年第一季度", "2026-03-31"),
    ],
)
def test_the_last_day_is_told(text: str, end: str) -> None:
    assert periods_end(text, AS_OF) == date.fromisoformat(end)


@pytest.mark.parametrize("text", ["2027年第一季度", "2026年8月1日发布", "0579-89900011", "网站标识码 3399000001", ""])
def test_other_numbers_and_future_periods_are_none(text: str) -> None:
    assert periods_end(text, AS_OF) is None


def test_running_text_counts_with_a_year_only() -> None:
    assert periods_end("每年3月至5月申报", AS_OF, with_year=True) is None
    assert periods_end("2026年7月共受理 120 件", AS_OF, with_year=True) == date(2026, 7, 31)
