"""Is there a link that leads past the head of the page? Its effect is tried, whatever its words are."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urldefrag

from pages.keyboard import Element, Keys

_FIRST_STOPS = 5
# A page with so few stops has nothing to be skipped.
_FEW_STOPS = 8
_LEAST_SKIPPED = 3
_APPEARING = 350  # milliseconds
_WORDS = re.compile(r"跳|略过|skip|正文|主要内容|内容区|主内容", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SkipTry:
    """What came of looking for the link.

    Attributes:
        label: its words, empty when there is none.
        shown: it is to be seen while it has the focus; `works` that the next Tab lands in the content.
        needed: the page has enough stops for it.
    """

    label: str = ""
    selector: str = ""
    shown: bool = False
    works: bool = False
    needed: bool = True

    @property
    def fine(self) -> bool:
        """Whether it can be used."""
        return self.shown and self.works


def try_skipping(keys: Keys, stops: Sequence[Element]) -> SkipTry:
    """Press Enter on what may be a skip link among the first stops, and see where Tab goes from there.

    Args:
        keys: the keyboard in front of the page that was walked through.
        stops: the walk.

    Raises:
        Unseen: the page does not answer.
    """
    if len(stops) <= _FEW_STOPS:
        return SkipTry(needed=False)
    tried = SkipTry()
    for place, stop in enumerate(stops[:_FIRST_STOPS]):
        if _may_skip(stop, keys.page.url):
            one = _try(keys, stops, place)
            if one.fine:
                return one
            tried = tried if tried.label else one
    return tried


def _may_skip(stop: Element, url: str) -> bool:
    page, fragment = urldefrag(stop.href)
    if fragment and page == urldefrag(url)[0]:
        return True
    return bool(_WORDS.search(stop.label)) and (not stop.href or stop.href.lower().startswith("javascript:"))


def _try(keys: Keys, stops: Sequence[Element], place: int) -> SkipTry:
    stop = stops[place]
    if not keys.arrive(stop.number):
        return SkipTry(stop.label, stop.selector)
    keys.wait(_APPEARING)
    shown = bool(keys.ask("at")["seen"])
    keys.press("Enter")
    keys.wait(_APPEARING)
    target = keys.ask("target", stop.number)["number"]
    keys.press("Tab")
    told = keys.ask("stop")
    landed = Element.of(told["stop"]) if told["stop"] else None
    return SkipTry(stop.label, stop.selector, shown, _skips(keys, stops, place, landed, target))


def _skips(keys: Keys, stops: Sequence[Element], place: int, landed: Element | None, target: int) -> bool:
    """Whether the focus came past the head of the page, and not just to its foot."""
    if landed is None:
        return target >= 0  # nothing to press behind the content
    behind = {stop.number: stop for stop in stops[place + 1 :]}
    skipped = [behind[number] for number in keys.ask("ahead", [list(behind), landed.number])]
    if len(skipped) < _LEAST_SKIPPED:
        return False
    if target >= 0 and target != landed.number and not keys.ask("before", [target, landed.number])["document"]:
        return False
    return not (landed.zone == "footer" and any(one.zone == "main" for one in skipped))
