"""What can a registered user do here? Signs in where allowed, opens the online functions and the user's own space."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from selectolax.lexbor import LexborNode

from pages.browsing import Browsing
from pages.documents import Anchor, Document, tidy
from pages.errors import Reason, Unseen
from pages.guide_links import spread
from pages.regions import Region, Regions, content_text
from pages.sign_on_visitor import Account, Door, State, Visitor, visiting
from site_configs import SignOnConfig

APPLY, BOOK, FOLLOW = "在线申请", "预约", "办理进度查询"
_ENTRIES = {
    APPLY: re.compile(
        "(?:全程)?(?:在线|网上|立即|我要|马上|掌上)(?:办理|申报|申请|申办)|(?:在线|网上|立即|马上)办|我要申报"
    ),
    BOOK: re.compile("(?:我要|网上|在线|办事|窗口|大厅|立即|服务)?预约(?:办理|办事|服务|取号|排队|申请)?"),
    FOLLOW: re.compile(
        "(?:我的)?(?:办[理事件]*|申[办报请]|受理|审批|业务)?(?:进度|进展|状态|结果)查询|查(?:询)?(?:办理)?(?:进度|办件)|办件查询|我的办件"
    ),
}
_CENTRE = re.compile("(?:个人|用户|会员|市民|企业)(?:中心|空间|主页)|我的(?:空间|主页|政务|专属.{0,4})")
_OFFERS = {
    "订阅": re.compile("订阅"),
    "智能推送": re.compile(
        "为您推荐|为你推荐|猜您|猜你|推荐(?:服务|事项|政策)|(?:智能|精准|个性化|主动)推送|我的推送|专属推荐"
    ),
}
_CLOSED = re.compile("建设中|敬请期待|暂未开[通放]|系统维护|升级改造|暂停(?:服务|使用|办理)|已(?:停用|下线)")
_TYPES = frozenset({"text", "tel", "number", "date", "radio", "checkbox", "email", "datetime-local", ""})
_SENDERS = "button, input[type=submit], input[type=button], input[type=image], a[onclick], [role=button]"
_SHORT = 400
_GONE = frozenset({Reason.HTTP, Reason.NOT_FOUND, Reason.REFUSED, Reason.DNS})


class Use(Enum):
    """What a user finds at a function's entry; `value` is the Chinese word."""

    USABLE = "能使用"
    LOGIN = "须登录"
    NO_FUNCTION = "没有认出可以填写或查看的内容"
    CLOSED = "提示建设中或停用"
    DEAD = "打不开"
    UNSEEN = "未能检测"


@dataclass(frozen=True, slots=True)
class Function:
    """One function tried: its sort (在线申请, 预约, 办理进度查询), the entry's words and address, what came of it."""

    sort: str
    words: str
    url: str
    use: Use
    unseen: Unseen | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """What a registered user has.

    Attributes:
        functions: the best entry of every function, none for those without an entry.
        space: address of the user's own space, empty when there is none; `offers` what stands in it.
        outside: words of the home page that promise a space or subscriptions.
        signed: whether somebody really signed in; if not, `barrier` says why, or `refused` what stood in the way.
    """

    functions: tuple[Function, ...] = ()
    space: str = ""
    offers: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    signed: bool = False
    barrier: str = ""
    refused: Unseen | None = None

    def function(self, sort: str) -> Function | None:
        """The function of that sort, None when no entry was found."""
        return next((one for one in self.functions if one.sort == sort), None)


def entries_of(documents: Iterable[Document]) -> dict[str, tuple[Anchor, ...]]:
    """Links that are entries of the functions, by sort, in order of appearance."""
    anchors = list({anchor.url: anchor for page in documents for anchor in page.anchors}.values())
    return {
        sort: tuple(anchor for anchor in anchors if words.fullmatch(anchor.text.replace(" ", "")))
        for sort, words in _ENTRIES.items()
    }


def visit_as_member(
    browsing: Browsing,
    config: SignOnConfig,
    documents: Sequence[Document],
    doors: Sequence[Door],
    account: Account | None,
    barrier: str,
) -> Member:
    """Try the functions and look into the user's space.

    Args:
        browsing: the browser.
        config: selectors of the login form.
        documents: home page first, then pages of the services.
        doors: where to sign in for the space when no function asked for it.
        account: whose account; None: nobody signs in, the entries are only looked at.
        barrier: why nobody may sign in, Chinese without a full stop.
    """
    with visiting(browsing, config, account) as visitor:
        return _Member(browsing, visitor, account is not None and not barrier).visit(documents, doors, barrier)


