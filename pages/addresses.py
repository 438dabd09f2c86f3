"""Which address does a reference mean? What `urljoin` and a browser would say, at a fraction of the cost."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

_SKIPPED = ("#", "javascript:", "mailto:", "tel:", "data:", "about:", "blob:", "sms:", "thunder:", "weixin:")
_UNSAFE = re.compile(r"[^!-~]|%(?![0-9A-Fa-f]{2})|[\"'<>\\^`{|}]")
_DOTS = re.compile(r"(?:^|/)\.\.?(?:[/?]|$)")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# An address that is already spelled as every browser spells it: lower-case name or digits, no default port, a path.
_PLAIN = re.compile(r"https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::(?!80/|443/|0)\d{1,5})?/")
_SLASHES = re.compile(r"^(https?:)?//+", re.IGNORECASE)
_BLANKS = re.compile(r"[\t\r\n]+")
# What the URL Standard (4.4) takes off both ends: C0 controls and blanks; a full-width blank is part of the address.
_ENDS = "".join(map(chr, range(0x21)))
_PORTS = {"http": 80, "https": 443}
_PATH_SAFE = "%/:@!$&'()*+,;=~-._[]|"
_QUERY_SAFE = "%/:@!$&()*+,;=~-._?[]|`{}\\^"


class Resolver:
    """Turns the references of one page into absolute http(s) addresses without fragment.

    Args:
        base: address of the page, or what its `<base>` says.
        encoding: of the page; browsers spell non-ASCII query strings in it, paths always in UTF-8.
    """

    def __init__(self, base: str, encoding: str = "utf-8") -> None:
        if not _PLAIN.match(base):
            base = normal(base, encoding) or base
        parts = urlsplit(base)
        self._base = base
        self._scheme = parts.scheme
        self._origin = f"{parts.scheme}://{parts.netloc}"
        self._path = parts.path.rpartition("/")[0] + "/"
        self._folder = self._origin + self._path
        self._encoding = encoding

    @property
    def origin(self) -> str:
        """Scheme, host and port that a value beginning with a slash is added to."""
        return self._origin

    def __call__(self, raw: str) -> str | None:
        """The absolute address, None when the reference leads to no http(s) page."""
        raw = raw.strip(_ENDS)
        if not raw or raw.startswith(_SKIPPED):
            return None
        raw = raw.partition("#")[0]
        if raw.startswith("../"):
            raw = self._upwards(raw)
        if _UNSAFE.search(raw) or _DOTS.search(raw):
            return self._slow(raw)
        if raw.startswith("/"):
            if not raw.startswith("//"):
                return self._origin + raw
            raw = f"{self._scheme}:{raw}"
        elif raw.startswith("?"):
            return self._slow(raw)
        elif ":" not in raw or not _SCHEME.match(raw):
            return self._folder + raw
        return raw if _PLAIN.match(raw) else self._slow(raw)

    def _upwards(self, raw: str) -> str:
        """The path from the root of what leads some folders up."""
        folder = self._path
        while raw.startswith("../"):
            folder = folder[: folder.rstrip("/").rfind("/") + 1] or "/"
            raw = raw[3:]
        return folder + raw

    def _slow(self, raw: str) -> str | None:
        path, mark, query = _BLANKS.sub("", raw).partition("?")
        # However many slashes there are before a host, browsers take them for two (URL Standard, 4.4).
        path, hosted = _SLASHES.subn(r"\1//", path.replace("\\", "/"))
        if path.startswith("//"):
            path = f"{self._scheme}:{path}"
        elif path.startswith("/"):
            path = self._origin + path
        elif not path:
            path = self._base.partition("?")[0]
        elif not hosted and _SCHEME.match(path):
            return None
        elif not hosted:
            path = self._folder + path
        return normal(path + mark + query, self._encoding)


def normal(address: str, encoding: str = "utf-8") -> str | None:
    """An absolute address as browsers spell it, None when it is none of http(s); `encoding` is that of queries."""
    if _PLAIN.match(address) and not _UNSAFE.search(address) and not _DOTS.search(address):
        return address
    try:
        parts = urlsplit(address)
        host = parts.hostname
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _PORTS or not host:
        return None
    netloc = _host(host) + (f":{port}" if port is not None and port != _PORTS[parts.scheme] else "")
    path = quote(_without_dots(parts.path) or "/", safe=_PATH_SAFE)
    query = quote(parts.query.encode(encoding, "xmlcharrefreplace"), safe=_QUERY_SAFE)
    return urlunsplit((parts.scheme, netloc, path, query, ""))


def _without_dots(path: str) -> str:
    """RFC 3986, 5.2.4; empty steps stay, which `urljoin` would drop."""
    if not _DOTS.search(path):
        return path
    steps = path.split("/")
    kept: list[str] = []
    for step in steps[1:]:
        if step == "..":
            del kept[-1:]
        elif step != ".":
            kept.append(step)
    if steps[-1] in {".", ".."}:
        kept.append("")
    return "/" + "/".join(kept)


def _host(host: str) -> str:
    host = host.lower()
    if ":" in host:
        return f"[{host}]"
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return host
