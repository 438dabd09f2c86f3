"""What do the pages on functions say about each agency: its duties, address and telephone?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from pages.column_pages import ColumnPage
from pages.documents import tidy
from pages.regions import Region, Regions

_AGENCY = re.compile(
    r"^[\u4e00-\u9fff（）()]{2,20}(?:局|委员会|厅|委|政府办公室|管理中心|服务中心|发展中心|研究院|人民政府)$"
)
_SPEAKS = 30  # a page or section saying less than this is a menu
_ELEMENTS = {
    "机构职能": re.compile(r"职责|职能|负责|承担|组织实施|贯彻|拟订|拟定"),
    "办公地址": re.compile(r"地\s?址|地点|[路街道巷]\s?\d+\s?号|\d+\s?号楼|行政中心|办公楼"),
    "联系方式": re.compile(
        r"(?<!\d)(?:0\d{2,3}[-—\s]?)?[1-9]\d{6,7}(?!\d)|(?<!\d)1\d{10}(?!\d)|(?<!\d)1[12]\d{3}(?!\d)|电\s?话"
    ),
}


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency as presented: its own page, a section of a page, or the whole column of a site of one agency."""

    name: str
    url: str
    text: str

    @property
    def missing(self) -> tuple[str, ...]:
        """Elements nothing is said about; 机关职能、办公地址、联系方式 after 政府信息公开条例 第二十条."""
        return tuple(name for name, words in _ELEMENTS.items() if not words.search(self.text))


def agencies_on(pages: Sequence[ColumnPage]) -> tuple[Agency, ...]:
    """The agencies the pages of the functions column speak of.

    Agencies with pages or sections of their own count one by one; when there are none, all pages together present one.
    """
    entries = [page for page in pages if page.entry]
    menu = [page for page in pages if not page.entry]
    single = [Agency(page.name, page.url, page.text) for page in entries if _AGENCY.match(page.name)]
    sections = [agency for page in menu for agency in _sections(page)]
    found = [agency for agency in (*sections, *single) if len(agency.text) >= _SPEAKS]
    if found:
        return tuple(found)
    whole = " ".join(page.text for page in pages)
    return (Agency(menu[0].name, menu[0].url, whole),) if menu and len(whole) >= _SPEAKS else ()


def _sections(page: ColumnPage) -> Iterator[Agency]:
    """Parts of a page headed by the names of agencies."""
    regions = Regions(page.document)
    for node in page.document.tree.css("h2, h3, h4, h5, dt, strong"):
        name = tidy(node.text())
        if _AGENCY.match(name) and node.css_first("a[href]") is None and regions.of(node) is Region.CONTENT:
            yield Agency(name, page.url, _following(node))


def _following(heading: LexborNode) -> str:
    """The text after a heading, up to the next one like it."""
    found: list[str] = []
    node = heading.next
    while node is not None and node.tag != heading.tag:
        found.append(tidy(node.text_content if node.is_text_node else node.text(separator=" ")))
        node = node.next
    return " ".join(text for text in found if text)