class _Member:
    def __init__(self, browsing: Browsing, visitor: Visitor, allowed: bool) -> None:
        self._browsing = browsing
        self._visitor = visitor
        self._allowed = allowed
        self._signed = False
        self._refused: Unseen | None = None

    def visit(self, documents: Sequence[Document], doors: Sequence[Door], barrier: str) -> Member:
        functions = [self._best(sort, anchors) for sort, anchors in entries_of(documents).items() if anchors]
        member = Member(tuple(functions), outside=_outside(documents), barrier=barrier)
        space, offers = self._space(doors) if self._allowed else ("", ())
        return replace(member, space=space, offers=offers, signed=self._signed, refused=self._refused)

    def _best(self, sort: str, anchors: Sequence[Anchor]) -> Function:
        tried: list[Function] = []
        by_url = {anchor.url: anchor for anchor in anchors}
        for anchor in [by_url[url] for url in spread(list(by_url))]:
            tried.append(self._try(sort, anchor))
            if tried[-1].use in {Use.USABLE, Use.LOGIN}:
                break
        return min(tried, key=lambda one: list(Use).index(one.use))

    def _try(self, sort: str, anchor: Anchor) -> Function:
        function = Function(sort, anchor.text, anchor.url, Use.UNSEEN)
        door = Door(sort, anchor.url)
        try:
            state = self._visitor.open(door)
            if self._wants_login(state):
                if not self._allowed or self._refused is not None:
                    return replace(function, use=Use.LOGIN)
                state = self._sign_in(door, state)
            return replace(function, use=self._use(sort))
        except Unseen as unseen:
            dead = unseen.reason in _GONE
            return replace(function, use=Use.DEAD if dead else Use.UNSEEN, unseen=unseen)

    def _wants_login(self, state: State) -> bool:
        """Whether the page only asks to sign in: a form for it, or a control and nothing to fill in."""
        if state.signed:
            return False
        return state.password or (state.login and not _fields(self._document()))

    def _sign_in(self, door: Door, state: State) -> State:
        """Sign in from a function's page and return to it.

        Raises:
            Unseen: the account was refused, a captcha stood in the way, or no form came up; remembered for the others.
        """
        try:
            state = self._visitor.to_form(door, state)
            if state.form:
                state = self._visitor.log_in(door, state)
        except Unseen as unseen:
            self._refused = unseen
            raise
        if not state.signed:
            self._refused = Unseen(Reason.LAYOUT, self._visitor.where, "登录后没有认出用户标志")
            raise self._refused
        self._signed = True
        if self._visitor.where.rstrip("/") != door.url.partition("?")[0].rstrip("/"):
            state = self._visitor.open(door)
        return state

    def _use(self, sort: str) -> Use:
        page = self._document()
        text = content_text(page)
        if _CLOSED.search(text) and len(text) < _SHORT:
            return Use.CLOSED
        listed = sort == FOLLOW and re.search("我的办件|办件列表|申办编号|办理状态", text) is not None
        return Use.USABLE if listed or _fields(page) else Use.NO_FUNCTION

    def _space(self, doors: Sequence[Door]) -> tuple[str, tuple[str, ...]]:
        """The user's own space and what it offers; nothing when nobody could sign in."""
        try:
            greeted = self._ensure_signed(doors)
        except Unseen as unseen:
            self._refused = self._refused or unseen
            return "", ()
        page = self._document()
        for anchor in _centres(page, greeted):
            try:
                state = self._visitor.open(Door("用户空间", anchor.url))
            except Unseen:
                continue
            shown = self._document()
            text = content_text(shown)
            if state.signed and not (_CLOSED.search(text) and len(text) < _SHORT):
                return anchor.url, tuple(word for word, pattern in _OFFERS.items() if pattern.search(text))
        return "", ()

    def _ensure_signed(self, doors: Sequence[Door]) -> str:
        """Be signed in; gives how the page greets the user.

        Raises:
            Unseen: nobody could sign in.
        """
        if self._refused is not None:
            raise self._refused
        if not self._signed and not doors:
            raise Unseen(Reason.LAYOUT, self._visitor.where, "没有找到登录入口")
        door = doors[0] if not self._signed else Door("当前页面", self._visitor.page.url)
        state = self._visitor.state(door) if self._signed else self._visitor.open(door)
        if not state.signed:
            state = self._sign_in(door, state)
        return state.greeted

    def _document(self) -> Document:
        return self._browsing.sight(self._visitor.page, self._visitor.where, None).document


def _centres(page: Document, greeted: str) -> list[Anchor]:
    """Links to the user's space: named so, or the greeting itself."""
    return [
        anchor
        for anchor in page.anchors
        if _CENTRE.fullmatch(words := anchor.text.replace(" ", "")) or (greeted and words == greeted)
    ]


def _outside(documents: Sequence[Document]) -> tuple[str, ...]:
    """Words on the home page that promise a space of one's own, subscriptions or recommendations."""
    words = (anchor.text.replace(" ", "") for anchor in documents[0].anchors) if documents else ()
    wanted = re.compile(f"{_CENTRE.pattern}|(?:我要|邮件|信息|RSS|政策)?订阅(?:中心|服务)?|RSS", re.IGNORECASE)
    return tuple(dict.fromkeys(word for word in words if wanted.fullmatch(word)))


def _fields(page: Document) -> bool:
    """Whether the content offers something to fill in and something to send it with; the search box is none."""
    regions = Regions(page)
    for node in page.tree.css("select, textarea, input"):
        kind = (node.attributes.get("type") or "").lower()
        if (node.tag == "input" and kind not in _TYPES) or regions.of(node) in {Region.FRAME, Region.NAVIGATION}:
            continue
        if not _searches(node) and page.tree.css_first(_SENDERS) is not None:
            return True
    return False


def _searches(node: LexborNode) -> bool:
    told = " ".join(tidy(node.attributes.get(name)) for name in ("placeholder", "name", "id", "title"))
    return re.search("搜索|检索|关键[字词]|search|keyword", told, re.IGNORECASE) is not None
