"""Where are the columns? Links of the navigation, the site map, block headings and sub-menus that lead to columns."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from pages.dates import in_url
from pages.documents import Anchor, Document, tidy
from pages.regions import Region, Regions, ancestors

_NO_COLUMN = re.compile(
    r"^(?:首页|网站首页|返回首页|主页|登录|注册|退出|搜索|高级搜索|设为首页|加入收藏|收藏本站|无障碍.*|长者.*|关怀版|适老.*|老年.*|手机版|移动版|繁體?.*|繁体.*|简体.*|english|eng?"
    r"|网站地图|站点地图|联系我们|联系方式|关于我们|网站声明|版权声明|法律声明|隐私.*|使用帮助|帮助|微信.*|微博.*|客户端|app.*|rss.*|邮箱.*|[\d\s.<>«»+-]*|上一?页|下一?页|尾页|末页|中国政府网|.*人民政府(?:网站?)?|打印.*|关闭.*)$",
    re.IGNORECASE,
)
SITE_MAP = re.compile(r"网站地图|站点地图|网站导航|站点导航")
_MORE = re.compile(r"^[\[(<【]?\s*(?:更多|more|查看更多|全部|>>|》|»|\+)[\s>»+….\])】]*$", re.IGNORECASE)
_ARTICLE = re.compile(
    r"/t?\d{6,}[_-]?\d*\.s?html?$|_\d{5,}\.s?html?$|/art/\d|/content/post_|/content/20\d\d|/detail|/article|/show|/view|/info/\d+/\d+",
    re.IGNORECASE,
)
_COLUMN = re.compile(
    r"/(?:index|list|default|node_\d+|col\d*|channel|column)[^/]*$|/$|/col/col\d+|/[^./?]*$|[?&](?:cid|columnid|channelid|colid|typeid|lanmu)",
    re.IGNORECASE,
)
_FILE = re.compile(r"\.(?:docx?|xlsx?|wps|et|ofd|pdf|zip|rar|jpe?g|png|gif|mp4|txt|csv|json|xml|apk)$", re.IGNORECASE)
_FUNCTION = re.compile(
    r"search|sousuo|login|register|logout|/user/|[?&](?:q|word|key|keywords?|searchword|qt|wd)=", re.IGNORECASE
)
_SUBMENU = re.compile(r"nav|menu|left|sub|lanmu|lm|column|channel|tab|cata|list-?title", re.IGNORECASE)
_LONGEST = 16


@dataclass(frozen=True, slots=True)
class Lead:
    """A link that probably leads to a column.

    Attributes:
        name: the words of the link, or of the heading it stands beside.
        url: where it leads.
        firm: found in navigation or site map, so that whatever is there is a column; otherwise its page decides.
        above: address of the column it was found under (nested menu, or the page it was found on), may be empty.
    """

    name: str
    url: str
    firm: bool
    above: str = ""


def plausible(name: str, url: str) -> bool:
    """Whether words and address could be a column's."""
    return (
        1 < len(name) <= _LONGEST
        and not _NO_COLUMN.match(name)
        and not _FILE.search(urlsplit(url).path)
        and not _FUNCTION.search(url)
    )


def _short_links(document: Document) -> Iterator[tuple[LexborNode, Anchor]]:
    """Links short enough for a column's name; titles of articles are sorted out before addresses are worked out."""
    for node in document.tree.css("a[href]"):
        if len(tidy(node.text())) > _LONGEST or _ARTICLE.search(node.attributes.get("href") or ""):
            continue
        if anchor := document.anchor(node):
            yield node, anchor


def navigation(document: Document, own: Callable[[str], bool]) -> Iterator[Lead]:
    """Columns named in the navigation of a page, those in drop-down menus below their parents."""
    regions = Regions(document)
    for node in document.tree.css("a[href]"):
        if regions.of(node) is not Region.NAVIGATION or _in_crumbs(node):
            continue
        anchor = document.anchor(node)
        if anchor and own(anchor.url) and plausible(anchor.text, anchor.url) and not _is_home(document, anchor.url):
            yield Lead(anchor.text, anchor.url, firm=True, above=_menu_parent(document, node))


def _is_home(document: Document, url: str) -> bool:
    path = urlsplit(url).path
    return urlsplit(url).query == "" and (
        path in {"", "/"}
        or (url == document.url and re.search(r"/index\.\w+$", path) is not None and path.count("/") == 1)
    )


def _in_crumbs(node: LexborNode) -> bool:
    return any(
        re.search(
            r"crumb|position|dqwz|weizhi|location",
            f"{box.attributes.get('class')} {box.attributes.get('id')}",
            re.IGNORECASE,
        )
        for box in ancestors(node)
    )


def _menu_parent(document: Document, node: LexborNode) -> str:
    """Address of the menu entry a nested entry hangs under."""
    rows = [box for box in ancestors(node) if box.tag == "li"]
    for outer in rows[1:]:
        first = outer.css_first("a[href]")
        anchor = document.anchor(first) if first is not None and first.mem_id != node.mem_id else None
        if anchor is not None:
            return anchor.url
    return ""


