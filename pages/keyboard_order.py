"""Does the focus go through the page as a reader does? Only plain contradictions are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pages.keyboard import Element, Keys

_FOOT = 3  # stops in the foot, at least, before it counts as one
_FAR = 300  # CSS pixels
_MOST_ASKED = 40


@dataclass(frozen=True, slots=True)
class Disorder:
    """One contradiction: `early` gets the focus before `late`, which stands before it on the page.

    Attributes:
        cause: `tabindex` (a positive one) or `foot` (the foot of the page before what is above it).
        doubtful: all in one form and in order there, which its makers may have meant.
    """

    early: Element
    late: Element
    cause: str
    count: int
    doubtful: bool = False


def disorders(keys: Keys, stops: Sequence[Element]) -> tuple[Disorder, ...]:
    """Compare the order of the focus with that of the page.

    Args:
        keys: the keyboard in front of the page that was walked through.
        stops: the walk.

    Raises:
        Unseen: the page does not answer.
    """
    return tuple(one for one in (_numbered(keys, stops), _foot_first(stops)) if one is not None)


def _numbered(keys: Keys, stops: Sequence[Element]) -> Disorder | None:
    """Elements with a positive tabindex that are taken out of the order they stand in."""
    numbered = [stop for stop in stops if stop.tabindex > 0]
    if not numbered:
        return None
    rest = [stop for stop in stops if stop.tabindex <= 0 and not stop.fixed][:_MOST_ASKED]
    passed = [(one, late) for one in numbered if (late := _passed(keys, one, rest)) is not None]
    if passed:
        forms = {one.form for one in numbered}
        in_one_form = len(forms) == 1 and -1 not in forms and _in_order(keys, numbered)
        return Disorder(*passed[0], "tabindex", len(passed), doubtful=in_one_form)
    for one, two in pairwise(numbered):
        if _stands_before(keys, two, one):
            return Disorder(one, two, "tabindex", len(numbered))
    return None


def _passed(keys: Keys, early: Element, rest: Sequence[Element]) -> Element | None:
    """The first element that stands before `early` and gets the focus after it."""
    return next((late for late in rest if _stands_before(keys, late, early)), None)


def _in_order(keys: Keys, numbered: Sequence[Element]) -> bool:
    return all(_stands_before(keys, one, two) for one, two in pairwise(numbered))


def _stands_before(keys: Keys, one: Element, two: Element) -> bool:
    told = keys.ask("before", [one.number, two.number])
    return bool(told["document"] and told["above"])


def _foot_first(stops: Sequence[Element]) -> Disorder | None:
    """The foot of the page gets the focus before most of what stands above it."""
    still = [stop for stop in stops if not stop.fixed]
    foot = [index for index, stop in enumerate(still) if stop.zone == "footer"]
    if len(foot) < _FOOT:
        return None
    others = [stop for stop in still if stop.zone != "footer"]
    edge = min(still[index].top for index in foot)
    late = [stop for stop in still[foot[0] :] if stop.zone != "footer" and stop.top < edge - _FAR]
    return Disorder(still[foot[0]], late[0], "foot", len(foot)) if late and 2 * len(late) > len(others) else None
