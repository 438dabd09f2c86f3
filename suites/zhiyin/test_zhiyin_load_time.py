"""How long does the home page take to load?"""

from collections.abc import Callable

import pytest

from site_configs import Site
from suites.standards import Clause
from suites.verdict import Finding, Verdict


def judge(clause: Clause, site: Site, seconds: float) -> Verdict:
    """A candidate when it took longer than the clause says; the time is told either way.

    Args:
        clause: zhiyin_load_time.1.
        site: whose home page.
        seconds: the measured time.
    """
    limit = clause.duration("limit")
    note = f"首页加载用时 {seconds:.1f} 秒。"
    if seconds <= limit.seconds:
        return Verdict.of(clause, [], note)
    found = Finding(site.url, f"首页加载用时 {seconds:.1f} 秒，超过 {limit}，须人工确认是否为网络原因。", target="load")
    return Verdict.of(clause, [found], note)


@pytest.mark.indicator("zhiyin_load_time", 1)
def test_zhiyin_load_time(clause: Clause, site: Site, home_load: float, conclude: Callable[..., None]) -> None:
    conclude(judge(clause, site, home_load))
