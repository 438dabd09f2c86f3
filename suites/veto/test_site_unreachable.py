"""Did the home page open, visited all week long?"""

from collections.abc import Callable
from datetime import date

import pytest

from pages.probes import HomeSeries
from suites.standards import Clause
from suites.veto.reachability import judge


@pytest.mark.indicator("site_unreachable")
def test_site_unreachable(clause: Clause, home_series: HomeSeries, as_of: date, conclude: Callable[..., None]) -> None:
    conclude(judge(clause, home_series, as_of))
