"""Which surveys and requests for opinions did the site hold, can one take part online, and were results published?"""

import contextlib
import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pages.columns import ColumnState, main_items, state_of
from pages.dates import listed
from pages.documents import Document, tidy
from pages.errors import Unseen
from pages.hints import promises
from pages.interaction import Lead, Names, leads
from pages.items import Item
from pages.later_pages import LaterPages, rising
from pages.list_heads import cell_heads
from pages.reading import Addresses, Reader, page_key, written_by_script
from pages.survey_page import RESULT_TITLE, SurveyPage, read_survey, same_subject
from pages.survey_periods import Period, Phase, read_period
from pages.walk import Walk
from site_configs import Site
from site_configs.kinds import ColumnKind

_NEVER = r"事故|统计|普查|人口|报告|制度|办法|规定|文物|稿件|征兵|志愿|商标|征收|司法|队$|公告$|通知$|智能|无障碍|指南"
_COLUMNS = Names(
    ranked=(
        re.compile(
            r"^(?=.*(?:征集|调查|征求|征询|听证|投票|问卷|测评))(?:我要|参与|在线|网上|网络|民意|意见|建议|公众|社会|互动|政民|政策|规章|规范性|文件"
            r"|草案|行政|重大|决策|立法|民生|实事|满意度|问题|线索|向社会|公开|与|和|及|、|/|·|往期|历史|最新|正在|当前|已结束|进行中的?)*"
            r"(?:征集|调查|征求|征询|听证|投票|问卷|测评|意见|建议|预告|会|与|和|及|、|/|·)+(?:栏目|平台|专区|专栏|中心|列表|区|活动|系统)?$"
        ),
    ),
    never=re.compile(rf"{_NEVER}|结果|采纳|反馈"),
)
_RESULTS = Names(
    ranked=(re.compile(r"(?:征集|调查|意见|征求|听证|投票|问卷)?.{0,4}(?:结果|采纳|反馈).{0,4}$"),),
    never=re.compile(rf"{_NEVER}|信|留言|诉求|投诉|咨询|办事|办件|问题|督查|考试|中标|招标|采购|评审|检查|审查"),
)
_ONLY_RESULTS = re.compile(r"^[^及与和、]*(?:结果|采纳|反馈)")
# Surveys of the State Council and the National People's Congress, which many portals link to.
_NATIONAL = re.compile(r"^https?://(?:[\w-]+\.)*(?:www|npc|moj|chinalaw)\.gov\.cn(?=[:/]|$)")
_ELSEWHERE = re.compile(r"征求.{0,12}意见|公开征集|意见征集|问卷调查|网上调查|听证(?:会)?(?:公告|预告|通知)|满意度调查")
_CLICK = re.compile(r"""(?:location(?:\.href)?\s*=|open\()\s*["']([^"']*)["']""")
_SHORTEST_TITLE = 6
_MAX_LISTS = 8
_MAX_PAGES = 12
_MAX_OPENED = 24
MAX_RENDERED = 8


@dataclass(frozen=True, slots=True)
class Survey:
    """One activity.

    Attributes:
        url: its page, `found_on` the list it was found in.
        period: first and last day, None where nothing tells; `phase` in words.
        own: on the site's own hosts.
        page: what its page offers, None when it was not opened.
        result: address of an article with its outcome, empty when none was seen.
    """

    title: str
    url: str
    found_on: str
    period: Period
    phase: Phase
    own: bool
    page: SurveyPage | None = None
    result: str = ""

    @property
    def has_results(self) -> bool | None:
        """Whether its outcome was seen; None when its page was not opened and nothing else shows it."""
        if self.result or (self.page and self.page.results):
            return True
        return False if self.page else None

    def running(self, as_of: date) -> bool | None:
        """Whether one can take part on a day; None when nothing tells."""
        if self.period.end is not None:
            return self.period.end >= as_of and self.phase is not Phase.AHEAD
        return None if self.phase is Phase.UNKNOWN else self.phase is Phase.RUNNING


@dataclass(frozen=True, slots=True)
class Surveys:
    """All activities of the span, newest first.

    Attributes:
        columns: where activities are listed; `blank` those of them that say they hold nothing.
        complete: the lists were read back to the wanted day or to their end.
        unread: why pages of activities could not be read.
        promised: without a column: words and pictures that may be one and lead nowhere.
        elsewhere: without a column: titles of articles elsewhere on the site that ask for opinions.
    """

    surveys: tuple[Survey, ...] = ()
    columns: tuple[Lead, ...] = ()
    blank: tuple[Lead, ...] = ()
    complete: bool = True
    unread: tuple[Unseen, ...] = ()
    promised: tuple[str, ...] = ()
    elsewhere: tuple[Item, ...] = ()


