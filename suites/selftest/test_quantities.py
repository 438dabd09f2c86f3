"""Are the quantities of the law read as it writes them, on both sides of every window?"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suites.standards import (
    DayOfYear,
    Duration,
    Quantity,
    WorkingDays,
)
from suites.standards.quantity import parse, quoted

GUOBAN = "guoban-2019-19"
QUIET = settings(database=None, deadline=None, max_examples=60)
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("words", "quantity"),
    [
        ("2 周", Duration(2, "周", "2 周")),
        ("6 个月", Duration(6, "个月", "6 个月")),
        ("1 年", Duration(1, "年", "1 年")),
        ("15 秒", Duration(15, "秒", "15 秒")),
        ("5 个工作日", WorkingDays(5, "5 个工作日")),
        ("1 月 31 日", DayOfYear(1, 31, "1 月 31 日")),
        ("5%", Fraction(1, 20)),
        ("30%", Fraction(3, 10)),
        ("4/3", Fraction(4, 3)),
        ("20 次", 20),
        ("5 个", 5),
        ("4 类", 4),
        ("4 条", 4),
        ("5 分", Decimal(5)),
        ("0.1 分", Decimal("0.1")),
    ],
)
def test_quantities(words: str, quantity: Quantity) -> None:
    parsed = parse(words)
    assert parsed == quantity
    assert type(parsed) is type(quantity)


@pytest.mark.parametrize(
    "words", ["", "13 月 1 日", "2 月 30 日", "两周", "2", "5 个人", "-1 分", "1/0", "5 %", "2 周内"]
)
def test_what_is_no_quantity(words: str) -> None:
    with pytest.raises(ValueError, match=r"不是(?:认得的数量|一年中的日子)"):
        parse(words)


def test_a_quantity_is_quoted_whole() -> None:
    assert quoted("0.1 分", "扣 0.1 分。")
    assert not quoted("1 分", "扣 0.1 分。")
    assert not quoted("5 秒", "15 秒")


@pytest.mark.parametrize(
    ("words", "as_of", "first_day"),
    [
        ("2 周", date(2026, 8, 22), date(2026, 8, 8)),
        ("6 个月", date(2026, 8, 31), date(2026, 2, 28)),
        ("3 个月", date(2024, 5, 31), date(2024, 2, 29)),
        ("1 年", date(2024, 2, 29), date(2023, 2, 28)),
    ],
)
def test_both_sides_of_a_window(words: str, as_of: date, first_day: date) -> None:
    """两周整合格，两周零一天不合格."""
    window = parse(words)
    assert isinstance(window, Duration)
    assert str(window) == words
    assert window.before(as_of) == first_day
    assert window.covers(first_day, as_of)
    assert not window.covers(first_day - timedelta(days=1), as_of)
    assert window.covers(as_of, as_of)
    assert not window.covers(as_of + timedelta(days=1), as_of)


@QUIET
@given(words=st.sampled_from(["2 周", "6 个月", "1 年"]), day=DAYS, as_of=DAYS, later=st.integers(1, 4000))
def test_time_never_brings_an_item_back_into_its_window(words: str, day: date, as_of: date, later: int) -> None:
    window = parse(words)
    assert isinstance(window, Duration)
    if day <= as_of and not window.covers(day, as_of):
        assert not window.covers(day, as_of + timedelta(days=later))


def test_lengths_in_seconds() -> None:
    seconds = {words: _duration(words).seconds for words in ("15 秒", "1 周")}
    assert seconds == {"15 秒": 15, "1 周": 604_800}
    with pytest.raises(ValueError, match=r"6 个月.*没有固定的秒数"):
        _ = _duration("6 个月").seconds
    with pytest.raises(ValueError, match=r"15 秒.*不足一天"):
        _duration("15 秒").before(date(2026, 1, 1))


def _duration(words: str) -> Duration:
    parsed = parse(words)
    assert isinstance(parsed, Duration)
    return parsed


@pytest.mark.parametrize(
    ("words", "as_of", "latest"),
    [
        ("1 月 31 日", date(2026, 1, 31), date(2026, 1, 31)),
        ("1 月 31 日", date(2026, 1, 30), date(2025, 1, 31)),
        ("1 月 31 日", date(2026, 12, 31), date(2026, 1, 31)),
        ("2 月 29 日", date(2026, 3, 1), date(2026, 2, 28)),
    ],
)
def test_a_day_of_every_year_comes_once_a_year(words: str, as_of: date, latest: date) -> None:
    day = parse(words)
    assert isinstance(day, DayOfYear)
    assert day.latest(as_of) == latest
