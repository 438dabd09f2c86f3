"""How does the home page answer, over HTTPS where the site offers it?"""

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit, urlunsplit

from pages.errors import Reason, Unseen
from pages.fetching import Fetcher
from pages.responses import Response
from site_configs import Site

# How a server that does not speak HTTPS looks from outside; firewalls drop what they do not let through.
_CLOSED = frozenset({Reason.REFUSED, Reason.UNREACHABLE, Reason.TIMEOUT, Reason.RESET})
_NOTHING = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})


@dataclass(frozen=True)
class SecureHome:
    """The home page as two kinds of visitors get it.

    Attributes:
        plain: the answer at the address of the site file.
        secure: the answer over HTTPS, which may be the same; None when the site does not offer the page there.
        absent: why there is none, in Chinese without a full stop.
        unseen: why nobody can tell whether there is one; then `secure` is None, too.
    """

    plain: Response
    secure: Response | None
    absent: str = ""
    unseen: Unseen | None = None

    @property
    def best(self) -> Response:
        """The answer over HTTPS where there is one."""
        return self.secure or self.plain

    @property
    def answers(self) -> tuple[Response, ...]:
        """Both, the same one only once."""
        both = (self.plain, *([self.secure] if self.secure else ()))
        return both if len({answer.final_url for answer in both}) == len(both) else both[-1:]


def observe_secure_home(site: Site, fetcher: Fetcher) -> SecureHome:
    """Ask for the home page at its address and over HTTPS.

    Raises:
        Unseen: it does not open at its own address, or a shield answered in its place.
    """
    plain = fetcher.get(site.url).expect()
    url = secured(site.url)
    answer = plain if url == site.url else fetcher.get(url)
    if answer.failure in _CLOSED:
        return SecureHome(plain, None, f"{url} 打不开（{answer.failure.word}）")
    if answer.status in _NOTHING:
        return SecureHome(plain, None, f"{url} 打不开（状态 {answer.status}）")
    try:
        answer.expect()
    except Unseen as unseen:
        return SecureHome(plain, None, unseen=unseen)
    if not answer.final_url.startswith("https:"):
        return SecureHome(plain, None, f"{url} 转到了 {answer.final_url}")
    return SecureHome(plain, answer)


def secured(url: str) -> str:
    """The https address of the same page: of an http one on the usual port, whatever port that was on."""
    parts = urlsplit(url)
    if parts.scheme == "https":
        return url
    return urlunsplit(("https", parts.hostname or "", parts.path or "/", parts.query, ""))
