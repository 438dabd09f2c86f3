"""Is every visit that `python -m pages.availability` said was on disk there, however often it is killed?"""

from pathlib import Path

import pytest

from suites.selftest.killed_series import kill_again_and_again, write_sites
from suites.selftest.rude_server import RudeServer, page


@pytest.mark.slow
def test_nothing_said_is_lost_and_no_period_is_visited_twice(tmp_path: Path) -> None:
    names = [f"h{number}.example.gov.cn" for number in range(150)]
    with RudeServer({"/": page(b"<h1>ok</h1>")}) as server:
        sites = write_sites(tmp_path, names, "http", f"{{isolate: true, hosts: {{'*:80': 127.0.0.1:{server.port}}}}}")
        tally = kill_again_and_again(tmp_path, sites, kills=14, seconds=4)
    assert (tally.lost, tally.repeated, tally.failed) == (0, 0, 0), tally.words
    # Every site was visited in the one whole period there was, and the kills fell among visits.
    assert tally.said >= len(names), tally.words
    assert tally.said <= tally.kept <= tally.said + tally.kills * 64, tally.words
