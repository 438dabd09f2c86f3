"""What does this page list? Items (title, address, date) in the blocks they stand in, whatever the markup."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from selectolax.lexbor import LexborNode, SelectolaxError

from pages.dates import Dated, in_url, listed, plain, split_title, whole
from pages.documents import Anchor, Document, tidy
from pages.errors import Reason, Unseen
from pages.list_heads import cell_heads, heading_of
from pages.regions import SIDE_HEADING, Region, Regions, ancestors

FRAMES = frozenset({Region.NAVIGATION, Region.FRAME})
_DIGIT = re.compile(r"\d")
ROW_TAGS = frozenset({"li", "tr", "dt", "dd", "article"})
_ROW_LINKS = 4  # an item may carry links to its category and department; more makes it a box of its own
_LONG = 6
_NO_ITEM = re.compile(
    r"^(?:[\[(<《【]?(?:.{0,8}更多|more|详细|详情|查看(?:详情)?|点击进入|进入.{0,4}|阅读全文|首页|网站首页|上一?页|下一?页|尾页|末页|返回.{0,4}|打印.{0,4}|关闭.{0,4}"
    r"|english|(?:政务|服务|个人|企业|旧|新|手机|移动|电脑|平板|触屏|无障碍|长者|繁体|简体|英文|中文)版|无障碍.{0,4}|设为首页|加入收藏|网站地图|(?:联系|关于)我们"
    r"|登录|注册|收藏|分享|确定|go|转到.{0,6}|跳转|(?:高级)?搜索|查询|共.{0,6}条.{0,12})[\])>》】]?[\s>»+…:]*|[上下]一[篇条]\s?[:：].*|[\d\s.<>«»+-]+|.|)$",
    re.IGNORECASE,
)
_DATE_ONLY = re.compile(r"^[\d\s\-/.年月日:()\[\]|·]+$")


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list.

    Attributes:
        title: its words, without a date it ends in; the full title when the visible one is cut.
        url: absolute address; the page's own when a script opens it.
        dated: the date stated in the list, in the title or later on the article page; None when undated.
        row: the item's whole text.
        heading: heading of the block it stands in, may be empty.
    """

    title: str
    url: str
    dated: Dated | None = None
    row: str = ""
    heading: str = ""

    @property
    def day(self) -> date | None:
        """The stated day of publication, None when there is none."""
        return self.dated.day if self.dated else None

    @property
    def hint(self) -> Dated | None:
        """The date in the address: no statement to readers, only a hint."""
        return in_url(self.url)


@dataclass(frozen=True, slots=True)
class Block:
    """Items that stand together under one heading in one region of the page."""

    items: tuple[Item, ...]
    heading: str
    region: Region

    @property
    def dated(self) -> tuple[Item, ...]:
        """The items with a date."""
        return tuple(item for item in self.items if item.dated)


def newest(items: Iterable[Item], as_of: date) -> Item | None:
    """The item with the newest date not after `as_of`: a pinned old item on top does not count as the newest."""
    past = [item for item in items if item.day and item.day <= as_of]
    return max(past, key=lambda item: item.day or as_of, default=None)


def ahead(items: Iterable[Item], as_of: date) -> tuple[Item, ...]:
    """Items dated after `as_of`."""
    return tuple(item for item in items if item.day and item.day > as_of)


def chosen_items(document: Document, rows: str, dates: str | None, as_of: date) -> tuple[Item, ...]:
    """Items by the selectors of the site file.

    Args:
        document: the column's first page.
        rows: CSS selector of one item.
        dates: CSS selector of the date inside an item, None to look for it.
        as_of: reference for dates without a year.

    Raises:
        Unseen: LAYOUT when a selector is malformed or selects nothing.
    """
    try:
        nodes = document.tree.css(rows)
        made = [item for node in nodes if (item := _chosen(document, node, dates, as_of))]
    except SelectolaxError:
        raise Unseen(Reason.LAYOUT, document.url, f"网站档案中的选择器写法有误：{rows}") from None
    if not made:
        raise Unseen(Reason.LAYOUT, document.url, f"网站档案中的选择器没有选中任何信息：{rows}")
    return tuple(made)


