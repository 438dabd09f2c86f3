"""Where can a citizen ask or advise online? Channels found on the site, each opened and looked at."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from pages.browsing import Browsing
from pages.documents import Document, tidy
from pages.errors import Reason, Unseen
from pages.fetching import Fetcher
from pages.hints import promises, unfollowed
from pages.interaction import LONGEST_NAME, SPECIAL, Lead, Names, leads
from pages.reading import Reader
from pages.walk import Walk
from site_configs import Site

_NAMES = Names(
    ranked=(
        re.compile(
            r"^我要(?:写信|咨询|留言|提问|建议|求助|建言|提建议|问|说|发言)|写信$|(?:在线|网上|政务|政民|业务|民生)咨询(?:服务|平台|台)?$"
            r"|^(?:互动)?咨询(?:建议|投诉|留言|求助|服务|台|建言)$|建言(?:献策|献计)?$|^献[计策]|(?:提交|在线|发表|网上|我的)留言$|留言(?:咨询|建议|提交)$|^提问$"
        ),
        # At the end of the name only: 「咨询落户材料」 is somebody's letter.
        re.compile(
            r"信箱$|邮箱$|留言板?$|网[民友]留言$|诉求$|^.{0,4}咨询$|12345(?:热线|平台|政务服务(?:便民)?热线|.{0,6}热线)?(?:平台)?$"
            r"|意见建议$|^建议$|问计(?:于民)?$|问政(?:平台)?$"
        ),
        re.compile(r"互动|交流|民意|民声|便民热线|政务热线|服务热线"),
    ),
    never=re.compile(
        rf"{SPECIAL.pattern}|关于|查询|选登|公开|统计|须知|答复|回复|回音|智能|机器人|知识库|电话|公众号|微信|微博|制度|办法|公示|结果|指南|满意度|评价|纠错"
    ),
)
_ONLY_SPECIAL = re.compile(r"信访|举报|纪检|监察|检举|投诉")
_CONSULTING = re.compile(r"咨询|建议|建言|留言|写信|诉求|求助|提问")
_CLOSED = re.compile(
    r"建设中|敬请期待|系统维护|维护升级|升级改造|暂停(?:服务|受理|使用|运行)|已(?:关闭|停用|下线)"
    r"|停止(?:服务|受理)|暂不(?:开放|受理)|暂未开[通放]"
)
_LOGIN_TEXT = re.compile(r"请(?:您)?先登录|登录后(?:方可|才能|可|即可|再)|需要?登录后|(?:尚|还)未登录")
_LOGIN_URL = re.compile(
    r"(?:^|[./])(?:tyrz|sso|cas|passport|puser|auth|login|account|idp)[./]|/(?:login|sso|oauth2?|cas)\b",
    re.IGNORECASE,
)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_CAPTCHA = re.compile(r"验证码|校验码|captcha|yzm|kaptcha|vcode", re.IGNORECASE)
_SEND = re.compile(r"提\s*交|发\s*送|留\s*言|写好|发\s*表|寄\s*出|确\s*定|submit|保\s*存", re.IGNORECASE)
_OFFICIAL = re.compile(r"\.gov\.cn$|^gov\.cn$|12345")
# Types in a list of letters, the button of 智能问答, the label of a field: alone they promise nothing.
_PLAIN_WORDS = frozenset({"咨询", "建议", "求助", "提问", "诉求", "邮箱", "电子邮箱"})
_LANDING = 2  # rank of names that only lead to channels
_MAX_LEADS = 12
_MAX_RENDERED = 4
_SHORT = 600


class ChannelState(Enum):
    """What a visitor finds at the end of a channel's link."""

    FORM = "可以填写的表单"
    LOGIN = "登录后填写"
    HOTLINE = "政务热线或上级平台"
    NO_FORM = "没有可以填写的表单"
    CLOSED = "提示关闭或建设中"
    MAIL = "只给出电子邮箱"
    DEAD = "打不开"
    SPECIAL = "信访、举报专门渠道"
    UNSEEN = "未能查看"


_EFFECTIVE = frozenset({ChannelState.FORM, ChannelState.LOGIN, ChannelState.HOTLINE})
_BROKEN = frozenset({ChannelState.DEAD, ChannelState.CLOSED, ChannelState.MAIL, ChannelState.SPECIAL})


