"""What does one published letter say: question, answer, dates, department, state?"""

import re
from dataclasses import dataclass, replace
from datetime import date

from selectolax.lexbor import LexborHTMLParser

from pages.dates import Origin, article_date, mentions
from pages.documents import Document
from pages.interaction import SPECIAL
from pages.letter_fields import Field, State, Statement, before_end, lines, read_lines
from pages.letter_rows import Row

_RECORDING = re.compile(r"录音|来电|电话|热线")
_LETTER_PARTS = frozenset(
    {Field.ASKED, Field.CONTENT, Field.ANSWER, Field.REPLIED, Field.STATE, Field.DEPARTMENT, Field.TITLE}
)
_MIN_PARTS = 2
_ANSWERED_IN_PROSE = re.compile(
    r"收悉|(?:答复|回复)如下|现(?:就|将|对).{0,20}(?:答复|回复)"
    r"|感谢您(?:对|的)(?:.{0,20})(?:支持|关注|理解|来信|留言)"
)
_TEST_WORDS = r"(?:测试|test|ceshi)"
_TEST = re.compile(
    rf"(?:这是)?(?:一[条封个次])?(?:系统|网站|功能|信箱|留言|提交|巡检|检查|检测|在线|咨询|平台){{0,4}}{_TEST_WORDS}"
    rf"(?:{_TEST_WORDS}|留言|信件|来信|咨询|一下|数据|内容|标题|用|请忽略|请?勿办理|请?勿回复|无需办理|[\d\s,，.。!！()（）]|[一二三])*",
    re.IGNORECASE,
)
# Whose answer it is, said in its first words or its signature instead of under a label.
_OFFICE = re.compile(
    r"[\u4e00-\u9fff]{2,20}(?:局|委员会|[市县区省州]委|[市县区州]?卫健委|发改委|办公室|办|厅|政府|中心|街道|乡|镇|[支大]队|公司|法院|检察院|医院|学校|公证处|管理[处所])"
)
_HEAD, _SIGNATURE = 40, 60  # characters of an answer
_BLANK = re.compile(r"(?:无|没有|空|你好|您好|[\W\d_a-z]{0,6})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Letter:
    """One published letter; whatever the site does not say is None or empty.

    Attributes:
        url: its page, the list's when it has none of its own.
        found_on: the list it was found in.
        asked_at: day of the letter; `listed_at` a date the list gives without saying which it is.
        replied_at: day of the answer.
        kind: 咨询, 投诉… as written; `source` where it came in (网站, 热线…).
        published_at: day its page says it was put on the site.
        content, answer: text, None when its page was not opened or does not say.
        detailed: its own page was opened and understood.
    """

    url: str
    title: str
    found_on: str
    asked_at: date | None = None
    replied_at: date | None = None
    listed_at: date | None = None
    published_at: date | None = None
    department: str = ""
    kind: str = ""
    source: str = ""
    state: State = State.UNKNOWN
    content: str | None = None
    answer: str | None = None
    detailed: bool = False

    @property
    def key(self) -> str:
        """What tells it from every other letter: its own address, or its title in the list."""
        return self.url if self.url != self.found_on else f"{self.found_on} {self.title}"

    @property
    def day(self) -> date | None:
        """Day of the letter as far as anything tells it."""
        return self.asked_at or self.listed_at

    @property
    def answered(self) -> bool | None:
        """Whether there is an answer; None when nothing seen so far tells."""
        if self.answer or self.replied_at or self.state is State.ANSWERED:
            return True
        return False if self.detailed or self.url == self.found_on else None

    @property
    def says_asked(self) -> bool:
        """Whether the day of the letter is shown: under its label, or as one of two different days."""
        return self.asked_at is not None or (
            self.replied_at is not None and self.listed_at not in {None, self.replied_at}
        )

    @property
    def says_replied(self) -> bool:
        """Whether the day of the answer is shown: under a label, as the day of publication, or in the signature."""
        if self.replied_at or self.published_at or self.listed_at not in {None, self.asked_at}:
            return True
        return any(mentions((self.answer or "")[-_SIGNATURE:]))

    @property
    def says_department(self) -> bool:
        """Whether it is shown who answered: under a label, or in the first words or the signature of the answer."""
        answer = self.answer or ""
        return bool(self.department or _OFFICE.search(answer[:_HEAD]) or _OFFICE.search(answer[-_SIGNATURE:]))

    @property
    def effective(self) -> bool:
        """Whether it is a citizen's consultation in writing: no trial, blank, petition, report or recording."""
        if self.state is State.VOID or _TEST.fullmatch(self.title.strip()) or SPECIAL.search(self.kind):
            return False
        if _RECORDING.search(self.source) or "录音" in self.title + self.kind:
            return False
        if self.content is None:
            return True
        text = self.content.strip()
        return not (_BLANK.fullmatch(text) or _TEST.fullmatch(text))


def read_letter(letter: Letter, document: Document, as_of: date) -> Letter:
    """Complete a letter from its own page; unchanged when the page shows nothing that looks like a letter.

    Args:
        letter: what the list said.
        document: the letter's page.
        as_of: dates without a year are the newest ones not after this day.
    """
    body = LexborHTMLParser(document.html).body
    if body is None:
        return letter
    for node in body.css("header, footer, nav, aside"):
        if node.parent is not None:
            node.decompose()
    texts = lines(body)
    said = read_lines(texts, as_of)
    prose = _prose(texts)
    if len(_LETTER_PARTS & set(said.fields)) < _MIN_PARTS and said.state is State.UNKNOWN and not prose:
        return letter
    made = _with(letter, said, as_of)
    published = article_date(document, as_of)
    visible = published.day if published and published.origin is Origin.VISIBLE else None
    return replace(
        made,
        content=said.fields.get(Field.CONTENT, letter.content),
        answer=said.text(Field.ANSWER) or prose,
        published_at=visible if visible not in {made.asked_at, made.listed_at} else None,
        detailed=True,
    )


def _prose(texts: list[str]) -> str:
    """An answer that no label announces: from the first line that words itself as one to the end of the text."""
    first = next((number for number, text in enumerate(texts) if _ANSWERED_IN_PROSE.search(text)), None)
    return "" if first is None else " ".join(before_end(texts[first:]))


def of_row(row: Row, found_on: str, as_of: date) -> Letter:
    """A letter as far as a row of the list `found_on` tells."""
    letter = _with(Letter(row.url, row.title, found_on), row.said, as_of)
    content, answer = row.said.fields.get(Field.CONTENT), row.said.text(Field.ANSWER)
    return replace(letter, content=content, answer=answer or None)


def _with(letter: Letter, said: Statement, as_of: date) -> Letter:
    """The letter with what a row or page says about it filled in."""
    asked = said.day(Field.ASKED, as_of) or letter.asked_at or said.day(Field.ACCEPTED, as_of)
    replied = said.day(Field.REPLIED, as_of) or letter.replied_at
    loose = sorted(said.loose_dates)
    if not letter.detailed and len(loose) > 1 and asked is None and replied is None:
        asked, replied = loose[0], loose[-1]  # two bare dates side by side: the letter's and the answer's
    state = said.state if said.state is not State.UNKNOWN else letter.state
    return replace(
        letter,
        title=letter.title or said.text(Field.TITLE),
        asked_at=asked,
        replied_at=replied,
        listed_at=letter.listed_at or (loose[0] if loose and asked is None else None),
        department=said.text(Field.DEPARTMENT) or letter.department,
        kind=said.text(Field.KIND) or letter.kind,
        source=said.text(Field.SOURCE) or letter.source,
        state=state,
    )
