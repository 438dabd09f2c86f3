"""Is a citizen who signed in once known in every part of the site? Signs in at one door and knocks at the other."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, unquote, urlsplit

from pages.browsing import Browsing
from pages.capture import Evidence
from pages.documents import Document
from pages.errors import Reason, Unseen
from pages.sign_on_visitor import Account, Door, State, Visitor, host, visiting
from site_configs import SignOnConfig, Site, registered_domain

INTERACTION, SERVICES = "互动交流", "办事服务"
_NAMES = {
    INTERACTION: ("互动交流", "政民互动", "公众参与", "交流互动", "互动", "咨询投诉", "领导信箱", "我要写信"),
    SERVICES: ("办事服务", "政务服务", "网上办事", "办事大厅", "网上办事大厅", "在线办事", "一网通办", "便民服务"),
}
_SERVICE_HOST = re.compile(r"zwfw|bsfw|wsbs|^(?:fw|ywtb)\.")
_DEEPER = re.compile("我要(写信|咨询|投诉|留言|办)|写信|在线(申办|办理|申请|申报)|(个人|用户)(中心|空间)|登录")
_IDENTITY = re.compile(r"/(?:oauth2?|sso|cas|auth|idp|uc|passport|login|authorize)\b", re.IGNORECASE)
_LEVELS = 3


@dataclass(frozen=True, slots=True)
class Look:
    """What pressing 登录 at a door leads to, without signing in.

    Attributes:
        hosts: hosts that identify the visitor, as far as addresses tell; empty when the door has no control at all.
        form: whether a form for user name and password came up.
    """

    door: Door
    hosts: tuple[str, ...] = ()
    form: bool = False


@dataclass(frozen=True, slots=True)
class Trial:
    """One visitor who signed in at the first door and went to the second.

    Attributes:
        again: the second door asked for user name and password once more.
        stayed: after signing out at the second door the first still showed the visitor as signed in.
        survived: after signing out one press on 登录 signed in again without a password.
        leaves: whether a control to sign out was found.
        evidence: protocol and picture, taken when something was wrong.
    """

    first: Door
    second: Door
    steps: tuple[str, ...]
    again: bool = False
    stayed: bool = False
    survived: bool = False
    leaves: bool = True
    evidence: tuple[Evidence, ...] = ()

    @property
    def faulty(self) -> bool:
        """Whether signing on (or off) once was not enough."""
        return self.again or self.stayed


@dataclass(frozen=True, slots=True)
class SignOn:
    """What was seen of the single sign-on.

    Attributes:
        looks: the doors, from outside; empty when visitors really signed in.
        trials: both directions, or only the first when it was already faulty.
        barrier: why nobody signed in, in Chinese without a full stop; empty when somebody did.
    """

    looks: tuple[Look, ...] = ()
    trials: tuple[Trial, ...] = ()
    barrier: str = ""


def find_doors(document: Document, site: Site) -> tuple[Door, ...]:
    """The doors of the site file, or the home page's links to 互动交流 and 办事服务.

    A host of its own for services (zwfw.…) is preferred to the portal's column about them: that is where they are used.

    Args:
        document: the home page.
        site: `sign_on.entries` are taken as written.
    """
    if site.sign_on.entries:
        return tuple(Door(e.name, e.url, e.login, e.logout, e.user_marker) for e in site.sign_on.entries)
    found = {name: _linked(document, words) for name, words in _NAMES.items()}
    found[SERVICES] = _service_host(document, site.domain) or found[SERVICES]
    return tuple(Door(name, url) for name, url in found.items() if url)


def _service_host(document: Document, domain: str) -> str | None:
    # A link to the province's platform may be no more than a friendly link: it has to be named in the site file.
    hosts = {anchor.url: host(anchor.url) for anchor in document.anchors}
    own = [url for url, name in hosts.items() if _SERVICE_HOST.search(name) and registered_domain(name) == domain]
    return min(own, key=len, default=None)


def _linked(document: Document, words: Iterable[str]) -> str | None:
    named: dict[str, str] = {}
    for anchor in document.anchors:
        named.setdefault(anchor.text.replace(" ", ""), anchor.url)
    return next((named[word] for word in words if word in named), None)


def try_sign_on(browsing: Browsing, config: SignOnConfig, doors: Sequence[Door], account: Account, /) -> SignOn:
    """Sign in at one door, go to the other, sign out there; then the other way round with a new visitor.

    Args:
        browsing: the browser.
        config: selectors of the login form.
        doors: two doors (more are left out).
        account: the test account.

    Raises:
        Unseen: a page was out of reach, a captcha stood in the way, the account was refused, or nobody could be seen
            to be signed in.
    """
    first, second = doors[0], doors[-1]
    trials: list[Trial] = []
    for one, other in ((first, second), (second, first)):
        trials.append(_trial(browsing, config, one, other, account, whole=not trials))
        if trials[-1].faulty:
            break
    return SignOn(trials=tuple(trials))


def look_at(browsing: Browsing, config: SignOnConfig, doors: Iterable[Door], barrier: str) -> SignOn:
    """Press 登录 at every door without signing in, and note where it leads.

    Args:
        browsing: the browser.
        config: selectors of the login form.
        doors: where to look.
        barrier: why nobody may sign in.

    Raises:
        Unseen: a door's own page could not be shown.
    """
    return SignOn(looks=tuple(_look(browsing, config, door) for door in doors), barrier=barrier)


def _look(browsing: Browsing, config: SignOnConfig, door: Door) -> Look:
    with visiting(browsing, config) as visitor:
        door, state = _reach(browsing, visitor, door)
        if not _has_way_in(state):
            return Look(door)
        try:
            state = visitor.to_form(door, state)
        except Unseen:
            return Look(door, identity_hosts(visitor.page.url))
        return Look(door, identity_hosts(visitor.page.url), state.form)


def _reach(browsing: Browsing, visitor: Visitor, door: Door) -> tuple[Door, State]:
    """The door's page, or one it leads to when only that has a control to sign in."""
    state = visitor.open(door)
    if _has_way_in(state) or state.signed:
        return door, state
    document = browsing.sight(visitor.page, door.url, None).document
    further = next((anchor.url for anchor in document.anchors if _DEEPER.search(anchor.text)), None)
    if further is None:
        return door, state
    deeper = replace(door, url=further)
    return deeper, visitor.open(deeper)


