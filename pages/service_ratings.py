"""Can users rate the services (好差评), and are the results published?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pages.documents import Document
from pages.errors import Reason, Unseen
from pages.interaction import Lead, Names, leads
from pages.reading import Reader, written_by_script
from pages.regions import content_text
from pages.service_pages import ServicePages

_NAMES = Names(
    ranked=(
        re.compile(
            "好差评|(?:办事|服务|满意度)评价|(?:我要|在线|办件|事项)评价|评价(?:结果|公示|统计|情况|公开)|^评价$"
        ),
        re.compile("满意度(?:调查|统计|公示)?$|满意率"),
    ),
    never=re.compile("信件|留言|来信|网站满意|职称|环境影响|环评|信用评价|绩效|质量评价|评价标准|办法|通知|关于"),
)
_RESULT = re.compile(
    r"(?:满意[率度]|好评率|非常满意|五星|好评|差评)[^。；;]{0,24}?\d+(?:\.\d+)?\s*%|评价(?:总)?[数量][^\d。]{0,8}\d+|(?:满意|好评|差评)[^\d。]{0,6}\d+\s*(?:件|条|次|个)"
)
_ASKS = re.compile("评价|满意|好评|评分")
_FIELDS = "input[type=radio], select, textarea, input[type=range]"
_LEADS = 6
_LONGEST_FORM = 400


@dataclass(frozen=True, slots=True)
class Ratings:
    """Where services can be rated and where results stand (addresses, empty when nowhere); what could not be read."""

    asked: str = ""
    results: str = ""
    unread: tuple[Unseen, ...] = ()


def observe_ratings(home: Document, pages: ServicePages, reader: Reader) -> Ratings:
    """Look for forms that ask for a rating and for published results, one step from the services' pages.

    Args:
        home: the home page.
        pages: the services' entries and a few guides.
        reader: reads the pages links lead to.
    """
    near = pages.documents
    followed, unread = _followed(reader, leads([home, *near], _NAMES)[:_LEADS])
    seen = [*near, *followed]
    return Ratings(
        asked=next((page.url for page in seen if _asks(page)), ""),
        results=next((page.url for page in [*followed, *near] if _tells(page)), ""),
        unread=(*pages.unread, *unread),
    )


def _followed(reader: Reader, named: Sequence[Lead]) -> tuple[list[Document], list[Unseen]]:
    found: list[Document] = []
    unread: list[Unseen] = []
    for lead in named:
        try:
            page = reader.read(lead.url)
        except Unseen as unseen:
            unread += [] if unseen.reason is Reason.NOT_FOUND else [unseen]
            continue
        if not (_asks(page) or _tells(page)) and written_by_script(page):
            shown = reader.render(lead.url, page)
            page = shown if isinstance(shown, Document) else page
        found.append(page)
    return found, unread


def _asks(page: Document) -> bool:
    """Whether a page has a form whose words ask for a rating."""
    for node in page.tree.css(_FIELDS):
        box = node.parent
        while box is not None and box.tag not in {"body", "html"} and len(box.text()) < _LONGEST_FORM:
            if _ASKS.search(box.text()) and box.css_first("button, input[type=submit], input[type=button], [onclick]"):
                return True
            box = box.parent
    return False


def _tells(page: Document) -> bool:
    """Whether a page states results: shares or numbers beside 满意, 好评, 差评, in running text or a table."""
    text = content_text(page)
    if _RESULT.search(text):
        return True
    heads = " ".join(node.text() for node in page.tree.css("th"))
    cells = (node.text() for node in page.tree.css("td"))
    return re.search("满意|好评|差评", heads) is not None and any(re.search(r"\d", cell) for cell in cells)
