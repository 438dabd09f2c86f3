"""Are there blank or overdue columns that no other row has deducted for?"""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from pages.walk import Walk
from site_configs.kinds import ColumnKind
from suites.freshness import early_warnings, limited
from suites.publishing.standing_still import judge_remaining, remaining_blank, remaining_overdue
from suites.standards import Clause
from suites.standards.quantity import Duration

Windows = Mapping[ColumnKind, Duration]


@pytest.mark.indicator("other_columns", 1)
def test_blank_columns(
    clause: Clause, walk: Walk, own_windows: Windows, as_of: date, conclude: Callable[..., None]
) -> None:
    conclude(judge_remaining(clause, remaining_blank(walk, own_windows, as_of), "空白"))


@pytest.mark.indicator("other_columns", 2)
def test_overdue_columns(
    clause: Clause,
    walk: Walk,
    own_windows: Windows,
    as_of: date,
    early_share: float,
    conclude: Callable[..., None],
) -> None:
    others = [due for due in limited(walk, as_of) if due.column.kind not in own_windows]
    verdict = judge_remaining(clause, remaining_overdue(walk, own_windows, as_of), "未更新")
    conclude(verdict, warnings=early_warnings(others, as_of, early_share))
