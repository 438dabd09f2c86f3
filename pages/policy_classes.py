"""Are policy documents shown in classes? Sub-columns, filters, category lists or a table that names the class."""

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from pages.column_presence import Presence
from pages.columns import Column, ColumnState
from pages.documents import Document, tidy
from pages.errors import Unseen
from pages.reading import Addresses, Reader
from pages.regions import Region, Regions
from pages.walk import Walk

_MANY = 2
_LONGEST = 16
_NAME = 10  # documents have longer titles
_HEAD = re.compile(
    r"^(?:(?:主题|体裁|组配|文件|政策|信息|服务对象|公文|内容)?(?:分类|类别|类型)|文种|公文种类|主题|体裁|年[份度]|(?:发文|发布|制定|公开)(?:机[关构]|部门|单位)|效力级别|行业|领域|服务对象|按.{1,6}(?:分类|查[看询]|检索|浏览)?)[:：]?$"
)
_FIELDS = (
    "综合|财政|教育|卫生|医疗|民政|农业|水利|交通|城乡|建设|环境|生态|工业|商务|科技|科学|文化|公安"
    "|人事|劳动|社会保障|就业"
)
_CLASS = re.compile(
    r"^(?!关于)(?:.{0,8}(?:文件|令|规章|法规|政策)|决定|决议|命令|通知|公告|通告|意见|批复|议案|函|纪要|报告|其他|(?:19|20)\d{2}\s?年?度?"
    rf"|.{{2,6}}(?:局|厅|委|办|委员会|办公室)|(?:{_FIELDS})(?:[、和与].{{2,6}}|体育|类|保障|金融|旅游|技术|农村)?)$"
)
_HEADS = "dt, th, label, strong, b, span, td, h2, h3, h4, p, div, li, option, a"
_GROUPS = "ul, ol, dl, select, div, p, tr"
_MOST_RENDERED = 4


@dataclass(frozen=True, slots=True)
class PolicyClasses:
    """How the policy columns divide their documents.

    Attributes:
        ways: what shows a division, in Chinese, empty when nothing does.
        columns: policy columns looked at.
        unseen: why it cannot be said that nothing does, None when everything was seen.
    """

    ways: tuple[str, ...]
    columns: tuple[Column, ...]
    unseen: Unseen | None = None


def observe_classes(walk: Walk, presence: Presence, reader: Reader) -> PolicyClasses:
    """See how policy documents are divided; the browser is asked only when the source shows no division.

    Args:
        walk: what was seen.
        presence: the columns of the kind 政策文件.
        reader: renders a page filled by scripts.
    """
    columns = tuple(column for column in presence.columns if column.state is not ColumnState.EMPTY)
    below = {one.url for column in columns for one in walk.below(column)}
    elsewhere = Addresses(one.url for one in walk.columns if one.url not in below)
    pages = [column.document for column in columns if column.document] + [part.document for part in presence.parts]
    ways = tuple(
        dict.fromkeys((*_columns(walk, columns), *(way for page in pages for way in ways_on(page, elsewhere))))
    )
    if ways:
        return PolicyClasses(ways, columns)
    unseen = next((column.unseen for column in columns if column.unseen), None)
    scripted = [page for page in pages if page.url not in walk.rendered and page.tree.css_first("script")]
    for page in scripted[:_MOST_RENDERED]:
        shown = reader.render(page.url, page)
        if isinstance(shown, Unseen):
            unseen = unseen or shown
        elif found := tuple(dict.fromkeys(ways_on(shown, elsewhere))):
            return PolicyClasses(found, columns)
    return PolicyClasses((), columns, unseen)


def _columns(walk: Walk, columns: tuple[Column, ...]) -> Iterator[str]:
    """Sub-columns of one policy column, or several policy columns side by side."""
    for column in columns:
        below = [child.name for url in column.children if (child := walk.column_at(url))]
        if len(below) >= _MANY:
            yield f"“{column.name}”下设{_some(below)}"
    if len(columns) >= _MANY:
        yield f"分设{_some([column.name for column in columns])}栏目"


def _some(names: list[str]) -> str:
    return "、".join(names[:4]) + ("等" if len(names) > 4 else "")


def ways_on(page: Document, elsewhere: Container[str] = ()) -> Iterator[str]:
    """What on one page shows a division: a filter or table head that names it, or a group of class names.

    Args:
        page: the first page of a policy column.
        elsewhere: addresses of columns that do not lie below it; a menu of those divides nothing.
    """
    regions = Regions(page)
    for node in page.tree.css(_HEADS):
        text = tidy(node.text())
        if 1 < len(text) <= _LONGEST and _HEAD.match(text) and regions.of(node) is not Region.FRAME:
            yield f"页面按“{text.rstrip(':：')}”区分"
            break
    for node in page.tree.css(_GROUPS):
        names = _class_names(page, node, elsewhere)
        if len(names) >= _MANY and regions.of(node) in {Region.CONTENT, Region.SIDE}:
            yield f"页面分为{_some(names)}"
            break


def _class_names(page: Document, box: LexborNode, elsewhere: Container[str]) -> list[str]:
    """Names of classes among the direct parts of a box: tabs, options, headings, links; documents are no classes."""
    names = []
    for child in box.iter():
        text = tidy(child.text())
        if child.tag in {"script", "style"} or not 1 < len(text) <= _NAME or not _CLASS.match(text):
            continue
        link = child if child.tag == "a" else child.css_first("a[href]")
        anchor = page.anchor(link) if link is not None else None
        if anchor is None or anchor.url not in elsewhere:
            names.append(text)
    return list(dict.fromkeys(names))
