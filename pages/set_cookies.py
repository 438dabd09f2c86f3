"""Which cookies did a server hand out, and with which attributes? Read from Set-Cookie lines as browsers read them."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from pages.responses import Response

_PREFIXES = ("__Host-", "__Secure-")
_BLANK = ' \t"'
_RANDOM_LENGTH = 16
_RANDOM_BITS = 3.0


@dataclass(frozen=True, slots=True)
class SetCookie:
    """One cookie as a Set-Cookie line gave it; the value itself is not kept, it may be somebody's key.

    Attributes:
        url: the address whose answer carried the line.
        random: whether the value looks drawn by lot: long, of letters and digits, hardly any twice.
        lasting: whether it outlives the browser session (Expires or Max-Age).
        same_site: lower case, empty when not stated.
    """

    url: str
    name: str
    random: bool
    lasting: bool
    secure: bool
    http_only: bool
    same_site: str = ""

    @property
    def host(self) -> str:
        """The host that set it."""
        return urlsplit(self.url).hostname or ""

    @property
    def plain_name(self) -> str:
        """The name without the prefixes `__Host-` and `__Secure-`, which only say how it was set."""
        return next((self.name.removeprefix(one) for one in _PREFIXES if self.name.startswith(one)), self.name)


def cookies_of(answer: Response) -> Iterator[SetCookie]:
    """Every cookie set on the way to an answer and by it."""
    for hop in answer.chain:
        yield from cookies_in(hop.url, hop.headers.every("set-cookie"))
    yield from cookies_in(answer.final_url, answer.headers.every("set-cookie"))


def cookies_in(url: str, lines: Iterable[str]) -> Iterator[SetCookie]:
    """Read Set-Cookie lines (RFC 6265, 5.2) of the answer from `url`; what takes a cookie away is left out."""
    for line in lines:
        pair, *rest = line.split(";")
        name, separator, value = pair.partition("=")
        value = value.strip(_BLANK)
        if not separator or not name.strip() or not value:
            continue
        attributes = {key.strip().lower(): text.strip() for key, _, text in (part.partition("=") for part in rest)}
        if _gone(attributes):
            continue
        yield SetCookie(
            url=url,
            name=name.strip(),
            random=_random(value),
            lasting=bool(attributes.keys() & {"expires", "max-age"}),
            secure="secure" in attributes,
            http_only="httponly" in attributes,
            same_site=attributes.get("samesite", "").lower(),
        )


def _gone(attributes: dict[str, str]) -> bool:
    """Whether the line deletes the cookie: Max-Age counts before Expires."""
    age = attributes.get("max-age", "")
    if age:
        return age.startswith("-") or age.strip("0") == ""
    try:
        day = parsedate_to_datetime(attributes.get("expires", ""))
    except ValueError:
        return False
    return day.replace(tzinfo=UTC) < datetime(2000, 1, 1, tzinfo=UTC)  # servers write 1970 or 1994


def _random(value: str) -> bool:
    word = "".join(letter for letter in value if letter.isalnum())
    if len(word) < _RANDOM_LENGTH or word.isalpha():
        return False
    shares = [count / len(word) for count in Counter(word).values()]
    return -sum(share * math.log2(share) for share in shares) >= _RANDOM_BITS
