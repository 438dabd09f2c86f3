"""Does the site have a search that works, finds what was published, and sorts what it found by kind?"""

from collections.abc import Callable

import pytest

from pages.site_search import SiteSearch
from suites.design.searching import judge_categories, judge_found, judge_working
from suites.standards import Clause


@pytest.mark.indicator("site_search", 1)
def test_search_works(site_search: SiteSearch, conclude: Callable[..., None]) -> None:
    conclude(judge_working(site_search), note=f"在 {site_search.start} 的搜索框中搜索了 {len(site_search.pages)} 次。")


@pytest.mark.indicator("site_search", 2)
def test_titles_found(clause: Clause, site_search: SiteSearch, conclude: Callable[..., None]) -> None:
    conclude(judge_found(clause, site_search))


@pytest.mark.indicator("site_search", 3)
def test_categories(clause: Clause, site_search: SiteSearch, conclude: Callable[..., None]) -> None:
    conclude(judge_categories(clause, site_search))
