"""栏目不更新 (单项否决): do too many columns stand still, or stand empty?"""

from collections.abc import Callable
from datetime import date

import pytest

from pages.walk import Walk
from suites.standards import Clause
from suites.veto.column_updates import judge_blank, judge_lively, judge_overdue


@pytest.mark.indicator("columns_not_updated")
def test_columns_not_updated(
    clause: Clause, walk: Walk, as_of: date, early_share: float, conclude: Callable[..., None]
) -> None:
    judge = {1: judge_lively, 2: judge_overdue}.get(clause.number)
    conclude(judge(clause, walk, as_of, early_share) if judge else judge_blank(clause, walk))
