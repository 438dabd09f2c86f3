"""What does this HTML say? A page read without a browser: tags, links, text, landmarks."""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pages.nesting import flattened

_SPACE = re.compile(r"[\s\u00a0\u3000]+")
_BLIND = "script, style, noscript, template"


def tidy(text: str | None) -> str:
    """Fold every run of white space (also full-width and no-break) to one blank and strip the ends."""
    return _SPACE.sub(" ", text or "").strip()


def without_fragment(url: str) -> str:
    """The address without `#…`."""
    return urldefrag(url).url


def same_page(one: str, other: str) -> bool:
    """Whether two addresses show one page."""
    return without_fragment(one) == without_fragment(other)


@dataclass(frozen=True, slots=True)
class Meta:
    """One `<meta name= content=>` as written: name, content."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """One `<a href>`: absolute address without fragment, visible text (or title/alt), and the raw href."""

    url: str
    text: str
    href: str
    title: str = ""


@dataclass(frozen=True)
class Document:
    """One HTML page.

    Args:
        url: the address it was read from (after redirects); relative links are resolved against it and `<base>`.
        html: decoded source, or the rendered DOM; what lies too deep to be parsed in time is kept less deep.
    """

    url: str
    html: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "html", flattened(self.html))

    @cached_property
    def tree(self) -> LexborHTMLParser:
        """The parsed tree; callers must not change it."""
        return LexborHTMLParser(self.html)

    @cached_property
    def base(self) -> str:
        """Address relative links are resolved against."""
        node = self.tree.css_first("base[href]")
        if node is None:
            return self.url
        try:
            base = urljoin(self.url, (node.attributes.get("href") or "").strip())
            usable = urlsplit(base).scheme in {"http", "https"} and urlsplit(base).hostname
        except ValueError:
            return self.url
        return base if usable else self.url

    @cached_property
    def title(self) -> str:
        """Text of the first `<title>`, tidied."""
        node = self.tree.css_first("title")
        return tidy(node.text()) if node else ""

    @cached_property
    def metas(self) -> tuple[Meta, ...]:
        """All named meta tags in document order."""
        return tuple(
            Meta(tidy(node.attributes.get("name")), (node.attributes.get("content") or "").strip())
            for node in self.tree.css("meta[name]")
        )

    def meta(self, name: str) -> str | None:
        """Content of the first meta tag with that name (letter case ignored), None when there is none."""
        return next((meta.content for meta in self.metas if meta.name.lower() == name.lower()), None)

    @cached_property
    def text(self) -> str:
        """All text outside scripts and styles, tidied; says nothing about visibility."""
        tree = LexborHTMLParser(self.html)
        for node in tree.css(_BLIND):
            node.decompose()
        return tidy(tree.body.text(separator=" ")) if tree.body else ""

    @cached_property
    def anchors(self) -> tuple[Anchor, ...]:
        """Every `<a>`/`<area>` that leads to an http(s) address, in document order."""
        return tuple(anchor for node in self.tree.css("a[href], area[href]") if (anchor := self.anchor(node)))

    def anchor(self, node: LexborNode) -> Anchor | None:
        """Read one link element; None for `javascript:`, `mailto:`, `#` and the like."""
        href = (node.attributes.get("href") or "").strip()
        key = (node.mem_id, href)
        if key not in self._links:
            self._links[key] = self._link(node, href)
        return self._links[key]

    @cached_property
    def _links(self) -> dict[tuple[int, str], Anchor | None]:
        """Links read before: several readers come to the same ones."""
        return {}

    def _link(self, node: LexborNode, href: str) -> Anchor | None:
        url = self.resolve(href)
        if not url or href.startswith("#"):
            return None
        title = tidy(node.attributes.get("title"))
        image = node.css_first("img[alt]")
        text = tidy(node.text()) or title or (tidy(image.attributes.get("alt")) if image else "")
        return Anchor(url, text, href, title)

    def resolve(self, href: str) -> str | None:
        """Absolute http(s) address of a reference without its fragment, None when it leads nowhere."""
        return _resolved(self.base, href.strip())


@lru_cache(maxsize=1 << 14)
def _resolved(base: str, href: str) -> str | None:
    try:
        url = without_fragment(urljoin(base, href))
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname else None