class SurveyReader:
    """Reads the survey columns of one site.

    Args:
        walk: the shallow reading of the site.
        reader: reads pages; renders those a script fills as long as its allowance lasts.
        since: activities that began earlier are not looked for.
        as_of: day of inspection.
    """

    def __init__(self, walk: Walk, reader: Reader, since: date, as_of: date) -> None:
        self._walk = walk
        self._reader = reader
        self._since = since
        self._as_of = as_of
        self._frame = Addresses([walk.home.url, *(column.url for column in walk.columns)])
        self._outcomes: list[Item] = [item for item in walk.articles if RESULT_TITLE.search(item.title)]

    def read(self, site: Site) -> Surveys:
        """Find the columns, read their lists back to the wanted day, and open the activities.

        Raises:
            Unseen: columns are linked but none could be read.
        """
        columns = self._columns(site)
        pages, failures = self._pages(columns)
        if not pages and failures:
            raise failures[0]
        known = Addresses(lead.url for lead in columns)
        deeper = [lead for lead in leads((page for _, page in pages), _COLUMNS) if lead.url not in known]
        more, _ = self._pages(deeper)
        if not (pages or more):
            return self._none()
        self._read_outcomes([page for _, page in (*pages, *more)])
        found: dict[str, Survey] = {}
        complete, blank = True, []
        for lead, page in (*pages, *more):
            surveys, whole = self._back(page)
            complete = complete and whole
            found.update(
                {page_key(one.url) + one.title: one for one in surveys if page_key(one.url) + one.title not in found}
            )
            if not surveys and state_of(page, (), self._frame, self._walk.hosts, children=False) is ColumnState.EMPTY:
                blank.append(lead)
        opened, unread = self._opened(list(found.values()))
        read = tuple(lead for lead, _ in (*pages, *more))
        return Surveys(opened, read, tuple(blank), complete, unread)

    def _columns(self, site: Site) -> list[Lead]:
        configured = [Lead(c.url, c.name, site.url, 0) for c in site.columns if c.kind is ColumnKind.SURVEYS]
        walked = [c for c in self._walk.of_kind(ColumnKind.SURVEYS) if not re.search(_NEVER, c.name)]
        walked += [child for column in walked for child in self._walk.below(column)]
        named = [lead for lead in leads(self._walk.pages.values(), _COLUMNS) if not _NATIONAL.search(lead.url)]
        all_leads = [*configured, *(Lead(c.url, c.name, c.parent or site.url, 0) for c in walked), *named]
        distinct = {page_key(lead.url): lead for lead in reversed(all_leads)}
        return [lead for lead in list(distinct.values())[::-1] if not _ONLY_RESULTS.search(lead.name)][:_MAX_LISTS]

    def _pages(self, chosen: Sequence[Lead]) -> tuple[list[tuple[Lead, Document]], list[Unseen]]:
        chosen = chosen[:_MAX_LISTS]
        read = self._reader.read_all(lead.url for lead in chosen if lead.url not in self._walk.pages)
        found = [(lead, self._walk.pages.get(lead.url) or read[lead.url]) for lead in chosen]
        seen = [(lead, page) for lead, page in found if isinstance(page, Document)]
        return seen, [page for _, page in found if isinstance(page, Unseen)]

    def _none(self) -> Surveys:
        promised = promises(self._walk.pages.values(), lambda words: _COLUMNS.rank(words) == 0)
        elsewhere = tuple(item for item in self._walk.articles if _ELSEWHERE.search(item.title))
        return Surveys(promised=promised, elsewhere=elsewhere, complete=not self._walk.limited)

    def _read_outcomes(self, pages: Iterable[Document]) -> None:
        """Collect the articles of columns that publish results."""
        found = leads([*self._walk.pages.values(), *pages], _RESULTS)[:_MAX_LISTS]
        for page in self._reader.read_all(lead.url for lead in found).values():
            if isinstance(page, Document):
                self._outcomes += main_items(page, self._frame, self._as_of)

    def _back(self, page: Document) -> tuple[list[Survey], bool]:
        """The activities of a list back to the wanted day; and whether that day or the end of the list was reached."""
        rows = self._rows(page)
        if not rows and page.tree.css_first("script"):
            shown = self._reader.render(page.url, page)
            page = page if isinstance(shown, Unseen) else shown
            rows = self._rows(page)
        found: list[Survey] = []
        later = LaterPages(self._reader, page, _MAX_PAGES)
        with contextlib.closing(later.read()) as pages:
            for here in itertools.chain([page], pages):
                rows = rows if here is page else self._rows(here)
                found += rows
                starts = [one.period.start for one in rows if one.period.start]
                old = starts and max(starts) < self._since and not rising(starts)
                if old or (here is not page and not rows):
                    return found, True
        return found, later.complete

    def _rows(self, page: Document) -> list[Survey]:
        column = self._walk.column_at(page.url)
        items = column.items if column and column.document is page else main_items(page, self._frame, self._as_of)
        items = items or _clickable(page, self._as_of)
        cells = _cells(page)
        self._outcomes += [item for item in items if RESULT_TITLE.search(item.title)]
        return [
            self._survey(item, page, cells.get(item.url, item.row))
            for item in items
            if not RESULT_TITLE.search(item.title) and (item.dated or self._is_titled(item))
        ]

    @staticmethod
    def _is_titled(item: Item) -> bool:
        """Whether the words of an undated link could be the title of an activity."""
        return len(item.title) >= _SHORTEST_TITLE and _COLUMNS.rank(item.title) is None

    def _survey(self, item: Item, page: Document, row: str) -> Survey:
        period = read_period(f"{item.title} {row}" if item.title not in row else row, loose=True)
        own = self._walk.internal(item.url)
        return Survey(item.title, item.url, page.url, period.or_else(Period(item.day)), Phase.read(row), own)

    def _opened(self, surveys: list[Survey]) -> tuple[tuple[Survey, ...], tuple[Unseen, ...]]:
        """Open the activities of the span, newest first; those without any day too."""
        ordered = sorted(surveys, key=lambda one: one.period.start or date.max, reverse=True)
        wanted = [one for one in ordered if _last(one) is None or (_last(one) or self._as_of) >= self._since]
        pages = self._reader.read_all(one.url for one in wanted[:_MAX_OPENED] if one.url != one.found_on)
        made = [self._completed(one, pages.get(one.url)) for one in wanted]
        return tuple(made), tuple(page for page in pages.values() if isinstance(page, Unseen))

    def _completed(self, survey: Survey, page: Document | Unseen | None) -> Survey:
        result = next((item.url for item in self._outcomes if same_subject(survey.title, item.title)), "")
        survey = replace(survey, result=result)
        if not isinstance(page, Document):
            return survey
        read = self._with(survey, page)
        lacking = read.page is not None and not (
            read.page.answerable if read.running(self._as_of) else read.has_results
        )
        if not lacking or page.tree.css_first("script") is None:
            return read
        shown = self._reader.render(page.url, page)
        if isinstance(shown, Unseen) or (page.url not in self._reader.rendered and written_by_script(page)):
            return replace(read, page=None)  # what scripts would have shown is unknown
        return self._with(survey, shown)

    def _with(self, survey: Survey, page: Document) -> Survey:
        read = read_survey(page, self._frame)
        phase = survey.phase if survey.phase is not Phase.UNKNOWN else read.phase
        return replace(survey, period=_joined(survey.period, read.period), phase=phase, page=read)