@dataclass(frozen=True, slots=True)
class Channel:
    """One channel.

    Attributes:
        name: words of the link; `url` where it leads; `found_on` the page it stands on.
        own: on one of the site's own hosts.
        named: its name promises a channel; 互动交流 and the like only lead to some.
        captcha: the form shows a captcha.
        unseen: why it could not be looked at.
    """

    name: str
    url: str
    found_on: str
    state: ChannelState
    own: bool = True
    named: bool = True
    captcha: bool = False
    unseen: Unseen | None = None

    @property
    def effective(self) -> bool:
        """Whether a citizen can ask there: a form, a log-in that leads to one, or an official hotline platform."""
        return self.state in _EFFECTIVE

    @property
    def said(self) -> str:
        """What a visitor finds, with the server's answer where there was one."""
        why = f"（{self.unseen.detail}）" if self.unseen and self.unseen.detail else ""
        return f"{self.state.value}{why}"


@dataclass(frozen=True, slots=True)
class Channels:
    """All channels looked at, the most telling names first; `special` are links to petition and report offices only.

    `promised` are words and pictures on the pages that may be a channel and lead nowhere (see `promises`).
    """

    channels: tuple[Channel, ...]
    special: tuple[Lead, ...]
    promised: tuple[str, ...] = ()

    @property
    def effective(self) -> tuple[Channel, ...]:
        """The channels that work."""
        return tuple(channel for channel in self.channels if channel.effective)

    def be_sure_of_none(self, where: str) -> None:
        """Make sure that no channel means none, `where` being the home page.

        Raises:
            Unseen: LAYOUT when words or pictures promise one that no address leads to.
        """
        if not self.channels and self.promised:
            raise unfollowed(self.promised, where)

    def doubtful(self) -> tuple[Channel, ...]:
        """Channels that are neither seen to work nor seen to be broken.

        Raises:
            Unseen: one could not be looked at, so nothing can be said about the site having none.
        """
        for channel in self.channels:
            if channel.state is ChannelState.UNSEEN and channel.unseen is not None:
                raise channel.unseen
        return tuple(channel for channel in self.channels if channel.state not in _BROKEN)


def find_channels(walk: Walk, site: Site, fetcher: Fetcher, browsing: Browsing) -> Channels:
    """Follow the links that promise a consultation channel, at most two steps from the pages already read.

    Args:
        walk: the shallow reading of the site.
        site: `mailbox.url` is taken first.
        fetcher: reads pages.
        browsing: shows those whose form a script draws.
    """
    return _Finder(walk, site, fetcher, browsing).find()


class _Finder:
    def __init__(self, walk: Walk, site: Site, fetcher: Fetcher, browsing: Browsing) -> None:
        self._walk = walk
        self._site = site
        self._fetcher = fetcher
        self._reader = Reader(fetcher, browsing, _MAX_RENDERED)
        self._pages: dict[str, Document] = {}

    def find(self) -> Channels:
        documents = [self._walk.home, *self._walk.pages.values()]
        configured = [Lead(self._site.mailbox.url, "信箱", self._site.url, 0)] if self._site.mailbox.url else []
        first = _distinct([*configured, *leads(documents, _NAMES)])
        found = self._look(first[:_MAX_LEADS])
        if not _has_form(found):
            pages = [self._pages[c.url] for c in found if c.url in self._pages]
            known = {channel.url for channel in found}
            second = [lead for lead in _distinct([*_frames(pages), *leads(pages, _NAMES)]) if lead.url not in known]
            found = _sorted([*found, *self._look([lead for lead in second if lead.rank < _LANDING][:_MAX_LEADS])])
        if not any(channel.effective for channel in found):
            found = [self._rendered(channel) for channel in found]
        channels = tuple(channel for channel in found if channel.named or channel.effective)
        promised = () if channels else promises(documents, _may_be_a_channel)
        return Channels(channels, _special(documents), promised)

    def _look(self, chosen: Sequence[Lead]) -> list[Channel]:
        read = self._reader.read_all([lead.url for lead in chosen if lead.url not in self._walk.pages])
        return [self._channel(lead, self._walk.pages.get(lead.url) or read[lead.url]) for lead in chosen]

    def _channel(self, lead: Lead, page: Document | Unseen) -> Channel:
        own = self._walk.internal(lead.url)
        channel = Channel(lead.name, lead.url, lead.found_on, ChannelState.UNSEEN, own, lead.rank < _LANDING)
        if isinstance(page, Unseen):
            return self._missing(channel, page)
        self._pages[lead.url] = page
        return replace(channel, state=self._state(page, own=own), captcha=has_captcha(page))

    def _missing(self, channel: Channel, why: Unseen) -> Channel:
        if why.reason is Reason.HTTP:  # a server error is asked a second time before it counts
            again = self._fetcher.get(channel.url)
            if again.ok:
                page = Document(again.final_url, again.text)
                self._pages[channel.url] = page
                return replace(channel, state=self._state(page, own=channel.own), captcha=has_captcha(page))
        dead = why.reason in {Reason.HTTP, Reason.NOT_FOUND}
        return replace(channel, state=ChannelState.DEAD if dead else ChannelState.UNSEEN, unseen=why)

    def _state(self, page: Document, *, own: bool) -> ChannelState:
        heading = f"{page.title} {' '.join(tidy(node.text()) for node in page.tree.css('h1'))}"
        if _ONLY_SPECIAL.search(heading) and not _CONSULTING.search(heading):
            return ChannelState.SPECIAL
        if form_in(page) is not None:
            return ChannelState.FORM
        asks = page.tree.css_first("input[type=password]") or _LOGIN_TEXT.search(page.text[:_SHORT])
        if asks or _LOGIN_URL.search(page.url):
            return ChannelState.LOGIN
        if _CLOSED.search(page.text) and len(page.text) < _SHORT * 2:
            return ChannelState.CLOSED
        if not own and _OFFICIAL.search(urlsplit(page.url).hostname or "") and _CONSULTING.search(page.text):
            return ChannelState.HOTLINE
        return ChannelState.MAIL if len(page.text) < _SHORT and _MAIL.search(page.text) else ChannelState.NO_FORM

    def _rendered(self, channel: Channel) -> Channel:
        """Look again with scripts running before a missing form is believed."""
        page = self._pages.get(channel.url)
        if channel.state is not ChannelState.NO_FORM or page is None or page.tree.css_first("script") is None:
            return channel
        shown = self._reader.render(channel.url, page)
        if isinstance(shown, Unseen):
            return replace(channel, state=ChannelState.UNSEEN, unseen=shown)
        return replace(channel, state=self._state(shown, own=channel.own), captcha=has_captcha(shown))


