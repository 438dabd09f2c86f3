"""Does the site publish how many letters it received and handled? Figures, tables, charts and reports."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from pages.documents import Document, tidy
from pages.errors import Unseen
from pages.hints import promises
from pages.interaction import Lead, Names, leads
from pages.letters import Letters
from pages.reading import Reader
from pages.regions import content_text
from pages.walk import Walk
from site_configs.kinds import ColumnKind

_SUBJECT = r"(?:信件|来信|留言|信箱|诉求|互动|咨询|网民|群众|答复|回复|12345|热线|问政)"
_STATISTICS = (
    r"(?:统计|办理(?:情况|数据)|受理情况|答复情况|办件情况|运行情况|情况通报|月报|季报|分析|数据公[开布示]|大数据)"
)
_NAMES = Names(
    ranked=(
        re.compile(
            rf"{_SUBJECT}.{{0,8}}{_STATISTICS}|^统计(?:信息|数据|分析|情况|图表?)?$|^(?:满意度|办理|受理|答复)统计$"
        ),
        re.compile(r"互动|交流|统计"),
    ),
    never=re.compile(r"办事|办件|事项|经济|人口|普查|统计局|年鉴|公报|制度|征集|调查|访谈|访问|流量|依申请"),
)
_REPORT = re.compile(
    rf"{_SUBJECT}[^，。、]{{0,16}}{_STATISTICS}|(?:办理|受理|答复)[^，。、]{{0,6}}{_SUBJECT}[^，。、]{{0,8}}{_STATISTICS}"
)
_COUNTED = r"[\d,]+\s*(?:余|多)?\s*(?:件|封|条|宗|份)"
_AMOUNT = r"(?:总?量|总?数|总?件数|总计|合计)(?:[（(][^）)]{1,4}[）)])?[^\d。；，]{0,6}\d"
_RECEIVED = re.compile(
    rf"(?:收到|受理|接收|来信|来件|信件|留言|收件|诉求|写信|收悉)(?:[^。；\d]{{0,14}}(?<!第){_COUNTED}|{_AMOUNT})"
)
_HANDLED = re.compile(
    rf"(?:答复|回复|办结|办理|处理|反馈|办复|解答)(?:[^。；，,\d]{{0,10}}(?<!第){_COUNTED}|{_AMOUNT})"
    r"|(?:办结|答复|回复|办理|处理|满意|及时|回应|受理)率(?:[（(][^）)]{1,4}[）)])?[^\d。；]{0,6}\d"
)
_HEAD_RECEIVED = re.compile(
    r"(?:收到|受理|接收|来信|来件|信件|留言|收件|诉求|写信)\S{0,4}(?:量|数|计|件)|^(?:收到|受理|收件)"
)
_HEAD_HANDLED = re.compile(
    r"(?:答复|回复|办结|办理|处理|反馈|办复)\S{0,4}(?:量|数|计|件)|(?:办结|答复|回复|满意|及时|处理)率|^(?:答复|回复|办结)"
)
_DRAWN = "canvas, svg, iframe, [_echarts_instance_], main img, article img, .chart, #chart"
_MAX_LEADS = 6
MAX_RENDERED = 4


@dataclass(frozen=True, slots=True)
class LetterStatistics:
    """Where figures about letters were seen.

    Attributes:
        url: the page that shows them, empty when none was found; `words` what it shows.
        unclear: pages called statistics that show none, or could not be read.
        promised: words and pictures that may be statistics and lead nowhere.
    """

    url: str = ""
    words: str = ""
    unclear: tuple[Lead, ...] = ()
    promised: tuple[str, ...] = ()


def find_statistics(walk: Walk, letters: Letters, reader: Reader) -> LetterStatistics:
    """Look for figures on the pages already read, then behind links and article titles that promise them.

    Args:
        walk: the shallow reading of the site.
        letters: their lists may carry figures in the head.
        reader: reads pages; renders those whose figures a script may draw.
    """
    pages = [*walk.pages.values()]
    found = _first(_telling(pages, walk)) or _reported(walk)
    if found:
        return found
    lists = [page for page in reader.read_all(letters.lists).values() if isinstance(page, Document)]
    named = [lead for lead in leads([*pages, *lists], _NAMES) if lead.rank == 0][:_MAX_LEADS]
    read = reader.read_all(lead.url for lead in named)
    opened = [page for page in read.values() if isinstance(page, Document)]
    found = _first([*lists, *opened]) or _first(_rendered([*opened, *lists, *_telling(pages, walk)], reader))
    if found:
        return found
    drawn = next((page for page in opened if _is_drawn(reader.render(page.url, page))), None)
    if drawn is not None:
        return LetterStatistics(drawn.url, "统计图表")
    promised = promises(pages, lambda words: _NAMES.rank(words) == 0 and words not in {"统计", "分析"})
    return LetterStatistics(unclear=tuple(named), promised=promised)


def _telling(pages: Iterable[Document], walk: Walk) -> list[Document]:
    """Pages about letters: columns of that kind and pages named so; the home page may count applications instead."""
    own = {column.url for column in walk.of_kind(ColumnKind.LETTERS)}
    named = {lead.url for lead in leads(pages, _NAMES)}
    return [page for url, page in walk.pages.items() if url in own | named and page is not walk.home]


def _first(pages: Sequence[Document]) -> LetterStatistics | None:
    for page in pages:
        words = _figures(page)
        if words:
            return LetterStatistics(page.url, words)
    return None


def _rendered(pages: Iterable[Document], reader: Reader) -> list[Document]:
    shown = [reader.render(page.url, page) for page in pages if page.tree.css_first("script")]
    return [page for page in shown if isinstance(page, Document)]


def _figures(page: Document) -> str:
    """The figures a page states about letters received and handled, empty when it does not state both."""
    table = next((heads for node in page.tree.css("table") if (heads := _table(node))), "")
    if table:
        return table
    text = content_text(page)
    received, handled = _RECEIVED.search(text), _HANDLED.search(text)
    return f"{received[0]}，{handled[0]}" if received and handled else ""


def _table(table: LexborNode) -> str:
    """The heads of a table of figures."""
    rows = table.css("tr")
    heads = [tidy(cell.text()) for row in rows[:2] for cell in row.css("th, td")]
    if not any(_HEAD_RECEIVED.search(head) for head in heads) or not any(_HEAD_HANDLED.search(head) for head in heads):
        return ""
    numbers = [tidy(cell.text()) for row in rows[1:] for cell in row.css("td")]
    return "、".join(heads[:6]) if any(re.fullmatch(r"[\d,.]+\s*(?:%|件|封|条)?", number) for number in numbers) else ""


def _reported(walk: Walk) -> LetterStatistics | None:
    """A report on letters among the articles listed."""
    item = next((one for one in walk.articles if _REPORT.search(one.title)), None)
    return LetterStatistics(item.url, item.title) if item else None


def _is_drawn(page: Document | Unseen) -> bool:
    return isinstance(page, Document) and page.tree.css_first(_DRAWN) is not None
