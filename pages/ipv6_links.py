"""Do the links inside the site open over IPv6: those of the home page, and those of the pages they lead to?"""

import asyncio
import random
import socket
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from pages.documents import Anchor, Document
from pages.errors import Reason
from pages.fetching import Fetcher, Response
from pages.scope import own_hosts
from site_configs import Site

# Links tried per level; a portal's home page alone carries hundreds.
MOST = 60
_BODY = 256 * 1024
_NOT_ASKED = frozenset({Reason.ISOLATED, Reason.FORBIDDEN})


@dataclass(frozen=True, slots=True)
class UnsupportedLink:
    """A link that opens over IPv4 but not over IPv6, and why not (Chinese, no full stop)."""

    url: str
    text: str
    why: str


@dataclass(frozen=True)
class LinkLevel:
    """The links of one level, each host and path once.

    Attributes:
        found: how many there are.
        opened: how many of those tried open over IPv6.
        unsupported: open over IPv4 only, asked twice.
        unsure: how many were refused by a shield over IPv6, which says nothing about the protocol.
        dead: how many open over neither protocol; that is another rule's subject.
    """

    found: int
    opened: int
    unsupported: tuple[UnsupportedLink, ...]
    unsure: int
    dead: int

    @property
    def judged(self) -> int:
        """Links that say something about IPv6."""
        return self.opened + len(self.unsupported) + self.unsure


def observe_levels(home: Document, site: Site, fetcher: Fetcher, seed: str) -> tuple[LinkLevel, LinkLevel]:
    """Try a draw of the second-level links (on the home page) and of the third-level ones (one page further).

    Args:
        home: the home page.
        site: whose links count: its host, all below it, and hosts the site file adds.
        fetcher: routes and politeness.
        seed: makes the draw repeatable.
    """
    second = _links([home], site, {_key(home.url), _key(site.url)})
    drawn = _drawn(second, seed)
    pages = [answer for answer in fetcher.get_all(link.url for link in drawn) if answer.ok and _is_page(answer)]
    inside = [answer.document for answer in pages if _is_own(answer.final_url, site)]
    third = _links(inside, site, {_key(home.url), _key(site.url), *map(_key_of, second)})
    return _tried(drawn, len(second), fetcher), _tried(_drawn(third, seed), len(third), fetcher)


def _links(pages: Iterable[Document], site: Site, known: set[str]) -> list[Anchor]:
    found: dict[str, Anchor] = {}
    for page in pages:
        for link in page.anchors:
            if _is_own(link.url, site) and _key(link.url) not in known:
                found.setdefault(_key(link.url), link)
    return [found[key] for key in sorted(found)]


def _key(url: str) -> str:
    """Host and path: one page under many query strings is one link."""
    parts = urlsplit(url)
    return f"{parts.netloc.lower()}{parts.path or '/'}"


def _key_of(link: Anchor) -> str:
    return _key(link.url)


def _is_own(url: str, site: Site) -> bool:
    parts = urlsplit(url)
    host, root = parts.hostname or "", site.host.removeprefix("www.")
    return host == root or host.endswith(f".{root}") or parts.netloc.lower() in own_hosts(site)


def _is_page(answer: Response) -> bool:
    return "html" in answer.content_type


def _drawn(links: list[Anchor], seed: str) -> list[Anchor]:
    if len(links) <= MOST:
        return links
    return random.Random(seed).sample(links, MOST)  # noqa: S311  sampling, not secrecy


def _tried(links: list[Anchor], found: int, fetcher: Fetcher) -> LinkLevel:
    texts = {link.url: link.text for link in links}
    answers = {answer.url: answer for answer in _asked(fetcher, texts, socket.AF_INET6)}
    doubtful = [url for url, answer in answers.items() if not _opens(answer) and answer.failure not in _NOT_ASKED]
    over_v4 = {answer.url for answer in _asked(fetcher, doubtful, socket.AF_INET) if _opens(answer)}
    if over_v4:
        with fetcher.patient() as patient:
            answers |= {answer.url: answer for answer in _asked(patient, over_v4, socket.AF_INET6)}
    opened = [url for url, answer in answers.items() if _opens(answer)]
    unsure = [url for url in over_v4 if answers[url].blocked]
    lost = [url for url in texts if url in over_v4 and url not in {*opened, *unsure}]
    return LinkLevel(
        found=found,
        opened=len(opened),
        unsupported=tuple(UnsupportedLink(url, texts[url], _why(answers[url])) for url in lost),
        unsure=len(unsure),
        dead=len([url for url in doubtful if url not in over_v4]),
    )


def _opens(answer: Response) -> bool:
    """Whether the page came; one that is longer than we read did."""
    return answer.ok or answer.failure is Reason.TOO_LARGE


def _why(answer: Response) -> str:
    return answer.failure.word if answer.failure else f"状态 {answer.status}"


def _asked(fetcher: Fetcher, urls: Iterable[str], family: socket.AddressFamily) -> list[Response]:
    async def gather() -> list[Response]:
        gate = asyncio.Semaphore(fetcher.concurrency)

        async def one(url: str) -> Response:
            async with gate:
                return await fetcher.ask(url, family, max_body=_BODY, peek=1)

        return await asyncio.gather(*map(one, urls))

    return fetcher.run(gather())