def _joined(listed: Period, said: Period) -> Period:
    """The list's days, unless its only date is the day of publication and the page names the days of the survey."""
    if said.start and said.end and listed.end is None:
        return said
    return listed.or_else(said)


def _last(survey: Survey) -> date | None:
    return survey.period.end or survey.period.start


def _clickable(page: Document, as_of: date) -> tuple[Item, ...]:
    """Rows without a link that a click opens: `<li onclick="location.href='…'"><h3>title</h3>… <span>date</span>`."""
    found = []
    for node in page.tree.css("li[onclick], tr[onclick], div[onclick], dl[onclick]"):
        target = _CLICK.search(node.attributes.get("onclick") or "")
        heading = node.css_first("h1, h2, h3, h4, h5, h6, dt, .title, .tit, .bt, td")
        pieces = [tidy(piece) for piece in node.text(separator="\n").split("\n") if tidy(piece)]
        title = tidy(heading.text()) if heading is not None else next(iter(pieces), "")
        if target is None or not title:
            continue
        dated = listed([piece for piece in pieces if piece != title], as_of)
        found.append(Item(title, page.resolve(target[1]) or page.url, dated, " ".join(pieces)))
    return tuple(found)


def _cells(page: Document) -> dict[str, str]:
    """The rows of tables with a head: each cell under its head, by the address the row links to."""
    rows: dict[str, str] = {}
    for row in page.tree.css("tr"):
        heads, cells, link = cell_heads(row), row.css("td"), row.css_first("a[href]")
        anchor = page.anchor(link) if link is not None else None
        if anchor is not None and len(heads) == len(cells):
            said = (f"{head}：{tidy(cell.text(separator=' '))}" for head, cell in zip(heads, cells, strict=True))
            rows[anchor.url] = " | ".join(said)
    return rows
