"""Does a letter arrive? One honest test letter: filled in, sent once, its receipt read, and looked up again."""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from playwright.sync_api import Error, Page

from pages.browsing import Browsing
from pages.capture import Evidence
from pages.channel import Channel, Channels, ChannelState
from pages.consultations import Question
from pages.documents import Document
from pages.errors import Reason, Unseen
from pages.letter_filling import Entry, plan
from pages.letter_form import Form, Role, read_form
from pages.letter_query import LookedUp, look_up, query_page
from pages.protocol import Protocol
from pages.receipts import Complaint, Receipt, read_receipt, with_number
from pages.submission import Aftermath, part_of, press
from site_configs import MailboxConfig, Site

_ENTER_TIMEOUT = 3_000


class Sent(Enum):
    """How sending ended."""

    ACCEPTED = "提示提交成功"
    REFUSED = "被页面拒绝"
    ERROR = "服务器报错"
    SILENT = "没有任何反应"
    NO_WORD = "没有出现成功提示或回执"
    NO_CHANNEL = "没有可以提交信息的渠道"


@dataclass(frozen=True)
class MailboxTrial:
    """One test letter from beginning to end.

    Attributes:
        url: page of the form, or of the site when there was none.
        sent: how sending ended; `lookup` whether the letter was found again.
        receipt: what the mailbox answered; `query_url` where letters are looked up, empty when no link says so.
        words: the decisive words of the page, for the finding's sentence.
        steps: protocol in Chinese; `evidence` pictures and protocol.
    """

    url: str
    sent: Sent
    receipt: Receipt = field(default_factory=Receipt)
    query_url: str = ""
    lookup: LookedUp = LookedUp.NOT_TRIED
    words: str = ""
    steps: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def try_mailbox(
    channels: Channels, site: Site, browsing: Browsing, *, allowed: bool, asked: Question | None = None
) -> MailboxTrial:
    """Send one test letter, if site file and command line both agree.

    Args:
        channels: where letters may be written.
        site: `mailbox` holds consent, selectors and the note to be written.
        browsing: the browser.
        allowed: consent given on the command line.
        asked: a question that wants an answer, instead of the letter that only tries the form and is looked up at once.

    Raises:
        Unseen: CONSENT without consent; BLOCKED, LOGIN, LAYOUT when only a person can go on; network reasons.
    """
    chosen = choose(channels, site.mailbox)
    if chosen is None:
        channels.be_sure_of_none(site.url)
        return MailboxTrial(site.url, Sent.NO_CHANNEL, words="、".join(c.name for c in channels.channels[:4]))
    _require_consent(chosen, site.mailbox, allowed=allowed)
    return _Trial(chosen, site.mailbox, browsing, asked).run()


def choose(channels: Channels, config: MailboxConfig, *, guarded: bool = False) -> Channel | None:
    """The plain form on the site's own hosts, or the one the site file names.

    Args:
        channels: where letters may be written.
        config: `url` of the site file is taken first.
        guarded: a form with a captcha will do, because nothing is going to be sent.

    Raises:
        Unseen: there are channels, but none a program may use.
    """
    if config.url:
        named = next((c for c in channels.channels if c.url == config.url), None)
        return named or Channel("信箱", config.url, config.url, ChannelState.FORM)
    forms = [c for c in channels.channels if c.state is ChannelState.FORM and c.own]
    plain = [c for c in forms if guarded or not c.captcha]
    if plain:
        return plain[0]
    if forms:
        raise Unseen(Reason.BLOCKED, forms[0].url, f"“{forms[0].name}”的表单要求验证码，巡检不绕过验证，须由人工测试")
    for channel in channels.channels:
        if channel.state is ChannelState.LOGIN:
            raise Unseen(Reason.LOGIN, channel.url, f"“{channel.name}”须登录后填写，须由人工测试")
        if channel.effective:
            what = f"“{channel.name}”在其他网站，巡检不向其提交；确需测试请在网站档案中写明 mailbox.url"
            raise Unseen(Reason.CONSENT, channel.url, what)
    for channel in channels.channels:
        if channel.unseen is not None and channel.state is ChannelState.UNSEEN:
            raise channel.unseen
        if channel.state is ChannelState.NO_FORM:
            what = f"“{channel.name}”页面没有认出可以填写的表单，请在网站档案中写明 mailbox.url"
            raise Unseen(Reason.LAYOUT, channel.url, what)
    return None


def _require_consent(chosen: Channel, config: MailboxConfig, *, allowed: bool) -> None:
    missing = [] if config.allow_submit else ["在网站档案中写明 mailbox.allow_submit: true"]
    missing += [] if allowed else ["在命令行加上 --allow-submit"]
    if missing:
        raise Unseen(Reason.CONSENT, chosen.url, f"提交测试留言须{'，并'.join(missing)}")


def letter_form(browsing: Browsing, page: Page, config: MailboxConfig, url: str) -> Form:
    """Read the form of the mailbox, on the page that shows it.

    Raises:
        Unseen: LOGIN or LAYOUT when there is no form with room for a text.
    """
    chosen = {str(role): selector for role, selector in config.fields.items()}
    form = read_form(browsing, page, "letter", chosen, config.submit)
    if not form.fields and form.password:
        raise Unseen(Reason.LOGIN, url, "页面要求登录，须由人工测试")
    if not form.having(Role.CONTENT):
        what = "内容须在富文本编辑器中填写" if form.editor else "页面没有认出留言表单"
        raise Unseen(Reason.LAYOUT, url, f"{what}，请在网站档案的 mailbox.fields 中指明各项")
    return form


