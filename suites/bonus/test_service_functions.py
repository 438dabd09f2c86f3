"""Can registered users apply, book and follow their cases online, and rate what they were given?"""

from collections.abc import Callable

import pytest

from pages.guides import Services
from pages.member_visit import Member
from pages.service_pages import ServicePages
from pages.service_ratings import Ratings
from site_configs import Site
from suites.bonus.member_functions import judge_functions, judge_ratings
from suites.services.offered import without_services
from suites.standards import Clause


@pytest.mark.indicator("service_functions", 1)
def test_online_functions(
    clause: Clause,
    services: Services,
    service_pages: ServicePages,
    member: Member,
    site: Site,
    conclude: Callable[..., None],
) -> None:
    conclude(without_services(clause, site, services) or judge_functions(clause, member, service_pages))


@pytest.mark.indicator("service_functions", 2)
def test_ratings(
    clause: Clause, services: Services, service_ratings: Ratings, site: Site, conclude: Callable[..., None]
) -> None:
    conclude(without_services(clause, site, services) or judge_ratings(clause, service_ratings))
