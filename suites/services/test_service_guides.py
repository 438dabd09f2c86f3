"""Are guides complete, their materials plain, their policy documents provided?"""

from collections.abc import Callable, Sequence

import pytest

from pages.guide import GuideSample
from pages.guide_policies import PolicyMention
from pages.guides import Services
from site_configs import Site
from suites.services.complete_guides import judge_elements, judge_materials, judge_policies, nothing_read
from suites.standards import Clause


@pytest.mark.indicator("service_guides", 1, 2)
def test_guides_complete(
    clause: Clause, services: Services, guide_sample: GuideSample, site: Site, conclude: Callable[..., None]
) -> None:
    judge = judge_materials if clause.number > 1 else judge_elements
    conclude(nothing_read(clause, site, services, guide_sample) or judge(clause, guide_sample))


@pytest.mark.indicator("service_guides", 3)
def test_guides_policies(
    clause: Clause,
    services: Services,
    guide_sample: GuideSample,
    guide_policies: Sequence[PolicyMention],
    site: Site,
    conclude: Callable[..., None],
) -> None:
    conclude(nothing_read(clause, site, services, guide_sample) or judge_policies(clause, guide_policies))
