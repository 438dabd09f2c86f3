"""Are figures on services handled published, and kept up to date?"""

from collections.abc import Callable
from datetime import date

import pytest

from pages.guides import Services
from pages.service_statistics import ServiceStatistics
from site_configs import Site
from suites.services.handled_figures import judge_published, judge_updated
from suites.services.offered import without_services
from suites.standards import Clause


@pytest.mark.indicator("service_statistics", 1)
def test_figures_published(
    clause: Clause,
    services: Services,
    service_statistics: ServiceStatistics,
    site: Site,
    conclude: Callable[..., None],
) -> None:
    conclude(without_services(clause, site, services) or judge_published(clause, service_statistics, site.url))


@pytest.mark.indicator("service_statistics", 2)
def test_figures_updated(
    clause: Clause,
    services: Services,
    service_statistics: ServiceStatistics,
    site: Site,
    as_of: date,
    conclude: Callable[..., None],
) -> None:
    conclude(without_services(clause, site, services) or judge_updated(clause, service_statistics, as_of))
