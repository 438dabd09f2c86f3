"""When are two targets the same thing? Addresses and texts brought to one form, from which finding ids are made."""

import re
import unicodedata
from urllib.parse import quote, urlsplit, urlunsplit

_URL = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_SESSION_NAMES = r"(?:jsessionid|phpsessid|aspsessionid\w*|asp\.net_sessionid|session_?id)"
_SESSION_IN_PATH = re.compile(rf";{_SESSION_NAMES}=[^/?#;]*", re.IGNORECASE)
_SESSION_IN_QUERY = re.compile(rf"{_SESSION_NAMES}=.*", re.IGNORECASE)
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")


def normalised_url(url: str) -> str:
    """The same address for the same page on every visit.

    Drops the fragment, session ids and the default port, lower-cases scheme and host, and percent-encodes as a browser
    does. Text that is no URL comes back with its white space collapsed.
    """
    text = " ".join(url.split())
    try:
        parts = urlsplit(text)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return text
    scheme = parts.scheme.lower()
    if ":" in host:
        host = f"[{host}]"
    if port is not None and port != _DEFAULT_PORTS.get(scheme):
        host = f"{host}:{port}"
    path = quote(_SESSION_IN_PATH.sub("", parts.path) or "/", safe="%/:@!$&'()*+,;=~")
    kept = [pair for pair in parts.query.split("&") if not _SESSION_IN_QUERY.fullmatch(pair)]
    query = quote("&".join(kept), safe="%/:@!$&'()*+,;=~?[]")
    return _ESCAPE.sub(lambda escape: escape[0].upper(), urlunsplit((scheme, host, path, query, "")))


def normalised_key(target: str) -> str:
    """A target as ids are made of it: addresses normalised, other text in one form with its white space collapsed."""
    if _URL.match(target.strip()):
        return normalised_url(target)
    return " ".join(unicodedata.normalize("NFKC", target).split())
