"""Does the site say where to report a weakness? Its security.txt (RFC 9116): there, complete, still valid."""

import re
from datetime import date
from enum import Enum
from urllib.parse import urljoin

from pages.fetching import Fetcher

_PLACE = "/.well-known/security.txt"
_ENOUGH = 64 * 1024
_FIELD = re.compile(r"^(contact|expires)\s*:\s*(\S.*?)\s*$", re.IGNORECASE | re.MULTILINE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?=[Tt ])")


class SecurityTxt(Enum):
    """What is at the well-known address; `value` is the Chinese word."""

    ABSENT = "没有"
    VALID = "有，在有效期内"
    EXPIRED = "有，已经过期"
    INCOMPLETE = "有，缺少 Contact 或 Expires"


def read_security_txt(fetcher: Fetcher, home: str, as_of: date) -> SecurityTxt:
    """Ask for the file beside the home page `home`; a web page in its place counts as none."""
    answer = fetcher.get(urljoin(home, _PLACE), max_body=_ENOUGH)
    if not answer.ok or answer.content_type != "text/plain":
        return SecurityTxt.ABSENT
    return state_of(answer.text, as_of)


def state_of(text: str, as_of: date) -> SecurityTxt:
    """What a file of that name says on a day."""
    fields = [(name.lower(), value) for name, value in _FIELD.findall(text)]
    expires = [value for name, value in fields if name == "expires"]
    day = _DAY.match(expires[0]) if len(expires) == 1 else None
    if day is None or all(name != "contact" for name, _ in fields):
        return SecurityTxt.INCOMPLETE
    try:
        return SecurityTxt.VALID if date.fromisoformat(day[0]) >= as_of else SecurityTxt.EXPIRED
    except ValueError:
        return SecurityTxt.INCOMPLETE
