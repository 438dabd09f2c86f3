"""Are the leaders presented, completely and rightly?"""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from pages.column_presence import Presence
from pages.leaders import Leaders
from pages.walk import Walk
from site_configs import Site
from site_configs.kinds import ColumnKind
from suites.publishing.leadership import judge_leaders
from suites.publishing.opened import judge_opened, unopened
from suites.standards import Clause

Presences = Mapping[ColumnKind, Presence]


@pytest.mark.indicator("leaders", 1)
def test_leaders_column(clause: Clause, presences: Presences, walk: Walk, conclude: Callable[..., None]) -> None:
    conclude(judge_opened(clause, presences[ColumnKind.LEADERS], walk.home.url))


@pytest.mark.indicator("leaders", 2)
def test_leaders_complete(
    clause: Clause,
    presences: Presences,
    leaders: Leaders,
    walk: Walk,
    site: Site,
    as_of: date,
    conclude: Callable[..., None],
) -> None:
    column = presences[ColumnKind.LEADERS]
    missing = unopened(clause, column)
    conclude(missing or judge_leaders(clause, column, leaders, walk.articles, site.name, as_of))
