"""Are the functions of the institution told, and rightly?"""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from pages.column_pages import ColumnPages
from pages.column_presence import Presence
from pages.walk import Walk
from site_configs.kinds import ColumnKind
from suites.publishing.institution import judge_functions
from suites.publishing.opened import judge_opened, unopened
from suites.standards import Clause

Presences = Mapping[ColumnKind, Presence]


@pytest.mark.indicator("functions", 1)
def test_functions_column(clause: Clause, presences: Presences, walk: Walk, conclude: Callable[..., None]) -> None:
    conclude(judge_opened(clause, presences[ColumnKind.FUNCTIONS], walk.home.url))


@pytest.mark.indicator("functions", 2)
def test_functions_accurate(
    clause: Clause, presences: Presences, functions_pages: ColumnPages, as_of: date, conclude: Callable[..., None]
) -> None:
    functions = presences[ColumnKind.FUNCTIONS]
    conclude(unopened(clause, functions) or judge_functions(clause, functions, functions_pages, as_of))
