"""Is this address worth following, or one of an endless number? Sessions, calendars, queries, loops."""

import re
from collections import Counter
from urllib.parse import urlsplit

MAX_LENGTH = 1000
MAX_DEPTH = 60
# How many addresses of one shape with a query string are followed; file names with numbers are not limited.
PER_SHAPE = 300
# Keys left out and put in make new shapes without end; sites that serve everything from one file stay below.
PER_PATH = 3000
_REPEATED = re.compile(r"(/[^/]+)(?:/[^/]+)?\1(?:/[^/]+)?\1(?=/|$)")
_SESSION = re.compile(
    r";jsessionid=[^?#/;]*|(?<=[?&])(?:jsessionid|phpsessid|aspsessionid\w*|session_?id)=[^&#]*&?", re.IGNORECASE
)
_NUMBER = re.compile(r"\d+")
_CALENDAR = re.compile(r"/(?:19|20|21)\d\d[/-](?:0?[1-9]|1[0-2])(?:[/-]\d{1,2})?/?$")


def without_session(address: str) -> str:
    """The address without the number of a session, which is another one on every visit."""
    if "sess" not in address.lower():
        return address
    return _SESSION.sub("", address).rstrip("?&")


class Traps:
    """Remembers shapes of addresses and says why one is not followed."""

    def __init__(self) -> None:
        self._shapes: Counter[str] = Counter()

    def reason(self, address: str, depth: int) -> str | None:
        """Chinese words for why an address of the site is not followed, None when it is.

        Args:
            address: absolute, own host.
            depth: clicks from the home page.
        """
        if len(address) > MAX_LENGTH:
            return "地址过长"
        if depth > MAX_DEPTH:
            return "层级过深"
        parts = urlsplit(address)
        if _REPEATED.search(parts.path):
            return "路径循环"
        if parts.query or _CALENDAR.search(parts.path):
            keys = "&".join(sorted(pair.partition("=")[0] for pair in parts.query.split("&")))
            shape = f"{_NUMBER.sub('N', parts.path)}?{keys}"
            self._shapes[shape] += 1
            path = shape.partition("?")[0]
            self._shapes[path] += 1
            if self._shapes[shape] > PER_SHAPE or self._shapes[path] > PER_PATH:
                return "同类动态地址过多"
        return None
