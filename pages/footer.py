"""Which marks does the foot of the page carry? The six of the indicator 网站标识: present, doubtful or missing."""

import re
from dataclasses import dataclass
from enum import Enum

from selectolax.lexbor import LexborNode

from pages.documents import Document, tidy


class Mark(Enum):
    """The six things the indicator 网站标识 lists, in its order."""

    PARTY = "党政机关网站标识"
    REPORT = "“我为政府网站找错”监督举报平台入口"
    CODE = "网站标识码"
    ORGANISER = "网站主办单位及联系方式"
    ICP = "ICP 备案编号"
    POLICE = "公安机关备案标识"


class State(Enum):
    """How surely a mark was seen."""

    PRESENT = "有"
    DOUBTFUL = "存疑"
    MISSING = "无"


@dataclass(frozen=True, slots=True)
class MarkSeen:
    """One mark on one page: its state, what was read (value) and, unless present, why (Chinese, no full stop)."""

    mark: Mark
    state: State
    value: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Footer:
    """The marks of one page."""

    url: str
    marks: tuple[MarkSeen, ...]

    def __getitem__(self, mark: Mark) -> MarkSeen:
        return next(seen for seen in self.marks if seen.mark is mark)


_CODE = re.compile(r"(?:标识码|识别码|标识编码)\s*(?:为|[:：])?\s*(bm\d{8}|N\d{9}|\d{10})(?!\d)", re.IGNORECASE)
_PROVINCES = "京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤琼川蜀黔贵滇云陕陇甘青蒙桂藏宁新港澳"
_ICP = re.compile(rf"[{_PROVINCES}]\s*ICP\s*(?:备|证)\s*\d{{6,}}\s*号(?:\s*-\s*\d+)?", re.IGNORECASE)
_POLICE = re.compile(rf"[{_PROVINCES}]?\s*公网安备\s*(\d{{11,}})\s*号?")
_ORGANISER = re.compile(r"主\s*办\s*(?:单\s*位|方)?\s*[:：]?\s*[\u4e00-\u9fff]{4,}|[\u4e00-\u9fff]{4,}\s*主办")
_OWNER = re.compile(r"版权所有(?:者|单位)?\s*[:：©]?\s*[\u4e00-\u9fff]{4,}")
_CONTACT = re.compile(
    r"(?:联系|咨询|值班|服务|技术|监督|举报|维护)?\s*(?:电话|热线|邮箱|方式|传真)\D{0,12}?(?:\d{3,4}[-－—\s]?\d{7,8}|1\d{10}|12345|[\w.]+@[\w.]+)"
    r"|[\w.-]+@[\w.-]+\.\w+|0\d{2,3}\s*[-－—]\s*\d{7,8}"
)
# Hosts of the complaint platform that were switched off when it moved to zfwzgl.www.gov.cn.
_RETIRED = ("121.43.68.40", "114.55.181.28", "pucha.kaipuyun.cn", "bang.gov.cn")


def read_footer(document: Document) -> Footer:
    """Read the marks of a rendered page; commented-out markup does not count."""
    text = document.text
    own = code_in(text)
    readers = (
        _party(document),
        _report(document, own),
        _found(Mark.CODE, own, "没有找到“网站标识码”及其编码"),
        _organiser(text),
        _found(Mark.ICP, _first(_ICP, text), "没有找到 ICP 备案编号"),
        _found(Mark.POLICE, _first(_POLICE, text), "没有找到公安机关备案编号"),
    )
    return Footer(document.url, readers)


def code_in(text: str) -> str:
    """The 网站标识码 written in a text (10 digits, bm + 8 or N + 9 digits), empty when there is none."""
    match = _CODE.search(text)
    return match[1] if match else ""


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return tidy(match[0]) if match else ""


def _found(mark: Mark, value: str, why: str) -> MarkSeen:
    return MarkSeen(mark, State.PRESENT, value) if value else MarkSeen(mark, State.MISSING, why=why)


def _organiser(text: str) -> MarkSeen:
    organiser, contact = _first(_ORGANISER, text), _first(_CONTACT, text)
    if organiser and contact:
        return MarkSeen(Mark.ORGANISER, State.PRESENT, f"{organiser}；{contact}")
    if contact and (owner := _first(_OWNER, text)):
        return MarkSeen(Mark.ORGANISER, State.DOUBTFUL, owner, f"没有写明主办单位，只有“{owner[:30]}”")
    missing = "、".join(name for name, value in (("主办单位", organiser), ("联系方式", contact)) if not value)
    return MarkSeen(Mark.ORGANISER, State.MISSING, organiser or contact, f"没有找到{missing}")


def _attributes(node: LexborNode) -> str:
    return " ".join(value for value in node.attributes.values() if value)


def _party(document: Document) -> MarkSeen:
    mark = Mark.PARTY
    # The script writes a link into #_ideConac; when it could not run here the mark may well be there for a visitor.
    for node in document.tree.css("a[href*='conac.cn'], #_ideConac a, #_ideConac img"):
        return MarkSeen(mark, State.PRESENT, tidy(node.attributes.get("href")))
    if document.tree.css_first("script[src*='conac.cn']") or "dcs.conac.cn/js/" in document.html:
        return MarkSeen(mark, State.DOUBTFUL, why="标识由 conac.cn 的脚本写入，本次没有显示出来")
    for node in document.tree.css("img"):
        if re.search(r"(?:^|/)(?:red|blue|conac)\.(?:png|gif|jpg)|党政机关", _attributes(node)):
            return MarkSeen(mark, State.MISSING, why="只有图片，没有指向 bszs.conac.cn 的核验链接")
    return MarkSeen(mark, State.MISSING, why="没有找到指向 conac.cn 的党政机关网站标识")


def _report(document: Document, own_code: str) -> MarkSeen:
    mark = Mark.REPORT
    for node in document.tree.css("a, img, script, span, div[onclick]"):
        given = _attributes(node)
        if not re.search(r"jiucuo|exposure|zfwzgl\.www\.gov\.cn|" + "|".join(map(re.escape, _RETIRED)), given):
            continue
        if any(host in given for host in _RETIRED):
            return MarkSeen(mark, State.MISSING, given[:80], "入口仍指向已停用的平台地址")
        code = _linked_code(given)
        if code and own_code and code != own_code:
            return MarkSeen(mark, State.MISSING, code, f"入口填写的是其他网站的标识码 {code}（本页标识码 {own_code}）")
        return MarkSeen(mark, State.PRESENT, code)
    for node in document.tree.css("a, img"):
        if "找错" in tidy(node.text()) + _attributes(node):
            return MarkSeen(mark, State.MISSING, why="有“找错”图标，但没有指向 zfwzgl.www.gov.cn 的入口")
    return MarkSeen(mark, State.MISSING, why="没有找到“我为政府网站找错”入口")


def _linked_code(given: str) -> str:
    match = re.search(r"site_?code\W{1,4}((?:bm\d{8}|N\d{9}|\d{10}))(?!\d)", given, re.IGNORECASE)
    return match[1] if match else ""
