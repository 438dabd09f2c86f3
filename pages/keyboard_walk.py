"""Where does Tab lead? From the top of a page to where the focus leaves it, or to where it cannot get out again."""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from pages.keyboard import Element, Keys

MOST_STOPS = 400
LONGEST = 20.0  # seconds
# Fields of a date and the controls of a player are many stops of one element, a frame of another site is any number.
_PATIENT = {"video": 30, "audio": 30, "iframe": 120, "frame": 120, "input": 12}
_IMPATIENT = 3
_WAYS_OUT = 3
_CLOSE = re.compile(r"关\s*闭|取\s*消|知道了|跳\s*过|返\s*回|^[×xX✕✖]$|close|cancel|dismiss", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Trap:
    """Elements the focus could not leave by Tab.

    Attributes:
        elements: those it went round in.
        backwards: Shift+Tab leads out of it, nothing else does.
    """

    elements: tuple[Element, ...]
    backwards: bool


@dataclass
class Tabbing:
    """What was met while pressing Tab.

    Attributes:
        stops: the elements in the order of their first visit, from the top of the page.
        changed: elements that look different with the focus, by computed style; `plain` those that do not.
        lost: elements that gave the focus away as soon as they had it.
        complete: the focus left the page at its end; otherwise nothing can be said about what was not reached.
        trap: where it could not get out.
    """

    stops: list[Element] = field(default_factory=list)
    changed: set[int] = field(default_factory=set)
    plain: set[int] = field(default_factory=set)
    lost: list[int] = field(default_factory=list)
    complete: bool = False
    trap: Trap | None = None

    @property
    def numbers(self) -> list[int]:
        """The stops as the page knows them."""
        return [stop.number for stop in self.stops]


def tab_through(keys: Keys, most: int = MOST_STOPS, longest: float = LONGEST) -> Tabbing:
    """Press Tab until the focus leaves the page.

    Args:
        keys: the keyboard in front of a page nothing was done to yet.
        most: stops after which the walk is given up.
        longest: seconds after which it is.

    Raises:
        Unseen: the page does not answer, or a key led to another page.
    """
    return _Walker(keys, most, longest).walk()


class _Walker:
    def __init__(self, keys: Keys, most: int, longest: float) -> None:
        self._keys = keys
        self._most = most
        self._deadline = time.monotonic() + longest
        self._met = Tabbing()
        self._known: dict[int, Element] = {}
        # A field focused by the page itself: the walk begins in the middle and goes round once.
        self._inside = keys.here >= 0
        self._wrapped: int | None = None
        self._exits = 0

    def walk(self) -> Tabbing:
        while len(self._known) < self._most and time.monotonic() < self._deadline:
            loop = self._run()
            if loop is None:
                break
            trap = self._trapped(loop)
            if trap is not None or self._exits >= _WAYS_OUT:
                self._met.trap = trap
                break
        if self._wrapped is not None:
            self._met.stops = [*self._met.stops[self._wrapped :], *self._met.stops[: self._wrapped]]
        return self._met

    def _run(self) -> list[Element] | None:
        """Press Tab until the end (None), a bound (None), or until the focus goes round (the elements it visits)."""
        again: list[Element] = []
        still = 0
        while len(self._known) < self._most and time.monotonic() < self._deadline:
            at, ended = self._tab()
            if ended:
                self._met.complete = True
                return None
            if at is None:
                continue
            if at.number not in self._known:
                self._known[at.number] = at
                self._met.stops.append(at)
                again, still = [], 0
                continue
            still = still + 1 if not again or again[-1].number == at.number else 0
            again.append(at)
            round_trip = {one.number for one in again}
            patience = _PATIENT.get(at.tag, _IMPATIENT) if len(round_trip) == 1 else 2 * len(round_trip)
            if len(again) > patience:
                return self._loop(round_trip)
        return None

    def _loop(self, numbers: set[int]) -> list[Element] | None:
        """The elements the focus goes round in; None when they are all there are."""
        missed = [one for one in self._keys.ask("missed", list(self._known)) if one["skipped"]]
        if not missed and len(numbers) >= len(self._known):
            self._met.complete = True
            return None
        loop = [self._known[number] for number in numbers]
        return None if any(one.foreign for one in loop) else loop

    def _tab(self) -> tuple[Element | None, bool]:
        """One press of Tab: where the focus is now, and whether it has left the page for good."""
        self._keys.press("Tab")
        told = self._keys.ask("stop")
        if told["shown"]:
            (self._met.changed if told["shown"]["changed"] else self._met.plain).add(told["shown"]["number"])
        if told["lost"] >= 0:
            ended = told["lost"] in self._met.lost
            if not ended:
                self._met.lost.append(told["lost"])
            return None, ended
        if told["stop"] is None:
            if not self._inside or self._wrapped is not None:
                return None, True
            self._wrapped = len(self._met.stops)
            return None, False
        at = Element.of(told["stop"])
        return at, self._wrapped is not None and bool(self._met.stops) and at.number == self._met.stops[0].number

    def _trapped(self, loop: Sequence[Element]) -> Trap | None:
        """Try the other ways out; None when one of them works, and the walk goes on from there."""
        self._exits += 1
        numbers = {one.number for one in loop}
        self._keys.press("Escape")
        if self._leaves(numbers, "Tab"):
            return None
        if any(_CLOSE.search(one.label) for one in loop) and self._closed(loop, numbers):
            return None
        return Trap(tuple(loop), self._leaves(numbers, "Shift+Tab"))

    def _leaves(self, numbers: set[int], key: str) -> bool:
        for _ in range(len(numbers) + 1):
            self._keys.press(key)
            if self._keys.here not in numbers:
                return True
        return False

    def _closed(self, loop: Sequence[Element], numbers: set[int]) -> bool:
        button = next(one.number for one in loop if _CLOSE.search(one.label))
        for _ in range(len(numbers) + 1):
            if self._keys.here == button:
                break
            self._keys.press("Tab")
        self._keys.press("Enter")
        self._keys.wait(300)
        return self._leaves(numbers, "Tab")
