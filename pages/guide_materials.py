"""Which materials does a guide ask for, and does it say of each what exactly: original or copy, how many?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborNode

from pages.dates import plain
from pages.documents import Document, tidy
from pages.guide_elements import stated_values
from pages.guide_labels import lines_of
from pages.guide_values import PICTURE, Value

ELEMENT = "办理材料"
_NUMERAL = r"[\d一二两三四五六七八九十壹贰叁肆伍]+"
_COUNT = re.compile(rf"{_NUMERAL}\s?(?:式\s?{_NUMERAL}\s?)?(?:份|张|套|本|册|页|个|幅|枚)|各一|份数\s?:?\s?\d")
# What is filled in, signed or photographed for the purpose is what it is: an original.
_MADE = (
    r"(?:申请|申领|申报|登记|审批|备案|信息|报名|核准|审核|汇总|变更|注销|评审|采集|情况)(?:信息)?(?:表|书|单)|申请(?!人|单位|企业|机构|者|材料|资料)"
    r"|承诺书|委托书|声明|保证书|照片|相片|免冠"
)
_FORM = re.compile(rf"原件|原本|复印|影印|正本|副本|纸质|纸件|电子|扫描|打印|图片|复制件|{_MADE}")
# What is only shown, filled in on line or fetched by the office itself needs neither form nor number.
_NOT_HANDED_IN = re.compile(
    r"免(?:于|予)?(?:提交|提供)|(?:无需|不需|不用)(?:要)?(?:提交|提供)|共享|系统(?:自动)?(?:获取|生成|调取|核验)|在线填写"
    r"|(?:查验|核验|验证|出示|查看|验看)"
)
# An original of which no copies are asked for is one, said or not.
_ORIGINAL = re.compile(r"原件|原本|正本")
_COPY = re.compile(r"复印|影印|副本")
_ELECTRONIC = re.compile(r"电子|扫描|打印|拍照")
_THING = re.compile(
    r"[证表书照件明同议告文复票据簿卡函图单册本程名录许可案章信样品]$|材料|资料|证明|证件|复印|原件|照片|护照|合同|文件|报告|凭证|执照|户口|简历|公章"
)
_VAGUE = re.compile(
    r"(?:其[他它]|有关|相关|必要)的?(?:其[他它]|有关|相关|必要)?的?"
    r"(?:(?:证明|申请|申报|佐证|补充|支撑|支持|身份|辅助|业务|附属)性?)?(?:材料|资料|证件|文件|手续|证明)(?!名称|清单|目录|要求|如下|[:：][^无/]|部门)"
)
_EXPLAINED = re.compile(r"\s?[(（](?!如有|如需|视|根据|按)[^()（）]{4,}[)）]|\s?(?:包括|即|是指|指)")
_POINTING = re.compile(r"(?:以上|上述|下列|以下|前述|所列|提交的|提供的)[^，。；]{0,4}$")
_QUOTED = re.compile(r"《[^》]*》")
_ALL = re.compile(
    r"(?:以上|上述|下列|以下|所有|全部|各项|每项)[^。；;]{0,12}?(?:材料|资料|证件|复印件)[^。；;]*|[^。；;，]{0,12}均[^。；;]*"
)
_NOTE = re.compile(r"^(?:注|备注|说明|提示|温馨|特别|备考|[※*])|真实|负责(?!人)|受理机关|受理部门|当场|予以")
_INTRO = re.compile(r"^[^:：]*(?:下列|以下|如下|提供|提交|材料|资料)[^:：]{0,12}[:：]\s*")
_CASE = re.compile(r"(?:的|情形|时|类|人员|类型|办理|提交|提供|需要?|如下|下列|以下)[:：]?$|^[一二三四五六七八九十]+类")
_NUMBERED = re.compile(
    r"(?:^|(?<=[\s;。,]))\(?(?:\d{1,2}|[a-z]|[一二三四五六七八九十]{1,2})(?:[、.)](?!\d)\s*|\)[、.])"
)
_CIRCLED = re.compile(r"[①-⑳]")
_BEHIND_NAME = re.compile(r"[,(:\d]|[一二两三四五六]份|一式|各一|均")
_NAME_HEAD = re.compile(r"(?:材料|资料|要件|证件|文件)?名称|(?:申请|申报|办理|所需|提交)?(?:材料|资料)")
_FORM_HEAD = re.compile(r"原件|复印件|纸质|电子|形式|类型|介质|形态|格式")
_COUNT_HEAD = re.compile(r"份数|数量|原件数|复印件数")
_DIGITS = re.compile(r"\d{1,2}\s?份?|[一二两三四五]份?")
_BLANK = re.compile(r"[\s\-—/／\\无]*")
_NOTHING = re.compile(
    r"[^,。;]{0,8}(?:无需|不需要?|不用|免)(?:提交|提供|任何)?[^,。;]{0,8}(?:材料|资料)?。?|(?:暂?无|没有|不涉及|[/\-—])+。?"
)
_LONGEST = 150


@dataclass(frozen=True, slots=True)
class Material:
    """One material a guide asks for.

    Attributes:
        name: what it is called, at most 40 characters.
        words: its row or line as written.
        vague: wording that does not say which material is meant, empty when it does.
        form: whether it says original, copy or electronic, or the thing itself does.
        copies: whether it says how many, or nothing has to be handed in.
    """

    name: str
    words: str
    vague: str
    form: bool
    copies: bool

    @property
    def clear(self) -> bool:
        """Whether an applicant knows what to bring."""
        return not self.vague and self.form and self.copies


def read_materials(document: Document) -> tuple[Material, ...] | None:
    """The materials a guide asks for, in order.

    Returns:
        None when they stand in a picture or attachment, or could not be taken apart; empty for 「无需材料」.
    """
    values = stated_values(document, ELEMENT)
    if not values:
        return None
    if all(_NOTHING.fullmatch(plain(value.text)) for value in values):
        return ()
    read = [_read(value) for value in values]
    return max(read, key=len) or None


def _read(value: Value) -> tuple[Material, ...]:
    rows = [row for node in value.nodes for row in _rows(node)]
    text = plain(value.text)
    materials = _from_rows(rows) if rows else ()
    return _with_rules_for_all(materials or tuple(_from_lines(_lines(value))), text)


def _with_rules_for_all(materials: Sequence[Material], text: str) -> tuple[Material, ...]:
    """Materials as a sentence about all of them completes them: 「以上材料均需复印件一式两份」."""
    rules = " ".join(match[0] for match in _ALL.finditer(text))
    form, copies = bool(_FORM.search(rules)), bool(_COUNT.search(rules) or _ELECTRONIC.search(rules))
    return tuple(Material(one.name, one.words, one.vague, one.form or form, one.copies or copies) for one in materials)


def _rows(node: LexborNode) -> list[LexborNode]:
    if not node.is_element_node:
        return []
    return [node] if node.tag == "tr" else list(node.css("tr"))


def _cells(row: LexborNode) -> list[str]:
    return [plain(cell.text(separator=" ")) for cell in row.iter() if cell.tag in {"td", "th"}]


def _from_rows(rows: Sequence[LexborNode]) -> tuple[Material, ...]:
    """Materials of a table whose heads name a column of materials, none of any other table."""
    table = [cells for row in rows if (cells := _cells(row))]
    top = next((n for n, cells in enumerate(table) if len(cells) > 1 and _name_column(cells) is not None), None)
    if top is None:
        return ()
    heads = table[top]
    return tuple(one for cells in table[top + 1 :] if (one := _row(cells, heads)))


def _name_column(cells: Sequence[str]) -> int | None:
    found = [n for n, cell in enumerate(cells) if _NAME_HEAD.fullmatch(cell.replace(" ", ""))]
    return found[0] if found else None


def _row(cells: Sequence[str], heads: Sequence[str]) -> Material | None:
    column = _name_column(heads) or 0
    if len(cells) <= column or _name_column(cells) is not None or _is_head(cells):
        return None
    aligned = len(cells) == len(heads)
    name = cells[column] if aligned else max(cells[:3], key=len)
    if _BLANK.fullmatch(name) or _DIGITS.fullmatch(name):
        return None
    others = [cell for cell in cells if cell != name]
    under = dict(zip(heads, cells, strict=True)) if aligned else {}
    told = {head for head, cell in under.items() if not _BLANK.fullmatch(cell) and cell not in {"0", "否", "×"}}
    numbers = {head for head in told if _DIGITS.fullmatch(under[head])}
    words = " ".join(cell for cell in cells if cell)
    made = _material(name, words, "" if any(map(_names_things, others)) else _vague(name))
    form = made.form or any(_FORM_HEAD.search(head) for head in told)
    copies = made.copies or any(_COUNT_HEAD.search(head) or _FORM_HEAD.search(head) for head in numbers)
    copies = copies or (not aligned and any(_DIGITS.fullmatch(cell) for cell in cells[1:]))
    copies = copies or (not any(map(_COUNT_HEAD.search, heads)) and _is_one(words))
    return Material(made.name, made.words, made.vague, form, copies)


def _is_head(cells: Sequence[str]) -> bool:
    """Whether a row only names columns: the second line of a two-storey head."""
    return all(_BLANK.fullmatch(cell) or _FORM_HEAD.fullmatch(cell) or _COUNT_HEAD.fullmatch(cell) for cell in cells)


def _names_things(cell: str) -> bool:
    return len(cell) > 4 and not _vague(cell) and len(re.findall(r"[证书表照簿卡](?:[、,，;；和及或]|$)", cell)) > 0


def _lines(value: Value) -> Iterator[str]:
    if value.inline is not None:
        yield value.inline
        return
    for node in value.nodes:
        if node.is_text_node:
            yield tidy(node.text_content)
        elif node.is_element_node:
            yield from (line for _, line in lines_of(node))


def _from_lines(lines: Iterator[str]) -> Iterator[Material]:
    for line in lines:
        flat = _INTRO.sub("", plain(_CIRCLED.sub(";", line)).replace(PICTURE, ""))
        pieces = [piece for part in _NUMBERED.split(flat) for piece in re.split(r"[;。]", part)]
        for piece in map(tidy, pieces):
            if _is_material(piece):
                made = _material(_BEHIND_NAME.split(piece)[0] or piece, piece, _vague(piece))
                yield replace(made, copies=made.copies or _is_one(piece))


def _is_material(piece: str) -> bool:
    if not 1 < len(piece) <= _LONGEST or _NOTE.search(piece) or _CASE.search(piece):
        return False
    head = re.split(r"[,(:\d]", piece)[0].strip()
    return bool(_vague(piece) or _THING.search(head) or _FORM.search(piece)) and not _ALL.match(piece)


def _material(name: str, words: str, vague: str) -> Material:
    unneeded = bool(_NOT_HANDED_IN.search(words))
    return Material(
        name=name[:40],
        words=words[:_LONGEST],
        vague=vague,
        form=unneeded or bool(_FORM.search(words)),
        copies=unneeded or bool(_COUNT.search(words) or _ELECTRONIC.search(words)),
    )


def _is_one(words: str) -> bool:
    return bool(_ORIGINAL.search(words)) and not _COPY.search(words)


def _vague(text: str) -> str:
    """Wording like 「其他材料」 that leaves open what is meant; empty when it is explained or points to a list."""
    flat = _QUOTED.sub(lambda match: "　" * len(match[0]), text)
    for match in _VAGUE.finditer(flat):
        if not _POINTING.search(flat[: match.start()]) and not _EXPLAINED.match(flat, match.end()):
            return match[0]
    return ""
