"""What does a page refer to? Every reference a browser or a visitor could follow, with the words it carries."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pages.documents import Document, tidy
from pages.script_links import goes_to_choice, handler_links, looks_like_address, script_links

_PICTURE = {"src": "图片", "srcset": "图片"}
# Where scripts that load pictures late (lazyload, echo, layui …) find their addresses.
_LAZY = dict.fromkeys(
    ("data-src", "data-srcset", "data-original", "data-lazy", "data-lazy-src", "data-echo", "lay-src"), "图片"
)
# What stands in `src` until then. Beside any other picture these attributes are left over from where it was copied.
_PLACEHOLDER = re.compile(
    r"^data:|(?:lazy|load|blank|placeholder|gr[ae]y|dot|1x1|trans|spac|pixel|default|holder)[^/]*$", re.IGNORECASE
)
_SVG = {"href": "图片", "xlink:href": "图片"}
# Attributes and sort by tag, links first: what is both a link and a picture is named as a link.
_SOURCES: Mapping[str, Mapping[str, str]] = {
    "a": {"href": "链接", "xlink:href": "链接"},
    "area": {"href": "链接"},
    "img": _PICTURE | _LAZY,
    "source": {"src": "音视频", "srcset": "图片", "data-src": "音视频", "data-srcset": "图片"},
    "input": {"src": "图片"},
    "script": {"src": "脚本"},
    "link": {"href": "样式或图标"},
    "iframe": {"src": "嵌入页面", "data-src": "嵌入页面"},
    "frame": {"src": "嵌入页面"},
    "video": {"src": "音视频", "poster": "图片", "data-src": "音视频"},
    "audio": {"src": "音视频", "data-src": "音视频"},
    "track": {"src": "音视频"},
    "embed": {"src": "嵌入对象"},
    "object": {"data": "嵌入对象"},
    "image": _SVG,
    "use": _SVG,
}
_UNUSUAL = frozenset({"srcset", *_LAZY})
# What a template has not filled in yet is no address, nor is a number that a script counts by.
_WRITTEN_OUT = re.compile(r"[^{}<>$]*[./][^{}<>$]*")
_SPECIAL = ("script", "style", "meta", "form", "select")
_ELSEWHERE = "[background], [style*='('], [onclick]"
_HINTS = frozenset({"preconnect", "dns-prefetch", "canonical", "alternate", "prev", "next", "profile"})
_CSS_URL = re.compile(
    r"""url\(\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^'"()\s]+))\s*\)|@import\s*(?:"([^"\n]+)"|'([^'\n]+)')""", re.IGNORECASE
)
# In a set of images a bare string is an address (CSS Images 4, 2.4); that of `type()` is not, `url()` is found anyway.
_IMAGE_SET = re.compile(r"image-set\(((?:[^()]++|\([^()]*+\)){0,60}+)", re.IGNORECASE)
_INNER = re.compile(r"\([^()]*+\)")
_STRING = re.compile(r"""(["'])([^"'\n]+)\1""")
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
    """Every distinct http(s) address a page refers to, links first; the first mention names it."""
    found: dict[str, Reference] = {}
    for node, raw, sort in raw_references(document.tree):
        url = document.resolve(raw)
        if url and url not in found and not raw.startswith("#"):
            found[url] = Reference(url, words(node), sort, raw)
    return tuple(found.values())


def raw_references(tree: LexborHTMLParser) -> Iterator[tuple[LexborNode, str, str]]:
    """Each reference of a page as written: the element, the raw value and its sort; nothing is resolved or dropped."""
    for tag, named in _SOURCES.items():
        for node in tree.tags(tag):  # less than half the time of one selector for all
            attributes = node.attributes
            if tag == "link" and _HINTS & set((attributes.get("rel") or "").lower().split()):
                continue
            for name, value in attributes.items():
                if value and name in named:
                    raw = value.strip(_BLANK)
                    if name in _UNUSUAL or raw[:11].lower() == "javascript:":
                        yield from ((node, each, named[name]) for each in _unusual(name, raw, attributes))
                    else:
                        yield node, raw, named[name]
    for tag in _SPECIAL:
        for node in tree.tags(tag):
            yield from ((node, raw, sort) for raw, sort in _inside(node, tag, node.attributes))
    for node in tree.css(_ELSEWHERE):
        yield from ((node, raw, sort) for raw, sort in _elsewhere(node.attributes))


def _unusual(name: str, value: str, attributes: Mapping[str, str | None]) -> Iterator[str]:
    """The addresses in a script, in an attribute that holds several, or in one that only scripts know."""
    if name not in _UNUSUAL:
        yield value
        yield from handler_links(value)
    elif name not in _LAZY:
        yield from _srcset(value)
    elif _comes_late(attributes):
        raws = _srcset(value) if name.endswith("srcset") else (value,)
        yield from (raw for raw in raws if _WRITTEN_OUT.fullmatch(raw))


def _comes_late(attributes: Mapping[str, str | None]) -> bool:
    shown = attributes.get("src") or ""
    return not shown or "lazy" in (attributes.get("class") or "") or bool(_PLACEHOLDER.search(shown))


def _elsewhere(attributes: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """What any element may refer to: by its style, its handler, its background."""
    if style := attributes.get("style"):
        yield from ((raw, "图片") for raw in css_references(style))
    if onclick := attributes.get("onclick"):
        yield from ((raw, "链接") for raw in handler_links(onclick))
    if background := attributes.get("background"):
        yield background.strip(_BLANK), "图片"


def _inside(node: LexborNode, tag: str, attributes: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """What an element refers to by more than an address in an attribute."""
    if tag == "script" and not attributes.get("src"):
        yield from ((raw, "链接") for raw in script_links(node.text()))
    elif tag == "style":
        yield from ((raw, "图片") for raw in css_references(node.text()))
    elif tag == "meta" and (attributes.get("http-equiv") or "").lower() == "refresh":
        yield from ((raw.strip(), "自动跳转") for raw in _REFRESH.findall(attributes.get("content") or ""))
    elif tag == "select" and goes_to_choice(attributes.get("onchange") or ""):
        choices = (option.attributes.get("value") or "" for option in node.css("option[value]"))
        yield from ((raw, "链接") for raw in choices if looks_like_address(raw))
    elif tag == "form" and "action" in attributes and (attributes.get("method") or "get").lower() == "get":
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
    sheet = _CSS_IGNORED.sub("", sheet)
    found = ["".join(groups).strip() for groups in _CSS_URL.findall(sheet)]
    for inside in _IMAGE_SET.findall(sheet) if "image-set" in sheet else ():
        found += [raw.strip() for _, raw in _STRING.findall(_INNER.sub("", inside))]
    return [raw for raw in found if raw and not raw.startswith(("data:", "#"))]


def words(node: LexborNode) -> str:
    """What a visitor reads on a reference: text, title, alternative text, at most 60 characters."""
    image = node.css_first("img")
    attributes = node.attributes
    own = (attributes.get(name) for name in ("title", "alt", "aria-label"))
    inner = (image.attributes.get(name) for name in ("alt", "title")) if image is not None else ()
    text = "" if node.tag in {"style", "script"} else node.text()
    return next((word for word in map(tidy, (text, *own, *inner)) if word), "")[:_WORDS]
