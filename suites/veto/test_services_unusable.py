"""Are services offered and usable?"""

from collections.abc import Callable, Sequence

import pytest

from pages.guides import Services
from pages.links import Link
from site_configs import Site
from suites.standards import Clause
from suites.veto.usable_services import absent, judge_guides, judge_offer, judge_systems


@pytest.mark.indicator("services_unusable", 1, 2, 3)
def test_services(clause: Clause, services: Services, site: Site, conclude: Callable[..., None]) -> None:
    judge = judge_guides if clause.number > 1 else lambda c, s: judge_offer(c, s, site.url)
    conclude(absent(clause, site, services) or judge(clause, services))


@pytest.mark.indicator("services_unusable", 4)
def test_systems(
    clause: Clause, services: Services, service_systems: Sequence[Link], site: Site, conclude: Callable[..., None]
) -> None:
    conclude(absent(clause, site, services) or judge_systems(clause, services, service_systems))
