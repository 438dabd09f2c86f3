"""Which cookies were set on the way to a page? Kept for one chain of redirects, as a first visit would, then forgotten.

Hosts that set a cookie and send the visitor to the same address again would otherwise look like an endless redirect.
"""

from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

_MOST = 50


class ChainCookies:
    """Cookies by host; `Path` is taken as `/`, so that a chain never loses what it was given."""

    def __init__(self) -> None:
        self._kept: dict[str, dict[str, str]] = {}

    def keep(self, url: str, set_cookies: Iterable[str]) -> None:
        """Remember what an answer set.

        Args:
            url: the address that answered.
            set_cookies: values of its Set-Cookie headers.
        """
        host = urlsplit(url).hostname or ""
        for written in set_cookies:
            try:
                found = SimpleCookie(written)
            except CookieError:
                continue
            for name, morsel in found.items():
                domain = morsel["domain"].lstrip(".").lower()
                owner = domain if domain and host.endswith(f".{domain}") and "." in domain else host
                cookies = self._kept.setdefault(owner, {})
                if len(cookies) < _MOST:
                    cookies[name] = morsel.coded_value

    def header(self, url: str) -> str:
        """What to send to an address as Cookie, empty when there is nothing."""
        if not self._kept:
            return ""
        host = urlsplit(url).hostname or ""
        sent: dict[str, str] = {}
        for owner, cookies in self._kept.items():
            if host == owner or host.endswith(f".{owner}"):
                sent |= cookies
        return "; ".join(f"{name}={value}" for name, value in sent.items())
