"""What does a column show: a dated list, an undated one, nothing, only sub-columns, only links elsewhere?"""

import re
from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from urllib.parse import urlsplit

from pages.column_kinds import Confidence
from pages.column_links import is_article
from pages.documents import Document
from pages.errors import Unseen
from pages.items import Block, Item, blocks, newest
from pages.regions import Region, content_text, has_substance
from site_configs.kinds import ColumnKind


class ColumnState(Enum):
    """What a column's first page shows; `value` is the Chinese word."""

    LISTED = "有日期的列表"
    UNDATED = "没有日期的列表"
    EMPTY = "空白"
    LANDING = "只有下级栏目"
    EXTERNAL = "只有外部链接"
    CONTENT = "单个内容页"
    UNSEEN = "未能看见"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the site as seen on this run.

    Attributes:
        name: as the navigation, the site map or the site file calls it.
        url: address of its first page; identifies the column.
        kind: what it is about, `confidence` how sure that is.
        state: what its first page shows.
        items: entries of its list, in page order; dates found on article pages are filled in.
        parent: address of the column above it, empty for first-level columns.
        level: 1 for first-level columns, 2 for those below, …
        children: addresses of the columns below it.
        foremost: whether no column above it is of the same kind (通知公告、政策文件类一级栏目).
        window_days: stricter limit from the site file, None when not given.
        should_update: False when the site file says that it never changes.
        document: its page; None when unseen.
        unseen: why it could not be seen; set exactly when `state` is UNSEEN.
    """

    name: str
    url: str
    kind: ColumnKind
    confidence: Confidence
    state: ColumnState
    items: tuple[Item, ...] = ()
    parent: str = ""
    level: int = 1
    children: tuple[str, ...] = ()
    foremost: bool = True
    window_days: int | None = None
    should_update: bool = True
    document: Document | None = None
    unseen: Unseen | None = None

    def newest(self, as_of: date) -> Item | None:
        """The newest entry on its own page not dated after `as_of`, None when there is none."""
        return newest(self.items, as_of)


_EMPTY_WORDS = re.compile(
    r"(?:此栏目|该栏目|本栏目|栏目)?(?:暂无|暂时没有|尚无|目前没有|还没有)(?:任何)?(?:新增|相关|更多|您要)?"
    r"(?:信息|数据|内容|资料|记录|文章|文件|公告|动态)?"
    r"|敬请期待|(?:栏目|网站|页面|内容|频道)?(?:正在)?(?:建设|维护|完善|整理|更新|筹备)中"
    r"|没有(?:找到|查到|任何)?(?:相关)?(?:数据|信息|内容|记录)|无数据|no data|共\s*0\s*条(?:数据|信息|内容|记录)?",
    re.IGNORECASE,
)
_SIDE_NOTICE = re.compile(
    rf"(?:相关|推荐|热点|附件|评论|下载|扩展|延伸)[^\s，。]{{0,6}}[\s:：]*(?:{_EMPTY_WORDS.pattern})", re.IGNORECASE
)
_TRAIL = re.compile(r"\S{0,6}位置\s*[:：]\s*(?:\S+\s*[>»›/]+\s*)*\S*")
_ARTICLE_MARKS = re.compile(r"(?:浏览|点击|阅读)(?:次数|量|数)|字[体号]|打印正文|上一篇|下一篇|来源\s?[:：]")
_STATIC = 150  # characters of prose from which a page says something by itself
_BLANK = 12
_FEW = 3  # an article may have a short list of related ones below it


def internal(url: str, hosts: Container[str]) -> bool:
    """Whether an address is on one of the site's own hosts."""
    return _host(url) in hosts


@lru_cache(maxsize=1 << 14)
def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def main_items(document: Document, frame: Container[str], as_of: date) -> tuple[Item, ...]:
    """The items of a column page's own list, without navigation, side boxes and links to other columns.

    Args:
        document: the column's first page.
        frame: addresses of columns and of the frame every page has; they are no items.
        as_of: reference for dates without a year.

    Returns:
        Entries of the content blocks. Blocks whose items lie below the column's own address are preferred, dated ones
        before undated ones; the others are then left out as side boxes.
    """
    kept = [
        block
        for block in blocks(document, as_of)
        if block.region is Region.CONTENT and any(_is_entry(item, document, frame) for item in block.items)
    ]
    own = [block for block in kept if _below(document.url, block)]
    dated = [block for block in kept if block.dated]
    own_dated = [block for block in own if block.dated]
    # A long list of its own without dates is the column; a short dated list of other columns beside it is not.
    longer = sum(len(block.items) for block in own) > sum(len(block.items) for block in dated)
    chosen = own_dated or (own if longer else dated) or kept
    return tuple(item for block in chosen for item in block.items if item.dated or _is_entry(item, document, frame))


def _is_entry(item: Item, document: Document, frame: Container[str]) -> bool:
    if item.url == document.url:
        return item.dated is not None  # opened by a script, or its link not filled in
    return item.url not in frame


def _below(url: str, block: Block) -> bool:
    """Whether most of a block's items lie in the column's folder."""
    folder = urlsplit(url).path.rpartition("/")[0] + "/"
    inside = sum(urlsplit(item.url).path.startswith(folder) for item in block.items)
    return folder != "/" and inside * 2 > len(block.items)


def state_of(
    document: Document, items: tuple[Item, ...], frame: Container[str], hosts: Container[str], *, children: bool
) -> ColumnState:
    """What a column page shows.

    Args:
        document: its first page.
        items: its `main_items`.
        frame: addresses of columns and of the frame every page has.
        hosts: the site's own host names without `www.`.
        children: whether columns are known below it.
    """
    dated = sum(item.dated is not None for item in items)
    if is_article(document) and dated < _FEW:
        return ColumnState.CONTENT
    if dated:
        return ColumnState.LISTED
    text = content_text(document, frame)
    if items:
        return _undated(items, text, hosts, children=children)
    if _says_empty(text):
        return ColumnState.EMPTY
    if children:
        return ColumnState.LANDING
    blank = len(_TRAIL.sub("", text)) <= _BLANK and not has_substance(document)
    return ColumnState.EMPTY if blank else ColumnState.CONTENT


def _undated(items: tuple[Item, ...], text: str, hosts: Container[str], *, children: bool) -> ColumnState:
    """What a page with entries but no dates shows."""
    if not any(internal(item.url, hosts) for item in items):
        return ColumnState.EXTERNAL if len(text) < _STATIC * 4 else ColumnState.CONTENT
    if children:
        return ColumnState.LANDING
    prose = len(text) - sum(len(item.row) for item in items)
    return ColumnState.UNDATED if prose < _STATIC * 2 else ColumnState.CONTENT


def _says_empty(text: str) -> bool:
    """Whether a notice of emptiness is all there is.

    A long text that mentions 「建设中」 is none, nor is 「相关信息 暂无资料」 below an article.
    """
    rest = _SIDE_NOTICE.sub("", _TRAIL.sub("", text))
    if _ARTICLE_MARKS.search(rest) or not _EMPTY_WORDS.search(rest):
        return False
    return len(_EMPTY_WORDS.sub("", rest)) <= _STATIC
