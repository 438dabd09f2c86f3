"""Do the links of the site open, those of the home page and all others?"""

from collections.abc import Callable

import pytest

from pages.site_links import SiteLinks
from suites.design.broken_links import judge_home, judge_others
from suites.standards import Clause


@pytest.mark.indicator("dead_links", 1)
def test_home_links(clause: Clause, site_links: SiteLinks, conclude: Callable[..., None]) -> None:
    conclude(judge_home(clause, site_links))


@pytest.mark.indicator("dead_links", 2)
def test_other_links(clause: Clause, site_links: SiteLinks, conclude: Callable[..., None]) -> None:
    conclude(judge_others(clause, site_links))
