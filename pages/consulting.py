"""Was a question answered? Sending what is still missing, and looking up what was sent days ago."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from pages.browsing import Browsing
from pages.channel import Channels
from pages.consultations import Consultation, Followed, LetterLog, Question, Sighting
from pages.documents import Document
from pages.errors import Reason, Unseen
from pages.letter import Letter, read_letter
from pages.letter_fields import Field, State, lines, read_lines
from pages.letter_query import Wanted, query, query_page
from pages.letters import Letters
from pages.mailbox import Sent, try_mailbox
from pages.protocol import Protocol
from pages.receipts import Receipt
from site_configs import Site

_ADVICE = "请在网站档案的 mailbox.questions 中写两条咨询问题，写明 allow_submit: true，并在命令行加上 --allow-submit"


def send(
    channels: Channels, site: Site, browsing: Browsing, known: Sequence[Consultation], *, allowed: bool, at: datetime
) -> Consultation:
    """Send the next question that was not asked yet.

    Args:
        channels: where letters may be written.
        site: `mailbox` holds consent and the questions.
        browsing: the browser.
        known: consultations sent before.
        allowed: consent given on the command line.
        at: the present moment.

    Raises:
        Unseen: CONSENT without consent or questions; whatever keeps a letter from being sent.
    """
    asked = {letter.title for letter in known}
    fresh = [one for one in site.mailbox.questions if one.title not in asked]
    if not fresh:
        raise Unseen(Reason.CONSENT, site.url, f"还没有提交过模拟咨询，{_ADVICE}")
    question = Question(fresh[0].title, fresh[0].content)
    trial = try_mailbox(channels, site, browsing, allowed=allowed, asked=question)
    if trial.sent is not Sent.ACCEPTED:
        raise Unseen(Reason.HTTP, trial.url, f"模拟咨询没有提交成功：{trial.sent.value}")
    receipt = trial.receipt
    return Consultation(
        site.slug, question.title, question.content, receipt.number, receipt.code, trial.url, trial.query_url, at
    )


class FollowUp:
    """Looks up consultations on the query page or among the published letters.

    Args:
        site: `mailbox` may name the query page.
        browsing: the browser.
        seen: pages that may link to the query page.
        published: reads the public lists of letters; asked only when the query page does not help.
        today: the day of the look-up.
    """

    def __init__(
        self, site: Site, browsing: Browsing, seen: Iterable[Document], published: Callable[[], Letters], today: date
    ) -> None:
        self._config = site.mailbox
        self._browsing = browsing
        self._seen = tuple(seen)
        self._published = published
        self._today = today

    def follow(self, known: Followed, log: LetterLog) -> Followed:
        """Look a consultation up unless an answer was seen before; what is seen is remembered."""
        if any(sighting.answered for sighting in known.sightings):
            return known
        try:
            sighting = self._look(known.letter)
        except Unseen as unseen:
            return replace(known, unseen=unseen)
        log.saw(known.letter, sighting)
        return replace(known, sightings=(*known.sightings, sighting))

    def _look(self, letter: Consultation) -> Sighting:
        """What the site says of a consultation today.

        Raises:
            Unseen: neither the query page nor a public list shows it.
        """
        try:
            return self._queried(letter)
        except Unseen as unseen:
            shown = self._listed(letter)
            if shown is None:
                raise
            del unseen
            return shown

    def _queried(self, letter: Consultation) -> Sighting:
        url = letter.query_url or query_page(self._config, self._seen)
        if not (letter.number or letter.code):
            raise Unseen(Reason.LAYOUT, letter.url, f"{letter.called}的回执没有受理编号或查询码，须由人工查看答复")
        if not url:
            raise Unseen(Reason.LAYOUT, letter.url, "没有找到信件查询页面，请在网站档案中写明 mailbox.query_url")
        protocol = Protocol(self._browsing, url)
        wanted = Wanted(Receipt(letter.number, letter.code), letter.title)
        with self._browsing.page() as page:
            protocol.open(page, url)
            answer = query(self._browsing, page, self._config, wanted, protocol)
            if answer.denied or not answer.found:
                raise Unseen(Reason.NOT_FOUND, url, f"凭回执查不到{letter.called}，须由人工查看答复")
            document = self._browsing.sight(answer.page, answer.page.url, None).document
            if answer.part:
                document = Document(document.url, answer.part)
        return read_sighting(letter, document, self._today)

    def _listed(self, letter: Consultation) -> Sighting | None:
        try:
            letters = self._published().letters
        except Unseen:
            return None
        return next((_published(one, self._today) for one in letters if _same(one, letter)), None)


def read_sighting(letter: Consultation, document: Document, today: date) -> Sighting:
    """What the page of a consultation says about its answer.

    Raises:
        Unseen: LAYOUT, the page does not tell whether there is an answer (words of thanks are none).
    """
    told = read_letter(Letter(document.url, letter.title, document.url), document, today)
    body = document.tree.body
    labelled = read_lines(lines(body), today).text(Field.ANSWER) if body is not None else ""
    if told.replied_at or told.state is State.ANSWERED or labelled:
        return Sighting(today, answered=True, replied_on=told.replied_at, answer=told.answer or labelled)
    if told.state is State.PENDING:
        return Sighting(today, answered=False)
    raise Unseen(Reason.LAYOUT, document.url, f"查询结果没有写明{letter.called}是否已答复，须由人工查看")


def _same(one: Letter, letter: Consultation) -> bool:
    """Whether a published letter is this consultation: its title, and not older."""
    return one.title.strip() == letter.title and one.day is not None and one.day >= letter.sent_at.date()


def _published(one: Letter, today: date) -> Sighting:
    return Sighting(today, one.answered is True, one.replied_at, one.answer or "")
