"""Is a verdict on the links honest about what the crawl did not see?"""

from dataclasses import replace
from pathlib import Path

import pytest

from pages.crawl import PAGES_REACHED
from pages.frontier import WAITING, Fetched, Frontier, Met, Reading
from pages.link_state import LinkState
from pages.links import Link
from pages.references import Reference
from pages.scope import ROBOTS
from pages.site_links import SiteLinks, gathered
from site_configs import Site
from suites.design.broken_links import judge_home, judge_others
from suites.standards import Standard
from suites.verdict import Outcome

HOME = "http://www.sample.gov.cn/"
HOME_CLAUSE, OTHERS_CLAUSE = (Standard.load("guoban-2019-19").clause(f"dead_links.{number}") for number in (1, 2))


def _links(number: int, state: LinkState = LinkState.ALIVE) -> tuple[Link, ...]:
    return tuple(Link(Reference(f"{HOME}{state.name}{n}", "", "链接", ""), state) for n in range(number))


SEEN = SiteLinks(
    home_url=HOME,
    home=_links(8),
    others=(),
    pages=40,
    checked=100,
    unasked={},
    home_unasked={},
    stopped="",
    agreed=False,
    manners=("遵守 robots.txt",),
)


def test_a_whole_crawl_says_what_it_did() -> None:
    verdict = judge_others(OTHERS_CLAUSE, SEEN)
    assert (verdict.outcome, verdict.note) == (
        Outcome.PASS,
        "抓取 40 个页面，检查 100 个地址，其他页面上有 0 个未能检测（遵守 robots.txt）。",
    )


@pytest.mark.parametrize(("agreed", "outcome"), [(False, Outcome.REVIEW), (True, Outcome.PASS)])
def test_a_crawl_cut_short_passes_only_as_an_agreed_sample(agreed: bool, outcome: Outcome) -> None:
    unasked = {WAITING: 2345, "同类动态地址过多": 7}
    verdict = judge_others(OTHERS_CLAUSE, replace(SEEN, stopped=PAGES_REACHED, agreed=agreed, unasked=unasked))
    assert verdict.outcome is outcome
    assert f"{WAITING} 2345 个" in verdict.note
    assert "同类动态地址过多 7 个" in verdict.note
    assert ("按网站档案抽查" in verdict.note) is agreed


@pytest.mark.parametrize(
    ("kept", "outcome"), [(25, Outcome.REVIEW), (24, Outcome.PASS), (0, Outcome.PASS)], ids=["a-fifth", "less", "none"]
)
def test_what_robots_keep_away_counts_as_not_seen(kept: int, outcome: Outcome) -> None:
    assert judge_others(OTHERS_CLAUSE, replace(SEEN, unasked={ROBOTS: kept} if kept else {})).outcome is outcome


@pytest.mark.parametrize(
    ("unknown", "kept", "outcome"),
    [
        (2, 0, Outcome.REVIEW),
        (1, 0, Outcome.PASS),
        (1, 1, Outcome.REVIEW),
        (0, 1, Outcome.PASS),
        (0, 2, Outcome.REVIEW),
    ],
)
def test_a_home_page_seen_in_part(unknown: int, kept: int, outcome: Outcome) -> None:
    home = (*_links(8 - unknown), *_links(unknown, LinkState.UNKNOWN))
    verdict = judge_home(HOME_CLAUSE, replace(SEEN, home=home, home_unasked={ROBOTS: kept} if kept else {}))
    assert verdict.outcome is outcome


def test_every_link_of_the_home_page_must_have_had_its_turn() -> None:
    verdict = judge_home(HOME_CLAUSE, replace(SEEN, home_unasked={WAITING: 1}, stopped="达到时间上限"))
    assert (verdict.outcome, f"{WAITING} 1 个" in verdict.note) == (Outcome.REVIEW, True)


@pytest.mark.parametrize(
    ("stopped", "sample", "agreed"),
    [
        ("达到页面数上限", True, True),
        ("达到页面数上限", False, False),
        ("达到时间上限", True, False),
        ("", True, False),
    ],
)
def test_only_a_number_of_pages_is_an_agreed_end(stopped: str, sample: bool, agreed: bool, tmp_path: Path) -> None:
    site = Site.model_validate({"name": "示例市", "url": HOME, "crawl": {"sample": sample, "max_bytes": 1024**2}})
    with Frontier(tmp_path / "crawl.sqlite") as frontier:
        home = frontier.add(Met(HOME, True, 0, "首页", "链接", HOME))  # noqa: FBT003  a row, not a call
        other = frontier.add(Met(f"{HOME}a", True, 1, "", "链接", "/a"))  # noqa: FBT003  the same
        frontier.page(home, "", [other], Reading.PLAIN)
        frontier.done(Fetched(home, LinkState.ALIVE.value, "", 200, HOME, (), "text/html", 1, 0.1))
        for key, value in {"robots": "遵守 robots.txt", "slowed": "h 3 次", "cut": "2", "stopped": stopped}.items():
            frontier.note(key, value)
        seen = gathered(frontier, site, HOME)
    assert seen.agreed is agreed
    assert (seen.unasked, seen.home_unasked, seen.checked) == ({WAITING: 1}, {WAITING: 1}, 1)
    assert seen.manners == ("遵守 robots.txt", "h 3 次", "2 个页面超过 1 MB，只读了前面的部分")
