"""Where does a visitor of the home page end who types no scheme, http, or https?"""

import re
from dataclasses import dataclass
from fractions import Fraction
from urllib.parse import urljoin, urlsplit, urlunsplit

from pages.browsing import Browsing
from pages.documents import Document
from pages.dual_stack_content import likeness
from pages.errors import Unseen
from pages.fetching import Fetcher, Response
from pages.network import port_of
from pages.own_context import own_context
from pages.scope import own_domains
from pages.secure_home import secured
from site_configs import Site, registered_domain

_REFRESH = re.compile(r"^\s*[\d.]*\s*[;,]?\s*(?:url\s*=)?\s*[\"']?(?P<url>[^\"'\s]+)", re.IGNORECASE)
# A script that may send the visitor on to https; whether it does, the browser shows.
_SENDS_ON = re.compile(r"location", re.IGNORECASE)


@dataclass(frozen=True)
class HttpsEntry:
    """The two doors of the home page. Certificates are not looked at here.

    Attributes:
        secure: what the https address answers, redirects followed.
        plain: what the http address answers, redirects followed.
        landing: where a visitor of the http address ends, by redirects, meta tag or script.
        means: how they got there, in Chinese; empty when they are where they were.
        likeness: 0..1, how alike both pages are; None unless both were read over their own scheme.
    """

    site: Site
    secure: Response
    plain: Response
    landing: str
    means: str
    likeness: Fraction | None = None

    def own(self, host: str) -> bool:
        """Whether a host belongs to the site's owner."""
        return registered_domain(host) in own_domains(self.site)


def observe_https_entry(site: Site, fetcher: Fetcher, browsing: Browsing) -> HttpsEntry:
    """Open the home page over https and over http.

    Args:
        site: whose home page.
        fetcher: routes and politeness.
        browsing: opens the http page when a script in it may lead on.
    """
    parts = urlsplit(site.url)
    plain_url = site.url if parts.scheme == "http" else _plain(site.url)
    with Fetcher(fetcher.routes, None, fetcher.politeness, timeout=fetcher.timeout) as unchecked:
        secure, plain = unchecked.get_all([secured(site.url), plain_url])
        landing, means = plain.final_url, f"状态 {plain.chain[0].status} 重定向" if plain.chain else ""
        if plain.ok and urlsplit(landing).scheme == "http":
            landing, means = _led_on(plain, browsing) or (landing, means)
    alike = None
    if secure.ok and plain.ok and _scheme(secure.final_url) == "https" and _scheme(landing) == "http":
        alike = likeness(secure.document, plain.document)
    return HttpsEntry(site, secure, plain, landing, means, alike)


def secure_port(site: Site) -> int:
    """The port that HTTPS is expected on."""
    return port_of(secured(site.url))


def _led_on(plain: Response, browsing: Browsing) -> tuple[str, str] | None:
    """Where meta tag or script of a page lead, and how; None when nowhere."""
    target = _refreshed(plain.document)
    if target:
        return urljoin(plain.final_url, target), "网页的 refresh 标记"
    if not _SENDS_ON.search(plain.text):
        return None
    # In a context of its own: one that has seen the site's HSTS header would change to https by itself.
    try:
        with own_context(browsing) as context, browsing.page(context) as page:
            browsing.visit(page, plain.final_url)
            landing = page.url
    except Unseen:
        return None
    return None if landing.rstrip("/") == plain.final_url.rstrip("/") else (landing, "网页的脚本")


def _refreshed(document: Document) -> str:
    tag = document.tree.css_first("meta[http-equiv=refresh i]")
    match = _REFRESH.match(tag.attributes.get("content") or "") if tag is not None else None
    return match["url"] if match else ""


def _scheme(url: str) -> str:
    return urlsplit(url).scheme


def _plain(url: str) -> str:
    """The http address of an https page: on the usual port, whatever port that was on."""
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname or ""
    return urlunsplit(("http", host, parts.path or "/", parts.query, ""))