def _has_way_in(state: State) -> bool:
    return state.login or state.form or state.tab


def _trial(
    browsing: Browsing, config: SignOnConfig, first: Door, second: Door, account: Account, *, whole: bool
) -> Trial:
    """Sign in at the first door, go to the second, sign out there; `whole`: try to come back without a password too."""
    with visiting(browsing, config, account) as visitor:
        first = _sign_in(browsing, visitor, first)
        second, known = _knock(browsing, visitor, second)
        trial = Trial(first, second, ())
        done = _sign_out(visitor, trial, whole=whole) if known else replace(trial, again=True, evidence=visitor.prove())
        return replace(done, steps=tuple(visitor.steps))


def _sign_in(browsing: Browsing, visitor: Visitor, door: Door) -> Door:
    door, state = _reach(browsing, visitor, door)
    if state.signed:
        raise Unseen(Reason.LAYOUT, door.url, "还没有登录，页面上却已有“退出”等登录后的标志")
    if not _has_way_in(state):
        raise Unseen(Reason.LAYOUT, door.url, f"{door.name}没有找到登录入口")
    state = visitor.to_form(door, state)
    if not state.form:
        raise Unseen(Reason.LAYOUT, visitor.where, "没有找到用户名和密码登录框")
    state = visitor.log_in(door, state)
    if state.form and not state.signed:
        raise Unseen(Reason.CREDENTIALS, visitor.where, "提交测试账号后仍停留在登录框")
    if not state.signed and not visitor.open(door).signed:
        raise Unseen(Reason.LAYOUT, door.url, "登录后没有认出用户标志")
    return door


def _knock(browsing: Browsing, visitor: Visitor, door: Door) -> tuple[Door, bool]:
    """Go to the second door: known at once or after pressing 登录 (a silent round trip), else asked again."""
    door, state = _reach(browsing, visitor, door)
    if not state.signed and _has_way_in(state):
        state = visitor.to_form(door, state)
    if state.password and not state.signed:
        state = visitor.second_look(door)
    if state.signed:
        return door, True
    if state.password:
        visitor.say(f"{door.name}要求再次输入用户名和密码")
        return door, False
    if visitor.open(door).signed:
        return door, True
    raise Unseen(Reason.LAYOUT, door.url, f"{door.name}既没有认出用户标志，也没有出现登录框")


def _sign_out(visitor: Visitor, trial: Trial, *, whole: bool) -> Trial:
    """Sign out at the second door and see whether the first noticed."""
    first, second = trial.first, trial.second
    state = visitor.state(second)
    if not state.logout:
        state = visitor.open(second)
    if not state.logout:
        visitor.say(f"{second.name}没有找到“退出”")
        return replace(trial, leaves=False)
    visitor.leave(second)
    visitor.say(f"在{second.name}点击“退出”，到达 {visitor.where}")
    state = visitor.open(first)
    if state.signed:
        state = visitor.second_look(first)
    if state.signed:
        visitor.say(f"{first.name}仍显示已登录")
        return replace(trial, stayed=True, evidence=visitor.prove())
    if whole and state.login and visitor.to_form(first, state).signed:
        visitor.say(f"退出后在{first.name}点击“登录”，没有输入密码就又登录了")
        return replace(trial, survived=True, evidence=visitor.prove())
    return trial


def identity_hosts(url: str) -> tuple[str, ...]:
    """Hosts of an address that look like an identity provider, its own host first.

    Parameters (goto, service, redirect_uri…) are read however often they are encoded, at most three times.
    """
    found = {host(url): None}
    for _, value in parse_qsl(urlsplit(url).query, keep_blank_values=True):
        inner = value
        for _ in range(_LEVELS):
            if inner.startswith(("http://", "https://")) and _IDENTITY.search(urlsplit(inner).path):
                found[host(inner)] = None
            inner = unquote(inner)
    return tuple(name for name in found if name)
