"""Which of the site's forms ask for what a picture shows, and does another way work?"""

from collections.abc import Sequence
from dataclasses import dataclass

from pages.accessibility_sample import SampledPage
from pages.browsing import Browsing
from pages.captchas import Captcha, Offer, working_offers
from pages.errors import Unseen
from pages.page_readings import PageReading

_ON_A_PAGE = 2


@dataclass(frozen=True, slots=True)
class CaptchaTrial:
    """One captcha: those of its other ways that work; `untried` tells why they could not be tried."""

    page: SampledPage
    captcha: Captcha
    working: tuple[Offer, ...] = ()
    untried: Unseen | None = None


@dataclass(frozen=True, slots=True)
class CaptchaForms:
    """What was seen of the site's forms.

    Attributes:
        pages: the pages looked at; `unseen` those that could not be.
        trials: the captchas that only eyes can read; `asked` pages whose captcha asks in words.
        puzzles: pages with a slider or puzzle, and its selector; `blank` with a field whose picture was not recognised.
    """

    pages: tuple[SampledPage, ...]
    unseen: tuple[PageReading, ...]
    trials: tuple[CaptchaTrial, ...]
    asked: tuple[SampledPage, ...]
    puzzles: tuple[tuple[SampledPage, str], ...]
    blank: tuple[tuple[SampledPage, Captcha], ...]


def try_captchas(browsing: Browsing, readings: Sequence[PageReading]) -> CaptchaForms:
    """Try the other ways of every captcha on these pages; the same picture on several pages once."""
    seen = [(one.page, one.captchas) for one in readings if one.captchas is not None]
    trials: dict[str, CaptchaTrial] = {}
    for page, look in seen:
        for captcha in look.drawn[:_ON_A_PAGE]:
            if captcha.source not in trials:
                trials[captcha.source] = _trial(browsing, page, captcha)
    return CaptchaForms(
        pages=tuple(page for page, _ in seen),
        unseen=tuple(one for one in readings if one.unseen is not None),
        trials=tuple(trials.values()),
        asked=tuple(page for page, look in seen if any(one.question for one in look.fields)),
        puzzles=tuple((page, look.puzzle) for page, look in seen if look.puzzle),
        blank=tuple((page, captcha) for page, look in seen for captcha in look.blank[:_ON_A_PAGE]),
    )


def _trial(browsing: Browsing, page: SampledPage, captcha: Captcha) -> CaptchaTrial:
    try:
        return CaptchaTrial(page, captcha, working_offers(browsing, page.url, captcha))
    except Unseen as unseen:
        return CaptchaTrial(page, captcha, untried=unseen)
