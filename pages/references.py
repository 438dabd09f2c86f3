"""What does a page refer to? Every reference a browser or a visitor could follow, with the words it carries."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pages.documents import Document, tidy
from pages.script_links import handler_links, script_links

# Attribute and sort by tag; one pass over the tree serves them all.
_SOURCES: dict[str, tuple[tuple[str, str], ...]] = {
    "a": (("href", "链接"),),
    "area": (("href", "链接"),),
    "img": (("src", "图片"), ("srcset", "图片")),
    "source": (("src", "音视频"), ("srcset", "图片")),
    "input": (("src", "图片"),),
    "script": (("src", "脚本"),),
    "link": (("href", "样式或图标"),),
    "iframe": (("src", "嵌入页面"),),
    "frame": (("src", "嵌入页面"),),
    "video": (("src", "音视频"), ("poster", "图片")),
    "audio": (("src", "音视频"),),
    "track": (("src", "音视频"),),
    "embed": (("src", "嵌入对象"),),
    "object": (("data", "嵌入对象"),),
}
_SELECTOR = (
    "a[href], area[href], img, source, input[src], script, link[href], iframe[src], frame[src], video, audio[src],"
    " track[src], embed[src], object[data], form[action], [background], [style*='url(' i], [onclick],"
    " meta[http-equiv=refresh i], style"
)
_SPECIAL = frozenset({"script", "style", "meta", "form"})
_ATTRIBUTES = frozenset({"style", "onclick", "background"})
_HINTS = frozenset({"preconnect", "dns-prefetch", "canonical", "alternate", "prev", "next", "profile"})
_CSS_URL = re.compile(
    r"""url\(\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^'"()\s]+))\s*\)|@import\s*(?:"([^"\n]+)"|'([^'\n]+)')""", re.IGNORECASE
)
# An address ends at white space, so that a comma inside it belongs to it; the descriptors go up to the next comma.
_CANDIDATE = re.compile(r"[\s,]*+(\S+)")
_DESCRIPTORS = re.compile(r"[^,]*")
# Names of namespaces are spelled like addresses and are none.
_CSS_IGNORED = re.compile(r"/\*(?:.*?\*/|.*\Z)|@namespace[^;]*;", re.DOTALL)
_REFRESH = re.compile(r"url\s*=\s*['\"]?([^'\";]+)", re.IGNORECASE)
_WORDS = 60
# ASCII white space of the HTML Standard; a full-width blank is part of an address.
_BLANK = " \t\r\n\f"
_LONGEST_SRCSET = 10_000


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference: absolute address, the words or picture text on it, what sort it is, and how it was written."""

    url: str
    text: str
    sort: str
    raw: str


def references(document: Document) -> tuple[Reference, ...]:
    """Every distinct http(s) address a page refers to, in document order; the first mention names it."""
    found: dict[str, Reference] = {}
    for node, raw, sort in raw_references(document.tree):
        url = document.resolve(raw)
        if url and url not in found and not raw.startswith("#"):
            found[url] = Reference(url, words(node), sort, raw)
    return tuple(found.values())


def raw_references(tree: LexborHTMLParser) -> Iterator[tuple[LexborNode, str, str]]:
    """Each reference of a page as written: the element, the raw value and its sort; nothing is resolved or dropped."""
    for node in tree.css(_SELECTOR):
        attributes = node.attributes
        tag = node.tag or ""
        for name, sort in _SOURCES.get(tag, ()):
            value = attributes.get(name)
            if not value or (tag == "link" and _HINTS & set((attributes.get("rel") or "").lower().split())):
                continue
            if name == "srcset":
                yield from ((node, raw, sort) for raw in _srcset(value))
            else:
                value = value.strip(_BLANK)
                yield node, value, sort
                if tag == "a" and value[:11].lower() == "javascript:":
                    yield from ((node, raw, sort) for raw in handler_links(value))
        if tag in _SPECIAL or not _ATTRIBUTES.isdisjoint(attributes):
            yield from ((node, raw, sort) for raw, sort in _elsewhere(node, tag, attributes))


def _elsewhere(node: LexborNode, tag: str, attributes: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """What an element refers to by other means than an address in an attribute of its own."""
    if (style := attributes.get("style")) and "url(" in style.lower():
        yield from ((raw, "图片") for raw in css_references(style))
    if onclick := attributes.get("onclick"):
        yield from ((raw, "链接") for raw in handler_links(onclick))
    if background := attributes.get("background"):
        yield background.strip(_BLANK), "图片"
    if tag == "script" and not attributes.get("src"):
        yield from ((raw, "链接") for raw in script_links(node.text()))
    elif tag == "style":
        yield from ((raw, "图片") for raw in css_references(node.text()))
    elif tag == "meta":
        yield from ((raw.strip(), "自动跳转") for raw in _REFRESH.findall(attributes.get("content") or ""))
    elif tag == "form" and (attributes.get("method") or "get").lower() == "get":
        # What a form posts to need not answer a GET.
        yield (attributes.get("action") or "").strip(_BLANK), "表单"


def _srcset(value: str) -> Iterator[str]:
    """Addresses of a `srcset` (HTML Standard, 4.8.4.2.1), in order; `data:` left out."""
    at, value = 0, value[:_LONGEST_SRCSET]
    while candidate := _CANDIDATE.match(value, at):
        at, url = candidate.end(), candidate[1].rstrip(",")
        if url == candidate[1] and (descriptors := _DESCRIPTORS.match(value, at)):
            at = descriptors.end()
        if not url.startswith("data:"):
            yield url


def css_references(sheet: str) -> list[str]:
    """What a style sheet refers to by `url()` and `@import`, as written; comments and data: addresses left out."""
    found = ("".join(groups).strip() for groups in _CSS_URL.findall(_CSS_IGNORED.sub("", sheet)))
    return [raw for raw in found if raw and not raw.startswith(("data:", "#"))]


def words(node: LexborNode) -> str:
    """What a visitor reads on a reference: text, title, alternative text, at most 60 characters."""
    image = node.css_first("img")
    attributes = node.attributes
    own = (attributes.get(name) for name in ("title", "alt", "aria-label"))
    inner = (image.attributes.get(name) for name in ("alt", "title")) if image is not None else ()
    text = "" if node.tag in {"style", "script"} else node.text()
    return next((word for word in map(tidy, (text, *own, *inner)) if word), "")[:_WORDS]
