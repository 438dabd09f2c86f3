"""Do these links open? Each asked once, what looks dead a second time on a fresh connection."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from pages.fetching import Fetcher
from pages.link_state import LinkState, state_of, suspicious
from pages.not_found import NotFoundPages
from pages.references import Reference

_BODY = 256 * 1024
# When nothing outside resolves or connects, the fault is more likely ours than that of every other site at once.
_OUTAGE_MIN = 3


@dataclass(frozen=True, slots=True)
class Link:
    """One checked link.

    Attributes:
        why: reason in Chinese without a full stop, empty when alive.
        status: HTTP status, 0 when nothing answered.
    """

    reference: Reference
    state: LinkState
    why: str = ""
    status: int = 0


class LinkChecker:
    """Checks links with GET; what looks dead is asked a second time on a fresh connection.

    Args:
        fetcher: for the first look; the second is taken by its `patient` twin.
    """

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._not_found = NotFoundPages(fetcher)

    def check(self, references: Iterable[Reference], home: str) -> tuple[Link, ...]:
        """Check every reference.

        Args:
            references: distinct addresses.
            home: the site's home page; soft 404s are looked for on its host only.

        Returns:
            One Link per reference, in order.
        """
        wanted = list(references)
        answers = {answer.url: answer for answer in self._fetcher.get_all([r.url for r in wanted], max_body=_BODY)}
        doubtful = [url for url, answer in answers.items() if suspicious(answer)]
        if doubtful:
            with self._fetcher.patient() as fresh:
                answers |= {answer.url: answer for answer in fresh.get_all(doubtful, max_body=_BODY)}
        self._fetcher.run(self._not_found.learn(home, home))
        links = []
        for reference in wanted:
            answer = answers[reference.url]
            state, why = state_of(answer, self._not_found.baseline(reference.url))
            links.append(Link(reference, state, why, answer.status))
        return without_outage(tuple(links), home)


def without_outage(links: tuple[Link, ...], home: str) -> tuple[Link, ...]:
    """When every link to other hosts lost its connection, say that nothing is known about them."""
    outside = [link for link in links if urlsplit(link.reference.url).hostname != urlsplit(home).hostname]
    lost = [link for link in outside if link.status == 0]
    if len(outside) < _OUTAGE_MIN or len(lost) < len(outside):
        return links
    return tuple(
        Link(link.reference, LinkState.UNKNOWN, "所有外部链接都连接不上，可能是检测环境没有外网")
        if link in lost
        else link
        for link in links
    )
