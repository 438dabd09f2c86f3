"""Can it be seen where the focus is? Pictures of an element with and without it, where the styles do not tell."""

import io
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops
from playwright.sync_api import Error, FloatRect

from pages.browser_errors import unseen
from pages.keyboard import Element, Keys
from pages.keyboard_walk import Tabbing

_GROUPS = 6
_PICTURED = 2  # of each group
_TRANSITION = 250  # milliseconds
# A busy machine, a slow fade: before an element is told as unmarked it is looked at again with more time.
_SLOW_TRANSITION = 600
_STILL = 100
_STILL_TRIES = 12
_LEAST_PIXELS = 16
_LEAST_DIFFERENCE = 24  # of 255, in any colour


@dataclass(frozen=True, slots=True)
class Unmarked:
    """Elements of one kind on which the focus is not to be seen: one that was pictured, and how many there are."""

    element: Element
    count: int


def unmarked(keys: Keys, tabbing: Tabbing, told: Collection[str] = ()) -> tuple[Unmarked, ...]:
    """Picture the elements whose style is the same with and without the focus.

    Args:
        keys: the keyboard in front of the page that was walked through.
        tabbing: what was met on the way.
        told: patterns of elements that were told of another page already.

    Returns:
        One for each kind of element, the most frequent kinds only; none whose pictures differ, or could not be taken.

    Raises:
        Unseen: the page does not answer.
    """
    groups: dict[str, list[Element]] = defaultdict(list)
    for stop in tabbing.stops:
        doubtful = stop.number not in tabbing.changed or not stop.seen
        if stop.pattern in told or stop.foreign or stop.tag in {"iframe", "frame"}:
            continue
        if doubtful and not (stop.typed and stop.seen):
            groups[f"{stop.pattern} {stop.sized}"].append(stop)
    often = sorted(groups.values(), key=len, reverse=True)[:_GROUPS]
    return tuple(Unmarked(group[0], len(group)) for group in often if _all_invisible(keys, group))


def _all_invisible(keys: Keys, group: Sequence[Element]) -> bool:
    looks = [*((one, _TRANSITION) for one in group[:_PICTURED]), (group[0], _SLOW_TRANSITION)]
    return all(_differs(keys, one, pause) is False for one, pause in looks)


def _differs(keys: Keys, element: Element, pause: int) -> bool | None:
    """Whether the focus changes the picture; None when the focus could not be brought there, or did not stay."""
    if not keys.arrive(element.number):
        return None
    area = _area(keys, element.number)
    if area["width"] < 1 or area["height"] < 1:
        return False
    keys.wait(pause)
    try:
        focused = keys.page.screenshot(clip=area, caret="initial")
        if keys.here != element.number or keys.ask("area", element.number) != area:
            return None
        keys.ask("leave")
        keys.wait(pause)
        plain = keys.page.screenshot(clip=area, caret="initial")
    except Error as error:
        raise unseen(error, keys.page.url) from None
    return different_pixels(focused, plain) >= _LEAST_PIXELS


def _area(keys: Keys, number: int) -> FloatRect:
    """Where the element is once the page has come to rest: many scroll to the focus smoothly."""
    area: FloatRect = keys.ask("area", number)
    for _ in range(_STILL_TRIES):
        keys.wait(_STILL)
        before, area = area, keys.ask("area", number)
        if area == before:
            break
    return area


def different_pixels(one: bytes, two: bytes) -> int:
    """How many pixels of two pictures (PNG, one size) differ plainly."""
    first, second = (Image.open(io.BytesIO(each)).convert("RGB") for each in (one, two))
    if first.size != second.size:
        return first.width * first.height
    bands = ImageChops.difference(first, second).split()
    strongest = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    return sum(strongest.histogram()[_LEAST_DIFFERENCE:])
