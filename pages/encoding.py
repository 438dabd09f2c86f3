"""Which characters do these bytes spell? Labels on government pages are often wrong."""

import codecs
import contextlib
import re
from collections.abc import Iterator

import charset_normalizer

_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# GB18030 reads everything labelled as its two ancestors, and pages labelled GB2312 regularly use characters outside it.
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030"}
# Servers write these without having looked (Tomcat's default is the first): bytes cannot contradict them, so they say
# nothing. The rest are Python's own or of mail and names, which no browser accepts as the encoding of a page.
_NO_CHARSETS = frozenset(
    {"iso8859-1", "cp1252", "utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"}
)
_META_WINDOW = 4096


def decode(body: bytes, content_type: str = "") -> str:
    """The text of `read`."""
    return read(body, content_type)[0]


def read(body: bytes, content_type: str = "") -> tuple[str, str]:
    """Decode an HTML body as a tolerant browser would.

    Order: byte order mark, HTTP header, `<meta charset>`, UTF-8, then detection. A label the bytes contradict is
    skipped (GBK bytes labelled UTF-8 are common), so the result never depends on the label alone.

    Args:
        body: the raw bytes.
        content_type: value of the Content-Type header, may be empty.

    Returns:
        The text and Python's name of the encoding; undecodable bytes become U+FFFD only when no candidate decodes
        cleanly.
    """
    for bom, name in _BOMS:
        if body.startswith(bom):
            return body.decode(name, "replace"), name
    for label in _labels(body, content_type):
        # LookupError: a label unknown to Python, or a codec that makes no text of bytes.
        with contextlib.suppress(LookupError, UnicodeError):
            if codecs.lookup(label).name not in _NO_CHARSETS:
                name = _SUPERSETS.get(label.lower(), label)
                return body.decode(name), name
    return _detect(body)


def _labels(body: bytes, content_type: str) -> Iterator[str]:
    if header := _HEADER.search(content_type):
        yield header[1]
    if meta := _META.search(body[:_META_WINDOW]):
        yield meta[1].decode("ascii")
    yield "utf-8"


def _detect(body: bytes) -> tuple[str, str]:
    """Pick the reading with the fewest broken characters among the encodings Chinese sites use."""
    candidates = [(body.decode(name, "replace"), name) for name in ("utf-8", "gb18030", "big5")]
    best = min(candidates, key=lambda candidate: candidate[0].count("\ufffd"))
    if best[0].count("\ufffd") * 50 <= len(best[0]):
        return best
    guess = charset_normalizer.from_bytes(body).best()
    return (str(guess), guess.encoding) if guess is not None else best
