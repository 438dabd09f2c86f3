"""How does a self-test visit the demo portal without a browser?"""

import http.client
import http.cookies
import re
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import quote, urlencode, urljoin, urlsplit

from fixtures.demo_site.serving import DemoSite

PORTAL = "https://www.yunting.gov.cn"
SERVICES = "https://zwfw.yunting.gov.cn"
IDENTITY = "https://tyrz.yunting.gov.cn"
_REDIRECTS = range(300, 400)
_MOST_REDIRECTS = 10


@dataclass(frozen=True, slots=True)
class Reply:
    """One response: the address it came from, status, header lines, text, and the addresses passed on the way."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    text: str
    chain: tuple[str, ...]

    def header(self, name: str) -> str | None:
        """The first value of a header, or None."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def field(self, name: str) -> str:
        """The value of the hidden form field `name`; raises AssertionError when there is none."""
        found = re.search(rf'name="{name}" value="([^"]*)"', self.text)
        assert found, f"no field {name} at {self.url}"
        return unescape(found[1])


@dataclass
class Visitor:
    """One person with cookies, at `demo`, over IPv4 or (with `v6`) IPv6. Certificates are verified."""

    demo: DemoSite
    v6: bool = False
    cookies: dict[str, dict[str, str]] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    def get(self, url: str, *, follow: bool = True, headers: Mapping[str, str] | None = None) -> Reply:
        """GET `url`. Raises OSError (ssl.SSLError among them) when it cannot be reached."""
        return self._visit("GET", url, None, follow=follow, headers=headers or {})

    def post(self, url: str, form: Mapping[str, str], *, headers: Mapping[str, str] | None = None) -> Reply:
        """POST `form` to `url` as a browser does. Raises OSError like get()."""
        given = {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
        return self._visit("POST", url, urlencode(form), follow=True, headers=given)

    def _visit(self, method: str, url: str, body: str | None, *, follow: bool, headers: Mapping[str, str]) -> Reply:
        chain: list[str] = []
        while True:
            reply = self._once(method, url, body, headers, tuple(chain))
            target = reply.header("location")
            if not follow or reply.status not in _REDIRECTS or target is None:
                return reply
            assert len(chain) < _MOST_REDIRECTS, f"too many redirects: {chain}"
            chain.append(url)
            method, body, headers = "GET", None, {}
            url = urljoin(url, target)

    def _once(
        self, method: str, url: str, body: str | None, headers: Mapping[str, str], chain: tuple[str, ...]
    ) -> Reply:
        parts = urlsplit(url)
        host = parts.hostname or ""
        connection = http.client.HTTPConnection(host)
        connection.sock = self._connected(host, parts.scheme)
        kept = self.cookies.setdefault(host, {})
        cookie = {"Cookie": "; ".join(f"{k}={v}" for k, v in kept.items())} if kept else {}
        query = f"?{quote(parts.query, safe='%=&+/:')}" if parts.query else ""
        try:
            connection.request(method, f"{quote(parts.path or '/')}{query}", body, {**headers, **cookie})
            response = connection.getresponse()
            text = response.read().decode("utf-8", "replace")
        finally:
            connection.close()
        self._remember(kept, response.headers.get_all("set-cookie") or [])
        return Reply(url, response.status, tuple(response.getheaders()), text, chain)

    def _connected(self, host: str, scheme: str) -> socket.socket:
        port = 443 if scheme == "https" else 80
        place = self.demo.network["hosts"][f"{host}:{port}"][1 if self.v6 else 0]
        address, _, number = place.rpartition(":")
        plain = socket.create_connection((address.strip("[]"), int(number)), 10)
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if scheme != "https":
            return plain
        context = ssl.create_default_context(cafile=self.demo.network["ca"])
        try:
            return context.wrap_socket(plain, server_hostname=host)
        except BaseException:
            plain.close()
            raise

    def _remember(self, kept: dict[str, str], lines: list[str]) -> None:
        self.lines += lines
        for line in lines:
            for name, morsel in http.cookies.SimpleCookie(line).items():
                if morsel["max-age"] == "0":
                    kept.pop(name, None)
                else:
                    kept[name] = morsel.value


def sign_in(visitor: Visitor, login: Reply, password: str | None = None) -> Reply:
    """Fill in the log-in form that `login` shows; without `password`, with the right one."""
    username, right = visitor.demo.credentials
    form = {"goto": login.field("goto"), "username": username, "password": password or right}
    return visitor.post(f"{IDENTITY}/login", form)


def titles(reply: Reply) -> list[str]:
    """The titles on a page of search results, in order."""
    return [unescape(found) for found in re.findall(r'</span><a href="[^"]*" title="([^"]*)"', reply.text)]