def form_in(page: Document) -> LexborNode | None:
    """The box around a text area that also holds an input line and something to send it with; None without one."""
    for area in page.tree.css("textarea, [contenteditable=true]"):
        box = area.parent
        while box is not None and box.tag not in {"html", "-undef"}:
            if _lines(box) and has_sender(box):
                return box
            box = box.parent
    return None


def _lines(box: LexborNode) -> bool:
    types = ((one.attributes.get("type") or "text").lower() for one in box.css("input"))
    return any(kind in {"text", "tel", "email", "number"} for kind in types)


def has_sender(box: LexborNode) -> bool:
    """Whether a box holds something to send what was entered with: a submit button, or one whose words say so."""
    for node in box.css("button, input[type=submit], input[type=image], input[type=button], a, [onclick]"):
        kind = (node.attributes.get("type") or "").lower()
        words = tidy(node.text()) or tidy(node.attributes.get("value"))
        if kind in {"submit", "image"} or (len(words) <= LONGEST_NAME and _SEND.search(words)):
            return True
    return False


def has_captcha(page: Document) -> bool:
    """Whether the form on a page asks for a captcha."""
    box = form_in(page)
    if box is None:
        return False
    sources = " ".join(str(one.attributes.get(key)) for one in box.css("input, img") for key in ("name", "id", "src"))
    return _CAPTCHA.search(f"{box.text()} {sources}") is not None


def _may_be_a_channel(words: str) -> bool:
    """Whether words that lead nowhere could be a channel: no heading of the section, no plain word."""
    rank = _NAMES.rank(words)
    return rank is not None and rank < _LANDING and words not in _PLAIN_WORDS


def _has_form(channels: Iterable[Channel]) -> bool:
    return any(channel.state is ChannelState.FORM and not channel.captcha for channel in channels)


def _frames(pages: Iterable[Document]) -> list[Lead]:
    return [
        Lead(url, "嵌入页面", page.url, 0)
        for page in pages
        for node in page.tree.css("iframe[src]")
        if (url := page.resolve(node.attributes.get("src") or "")) and url != page.url
    ]


def _distinct(found: Iterable[Lead]) -> list[Lead]:
    return list({lead.url: lead for lead in reversed(list(found))}.values())[::-1]


def _sorted(found: Sequence[Channel]) -> list[Channel]:
    return sorted(found, key=lambda channel: not channel.effective)


def _special(documents: Iterable[Document]) -> tuple[Lead, ...]:
    """Links to petition and report offices, which do not count."""
    never = re.compile(rf"{_CONSULTING.pattern}|关于|情况|制度|条例|办法|公示|通报")
    return leads(documents, Names(ranked=(_ONLY_SPECIAL,), never=never))
