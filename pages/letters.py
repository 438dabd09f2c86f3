"""What did citizens write and what were they answered? Letters the site publishes, back to a given day."""

import contextlib
import itertools
import random
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from pages.browsing import Browsing
from pages.columns import ColumnState, state_of
from pages.documents import Document
from pages.errors import Reason, Unseen
from pages.fetching import Fetcher
from pages.hints import promises
from pages.interaction import SPECIAL, Lead, Names, leads
from pages.later_pages import LaterPages, rising
from pages.letter import Letter, of_row, read_letter
from pages.letter_rows import Row, letter_rows
from pages.reading import Reader, written_by_script
from pages.walk import Walk
from site_configs import ColumnKind, Site

_SUBJECTS = r"信件|来信|留言|答复|回复|咨询|诉求|问答|信箱"
_LISTS = Names(
    ranked=(
        re.compile(
            rf"(?:{_SUBJECTS})(?:选登|公开|展示|公示|选编|精选|摘登|列表|查看|反馈|回音|答复|回复)"
            r"|(?:公开|典型|热点|最新|精选)(?:信件|来信|留言|答复|回复)|有问必答|回音壁"
        ),
        # At the end of the name only: 「咨询落户材料」 is somebody's letter.
        re.compile(
            r"(?:网[民友]留言|群众来信|信箱|留言板?|咨询|问政|百姓心声|百姓呼声|民声|民意|领导之窗|[市县区]长之窗)(?:平台|栏目)?$"
        ),
        re.compile(r"互动|交流|诉求|热线|12345"),
    ),
    never=re.compile(
        rf"{SPECIAL.pattern}|关于|统计|须知|查询|制度|办法|规定|我要|写信|登录|注册|智能|服务热线|办件|事项"
    ),
)
_TRUSTED = 1  # names up to this rank say that the page lists letters
_MAX_LISTS = 8
_MAX_PAGES = 40
_MAX_DETAILS = 60
_MAX_RENDERED = 5
_GONE = frozenset({Reason.HTTP, Reason.NOT_FOUND})


@dataclass(frozen=True, slots=True)
class Letters:
    """What the public lists of letters showed.

    Attributes:
        letters: every letter read, newest pages first.
        lists: addresses of the lists, empty when the site has none to be found.
        complete: each list was read back to the wanted day or to its end.
        unopened: letters old enough whose answer could not be looked for because there were too many.
        blank: when no letter was found: pages called a list of letters that say they hold nothing.
        unclear: when no letter was found: pages that may hold letters all the same.
        promised: when no letter was found: words and pictures that may be the list and lead nowhere.
    """

    letters: tuple[Letter, ...]
    lists: tuple[str, ...]
    complete: bool = True
    unopened: int = 0
    blank: tuple[Lead, ...] = ()
    unclear: tuple[Lead, ...] = ()
    promised: tuple[str, ...] = ()

    def reach(self, day: date) -> bool:
        """Whether the lists were read back beyond a day, or to their end."""
        oldest = min((letter.day for letter in self.letters if letter.day), default=None)
        return self.complete or oldest is None or oldest < day

    @property
    def scope(self) -> str:
        """What was looked at, in Chinese."""
        undated = sum(letter.day is None for letter in self.letters)
        parts = [f"公开信件 {len(self.letters)} 封"]
        parts += [f"{undated} 封未注明日期，未作判断"] if undated else []
        parts += [f"另有 {self.unopened} 封未抽查答复"] if self.unopened else []
        return "，".join(parts)


@dataclass(frozen=True, slots=True)
class Span:
    """Which letters matter: written from `since` on; an answer is looked for when written before `before`."""

    since: date
    before: date
    as_of: date
    seed: str


