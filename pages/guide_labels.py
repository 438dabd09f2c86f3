"""Where does a guide (办事指南) name its elements? Labels whatever the markup, with the words written behind them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from selectolax.lexbor import LexborNode

from pages.dates import plain
from pages.documents import Document, tidy
from pages.regions import Region, Regions, ancestors

NAME = "事项名称"
# The eight elements of 服务不实用 第 2 条, with the names real guides give them.
SYNONYMS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        NAME: ("项目名称", "服务事项", "办理事项", "服务名称", "业务名称", "职权名称", "许可事项", "审批事项", "事项"),
        "设定依据": (
            "实施依据", "法律依据", "办理依据", "政策依据", "法定依据", "审批依据", "受理依据", "设立依据", "行使依据",
            "法律法规依据", "依据",
        ),
        "申请条件": (
            "受理条件", "办理条件", "办事条件", "申报条件", "审批条件", "许可条件", "申办条件", "申领条件", "准予条件",
            "服务条件", "办理要求", "条件",
        ),
        "办理材料": (
            "申请材料", "申报材料", "所需材料", "提交材料", "申办材料", "受理材料", "提供材料", "所需资料", "办理资料",
            "申请资料", "应提交的材料", "需提交的材料", "需要材料", "材料",
        ),
        "办理地点": (
            "受理地点", "办理窗口", "窗口地址", "办理地址", "受理地址", "受理窗口", "办事地点", "办事窗口", "办公地址",
            "办公地点", "办理场所", "联系地址", "服务地址", "办理网点", "地址", "地点",
        ),
        "办理时间": (
            "工作时间", "受理时间", "办公时间", "办事时间", "服务时间", "接待时间", "窗口时间", "上班时间",
            "对外办公时间", "时间",
        ),
        "联系电话": (
            "咨询电话", "联系方式", "咨询方式", "咨询途径", "办公电话", "服务电话", "窗口电话", "监督电话", "投诉电话",
            "监督投诉电话", "咨询投诉电话", "咨询渠道", "电话",
        ),
        "办理流程": (
            "办事流程", "流程图", "办理流程图", "办理程序", "审批流程", "审批程序", "办事程序", "工作流程", "受理流程",
            "申请流程", "申请程序", "办理步骤", "服务流程", "业务流程", "办理环节", "流程", "程序",
        ),
    }
)  # fmt: skip
_BY_LABEL = {label: name for name, labels in SYNONYMS.items() for label in (name, *labels)}
_ALTERNATIVES = "|".join(sorted(_BY_LABEL, key=len, reverse=True))
_SUFFIX = r"(?:清单|目录|列表|一览表?|说明|要求|信息|图)?"
_PART = re.compile(rf"(?:网上|窗口|现场|业务|服务|需|应)?(?P<label>{_ALTERNATIVES}){_SUFFIX}")
_NUMBER = re.compile(r"^(?:第?[(（]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．\s:]*)")
_LABELLED = re.compile(
    rf"(?<![\u4e00-\u9fff])(?P<label>{_ALTERNATIVES}){_SUFFIX}(?:\s*[(（][^()（）]{{1,10}}[)）])?\s*[:：】]"
)
_NEXT_LABEL = re.compile(r"(?:^|\s)[\u4e00-\u9fff]{2,8}\s*[:：]")
_PERIOD = re.compile(r"时限|期限|承诺|法定办理")
_LONGEST_LABEL = 16
BLIND = frozenset({"script", "style", "noscript", "template", "head", "title", "select", "option"})
PICTURES = "img[src], iframe[src], embed, object, video, canvas, svg[width]"
_INLINE = frozenset(
    {"span", "b", "strong", "em", "i", "font", "u", "a", "label", "small", "mark", "sup", "sub", "abbr"}
)
Line = tuple[LexborNode, str]


@dataclass(frozen=True, slots=True)
class Label:
    """A label found.

    Attributes:
        name: the element it names.
        box: the largest element that holds the label and nothing else, or the block its line stands in.
        inline: what is written behind it in the same block, None when the value has to be looked for around the box.
    """

    name: str
    box: LexborNode
    inline: str | None = None


def names_in(text: str) -> tuple[str, ...]:
    """Elements a short text is the label of: 「一、申请条件」, 「办理地点、时间：」."""
    flat = _NUMBER.sub("", plain(text)).strip('【】[]《》“”"· *:：').replace(" ", "")
    if not flat or len(flat) > _LONGEST_LABEL or _PERIOD.search(flat):
        return ()
    parts = [_PART.fullmatch(part) for part in re.split(r"[、/,，和及与]", flat)]
    if not all(parts):
        return ()
    return tuple(dict.fromkeys(_BY_LABEL[part["label"]] for part in parts if part))


@lru_cache(maxsize=128)
def labels(document: Document) -> tuple[Label, ...]:
    """Every label outside the page's frame, in document order."""
    if document.tree.body is None:
        return ()
    regions = Regions(document)
    lines = list(lines_of(document.tree.body))
    found: list[Label] = []
    for at, (node, text) in enumerate(lines):
        if names := names_in(text):
            box = _outermost(node, text)
            inline = _continued(lines, at)
            found += [Label(name, box, inline) for name in names]
        else:
            found += _inline(lines, at)
    return tuple(label for label in found if regions.of(label.box) is not Region.FRAME)


