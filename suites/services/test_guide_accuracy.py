"""Are telephone, place and hours of guides right?"""

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from pages.guide import GuideSample
from pages.guides import Services
from pages.unit_contacts import Contact
from site_configs import Site
from suites.services.accurate_guides import judge_accuracy
from suites.services.offered import without_services
from suites.standards import Clause


@pytest.mark.indicator("guide_accuracy")
def test_guide_accuracy(
    clause: Clause,
    services: Services,
    guide_sample: GuideSample,
    institution_contacts: Sequence[Contact],
    site: Site,
    as_of: date,
    conclude: Callable[..., None],
) -> None:
    absent = without_services(clause, site, services)
    conclude(absent or judge_accuracy(clause, services, guide_sample, institution_contacts, as_of))
