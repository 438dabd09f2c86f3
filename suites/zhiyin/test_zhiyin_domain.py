"""Is the domain a government domain of the right form?"""

from collections.abc import Callable

import pytest

from pages.walk import Walk
from site_configs import Site
from suites.design.naming import judge_domain


@pytest.mark.indicator("zhiyin_domain", 1)
def test_zhiyin_domain(site: Site, walk: Walk, conclude: Callable[..., None]) -> None:
    conclude(judge_domain(site, walk.home.url))
