"""Is the domain a government domain of the right form, and does every page head show the site's name?"""

from collections.abc import Callable, Sequence

import pytest

from pages.faces import Face
from pages.walk import Walk
from site_configs import Site
from suites.design.naming import judge_domain, judge_name
from suites.standards import Clause


@pytest.mark.indicator("domain_and_name", 1)
def test_domain(site: Site, walk: Walk, conclude: Callable[..., None]) -> None:
    conclude(judge_domain(site, walk.home.url))


@pytest.mark.indicator("domain_and_name", 2)
def test_name(clause: Clause, site_name: str, faces: Sequence[Face], conclude: Callable[..., None]) -> None:
    conclude(judge_name(clause, site_name, [face.header for face in faces]))