def _inline(lines: Sequence[Line], at: int) -> Iterator[Label]:
    """Labels with a colon inside a line: 「联系电话：0579-… 办理地点：…」."""
    node, text = lines[at]
    for match in _LABELLED.finditer(text):
        if _PERIOD.search(match[0]):
            continue
        rest = text[match.end() :]
        stop = _NEXT_LABEL.search(rest)
        value = tidy(rest[: stop.start()] if stop else rest)
        yield Label(_BY_LABEL[match["label"]], node, value if value or stop else _continued(lines, at))


def _continued(lines: Sequence[Line], at: int) -> str | None:
    """The next lines of the same block up to another label; None when the label's line is the block's last."""
    node = lines[at][0]
    found: list[str] = []
    for other, text in lines[at + 1 :]:
        if other.mem_id != node.mem_id:
            break
        if names_in(text) or _LABELLED.match(_NUMBER.sub("", text)):
            return " ".join(found)
        found.append(text)
    return " ".join(found) or None


def lines_of(body: LexborNode) -> Iterator[Line]:
    """Lines of text below an element, with the element each stands in: a line ends where a block or `<br>` does."""
    holder: LexborNode | None = None
    pieces: list[str] = []
    for node in body.traverse(include_text=True):
        if node.is_text_node:
            parent = node.parent
            text = tidy(node.text_content)
            if not text or parent is None or parent.tag in BLIND or _inert(parent):
                continue
            block = _block(parent)
            if holder is not None and block.mem_id == holder.mem_id and not _broken(node):
                pieces.append(text)
                continue
            if holder is not None and (line := tidy("".join(pieces))):
                yield holder, line
            holder, pieces = block, [text]
    if holder is not None and (line := tidy("".join(pieces))):
        yield holder, line


def _block(node: LexborNode) -> LexborNode:
    """The nearest element that is no inline one; an inline element that alone holds a label keeps it."""
    while node.tag in _INLINE and node.parent is not None and node.parent.tag != "body":
        if len(text := node.text()) <= 2 * _LONGEST_LABEL and names_in(text):
            return node
        node = node.parent
    return node


def _inert(node: LexborNode) -> bool:
    return any(above.tag in {"noscript", "template"} for above in ancestors(node))


def _broken(node: LexborNode) -> bool:
    before = node.prev
    return before is not None and before.tag == "br"


def _outermost(node: LexborNode, text: str) -> LexborNode:
    """The largest element whose whole text is the label, up to a cell or definition term."""
    box = node
    while box.tag not in {"td", "th", "dt", "li"} and box.parent is not None and box.parent.tag not in {"body", "html"}:
        if (
            tidy(box.parent.text()).replace(" ", "") != text.replace(" ", "")
            or box.parent.css_first(PICTURES) is not None
        ):
            break
        box = box.parent
    return box
