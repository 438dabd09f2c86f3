"""Is there an overview, and is it up to date?"""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from pages.column_pages import ColumnPages
from pages.column_presence import Presence
from pages.walk import Walk
from site_configs.kinds import ColumnKind
from suites.publishing.institution import judge_overview
from suites.publishing.opened import judge_opened, unopened
from suites.standards import Clause

Presences = Mapping[ColumnKind, Presence]


@pytest.mark.indicator("overview", 1)
def test_overview_column(clause: Clause, presences: Presences, walk: Walk, conclude: Callable[..., None]) -> None:
    conclude(judge_opened(clause, presences[ColumnKind.OVERVIEW], walk.home.url))


@pytest.mark.indicator("overview", 2)
def test_overview_accurate(
    clause: Clause, presences: Presences, overview_pages: ColumnPages, as_of: date, conclude: Callable[..., None]
) -> None:
    overview = presences[ColumnKind.OVERVIEW]
    conclude(unopened(clause, overview) or judge_overview(clause, overview, overview_pages, as_of))