def _chosen(document: Document, row: LexborNode, dates: str | None, as_of: date) -> Item | None:
    anchors = [row] if row.tag == "a" else row.css("a")
    item = _item(document, row, anchors, as_of)
    place = row.css_first(dates) if dates and item else None
    if item is None or place is None:
        return item
    found = listed([place.text(), place.attributes.get("datetime") or ""], as_of)
    return replace(item, dated=found or item.dated)


def blocks(document: Document, as_of: date) -> tuple[Block, ...]:
    """Every block of items on the page, in document order, without menu entries and footer links that show no digit."""
    regions = Regions(document)
    grouped: dict[tuple[object, ...], list[tuple[LexborNode, list[LexborNode]]]] = defaultdict(list)
    headings: dict[int, str] = {}
    for row, anchors in _rows(document):
        parent = row.parent
        if parent is None:
            continue
        if regions.of(row) in FRAMES and not _DIGIT.search(row.text()):
            continue  # a menu entry, and nobody asks for those
        if parent.mem_id not in headings:
            headings[parent.mem_id] = heading_of(parent)
        heading = headings[parent.mem_id]
        outer = parent.parent.mem_id if parent.parent else 0
        key = (outer, parent.tag, parent.attributes.get("class"), row.tag, heading)
        grouped[key].append((row, anchors))
    made = (_block(document, key[-1], rows, regions, as_of) for key, rows in grouped.items())
    return tuple(block for block in made if block.items)


def _block(
    document: Document, heading: object, rows: list[tuple[LexborNode, list[LexborNode]]], regions: Regions, as_of: date
) -> Block:
    words = str(heading)
    region = regions.of(rows[0][0])
    if region is Region.CONTENT and SIDE_HEADING.search(words):
        region = Region.SIDE
    found = [item for row, anchors in rows if (item := _item(document, row, anchors, as_of))]
    if (
        region in {Region.NAVIGATION, Region.FRAME}
        and sum(item.dated is not None for item in found) * 2 > len(found) > 1
    ):
        region = Region.CONTENT  # links of a frame carry no dates, whatever the box is called
    return Block(tuple(replace(item, heading=words) for item in found), words, region)


def _rows(document: Document) -> list[tuple[LexborNode, list[LexborNode]]]:
    """Each link with the element that is its row, rows in document order, the links of one row together."""
    # A name without an address is a bookmark: word processors leave them in the middle of a text.
    links = [node for node in document.tree.css("a:not([name]:not([href]))") if not _NO_ITEM.match(_words(node))]
    targets: dict[int, set[str]] = defaultdict(set)
    for node in links:
        key = node.attributes.get("href") or f"#{node.mem_id}"
        for box in ancestors(node):
            targets[box.mem_id].add(key if not key.startswith(("#", "javascript")) else f"#{node.mem_id}")
    rows: dict[int, tuple[LexborNode, list[LexborNode]]] = {}
    for node in links:
        row = _row(node, targets)
        rows.setdefault(row.mem_id, (row, []))[1].append(node)
    return list(rows.values())


def _words(anchor: LexborNode) -> str:
    text = tidy(anchor.text()).strip("·•>»◆■★ ")
    if text:
        return text
    image = anchor.css_first("img[alt]")
    return tidy(anchor.attributes.get("title")) or (tidy(image.attributes.get("alt")) if image else "")


def _row(anchor: LexborNode, targets: dict[int, set[str]]) -> LexborNode:
    """The list item around a link: the nearest `li`/`tr`/`dd`, else the largest box with no other link."""
    single = anchor
    climbing = True
    for box in ancestors(anchor):
        alone = len(targets[box.mem_id]) <= 1
        if box.tag in ROW_TAGS:
            if len(targets[box.mem_id]) <= (1 if box.tag == "tr" and _several_titles(box) else _ROW_LINKS):
                return box
            return single
        if climbing and alone and box.tag not in {"ul", "ol", "dl", "table", "tbody", "main", "form"}:
            single = box
        else:
            climbing = False
    return single


