"""Which forms does a guide name, and what does it offer for download?"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from selectolax.lexbor import LexborNode

from pages.dates import plain
from pages.documents import Document, tidy
from pages.file_content import is_document
from pages.regions import Region, Regions, ancestors

_KINDS = "申请|申领|登记|备案|申报|审批|报名|采集|审核|核准|变更|注销|换证|呈报|推荐|确认|认定|鉴定|信息|委托|承诺|提取"
_LINE = re.compile(
    rf"^(?:[(（]?[\d一二三四五六七八九十]{{1,2}}[)）]?[.、．:： ]*)?(?:填写[^，。]{{0,4}}的?)?"
    rf"([\u4e00-\u9fffA-Za-z()（）、/]{{0,30}}(?:{_KINDS})表(?:格)?)(?=$|[\s(（,，;；。:：、]|原件|复印件|一式|\d)"
)
_QUOTED = re.compile(r"《([^《》]{2,40}表(?:格)?)》")
# Tables that applicants, hospitals or employers bring along, and tables that only inform.
_OTHERS = re.compile(
    "资产负债|财务|利润|损益|现金流|户口|工资|课程|成绩|体检|平面|评估|决算|预算|时间|作息|价目|收费|流程|进度|联系|一览|名录"
)
_NOT_NEEDED = re.compile(
    "自动生成|系统生成|(?:在线|网上)填[写报]|(?:无需|免于|不再|免)提[交供]|(?:现场|窗口)打印|无需表格|数据共享"
)
_DOWNLOAD = re.compile("(?:点击)?(?:下载)?(?:空白表格?|空表|样表|样本|示范文本|范本|表格|附件)?(?:样表)?(?:下载)?")
_MARKS = re.compile(
    r"[《》“”\"\s（）()\[\]【】:：,，]|空白表格?|空表|样表|样本|示范文本|示范|范本|范例|模板|下载|附件[\d一二三四五六七八九十]*|格式"
    r"|\.(?:docx?|xlsx?|pdf|wps|et|ofd|zip|rar)$",
    re.IGNORECASE,
)
_TELLING = re.compile(r"[\u4e00-\u9fff]{2}")
_ATTACHED = re.compile(r"(?:详?见|参见)(?:下方|页面)?附(?:件|表)")
_LIST = re.compile("(?:相关|办事|常用)?(?:表格|资料|样表|文件)?下载(?:中心|专区|库)?|(?:表格|样表)(?:中心|专区|库)")
_SCRIPTED = "a[href^='javascript' i], a[onclick], button[onclick], span[onclick], [data-url], [data-file], [data-href]"
_BOXES = "tr, li, p, dd, div, td"
_LONGEST_ROW = 240
_NO_CONTENT = frozenset({Region.FRAME, Region.NAVIGATION})


@dataclass(frozen=True, slots=True)
class FileLink:
    """One download on a page.

    Attributes:
        words: what the link says; `names` the file names it goes by.
        sure: address or file name end like a document's; otherwise it may turn out to be a page.
    """

    url: str
    words: str
    names: tuple[str, ...] = ()
    sure: bool = True

    @property
    def name(self) -> str:
        """The file name that carries an extension, else the words."""
        return next((name for name in (*self.names, self.words) if is_document(name)), self.words)

    @property
    def telling(self) -> bool:
        """Whether its words or file names say which form it is."""
        return any(_TELLING.search(_core(name)) for name in (self.words, *self.names))


@dataclass(frozen=True, slots=True)
class GuideForms:
    """What one guide names and offers.

    Attributes:
        named: forms the guide asks for; the applicants' own papers are none.
        files: downloads on its page.
        missing: named forms that nothing on the page offers.
        scripted: named forms whose download only a script knows.
        lists: pages of forms (表格下载) that the guide leads to.
    """

    named: tuple[str, ...] = ()
    files: tuple[FileLink, ...] = ()
    missing: tuple[str, ...] = ()
    scripted: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


def read_forms(document: Document) -> GuideForms:
    """Forms named on a guide's page, and what the page offers of them."""
    return _Forms(document).read()


def offers(files: Iterable[FileLink], name: str) -> bool:
    """Whether one of these downloads goes by the name of a form."""
    wanted = _core(name)
    return any(
        core and (wanted in core or (core in wanted and len(core) * 2 >= len(wanted)))
        for link in files
        for core in map(_core, (link.words, *link.names))
    )


def files_on(document: Document) -> tuple[FileLink, ...]:
    """Every download in the content of a page, each address once."""
    regions = Regions(document)
    links = [_file(document, node) for node in document.tree.css("a[href]") if regions.of(node) not in _NO_CONTENT]
    return tuple({link.url: link for link in reversed(links) if link}.values())[::-1]


