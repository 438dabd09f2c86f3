"""How does the site say a unit is reached? Telephone, hours and address on guides and on the unit's other pages."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from selectolax.lexbor import LexborNode

from pages.dates import plain
from pages.documents import Document, tidy
from pages.guide import Guide
from pages.guide_elements import stated_values
from pages.guide_labels import lines_of, names_in
from pages.walk import Walk
from site_configs.kinds import ColumnKind

PHONE, HOURS, PLACE = "联系电话", "办理时间", "办理地点"
_UNIT = (
    r"[\u4e00-\u9fff]{2,20}?(?:局|委员会|委|办公室|中心|厅|处|科|所|站|支队|大队|学院|学校|医院|公司|街道办事处|人民政府)"
    r"(?![\u4e00-\u9fff])"
)
_LABELLED = re.compile(
    r"(?:办理|实施|受理|承办|主管|责任|牵头|决定|所属|服务)(?:单位|机构|部门|机关|主体)(?:名称)?\s*[:：]?\s*"
    r"(?P<unit>[\u4e00-\u9fff]{2,20}?(?:局|委员会|办公室|中心|厅|支队|大队|医院|街道办事处|人民政府))"
)
_LABEL = re.compile(
    r"(?:办理|实施|受理|承办|主管|责任|牵头|决定|所属|服务)(?:单位|机构|部门|机关|主体)(?:名称)?\s*[:：]?"
)
_CITY = re.compile(r"^(?:[\u4e00-\u9fff]{2,3}[市县区](?!场))?(?:市(?!场)|县|区)?")
_HEADINGS = "h1, h2, h3, h4, h5, dt, caption"
_UNIT_HEAD = re.compile(r"(?:单位|部门|机构|科室|站所)(?:名称)?|名称")


@dataclass(frozen=True, slots=True)
class Contact:
    """What one page says of a unit: address of the page, what it is called, the unit, and the stated words."""

    where: str
    title: str
    unit: str
    words: Mapping[str, str]


def unit_core(name: str) -> str:
    """A unit's name without the city it belongs to: 「云汀市公安局」 and 「市公安局」 are one unit."""
    return _CITY.sub("", tidy(name), count=1)


def guide_contact(guide: Guide) -> Contact:
    """What a guide says of its unit; the unit is empty when it names none."""
    return Contact(guide.url, f"“{guide.name}”办事指南", unit_core(_unit_of(guide.document)), _words(guide.document))


def _words(page: Document) -> Mapping[str, str]:
    found = {name: "；".join(plain(v.text) for v in stated_values(page, name)) for name in (PHONE, HOURS, PLACE)}
    return MappingProxyType({name: text for name, text in found.items() if text})


def _unit_of(page: Document) -> str:
    lines = [plain(text) for _, text in lines_of(page.tree.body)] if page.tree.body else []
    for at, line in enumerate(lines):
        if match := _LABELLED.search(line):
            return match["unit"]
        if _LABEL.fullmatch(line) and at + 1 < len(lines) and re.fullmatch(_UNIT, lines[at + 1]):
            return lines[at + 1]
    return ""


def unit_contacts(walk: Walk) -> tuple[Contact, ...]:
    """What the pages about the institutions (机构职能) say of each unit they show."""
    found: list[Contact] = []
    for column in walk.of_kind(ColumnKind.FUNCTIONS):
        if column.document is not None:
            found += _sections(column.document, column.name)
            found += _table_rows(column.document, column.name)
    return tuple(contact for contact in found if contact.words)


def _sections(page: Document, title: str) -> Iterator[Contact]:
    """Units named by a heading, with what stands up to the next heading like it."""
    for heading in page.tree.css(_HEADINGS):
        name = plain(heading.text())
        if re.fullmatch(_UNIT, name):
            section = Document(page.url, "".join(node.html or "" for node in _behind(heading)))
            yield Contact(page.url, title, unit_core(name), _words(section))


def _behind(heading: LexborNode) -> Iterator[LexborNode]:
    node = heading.next
    while node is not None and node.tag != heading.tag:
        if node.is_element_node:
            yield node
        node = node.next


def _table_rows(page: Document, title: str) -> Iterator[Contact]:
    """Units of a table that has a column of units beside columns of telephones, addresses or hours."""
    for table in page.tree.css("table"):
        rows = [[plain(cell.text()) for cell in row.css("th, td")] for row in table.css("tr")]
        if not rows:
            continue
        heads = rows[0]
        unit = next((n for n, head in enumerate(heads) if _UNIT_HEAD.fullmatch(head)), None)
        columns = {n: names[0] for n, head in enumerate(heads) if (names := names_in(head)) and n != unit}
        for row in rows[1:]:
            if unit is not None and len(row) == len(heads) and re.fullmatch(_UNIT, row[unit]):
                yield Contact(page.url, title, unit_core(row[unit]), _told(row, columns))


def _told(row: list[str], columns: Mapping[int, str]) -> Mapping[str, str]:
    return MappingProxyType({name: row[n] for n, name in columns.items() if name in {PHONE, HOURS, PLACE} and row[n]})


def by_unit(contacts: Iterable[Contact]) -> Mapping[str, tuple[Contact, ...]]:
    """Contacts of each unit, those without one left out."""
    found: dict[str, tuple[Contact, ...]] = {}
    for contact in contacts:
        if contact.unit:
            found[contact.unit] = (*found.get(contact.unit, ()), contact)
    return MappingProxyType(found)
