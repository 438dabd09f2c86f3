"""Are guides complete, their materials plain, their policy documents provided?"""

from collections.abc import Callable, Sequence

import pytest

from pages.guide import GuideSample
from pages.guide_policies import PolicyMention
from pages.guides import Services
from site_configs import Site
from suites.services.complete_guides import judge_elements, judge_materials, judge_policies, readable
from suites.services.offered import without_services
from suites.standards import Clause


@pytest.mark.indicator("service_guides", 1, 2)
def test_guides_complete(
    clause: Clause, services: Services, guide_sample: GuideSample, site: Site, conclude: Callable[..., None]
) -> None:
    judge = judge_materials if clause.number > 1 else judge_elements
    conclude(without_services(clause, site, services) or judge(clause, readable(guide_sample, services)))


@pytest.mark.indicator("service_guides", 3)
def test_guides_policies(
    clause: Clause,
    services: Services,
    guide_sample: GuideSample,
    guide_policies: Sequence[PolicyMention],
    site: Site,
    conclude: Callable[..., None],
) -> None:
    absent = without_services(clause, site, services)
    if absent is None:
        readable(guide_sample, services)
    conclude(absent or judge_policies(clause, guide_policies))
