"""Has the site a column of this kind, under whatever name, at whatever depth, or as a part of another page?"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from pages.column_kinds import by_name
from pages.columns import Column, ColumnState
from pages.documents import Document, tidy
from pages.errors import Reason, Unseen
from pages.hints import unfollowed, words_leading_nowhere
from pages.regions import Region, Regions, content_text
from pages.walk import Walk
from site_configs.kinds import ColumnKind
from site_configs.urls import registered_domain

_LONGEST = 12
_MENU = 4  # a navigation naming fewer columns than this was hardly seen
_SAYS_SOMETHING = 40
K = ColumnKind
# One column may serve several kinds: 机构概况 is overview and functions, 机构与领导 functions and leaders.
_SERVING: Mapping[ColumnKind, re.Pattern[str]] = MappingProxyType(
    {
        K.OVERVIEW: re.compile(
            r"(?:概况|概览|简介)$|^走进|[市县区州省镇乡]情$|(?:单位|机构|部门|[市县区州省局厅所院站校])介绍$"
        ),
        K.FUNCTIONS: re.compile(
            r"机构职[能责]|部门职[能责]|机构设置|内设机构|(?:职能|职责|三定)$|(?<![务融介疗训])机构(?:概况|信息|简介|介绍|一览)?$"
            r"|(?:工作|政府)部门$|部门(?:介绍|信息)$|直属单位$|[处科]室(?:介绍|设置|职[能责])?$"
        ),
        K.LEADERS: re.compile(
            r"领导(?:信息|之窗|班子|成员|介绍|分工|简介|专栏|名单|简历)*$|负责人(?:信息|介绍|简介)?$|班子(?:成员)?$"
            r"|(?:[市县区州省镇乡局厅]长|主任)(?:之窗|专栏|介绍|简介|信息|风采)?$|领导信息"
        ),
        K.NEWS: re.compile(r"(?:要闻|动态|新闻|快讯|时政|资讯)$|新闻中心"),
        K.POLICIES: re.compile(r"政策(?:文件|法规|规定|汇编|库)|(?:文件|法规|政策)$"),
    }
)
# What a page under another name says when it serves the kind: a share of these words, so many times.
_SPEAKING: Mapping[ColumnKind, tuple[re.Pattern[str], int]] = MappingProxyType(
    {
        K.OVERVIEW: (re.compile(r"位于|地处|始建于|成立于|总面积|常住人口|建[市县区]于"), 2),
        K.FUNCTIONS: (re.compile(r"负责|承担|拟订|拟定|组织实施|主要职责|内设机构"), 6),
        K.LEADERS: (re.compile(r"领导班子|现任领导|领导成员|[所院局厅市县区]长致[词辞]"), 1),
        K.POLICIES: (re.compile(r"关于\S{4,60}(?:通知|意见|办法|规定|决定|细则|方案)"), 4),
    }
)
# Names of these kinds speak of something else, whatever further words they hold: 政策解读, 市长信箱, 服务机构.
_OTHERS = frozenset(
    {K.INTERPRETATION, K.LETTERS, K.SURVEYS, K.INTERVIEWS, K.SERVICES, K.SPECIAL, K.REQUEST, K.GUIDE, K.PERSONNEL}
)
_OTHER_WORDS = re.compile(r"活动|讲话|批示|小组|历史|往届|下载|国务院|省政府|省级|上级|中央|国家")
_NO_HEADING = re.compile(r"[。，；：、《》“\d]|^(?:负责人|主任|.{0,2}[市县区州省镇乡局厅]长)$")
_HEADS = (
    "h1, h2, h3, h4, h5, h6, dt, legend, summary, caption, [role=tab], [class*=tab] li, [class*=tab] a, [class*=tit]"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of another column's page, headed by the words of the kind."""

    name: str
    document: Document


@dataclass(frozen=True, slots=True)
class Door:
    """A link with the words of the kind that no column was found behind.

    Attributes:
        own: on a host of the site's domain, so that it can be nobody else's column.
        inside: on the site's own host, so that it can be read like a column.
    """

    name: str
    url: str
    own: bool
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Presence:
    """What was found of one kind of column, strongest first.

    Attributes:
        kind: the kind looked for.
        columns: columns that serve it.
        parts: parts of other pages.
        doors: links that carry its name, to single pages or to other hosts.
        guessed: columns that only address, parent or content suggest.
        unseen: why it cannot be said that there is none, None when enough was seen.
        looked: how many columns were looked at.
    """

    kind: ColumnKind
    columns: tuple[Column, ...] = ()
    parts: tuple[Part, ...] = ()
    doors: tuple[Door, ...] = ()
    guessed: tuple[Column, ...] = ()
    unseen: Unseen | None = None
    looked: int = 0

    @property
    def seen(self) -> tuple[Column, ...]:
        """The columns whose pages could be read."""
        return tuple(column for column in self.columns if column.state is not ColumnState.UNSEEN)

    @property
    def own_doors(self) -> tuple[Door, ...]:
        """The links that stay within the site's domain."""
        return tuple(door for door in self.doors if door.own)

    @property
    def inside(self) -> tuple[Door, ...]:
        """The links to single pages of the site itself."""
        return tuple(door for door in self.doors if door.inside)

    @property
    def sure(self) -> bool:
        """Whether there certainly is such a column."""
        return bool(self.seen or self.parts or self.own_doors)

    @property
    def doubtful(self) -> bool:
        """Whether there may be one: its kind is guessed, or only a link to somebody else's site carries its name."""
        return not self.sure and bool(self.guessed or self.doors)

    @property
    def blank(self) -> bool:
        """Whether every column of the kind shows nothing."""
        return (
            bool(self.seen)
            and not self.parts
            and not self.own_doors
            and all(column.state is ColumnState.EMPTY for column in self.seen)
        )


