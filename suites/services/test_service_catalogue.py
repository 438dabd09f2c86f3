"""Are the services shown together and classified?"""

from collections.abc import Callable

import pytest

from pages.guides import Services
from pages.service_catalogue import Catalogue
from site_configs import Site
from suites.services.catalogued import judge_catalogue
from suites.services.offered import without_services
from suites.standards import Clause


@pytest.mark.indicator("service_catalogue")
def test_service_catalogue(
    clause: Clause, services: Services, service_catalogue: Catalogue, site: Site, conclude: Callable[..., None]
) -> None:
    conclude(without_services(clause, site, services) or judge_catalogue(clause, services, service_catalogue))
