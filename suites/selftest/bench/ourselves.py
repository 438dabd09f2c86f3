"""What does our own crawl find, from the first request to findings with their carriers? One JSON line."""

import json
import sys
import time
from pathlib import Path

from pages.crawl import OUTSIDE_WORKERS, OWN_WORKERS, Crawler, second_look
from pages.fetching import Fetcher
from pages.frontier import Frontier
from pages.link_state import LinkState
from pages.routing import Routes
from site_configs import Site

_CARRIERS = 20


def crawl(home: str, database: Path, pages: int = 200_000) -> dict[str, object]:
    """Crawl a loopback site as an inspection does.

    Args:
        home: address of its home page.
        database: of the frontier; an existing one is continued.
        pages: limit.

    Returns:
        Findings (address, why, number of carriers, the first of them), states counted, pages and seconds.
    """
    started = time.monotonic()
    site = Site.model_validate(
        {"name": "bench", "url": home, "crawl": {"max_pages": pages, "max_seconds": 7200, "robots": "obey"}}
    )
    routes = Routes(isolate=True)
    with Frontier(database) as frontier:
        with Fetcher(routes, concurrency=OWN_WORKERS + OUTSIDE_WORKERS) as fetcher:
            crawler = Crawler(site, fetcher, frontier)
            crawler.run(home)
            with fetcher.patient() as slow:
                second_look(crawler, frontier, slow)
        found = list(frontier.in_state(LinkState.DEAD.value, LinkState.WRONG.value))
        carriers = frontier.carriers([target.id for target, _ in found], _CARRIERS)
        return {
            "findings": [[t.address, f.why, *carriers[t.id]] for t, f in found],
            "counts": frontier.counts(),
            "pages": frontier.page_count(),
            "seconds": time.monotonic() - started,
        }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(crawl(sys.argv[1], Path(sys.argv[2])), ensure_ascii=False) + "\n")