class LetterReader:
    """Reads the public lists of letters of one site.

    Args:
        fetcher: reads pages; `browsing` shows those a script fills.
        span: the days that matter.
    """

    def __init__(self, fetcher: Fetcher, browsing: Browsing, span: Span) -> None:
        self._reader = Reader(fetcher, browsing, _MAX_RENDERED)
        self._span = span
        self._hidden: list[Lead] = []

    def read(self, walk: Walk, site: Site) -> Letters:
        """Find the lists and read them back to the wanted day.

        Raises:
            Unseen: a list is linked but none could be shown.
        """
        candidates = _candidates(walk, site)
        pages, failures = self._pages(candidates[:_MAX_LISTS], walk)
        found = self._lists(pages)
        if not found:
            known = {lead.url for lead in candidates}
            deeper = leads((page for _, page in pages), _LISTS)
            promising = [lead for lead in deeper if lead.rank == 0 and lead.url not in known]
            more, others = self._pages(promising[:_MAX_LISTS], walk)
            pages, failures = [*pages, *more], [*failures, *others]
            found = self._lists(more) or self._lists(pages, scripts=True)
        if not found and failures:
            raise failures[0]
        if not found:
            return self._nothing(pages, candidates[_MAX_LISTS:], walk)
        letters: dict[tuple[str, str], Letter] = {}
        complete = True
        for document, rows in found:
            read, whole = self._back(document, rows)
            complete = complete and whole
            letters.update(((letter.url, letter.title), letter) for letter in read)
        opened, unopened = self._detailed(list(letters.values()))
        return Letters(opened, tuple(document.url for document, _ in found), complete, unopened)

    def _nothing(self, pages: Sequence[tuple[Lead, Document]], left: Sequence[Lead], walk: Walk) -> Letters:
        """No letter was found: what the pages looked at leave open."""
        blank: list[Lead] = []
        unclear = [*self._hidden, *left]
        for lead, page in pages:
            own = walk.internal(lead.url)
            shown = self._reader.render(page.url, page) if page.url in self._reader.rendered else page
            shown = page if isinstance(shown, Unseen) else shown
            empty = state_of(shown, (), (), walk.hosts, children=False) is ColumnState.EMPTY
            if own and empty and lead.rank == 0:
                blank.append(lead)
            elif lead.rank == 0 or not own or (written_by_script(page) and shown is page):
                unclear.append(lead)
        followed = {lead.name for lead, _ in pages}
        loose = promises(walk.pages.values(), lambda words: _LISTS.rank(words) == 0 and words not in followed)
        return Letters((), (), blank=tuple(blank), unclear=tuple(unclear), promised=loose)

    def _pages(self, chosen: Sequence[Lead], walk: Walk) -> tuple[list[tuple[Lead, Document]], list[Unseen]]:
        """The candidates' pages, and why those that promise a list by name could not be seen."""
        read = self._reader.read_all([lead.url for lead in chosen if lead.url not in walk.pages])
        seen: list[tuple[Lead, Document]] = []
        failures: list[Unseen] = []
        for lead in chosen:
            page = walk.pages.get(lead.url) or read[lead.url]
            if isinstance(page, Document):
                seen.append((lead, page))
            elif lead.rank == 0:
                failures.append(page)
            elif page.reason not in _GONE:
                self._hidden.append(lead)
        return seen, failures

    def _lists(
        self, pages: Iterable[tuple[Lead, Document]], *, scripts: bool = False
    ) -> list[tuple[Document, tuple[Row, ...]]]:
        """The pages that list letters, each with its rows; the same list under two addresses once.

        With `scripts` every page is shown in the browser, otherwise only those that promise a list by name.
        """
        found: dict[frozenset[str], tuple[Document, tuple[Row, ...]]] = {}
        for lead, page in pages:
            shown, rows = self._rows(lead, page, scripts=scripts)
            if rows:
                found.setdefault(frozenset(f"{row.url} {row.title}" for row in rows), (shown, rows))
        return list(found.values())

    def _rows(self, lead: Lead, page: Document, *, scripts: bool) -> tuple[Document, tuple[Row, ...]]:
        trusted = lead.rank <= _TRUSTED
        rows = letter_rows(page, self._span.as_of, trusted=trusted)
        if rows or (lead.rank > 0 and not scripts) or not page.tree.css_first("script"):
            return page, rows
        shown = self._reader.render(page.url, page)
        if isinstance(shown, Unseen):
            return page, rows
        return shown, letter_rows(shown, self._span.as_of, trusted=trusted)

    def _back(self, document: Document, rows: tuple[Row, ...]) -> tuple[list[Letter], bool]:
        """Letters from the first page of a list back to the wanted day; and whether that day or the end was reached."""
        letters: list[Letter] = []
        later = LaterPages(self._reader, document, _MAX_PAGES)
        with contextlib.closing(later.read()) as pages:
            for page in itertools.chain([document], pages):
                here = rows if page is document else letter_rows(page, self._span.as_of, trusted=True)
                made = [of_row(row, document.url, self._span.as_of) for row in here]
                letters += made
                days = [letter.day for letter in made if letter.day]
                # Sorted by letter or by answer: once nothing on a page is young enough, nothing further back is.
                old = days and max(days) < self._span.since and not rising(days)
                if old or not here:
                    return letters, True
        return letters, later.complete

    def _detailed(self, letters: list[Letter]) -> tuple[tuple[Letter, ...], int]:
        """Open the pages of letters old enough whose answer the list does not show."""
        wanted = [number for number, letter in enumerate(letters) if self._unsettled(letter)]
        chance = random.Random(self._span.seed)  # noqa: S311  sampling, not secrecy
        drawn = sorted(chance.sample(wanted, min(len(wanted), _MAX_DETAILS)))
        pages = self._reader.read_all([letters[number].url for number in drawn])
        for number in drawn:
            page = pages[letters[number].url]
            if isinstance(page, Document):
                letters[number] = self._opened(letters[number], page)
        return tuple(letters), len(wanted) - len(drawn)

    def _unsettled(self, letter: Letter) -> bool:
        outside = letter.day is not None and not self._span.since <= letter.day < self._span.before
        return letter.answered is None and letter.effective and not outside

    def _opened(self, letter: Letter, document: Document) -> Letter:
        full = read_letter(letter, document, self._span.as_of)
        if full.detailed or not document.tree.css_first("script"):
            return full
        shown = self._reader.render(letter.url, document)
        return full if isinstance(shown, Unseen) else read_letter(letter, shown, self._span.as_of)


def _candidates(walk: Walk, site: Site) -> list[Lead]:
    configured = [Lead(c.url, c.name, site.url, 0) for c in site.columns if c.kind is ColumnKind.LETTERS]
    documents = (walk.home, *(page for url, page in walk.pages.items() if url != walk.home.url))
    found = {lead.url: lead for lead in (*configured, *leads(documents, _LISTS))}
    return sorted(found.values(), key=lambda lead: lead.rank)
