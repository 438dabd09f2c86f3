"""Where does the site under inspection stand before it goes live? Its own addresses, moved to another host.

What a page says of the coming address leads to the place where the site stands now, in the crawler and in the browser.
"""

import functools
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Route

from site_configs.urls import relocated


@dataclass(frozen=True, slots=True)
class Moved:
    """A site that stands elsewhere.

    Attributes:
        host: the site's own host (with port when it has one), lower case.
        base: scheme, host and folder it stands at now, without a slash at the end.
    """

    host: str
    base: str

    @classmethod
    def to(cls, url: str, base: str) -> "Moved":
        """From the home page's address to the one it has now."""
        return cls(urlsplit(url).netloc.lower(), base.rstrip("/"))

    def address(self, url: str) -> str:
        """The address to ask instead; any other host's stays as it is."""
        return relocated(url, self.host, self.base)

    def content(self, body: bytes) -> bytes:
        """A page with the site's own absolute addresses changed to where they lead now."""
        return _own(self.host).sub(self.base.encode(), body)

    def guide(self, context: BrowserContext) -> None:
        """Let a browser context find the site where it stands now."""
        own = re.compile(rf"^https?://{re.escape(self.host)}(?:[/?#]|$)", re.IGNORECASE)

        def lead(route: Route) -> None:
            self._lead(route)

        context.route(own, lead)

    def _lead(self, route: Route) -> None:
        asked = route.request
        url = self.address(asked.url)
        if urlsplit(url).scheme == urlsplit(asked.url).scheme:
            route.continue_(url=url)
        else:
            route.fulfill(response=route.fetch(url=url))


@functools.cache
def _own(host: str) -> re.Pattern[bytes]:
    return re.compile(rb"(?:https?:)?//" + re.escape(host.encode()) + rb"(?=[/\"'?#\s<>)\\]|$)", re.IGNORECASE)
