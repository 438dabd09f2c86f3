"""Which pictures must be read before a form may be sent, and does the other way that is offered work?"""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page, Route

from pages.browser_errors import unseen
from pages.browsing import Browsing
from pages.errors import Reason, Unseen
from pages.following import follow
from pages.layout import looking
from pages.own_context import own_context

_LOOK = looking("captcha_fields.js")
_FOCUSED = 500  # milliseconds until a picture that comes with the focus is there
_PRESSED = 800
_PRESS = 3_000
# Whatever way a page has to make itself heard, `xunjianHeard` remembers that it did.
_HEARING = """(() => {
  const hear = (owner, name) => { if (!owner || !owner[name]) return; const kept = owner[name];
    owner[name] = function (...given) { window.xunjianHeard = true; return kept.apply(this, given); }; };
  hear(HTMLMediaElement.prototype, 'play');
  hear(window.speechSynthesis && SpeechSynthesis.prototype, 'speak');
  hear(window.AudioBufferSourceNode && AudioBufferSourceNode.prototype, 'start');
})()"""
_HEARD = "() => JSON.stringify({heard: !!window.xunjianHeard})"


@dataclass(frozen=True, slots=True)
class Offer:
    """One control beside a captcha that promises another way: its `kind` (audio, other, sms, scan), words, selector."""

    kind: str
    words: str
    at: str


@dataclass(frozen=True, slots=True)
class Captcha:
    """One field that asks for what a picture shows.

    Attributes:
        label: what the field is called; `at` its selector; `picture` that of the picture, empty when there is none.
        source: address of the picture as written.
        question: a sum is asked in words beside it.
        offers: other ways.
    """

    label: str
    at: str
    picture: str
    source: str
    question: bool
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class CaptchaLook:
    """What a page shows: fields, selector of a slider or puzzle (empty without), and whether a code comes by SMS."""

    fields: tuple[Captcha, ...]
    puzzle: str
    sent: bool

    @property
    def drawn(self) -> tuple[Captcha, ...]:
        """The captchas that only eyes can read."""
        return tuple(one for one in self.fields if one.picture and not one.question)

    @property
    def blank(self) -> tuple[Captcha, ...]:
        """The fields of which nobody can tell what they ask for: neither picture nor question is there."""
        return tuple(one for one in self.fields if not (one.picture or one.question))


def look_for_captchas(browsing: Browsing, page: Page) -> CaptchaLook:
    """Captchas on a page that is being shown; a picture that comes only with the focus is waited for.

    Raises:
        Unseen: the page does not answer.
    """
    seen = _look(browsing, page)
    if not seen.blank:
        return seen
    try:
        page.locator(seen.blank[0].at).focus(timeout=_PRESS)
        page.wait_for_timeout(_FOCUSED)
    except Error:
        return seen
    return _look(browsing, page)


def _look(browsing: Browsing, page: Page) -> CaptchaLook:
    read = browsing.read(page, _LOOK)
    return CaptchaLook(tuple(map(_captcha, read["fields"])), read["puzzle"], read["sent"])


def _captcha(row: dict[str, Any]) -> Captcha:
    return Captcha(**{**row, "offers": tuple(Offer(**offer) for offer in row["offers"])})


def working_offers(browsing: Browsing, url: str, captcha: Captcha) -> tuple[Offer, ...]:
    """Those other ways that do something when chosen: sound is heard, or the picture gives way to another question.

    Nothing is sent: only GET requests leave the browser, codes are not asked for.

    Raises:
        Unseen: the page could not be shown again.
    """
    return tuple(offer for offer in captcha.offers if offer.kind != "scan" and _works(browsing, url, offer))


def _works(browsing: Browsing, url: str, offer: Offer) -> bool:
    with own_context(browsing) as context:
        context.add_init_script(_HEARING)
        _only_reading(context)
        with browsing.page(context) as page:
            return _tried(browsing, page, url, offer)


def _only_reading(context: BrowserContext) -> None:
    def decide(route: Route) -> None:
        if route.request.method == "GET":
            route.continue_()
        else:
            route.abort("aborted")

    context.route("**/*", decide)


def _tried(browsing: Browsing, page: Page, url: str, offer: Offer) -> bool:
    sounds: list[str] = []
    page.on("response", lambda answer: sounds.append(answer.url) if _sound(answer.headers) else None)
    page.on("dialog", lambda dialog: dialog.dismiss())
    browsing.visit(page, url)
    look_for_captchas(browsing, page)
    button = page.locator(offer.at).first
    try:
        arrival = follow(page, lambda: button.click(timeout=_PRESS), _PRESSED)
    except Error as error:
        if page.is_closed():
            raise unseen(error, url) from None
        return False
    browsing.settle(arrival.page)
    if sounds or browsing.read(arrival.page, _HEARD)["heard"]:
        return True
    try:
        now = _look(browsing, arrival.page)
    except Unseen as failure:
        if failure.reason is Reason.BROWSER:
            raise
        return False
    return not now.drawn and not now.puzzle and (bool(now.fields) or now.sent)


def _sound(headers: dict[str, str]) -> bool:
    return headers.get("content-type", "").startswith("audio/")