class _Forms:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._regions = Regions(document)
        self._files = files_on(document)
        # A link that bears a form's name may lead to a page that holds it.
        pages = [FileLink(anchor.url, anchor.text, sure=False) for anchor in document.anchors if anchor.text]
        self._named = (*self._files, *(link for link in pages if link.url != document.url))

    def read(self) -> GuideForms:
        named: dict[str, None] = {}
        offered: set[str] = set()
        scripted: set[str] = set()
        beside: set[str] = set()
        for row, text in self._rows():
            for name in _names(text):
                named[name] = None
                links = self._links(row)
                beside |= links
                if links or offers(self._named, name):
                    offered.add(name)
                elif row.css_first(_SCRIPTED) is not None:
                    scripted.add(name)
        # 「附件1.doc」 may be any of them.
        blind = any(not link.telling and link.url not in beside for link in self._files)
        open_ = [name for name in named if name not in offered and not blind]
        missing = [name for name in open_ if name not in scripted]
        if not named and not self._files and self._promises_attachment():
            missing = ["“见附件”所指的附件"]
        return GuideForms(
            tuple(named),
            self._files,
            tuple(missing),
            tuple(name for name in open_ if name in scripted),
            self._lists(),
        )

    def _rows(self) -> list[tuple[LexborNode, str]]:
        """The smallest boxes of the content that hold a line of text; of a table cell its row."""
        found = []
        for node in self._document.tree.css(_BOXES):
            inner = any(box.mem_id != node.mem_id for box in node.css(_BOXES))
            if node.tag == "tr" or inner or self._regions.of(node) in _NO_CONTENT:
                continue
            text = tidy(node.text(separator=" "))
            if text and len(text) <= _LONGEST_ROW:
                row = _row(node, text)
                needless = _NOT_NEEDED.search(row.text())
                found += [] if needless else [(row, text)]
        return found

    def _links(self, row: LexborNode) -> set[str]:
        """Addresses in a row that hand out something."""
        nodes = row.css("a[href]")
        return {
            url
            for node in nodes
            if (url := self._document.resolve(node.attributes.get("href") or ""))
            and url != self._document.url
            and (_file(self._document, node) or re.search("下载|空白|样表|样本|范本|附件", node.text()))
        }

    def _promises_attachment(self) -> bool:
        return _ATTACHED.search(self._document.text) is not None and self._document.tree.css_first(_SCRIPTED) is None

    def _lists(self) -> tuple[str, ...]:
        known = {link.url for link in self._files if link.sure}
        found = {
            anchor.url: None
            for node in self._document.tree.css("a[href]")
            if (anchor := self._document.anchor(node)) and _LIST.fullmatch(anchor.text) and anchor.url not in known
        }
        return tuple(url for url in found if url != self._document.url)


def _row(node: LexborNode, text: str) -> LexborNode:
    """The table row of a cell that holds nothing but this box, else the box itself."""
    cell = next((box for box in (node, *ancestors(node)) if box.tag == "td"), None)
    alone = cell is not None and tidy(cell.text(separator=" ")) == text
    return cell.parent if cell is not None and cell.parent is not None and alone else node


def _names(text: str) -> list[str]:
    """Forms named by a line: one it consists of or begins with, and those in 《》."""
    flat = plain(text)
    pieces = [piece.strip() for part in re.split(r"[;；。]", flat) for piece in (part, *part.split(" "))]
    found = [match[1] for piece in pieces if (match := _LINE.match(piece))]
    names = [name.strip("《》 ") for name in (*found, *_QUOTED.findall(flat))]
    return [name for name in dict.fromkeys(names) if not _OTHERS.search(name)]


def _file(document: Document, node: LexborNode) -> FileLink | None:
    """A link to a file, known by the ending of address or file name, by `download`, or by words like 空白表."""
    anchor = document.anchor(node)
    if anchor is None or anchor.url == document.url:
        return None
    place = urlsplit(anchor.url)
    names = [tidy(node.attributes.get(key)) for key in ("download", "title", "aria-label")]
    names += [unquote(place.path.rpartition("/")[2]), *(value for _, value in parse_qsl(place.query))]
    names = [name for name in names if name]
    sure = any(map(is_document, (anchor.text, *names))) or "download" in node.attributes
    if not sure and not _DOWNLOAD.fullmatch(anchor.text):
        return None
    return FileLink(anchor.url, anchor.text, tuple(names), sure)


def _core(name: str) -> str:
    return _MARKS.sub("", plain(name)).strip(" .-_")