def site_map_url(document: Document) -> str | None:
    """Address of the site map the page links to."""
    return next(
        (anchor.url for anchor in document.anchors if SITE_MAP.search(anchor.text) and len(anchor.text) <= 8), None
    )


def site_map(document: Document, own: Callable[[str], bool]) -> Iterator[Lead]:
    """Columns listed in the content of the site map page."""
    regions = Regions(document)
    for node in document.tree.css("a[href]"):
        anchor = document.anchor(node)
        if anchor is None or regions.of(node) in {Region.FRAME, Region.SIDE} or _in_crumbs(node):
            continue
        if own(anchor.url) and plausible(anchor.text, anchor.url) and not _is_home(document, anchor.url):
            yield Lead(
                anchor.text, anchor.url, firm=_ARTICLE.search(anchor.url) is None, above=_menu_parent(document, node)
            )


def headings(document: Document, own: Callable[[str], bool]) -> Iterator[Lead]:
    """Columns behind block headings and their 「更多」 links."""
    for node, anchor in _short_links(document):
        if not own(anchor.url) or _ARTICLE.search(anchor.url) or _is_home(document, anchor.url):
            continue
        name = (
            _beside(node) if _MORE.match(tidy(node.text()) or anchor.text) else anchor.text if _in_heading(node) else ""
        )
        if plausible(name, anchor.url):
            yield Lead(name, anchor.url, firm=False)


def entrances(document: Document, own: Callable[[str], bool]) -> Iterator[Lead]:
    """Short links in the content whose addresses look like a column's: home pages without a marked-up navigation."""
    for anchor in document.anchors:
        if (
            own(anchor.url)
            and plausible(anchor.text, anchor.url)
            and not _is_home(document, anchor.url)
            and not in_url(anchor.url)
            and _COLUMN.search(anchor.url)
            and not _ARTICLE.search(anchor.url)
        ):
            yield Lead(anchor.text, anchor.url, firm=False)


def _in_heading(node: LexborNode) -> bool:
    for box in list(ancestors(node))[:3]:
        if box.tag in {"h1", "h2", "h3", "h4", "h5"}:
            return True
        if re.search(r"tit|head|(?:^|[\s_-])(?:hd|tab|bt|lm)", f"{box.attributes.get('class') or ''}", re.IGNORECASE):
            return len(box.css("a")) <= 8 and box.css_first("li li, p") is None
    return False


def _beside(node: LexborNode) -> str:
    """The heading a 「更多」 link stands beside."""
    for box in list(ancestors(node))[:3]:
        inner = box.css_first("h1, h2, h3, h4, h5, .title, .tit, .bt, .name, .hd, strong, span")
        text = tidy(inner.text()) if inner is not None else ""
        if 1 < len(text) <= _LONGEST and not _MORE.match(text):
            return text
    return ""


def submenu(document: Document, own: Callable[[str], bool], top: frozenset[str]) -> Iterator[Lead]:
    """Columns below the one this page belongs to: links without dates below its address, or in its side menu.

    Args:
        document: a column's first page.
        own: whether an address is the site's own.
        top: columns already known from the navigation of every page.
    """
    folder = urlsplit(document.url).path.rpartition("/")[0] + "/"
    for node in document.tree.css("a[href]"):
        anchor = document.anchor(node)
        if (
            anchor is None
            or anchor.url in top
            or anchor.url == document.url
            or not own(anchor.url)
            or in_url(anchor.url)
        ):
            continue
        path = urlsplit(anchor.url).path
        below = path.startswith(folder) and folder != "/"
        if (
            not plausible(anchor.text, anchor.url)
            or _ARTICLE.search(anchor.url)
            or not _COLUMN.search(anchor.url)
            or _pager(path, folder)
        ):
            continue
        if _in_crumbs(node) or _is_home(document, anchor.url):
            continue
        if below or _in_submenu(node):
            yield Lead(anchor.text, anchor.url, firm=False, above=document.url if below else "")


def _pager(path: str, folder: str) -> bool:
    return re.fullmatch(
        r"(?:index|list|default)?_?\d*\.\w+", path.removeprefix(folder)
    ) is not None and path.startswith(folder)


def _in_submenu(node: LexborNode) -> bool:
    return any(
        _SUBMENU.search(f"{box.attributes.get('class') or ''} {box.attributes.get('id') or ''}")
        for box in list(ancestors(node))[:4]
    )


def crumbs(document: Document) -> tuple[str, ...]:
    """Addresses of the trail 「当前位置：首页 > … > …」, topmost first, home and the page itself left out."""
    for box in document.tree.css("[class], [id]"):
        words = f"{box.attributes.get('class') or ''} {box.attributes.get('id') or ''}"
        if box.tag in {"body", "html", "a"} or not re.search(
            r"crumb|position|dqwz|weizhi|location", words, re.IGNORECASE
        ):
            continue
        links = [anchor for node in box.css("a[href]") if (anchor := document.anchor(node))]
        if 0 < len(links) <= 8:
            return tuple(
                one.url
                for one in links
                if not _is_home(document, one.url) and one.url != document.url and one.text != "首页"
            )
    return ()


def is_article(document: Document) -> bool:
    """Whether a page is one article rather than a column."""
    return bool(document.meta("ArticleTitle") or document.meta("PubDate"))