def _several_titles(row: LexborNode) -> bool:
    """Whether a table row holds several items side by side rather than one with its category."""
    return sum(len(tidy(cell.text())) >= 2 * _LONG and cell.css_first("a") is not None for cell in row.css("td")) > 1


def _item(document: Document, row: LexborNode, anchors: list[LexborNode], as_of: date) -> Item | None:
    anchors = [node for node in anchors if not _NO_ITEM.match(_words(node))]
    if not anchors:
        return None
    lead = max(anchors, key=lambda node: len(_words(node)))
    title, inside = _title(lead, as_of)
    title, in_title = split_title(title, as_of)
    outside = _cells(row, lead) or [piece for node, piece in _texts(row) if not _within(node, lead)]
    stamp = [node.attributes.get("datetime") or "" for node in row.css("time[datetime]")]
    dated = listed([*inside, *outside], as_of) or listed(stamp, as_of) or in_title or listed(_following(row), as_of)
    target: Anchor | None = document.anchor(lead)
    if target is None and not (dated and in_row(row)):
        return None
    return Item(title, target.url if target else document.url, dated, tidy(row.text(separator=" ")))


def _cells(row: LexborNode, lead: LexborNode) -> list[str]:
    """The cells of a table row, each under its head (「截止日期 2026-09-12」); empty for other rows."""
    heads = cell_heads(row) if row.tag == "tr" else ()
    cells = row.css("td")
    if len(heads) != len(cells):
        return []
    own = [cell.mem_id for cell in ancestors(lead) if cell.tag == "td"]
    return [
        f"{head} {tidy(cell.text(separator=' '))}"
        for head, cell in zip(heads, cells, strict=True)
        if cell.mem_id not in own
    ]


def in_row(row: LexborNode) -> bool:
    """Whether a row is marked up as one."""
    return row.tag in ROW_TAGS


def _within(node: LexborNode, anchor: LexborNode) -> bool:
    return any(box.mem_id == anchor.mem_id for box in ancestors(node))


def _texts(row: LexborNode) -> list[tuple[LexborNode, str]]:
    """The text nodes below a row, scripts left out."""
    return [
        (node, text)
        for node in row.traverse(include_text=True)
        if node.is_text_node
        and node.parent is not None
        and node.parent.tag not in {"script", "style"}
        and (text := tidy(node.text_content))
    ]


def _title(anchor: LexborNode, as_of: date) -> tuple[str, list[str]]:
    """The title of a link, and the other pieces of text inside it (a date beside the title, a summary below it)."""
    given = tidy(anchor.attributes.get("title"))
    own = anchor.css_first("h1, h2, h3, h4, h5, h6, .title, .tit, .bt")
    pieces = _texts(anchor)
    if own is not None and tidy(own.text()):
        rest = [text for node, text in pieces if not _within(node, own)]
        return tidy(own.text()), rest
    dates = [text for _, text in pieces if len(pieces) > 1 and _is_date(text, as_of)]
    words = "".join(text for _, text in pieces if text not in dates).strip("·•>»◆■★ ") or _words(anchor)
    shown = words.rstrip("….·").strip()
    if len(given) > len(shown) and given.startswith(shown[: max(2, len(shown) - 2)]):
        words = given
    return words, dates


def _is_date(text: str, as_of: date) -> bool:
    return bool(
        _DATE_ONLY.match(plain(text))
        or whole(text, as_of)
        or (len(text) < 40 and re.match(r"(?:发布|更新)(?:时间|日期)", text))
    )


def _following(row: LexborNode) -> list[str]:
    """Text between this row and the next one, for lists that are no lists: `<a>…</a> 2018-07-27<br>`, `<dt>…<dd>…`."""
    found: list[str] = []
    node = row.next
    others = ROW_TAGS - {"dd"} if row.tag == "dt" else ROW_TAGS
    while node is not None and len(found) < 4:
        if not node.is_text_node and (node.tag == "a" or node.css_first("a") is not None or node.tag in others):
            break
        if text := tidy(node.text_content if node.is_text_node else node.text()):
            found.append(text)
        node = node.next
    return found
