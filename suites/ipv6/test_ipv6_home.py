"""Does the home page work over IPv6 as it does over IPv4?"""

from collections.abc import Callable

import pytest

from pages.home_visits import HomeVisits
from pages.network import NetworkView
from suites.ipv6.opening import judge_alike, judge_opening, judge_repeated
from suites.standards import Clause


@pytest.mark.indicator("ipv6_home", 1)
def test_ipv6_home_opens(
    clause: Clause, network_view: NetworkView, home_visits: HomeVisits, conclude: Callable[..., None]
) -> None:
    conclude(judge_opening(clause, network_view, home_visits))


@pytest.mark.indicator("ipv6_home", 2)
def test_ipv6_home_opens_every_time(
    clause: Clause, network_view: NetworkView, home_visits: HomeVisits, conclude: Callable[..., None]
) -> None:
    conclude(judge_repeated(clause, network_view, home_visits))


@pytest.mark.indicator("ipv6_home", 3)
def test_ipv6_home_is_the_same_page(clause: Clause, network_view: NetworkView, conclude: Callable[..., None]) -> None:
    conclude(judge_alike(clause, network_view))
