"""How does a host say that a page does not exist? Learnt from two addresses that cannot, once per host."""

import asyncio
import re
import secrets
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from pages.fetching import Fetcher
from pages.responses import Response

_SHELL = 20
_ENOUGH = 256 * 1024


@dataclass(frozen=True, slots=True)
class NotFoundBaseline:
    """How a host answers for addresses that cannot exist: honestly, with a page of status 200, or by its home page."""

    signature: str = ""
    bounces_to: str = ""

    def matches(self, answer: Response) -> bool:
        """Whether an answer looks like the host's way of saying that a page does not exist."""
        if self.bounces_to and answer.final_url == self.bounces_to and answer.url != self.bounces_to:
            return True
        if not self.signature or not answer.ok or not self.signature.startswith(f"{answer.document.title}|"):
            return False
        return _signature(answer) == self.signature


def baseline_of(first: Response, second: Response, home: str) -> NotFoundBaseline:
    """What two addresses that cannot exist say about a host; `home` is its home page."""
    if not (first.ok and second.ok):
        return NotFoundBaseline()
    if first.final_url == second.final_url and _bare(first.final_url) == _bare(home):
        return NotFoundBaseline(bounces_to=first.final_url)
    same = _signature(first) == _signature(second)
    # The empty shell of a scripted site is the answer to every address, also to those that exist.
    shell = len(first.document.text) < _SHELL
    return NotFoundBaseline(signature=_signature(first) if same and not shell else "")


def _bare(url: str) -> str:
    return re.sub(r"/(?:index|default)\.\w+$", "/", url).rstrip("/")


def _signature(answer: Response) -> str:
    document = answer.document
    return f"{document.title}|{re.sub(r'[0-9a-f]{6,}|/[^ ]*|[0-9:]+', '', document.text)[:300]}"


class NotFoundPages:
    """What each host says about addresses that cannot exist.

    Args:
        fetcher: asks; never by its memory.
    """

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._baselines: dict[str, NotFoundBaseline] = {}

    async def learn(self, address: str, home: str) -> None:
        """Ask a host that was not asked before, on the fetcher's own loop.

        Args:
            address: any address of the host.
            home: the site's home page.
        """
        host = urlsplit(address).netloc
        if host in self._baselines:
            return
        names = [urljoin(address, f"/xunjian-{secrets.token_hex(6)}{ending}") for ending in ("/", ".html")]
        first, second = await asyncio.gather(*(self._fetcher.ask(name, max_body=_ENOUGH) for name in names))
        entrance = home if host == urlsplit(home).netloc else urljoin(address, "/")
        self._baselines[host] = baseline_of(first, second, entrance)

    def baseline(self, address: str) -> NotFoundBaseline | None:
        """How the host of an absolute address says that a page does not exist, None when nobody asked it."""
        return self._baselines.get(address.split("/", 3)[2])
