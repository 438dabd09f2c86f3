"""Which part of the page is this? Frame (header, navigation, footer), side boxes, and what is left: the content."""

import re
from collections.abc import Container, Iterator
from enum import Enum

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pages.documents import Document, tidy

_NAV = re.compile(
    r"nav|menu|crumb|daohang|dqwz|weizhi|(?:^|[\s_-])(?:position|location|site-?map-?link)(?:$|[\s_\d-])", re.IGNORECASE
)
_FRAME = re.compile(
    r"foot|copyright|yqlj|friend|fenye|paging|pagination|pager|(?:^|[\s_-])(?:header|head-?top|top-?bar|links?|search|login|share|bot{1,2}om)(?:$|[\s_\d-])",
    re.IGNORECASE,
)
_SIDE = re.compile(
    r"aside|sidebar|side-?box|(?<![ps])hot(?!el|line)|(?<!f)rank|recommend|relat|tuijian|xgxx|xgwj|xgwz|xgzl|phb|redian|rdtj|weather|tianqi|calendar",
    re.IGNORECASE,
)
SIDE_HEADING = re.compile(r"相关|推荐|热点|热门|排行|点击|最新|猜你|您可能|天气|友情链接")
_WHOLE_PAGE = 0.6  # a box holding more of the links than this is a wrapper, whatever it is called


class Region(Enum):
    """Where on the page something stands."""

    NAVIGATION = "导航"
    FRAME = "页头页脚"
    SIDE = "旁栏"
    CONTENT = "正文"


_TAGS = {
    "nav": Region.NAVIGATION,
    "header": Region.FRAME,
    "footer": Region.FRAME,
    "aside": Region.SIDE,
    "main": Region.CONTENT,
    "article": Region.CONTENT,
}


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """The node's parents, nearest first, up to and without `<body>`."""
    parent = node.parent
    while parent is not None and parent.tag not in {"body", "html", "-undef"}:
        yield parent
        parent = parent.parent


def _own(node: LexborNode) -> Region | None:
    """The region a box is by its tag, role, class or id; None when it says nothing."""
    attributes = node.attributes
    if attributes.get("role") == "navigation":
        return Region.NAVIGATION
    if node.tag in _TAGS:
        return _TAGS[node.tag]
    words = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    if words == " ":
        return None
    for pattern, region in ((_NAV, Region.NAVIGATION), (_FRAME, Region.FRAME), (_SIDE, Region.SIDE)):
        if pattern.search(words):
            return region
    return None


class Regions:
    """Tells the regions of one document apart.

    Args:
        document: the page; its tree is not changed.
    """

    def __init__(self, document: Document) -> None:
        self._links = max(1, len(document.tree.css("a")))
        self._known: dict[int, Region | None] = {}

    def of(self, node: LexborNode) -> Region:
        """The region of the nearest box around a node that is one."""
        for box in (node, *ancestors(node)):
            if box.mem_id not in self._known:
                region = _own(box)
                if region not in {None, Region.CONTENT} and self._wraps_all(box):
                    region = None
                self._known[box.mem_id] = region
            found = self._known[box.mem_id]
            if found is Region.CONTENT and _inside_side(box):
                continue
            if found is not None:
                return found
        return Region.CONTENT

    def _wraps_all(self, box: LexborNode) -> bool:
        """Whether a box is a wrapper of most of the page, headings and text included, whatever it is called."""
        return (
            box.tag == "div"
            and len(box.css("a")) > self._links * _WHOLE_PAGE
            and box.css_first("h1, h2, h3, h4, p, table, form, main, article") is not None
        )


def _inside_side(box: LexborNode) -> bool:
    """An `<article>` card inside a side box belongs to the side box."""
    return box.tag == "article" and any(_own(outer) is Region.SIDE for outer in ancestors(box))


_DROPPED = "script, style, noscript, template, title, h1, select, option"
_SUBSTANCE = "a[href], img[src], iframe, embed, object, video, audio, form input, form textarea, canvas, table td"


def content_text(document: Document, links_to_drop: Container[str] = ()) -> str:
    """The text of the content region, without page heading, frame, side boxes and links to the given addresses."""
    tree = LexborHTMLParser(document.html)
    _strip(document, tree, links_to_drop)
    return tidy(tree.body.text(separator=" ")) if tree.body else ""


def has_substance(document: Document) -> bool:
    """Whether the content region holds something other than text: a picture, a film, a form, a table, links."""
    tree = LexborHTMLParser(document.html)
    _strip(document, tree, ())
    return bool(tree.body and tree.body.css_first(_SUBSTANCE))


def _strip(document: Document, tree: LexborHTMLParser, links_to_drop: Container[str]) -> None:
    regions = Regions(Document(document.url, ""))
    regions._links = max(1, len(tree.css("a")))  # noqa: SLF001  same module, other tree
    for node in tree.css(_DROPPED):
        node.decompose()
    doomed = [
        node
        for node in tree.css("header, nav, footer, aside, [class], [id], [role]")
        if node.tag not in {"body", "html"}
        and regions.of(node) is not Region.CONTENT
        and _own(node) not in {None, Region.CONTENT}
    ]
    for node in reversed(doomed):  # inner boxes first, so that no node is taken out twice
        node.decompose()
    for node in tree.css("a[href]"):
        if (document.resolve(node.attributes.get("href") or "") or "") in links_to_drop:
            node.decompose()
