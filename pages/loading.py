"""How long does a page take to load in the browser?"""

from pages.browsing import Browsing
from pages.errors import Reason, Unseen
from pages.own_context import own_context

ATTEMPTS = 2
PATIENCE = 20  # seconds for the load event
_LOADED = """() => {
  const timing = performance.getEntriesByType("navigation")[0];
  return timing && timing.loadEventEnd > 0 ? JSON.stringify(timing.loadEventEnd) : "";
}"""


def load_seconds(browsing: Browsing, url: str) -> float:
    """Seconds from asking to the end of the load event, the shorter of two visits without anything remembered.

    `PATIENCE` when a visit had not loaded by then.

    Raises:
        Unseen: the page could not be shown.
    """
    return min(_visit(browsing, url) for _ in range(ATTEMPTS))


def _visit(browsing: Browsing, url: str) -> float:
    try:
        with own_context(browsing) as context, browsing.page(context) as page:
            browsing.visit(page, url)
            return float(browsing.read(page, _LOADED, timeout=PATIENCE * 1000)) / 1000
    except Unseen as unseen:
        if unseen.reason is Reason.SCRIPT:
            return float(PATIENCE)
        raise
