"""Is the letter found again? The query page, filled in with what the receipt says."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from playwright.sync_api import Error, Page

from pages.browsing import Browsing
from pages.documents import Document
from pages.errors import Reason, Unseen
from pages.interaction import Names, leads
from pages.letter_filling import MARK
from pages.letter_form import Role, read_form
from pages.protocol import Protocol
from pages.receipts import Receipt, missed
from pages.submission import Part, part_of, press
from site_configs import MailboxConfig

_QUERIES = Names(
    ranked=(
        re.compile(
            r"(?:信件|来信|留言|咨询|诉求|办理|受理|进度|回复|答复|处理|写信)(?:情况|结果|进度|状态)*查询|查询(?:信件|来信|留言|办理|结果|进度|回复)|我的(?:信件|留言|来信)"
        ),
        re.compile(r"^(?:查询|查信|信件查看|结果查询)$"),
    ),
    never=re.compile(r"办件|证照|事项|社保|公积金|成绩|权力|天气|违章|信用|政策|文件"),
)
_ENTER_TIMEOUT = 3_000


class LookedUp(Enum):
    """Whether the letter was found again."""

    FOUND = "凭回执查到了这封信"
    MISSED = "凭回执查不到这封信"
    NO_RECEIPT = "回执没有受理编号或查询码"
    NO_QUERY = "没有找到信件查询页面"
    UNSEEN = "信件查询页面未能使用"
    NOT_TRIED = "没有查询"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The letter looked for: its receipt and the words of its title by which it is known again."""

    receipt: Receipt
    title: str = MARK

    def shown(self, fresh: Sequence[str]) -> bool:
        """Whether the answer to a query shows it: its title, or its number where titles are not shown."""
        if any(self.title in line for line in fresh):
            return True
        number = self.receipt.number
        return bool(number) and not missed(fresh) and any(number in line for line in fresh)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the query page answered.

    Attributes:
        page: where the answer stands.
        found: whether it shows the letter.
        denied: whether it says that there is no such letter.
        part: HTML of the part of the page that the site file names as the result, empty when it names none.
    """

    page: Page
    found: bool
    denied: bool
    part: str = ""


def query_page(config: MailboxConfig, seen: Iterable[Document]) -> str | None:
    """Where letters are looked up: the page the site file names, or the most telling link on pages already seen."""
    return config.query_url or next((lead.url for lead in leads(seen, _QUERIES)), None)


def look_up(
    browsing: Browsing,
    page: Page,
    config: MailboxConfig,
    receipt: Receipt,
    seen: Iterable[Document],
    protocol: Protocol,
) -> LookedUp:
    """Look a letter up by its receipt; whatever stands in the way is written into the protocol.

    Args:
        browsing: the browser.
        page: used for showing the query page.
        config: may name the query page, its fields and its button.
        receipt: number and code.
        seen: pages that may link to the query page.
        protocol: takes down the steps.
    """
    if not (receipt.number or receipt.code):
        return LookedUp.NO_RECEIPT
    url = query_page(config, seen)
    if url is None:
        return LookedUp.NO_QUERY
    try:
        protocol.open(page, url)
        answer = query(browsing, page, config, Wanted(receipt), protocol)
    except Unseen as unseen:
        protocol.step(str(unseen).rstrip("。"))
        return LookedUp.UNSEEN
    return LookedUp.FOUND if answer.found else LookedUp.MISSED


def query(browsing: Browsing, page: Page, config: MailboxConfig, wanted: Wanted, protocol: Protocol) -> Answer:
    """Fill in the query page that is being shown and send it.

    Args:
        browsing: the browser.
        page: shows the query page.
        config: may name its fields, its button and where the result is shown.
        wanted: the letter looked for.
        protocol: takes down the steps.

    Raises:
        Unseen: BLOCKED when a captcha is asked for, LAYOUT when the form is not understood.
    """
    receipt = wanted.receipt
    chosen = {str(role): selector for role, selector in config.query_fields.items()}
    form = read_form(browsing, page, "query", chosen, config.query_submit)
    if form.guarded:
        raise Unseen(Reason.BLOCKED, page.url, f"查询要求{form.guarded}")
    values = {Role.RECEIPT: receipt.number or receipt.code, Role.CODE: receipt.code or receipt.number}
    known = [one for one in form.fields if values.get(one.role)]
    if not known or not form.send:
        what = "没有认出信件查询表单，请在网站档案中写明 mailbox.query_url 与 query_fields"
        raise Unseen(Reason.LAYOUT, page.url, what)
    for one in known:
        try:
            page.locator(one.selector).fill(values[one.role], timeout=_ENTER_TIMEOUT)
        except Error:
            raise Unseen(Reason.LAYOUT, page.url, f"“{one.called}”无法填写") from None
    protocol.step("查询：" + "，".join(f"“{one.called}”填写“{values[one.role]}”" for one in known))
    after = press(browsing, page, form.send, lambda fresh: wanted.shown(fresh) or missed(fresh))
    protocol.picture(after.page, "查询结果")
    denied = missed(after.fresh)
    if config.query_result is None:
        return Answer(after.page, wanted.shown(after.fresh), denied)
    part = part_of(browsing, after.page, config.query_result)
    return Answer(after.page, _shows_a_letter(part), denied or missed(part.lines), part.html)


def _shows_a_letter(part: Part) -> bool:
    """Whether there is anything where the site file says that the letter is shown, be it without title and number."""
    return bool(part.lines) and not missed(part.lines)
