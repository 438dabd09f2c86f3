"""Are guides linked to policy documents, interpretation or answers?"""

from collections.abc import Callable, Sequence

import pytest

from pages.guide_relations import Related
from pages.guides import Services
from site_configs import Site
from suites.bonus.linked_services import judge_linkage
from suites.services.offered import without_services
from suites.standards import Clause


@pytest.mark.indicator("service_linkage")
def test_service_linkage(
    clause: Clause,
    services: Services,
    guide_relations: Sequence[Related],
    site: Site,
    conclude: Callable[..., None],
) -> None:
    conclude(without_services(clause, site, services) or judge_linkage(clause, services, guide_relations))
