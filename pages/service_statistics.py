"""Are figures on services handled published, and for which time? Columns, pages and numbers on the service halls."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from pages.columns import main_items
from pages.dates import mentions
from pages.documents import Document, tidy
from pages.errors import Reason, Unseen
from pages.hints import promises
from pages.interaction import Lead, Names, leads
from pages.items import Item
from pages.periods import periods_end
from pages.reading import Addresses, Reader, written_by_script
from pages.regions import content_text
from pages.service_pages import ServicePages
from pages.walk import Walk
from site_configs import Site
from site_configs.urls import registered_domain

_SUBJECT = "办件|办事|政务服务|审批|服务事项|行政许可|受理办结"
_FIGURES = "统计|数据|情况(?:通报|公示|公布|统计)|办理量|办件量|公示"
_NAMES = Names(
    ranked=(
        re.compile(r"(?:办件|办事|办理|服务|审批|受理)(?:量|情况|服务|事项)*(?:数据)?统计"),
        re.compile(
            r"办件(?:量|数据|公示|公开|情况|分析|动态)|(?:办事|政务服务|服务|审批)数据|政务服务.{0,4}(?:月报|季报|通报)"
        ),
    ),
    never=re.compile("信件|留言|来信|信箱|互动|查询|经济|局|公报|年鉴|网站"),
)
_HALL_NAMES = Names(
    ranked=(re.compile("^(?:统计(?:数据|分析|信息)?|数据统计|数据(?:公开|公示|看板))$"),), never=_NAMES.never
)
_TITLE = re.compile(rf"(?:{_SUBJECT}).{{0,16}}(?:{_FIGURES})|办件(?:量|数据|统计)")
_LIVE = "今日|昨日|当日|实时|本周|本月|当前"
_COUNT = re.compile(
    rf"(?P<when>{_LIVE}|本年|今年|年度|累计|总|历史)?(?:收件|受理|办件|办结|申报|网办|接件|办理)总?件?(?P<amount>数|量|次)?"
    r"[^\d。；;]{0,8}?(?P<number>\d[\d,，.]*)\s*(?P<unit>万?件|万|次)?"
)
_PLACE = re.compile(r"(?:人民政府|政府|管理委员会|管委会|街道办事处).*$")
_LEADS = 8
_ARTICLES = 12


@dataclass(frozen=True, slots=True)
class Source:
    """One place where figures stand.

    Attributes:
        newest: the newest day stated there: of publication, or the end of the period spoken of; None when none is.
        live: figures of today or this month, by their own words.
        foreign: a platform of a higher level whose figures do not say that they are this city's.
        empty: named for figures, and shows none.
        dead: does not exist any more.
    """

    name: str
    url: str
    newest: date | None = None
    live: bool = False
    foreign: bool = False
    empty: bool = False
    dead: bool = False


@dataclass(frozen=True, slots=True)
class ServiceStatistics:
    """Everything found: `sources`, what could not be read, and what only promises to be one (see `promises`)."""

    sources: tuple[Source, ...]
    unread: tuple[Unseen, ...] = ()
    promised: tuple[str, ...] = ()

    @property
    def published(self) -> tuple[Source, ...]:
        """Places that show figures."""
        return tuple(source for source in self.sources if not (source.empty or source.dead or source.foreign))


def observe_statistics(walk: Walk, site: Site, pages: ServicePages, reader: Reader, as_of: date) -> ServiceStatistics:
    """Look for figures on services handled: columns and pages named for them, bulletins, numbers on the halls.

    Args:
        walk: the shallow reading of the site.
        site: a column of the site file named 办事统计 or the like is followed as written.
        pages: the services' entries and a few guides.
        reader: reads the pages links lead to.
        as_of: figures of later days are left out.
    """
    return _Statistics(walk, site, pages, reader, as_of).observe()


class _Statistics:
    def __init__(self, walk: Walk, site: Site, pages: ServicePages, reader: Reader, as_of: date) -> None:
        self._walk = walk
        self._site = site
        self._pages = pages
        self._reader = reader
        self._as_of = as_of
        self._place = _PLACE.sub("", site.name)

    def observe(self) -> ServiceStatistics:
        documents = [self._walk.home, *self._pages.halls, *self._walk.pages.values()]
        unread = list(self._pages.unread)
        sources: list[Source] = []
        for lead in self._leads(documents):
            try:
                sources.append(self._followed(lead))
            except Unseen as unseen:
                unread.append(unseen)
        sources += [source for hall in self._pages.halls if (source := self._numbers(hall))]
        sources += self._bulletins()
        promised = () if sources else promises([self._walk.home, *self._pages.halls], self._promising)
        return ServiceStatistics(tuple(sources), tuple(unread), promised)

    def _promising(self, words: str) -> bool:
        return _NAMES.rank(words) is not None

    def _leads(self, documents: list[Document]) -> list[Lead]:
        configured = [
            Lead(column.url, column.name, self._site.url, 0)
            for column in self._site.columns
            if _NAMES.rank(column.name) is not None
        ]
        columns = [
            Lead(column.url, column.name, self._site.url, 0)
            for column in self._walk.columns
            if _NAMES.rank(column.name) is not None
        ]
        inside = (lead for lead in leads(self._pages.halls, _HALL_NAMES) if self._beside_hall(lead))
        found = {lead.url: lead for lead in reversed([*configured, *columns, *leads(documents, _NAMES), *inside])}
        return list(found.values())[::-1][:_LEADS]

    def _beside_hall(self, lead: Lead) -> bool:
        """Whether a link stays with the page of services it stands on: 统计数据 of the whole site is another thing."""
        here, there = urlsplit(lead.found_on), urlsplit(lead.url)
        folder = here.path.rpartition("/")[0] + "/"
        own_host = here.netloc != urlsplit(self._walk.home.url).netloc
        return here.netloc == there.netloc and (own_host or (folder != "/" and there.path.startswith(folder)))

    def _followed(self, lead: Lead) -> Source:
        """What stands behind a link named for figures.

        Raises:
            Unseen: it could not be read.
        """
        column = self._walk.column_at(lead.url)
        try:
            page = column.document if column and column.document else self._reader.read(lead.url)
        except Unseen as unseen:
            if unseen.reason is Reason.NOT_FOUND:
                return Source(lead.name, lead.url, dead=True)
            raise
        source = self._read(lead, page, column.items if column else None)
        if (source.empty or source.newest is None) and page.tree.css_first("script") is not None:
            shown = self._reader.render(lead.url, page)
            if isinstance(shown, Unseen):
                raise shown
            source = self._read(lead, shown, None)
        if source.empty and written_by_script(page):
            raise Unseen(Reason.LAYOUT, lead.url, "办事统计由脚本写成，没有读到数据")
        return source

    def _read(self, lead: Lead, page: Document, items: tuple[Item, ...] | None) -> Source:
        listed = main_items(page, Addresses(), self._as_of) if items is None else items
        text = content_text(page)
        days = [*(self._newest(item.title, item.day) for item in listed), self._newest(text, running=True)]
        figures = _counts(text) or page.tree.css_first("table td, canvas, svg") is not None
        newest = max((day for day in days if day), default=None)
        live = any(match["when"] and re.match(_LIVE, match["when"]) for match in _counts(text))
        dated = any(item.day for item in listed)
        return Source(lead.name, page.url, newest, live, empty=not (dated or figures))

    def _newest(self, text: str, day: date | None = None, *, running: bool = False) -> date | None:
        """The newest day a text states, alone or as the end of a period, not after the day of inspection."""
        days = [*(one.day for one in mentions(text)), day, periods_end(text, self._as_of, with_year=running)]
        return max((one for one in days if one and one <= self._as_of), default=None)

    def _numbers(self, hall: Document) -> Source | None:
        """Figures that stand on a hall's page itself: 「今日办件 128 件」."""
        text = hall.text
        counts = [match for match in _counts(text) if match["when"] and re.search("[1-9]", match["number"])]
        if not counts:
            return None
        around = " ".join(text[max(0, match.start() - 60) : match.end() + 60] for match in counts)
        own = registered_domain(urlsplit(hall.url).hostname or "") == self._site.domain
        live = any(re.match(_LIVE, match["when"]) for match in counts)
        source = Source(tidy(counts[0][0]), hall.url, self._newest(around), live)
        return replace(source, foreign=not own and self._place not in text)

    def _bulletins(self) -> Iterable[Source]:
        """Bulletins among the news, by their titles."""
        named = [item for item in self._walk.articles if _TITLE.search(item.title)]
        for item in named[:_ARTICLES]:
            if (day := self._newest(item.title, item.day)) is not None:
                yield Source(item.title, item.url, day)


def _counts(text: str) -> list[re.Match[str]]:
    """Numbers of cases: 「累计办件 12 件」「受理量 30」, not 「办理时限 20 个工作日」."""
    return [match for match in _COUNT.finditer(text) if match["amount"] or match["unit"]]