class _Trial:
    """Goes through the steps and keeps the protocol."""

    def __init__(
        self, channel: Channel, config: MailboxConfig, browsing: Browsing, asked: Question | None = None
    ) -> None:
        self._channel = channel
        self._config = config
        self._asked = asked
        self._browsing = browsing
        self._protocol = Protocol(browsing, channel.url)

    def run(self) -> MailboxTrial:
        protocol = self._protocol
        with self._browsing.page() as page:
            protocol.open(page, self._channel.url)
            form = self._form(page)
            self._fill(page, plan(form, self._channel.url, self._config.note, self._asked))
            protocol.picture(page, "填写完毕")
            written = self._browsing.sight(page, page.url, None).document
            after = press(self._browsing, page, form.send, lambda fresh: _telling(read_receipt(fresh)))
            protocol.step("点击提交" + "".join(f"，弹出提示“{words}”" for words in after.dialogs))
            protocol.picture(after.page, "提交之后")
            sent, receipt = self._judge(after)
            protocol.step(f"{sent.value}：{receipt.words}" if receipt.words else sent.value)
            lookup, query_url = LookedUp.NOT_TRIED, ""
            if sent is Sent.ACCEPTED:
                seen = [self._browsing.sight(after.page, after.page.url, None).document, written, *self._led_from()]
                query_url = query_page(self._config, seen) or ""
                if self._asked is None:
                    lookup = look_up(self._browsing, page, self._config, receipt, seen, protocol)
                    protocol.step(lookup.value)
        return MailboxTrial(
            self._channel.url, sent, receipt, query_url, lookup, receipt.words, protocol.steps, protocol.evidence
        )

    def _led_from(self) -> Iterator[Document]:
        """The page that led to the form: the query page may be linked only there."""
        if self._channel.found_on != self._channel.url and not self._config.query_url:
            with contextlib.suppress(Unseen):
                yield self._browsing.open(self._channel.found_on).document

    def _form(self, page: Page) -> Form:
        url = self._channel.url
        form = letter_form(self._browsing, page, self._config, url)
        if form.guarded:
            raise Unseen(Reason.BLOCKED, url, f"表单要求{form.guarded}，巡检不绕过验证，须由人工测试")
        if not form.send:
            raise Unseen(Reason.LAYOUT, url, "没有认出提交按钮，请在网站档案中写明 mailbox.submit")
        return form

    def _fill(self, page: Page, entries: Sequence[Entry]) -> None:
        for entry in entries:
            try:
                _enter(page, entry)
            except Error:
                if entry.field.required:
                    raise Unseen(Reason.LAYOUT, self._channel.url, f"“{entry.field.called}”无法填写") from None
                continue
            self._protocol.step(f"在“{entry.field.called}”填写“{entry.shown}”")

    def _judge(self, after: Aftermath) -> tuple[Sent, Receipt]:
        """How sending ended.

        Raises:
            Unseen: the answer asks for something only a person can do, or the network broke.
        """
        receipt = read_receipt(after.fresh)
        if self._config.receipt is not None:
            receipt = with_number(receipt, part_of(self._browsing, after.page, self._config.receipt).lines)
        if after.server_error or (after.failed and not receipt.accepted):
            return Sent.ERROR, Receipt(words=f"状态 {after.status}")
        if receipt.accepted:
            return Sent.ACCEPTED, receipt
        if after.broken:
            raise Unseen(Reason.RESET, self._channel.url, f"提交时连接中断：{after.broken}")
        if receipt.complaint in _FOR_PEOPLE:
            raise Unseen(_FOR_PEOPLE[receipt.complaint], self._channel.url, f"提交后页面提示“{receipt.words}”")
        if receipt.complaint is Complaint.CONTACT:
            # The number and the address are made up: a mailbox that checks them is right to refuse.
            what = f"页面不接受测试用的联系方式：“{receipt.words}”，须由人工测试"
            raise Unseen(Reason.LAYOUT, self._channel.url, what)
        if receipt.refused:
            return Sent.REFUSED, receipt
        return (Sent.SILENT if after.silent else Sent.NO_WORD), receipt


_FOR_PEOPLE = {Complaint.CAPTCHA: Reason.BLOCKED, Complaint.LOGIN: Reason.LOGIN, Complaint.THROTTLED: Reason.THROTTLED}


def _telling(receipt: Receipt) -> bool:
    return receipt.accepted or receipt.refused


def _enter(page: Page, entry: Entry) -> None:
    target = page.locator(entry.field.selector)
    if entry.field.tag == "select":
        target.select_option(value=entry.value, timeout=_ENTER_TIMEOUT)
    elif entry.field.is_choice:
        _tick(target.check)
    else:
        target.fill(entry.value, timeout=_ENTER_TIMEOUT)


def _tick(check: Callable[..., None]) -> None:
    # A styled radio button lies invisible under its picture.
    check(force=True, timeout=_ENTER_TIMEOUT)
