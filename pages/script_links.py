"""Where do a page's scripts lead? Addresses written out in full, pagers of TRS and Hanweb; no computed ones."""

import re
from collections.abc import Iterator

from pages.pagers import trs_pages

_GOES = r"(?:location(?:\.href)?\s*=(?!=)|window\.open\(|location\.(?:replace|assign)\()\s*(?:encodeURI\(\s*)?"
# A string that something is added to is half an address.
_NAVIGATION = re.compile(_GOES + r"""(?:'([^'\n]+)'|"([^"\n]+)")(?!\s*\+)""")
_COMPUTED = re.compile(r"[{}<>$]|^\s*$")
# In a script of its own `location = '云汀'` may be anything; only what looks like an address counts.
_LOOKS_LIKE_ADDRESS = re.compile(r"^(?:https?:)?/|^\.{1,2}/|\.(?:s?html?|jhtml|jspx?|aspx?|php|do|action)(?:[?#]|$)")
# Hanweb keeps the rows of a list and the link to the next pages as XML in a script element.
_ROW = "<![CDATA["
_HREF = re.compile(r"""\shref\s*=\s*(?:'([^'\s>]+)'|"([^"\s>]+)")""", re.IGNORECASE)
# A menu that opens what is chosen; `jumpMenu` is what Dreamweaver wrote for two decades.
_CHOICE = re.compile(r"(?:location|window\.open\().*\b(?:value|options)\b|jumpMenu", re.DOTALL)
_COMMENT = re.compile(r"/\*(?:.*?\*/|.*\Z)|^[ \t]*//[^\n]*", re.DOTALL | re.MULTILINE)


def looks_like_address(raw: str) -> bool:
    """Whether a string in a script or attribute of no fixed meaning is an address, not a word or half of one."""
    return bool(_LOOKS_LIKE_ADDRESS.search(raw)) and not _COMPUTED.search(raw)


def goes_to_choice(code: str) -> bool:
    """Whether the handler of a menu goes to the value of the option chosen."""
    return bool(_CHOICE.search(code))


def handler_links(code: str) -> Iterator[str]:
    """Addresses an event handler or a `javascript:` link goes to, as written."""
    for single, double in _NAVIGATION.findall(code):
        raw = single or double
        if not _COMPUTED.search(raw):
            yield raw


def script_links(code: str) -> Iterator[str]:
    """Addresses a script element goes to or draws as a pager, as written."""
    if "CDATA" in code:
        for piece in code.split(_ROW)[1:]:
            row, closed, _ = piece.partition("]]>")
            if closed:
                yield from (single or double for single, double in _HREF.findall(row))
    if "createPageHTML" in code:
        yield from trs_pages(code)
    if "location" in code or "window.open" in code:
        yield from (raw for raw in handler_links(_COMMENT.sub("", code)) if looks_like_address(raw))