def serves(name: str, kind: ColumnKind) -> bool:
    """Whether a column of that name serves a kind, perhaps besides others."""
    words = _SERVING.get(kind)
    named = by_name(name)
    if not 1 < len(name) <= _LONGEST or _OTHER_WORDS.search(name):
        return False
    return named is kind or (named not in _OTHERS and words is not None and words.search(name) is not None)


def _carries(text: str, kind: ColumnKind) -> bool:
    """Whether words on a page, which need be no column's, name the kind; a bare 「负责人」 or 「局长」 is a label."""
    return not _NO_HEADING.search(text) and serves(text, kind)


def presence(walk: Walk, kind: ColumnKind) -> Presence:
    """Look for columns of a kind.

    Args:
        walk: home page and columns.
        kind: 概况信息、机构职能、领导信息、动态要闻、政策文件 and the like.
    """
    columns = tuple(
        column
        for column in walk.columns
        if (column.kind is kind and column.confidence.firm)
        or (column.kind is not K.SPECIAL and (serves(column.name, kind) or _files(column, kind)))
    )
    if any(column.state is not ColumnState.UNSEEN for column in columns):
        return Presence(kind, columns, looked=len(walk.columns))
    pages = list(walk.pages.values())
    parts = tuple(part for page in pages for part in _parts(page, kind))
    return Presence(
        kind,
        columns,
        parts,
        tuple(dict.fromkeys(door for page in pages for door in _doors(page, walk, kind))),
        tuple(
            column
            for column in walk.columns
            if (column.kind is kind and not column.confidence.firm) or _speaks(column, kind)
        ),
        columns[0].unseen if columns else _unseen(walk, kind, {part.name for part in parts}),
        len(walk.columns),
    )


def _files(column: Column, kind: ColumnKind) -> bool:
    """文件通知 holds policy documents beside notices; other words with 文件 in them name no column."""
    return kind is K.POLICIES and column.kind is K.NOTICES and "文件" in column.name


def _speaks(column: Column, kind: ColumnKind) -> bool:
    """Whether the page of a column under another name may serve the kind by what it says."""
    words, times = _SPEAKING.get(kind, (None, 0))
    if words is None or column.document is None or column.kind not in {K.OTHER, K.DISCLOSURE, K.FUNCTIONS, K.OVERVIEW}:
        return False
    listed = column.state is ColumnState.LISTED
    if listed is not (kind is K.POLICIES) or (listed and column.children):
        return False  # a page of sub-columns repeats what they list
    return len(words.findall(content_text(column.document))) >= times


def _parts(page: Document, kind: ColumnKind) -> Iterator[Part]:
    """Headings and tabs in the content of a page that says something."""
    heads = [
        text
        for node in page.tree.css(_HEADS)
        if (text := tidy(node.text())) and _carries(text, kind) and not _leads_away(page, node)
    ]
    if heads and len(content_text(page)) >= _SAYS_SOMETHING:
        yield Part(heads[0], page)


def _leads_away(page: Document, node: LexborNode) -> bool:
    """Whether a heading belongs to the frame, or is a link to another page."""
    link = node if node.tag == "a" else node.css_first("a[href]")
    anchor = page.anchor(link) if link is not None else None
    return (anchor is not None and anchor.url != page.url) or Regions(page).of(node) is Region.FRAME


def _doors(page: Document, walk: Walk, kind: ColumnKind) -> Iterator[Door]:
    regions = Regions(page)
    domain = registered_domain(urlsplit(walk.home.url).hostname or "")
    for node in page.tree.css("a[href]"):
        anchor = page.anchor(node)
        if anchor is None or anchor.url == page.url or not _carries(anchor.text, kind):
            continue
        if walk.column_at(anchor.url) is None and regions.of(node) is not Region.FRAME:
            own = registered_domain(urlsplit(anchor.url).hostname or "") == domain
            yield Door(anchor.text, anchor.url, own, walk.internal(anchor.url))


def _may_hide(column: Column) -> bool:
    """Whether there may be a column below one that could not be seen; below a dead address there is none."""
    alive = column.unseen is not None and column.unseen.reason is not Reason.NOT_FOUND
    return alive and (column.level == 1 or column.kind is K.DISCLOSURE)


def _unseen(walk: Walk, kind: ColumnKind, parts: set[str]) -> Unseen | None:
    """What may hide a column of the kind."""
    missed = next((one.unseen for one in walk.columns if one.unseen and _may_hide(one)), None)
    if missed is not None:
        return missed
    loose = [
        word
        for word in words_leading_nowhere(walk.pages.values(), lambda word: _carries(word, kind))
        if word not in parts
    ]
    if loose:
        return unfollowed(tuple(f"“{word}”" for word in loose[:3]), walk.home.url)
    if walk.limited:
        return Unseen(Reason.LAYOUT, walk.home.url, "栏目太多，没有全部看过")
    if walk.navigated < _MENU:
        what = f"导航和网站地图中只认出 {walk.navigated} 个栏目，不足以断定没有开设{kind.label}类栏目"
        return Unseen(Reason.LAYOUT, walk.home.url, what)
    return None
