"""Does the site work over IPv6 as it does over IPv4?"""

from collections.abc import Callable

import pytest

from pages.network import NetworkView
from suites.design.dual_stack import judge
from suites.standards import Clause


@pytest.mark.indicator("ipv6")
def test_ipv6(clause: Clause, network_view: NetworkView, conclude: Callable[..., None]) -> None:
    conclude(judge(clause, network_view))
