"""Are statistics published regularly, shown as charts and explained?"""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from pages.column_presence import Presence
from pages.data_releases import DataReleases
from site_configs.kinds import ColumnKind
from suites.bonus.charted_data import judge_release
from suites.publishing.opened import unopened
from suites.standards import Clause
from suites.verdict import Verdict


@pytest.mark.indicator("data_release", 1)
def test_data_release(
    clause: Clause,
    presences: Mapping[ColumnKind, Presence],
    releases: DataReleases,
    as_of: date,
    conclude: Callable[..., None],
) -> None:
    missing = unopened(clause, presences[ColumnKind.STATISTICS])
    conclude(
        Verdict.award(clause, 0, "没有开设数据发布类栏目。") if missing else judge_release(clause, releases, as_of)
    )
