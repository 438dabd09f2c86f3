"""What reacts to the mouse and cannot be reached by Tab? Native controls, roles, and whatever listens for a click."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import CDPSession, Error

from pages.keyboard import Element, Keys
from pages.keyboard_walk import Tabbing

_CLICKS = frozenset({"click", "mousedown", "mouseup"})


@dataclass(frozen=True, slots=True)
class Missed:
    """One element that the keyboard did not come to.

    Attributes:
        why: how it is known to react: `native`, `role`, `onclick`, `listener`.
        skipped: it takes part in the order of Tab and was passed by all the same.
        html: the beginning of its source.
    """

    element: Element
    why: str
    skipped: bool
    html: str


def survey(keys: Keys) -> None:
    """Note everything that reacts to the mouse, before the first key is pressed.

    Listeners are asked of the browser's debugger; only those of the element itself and of what is inside it count,
    because one on a container may concern anything.

    Raises:
        Unseen: the page does not answer.
    """
    if keys.ask("survey")["pointed"]:
        keys.ask("heard", list(_heard(keys)))


def missed(keys: Keys, tabbing: Tabbing) -> tuple[Missed, ...]:
    """What of the survey was not reached; what only a longer walk could have reached is left out.

    Raises:
        Unseen: the page does not answer.
    """
    found = [
        Missed(Element.of(one), one["why"], bool(one["skipped"]), one["html"])
        for one in keys.ask("missed", [tabbing.numbers, tabbing.complete])
    ]
    return tuple(one for one in found if not one.skipped or _is_passed_by(keys, tabbing, one))


def _is_passed_by(keys: Keys, tabbing: Tabbing, one: Missed) -> bool:
    """Whether it takes part in the order of Tab, and is left out nevertheless.

    The slide of a carousel that was not shown while Tab came by is not: now that it is shown, keys come to it.
    """
    if one.element.number in tabbing.lost:
        return True
    return tabbing.complete and tabbing.trap is None and not keys.arrive(one.element.number)


def _heard(keys: Keys) -> Iterator[int]:
    """Which of the elements with a pointing hand listen for a click; none when the browser has no debugger."""
    with contextlib.suppress(Error):
        session = keys.page.context.new_cdp_session(keys.page)
        try:
            yield from _listening(session)
        finally:
            session.detach()


def _listening(session: CDPSession) -> Iterator[int]:
    listed = session.send("Runtime.evaluate", {"expression": "window.xunjianKeys.pointed()"})
    rows = session.send("Runtime.getProperties", {"objectId": listed["result"]["objectId"], "ownProperties": True})
    for row in rows["result"]:
        if row["name"].isdigit():
            asked = {"objectId": row["value"]["objectId"], "depth": -1}
            listeners = session.send("DOMDebugger.getEventListeners", asked)["listeners"]
            if any(listener["type"] in _CLICKS for listener in listeners):
                yield int(row["name"])
