"""Where does Tab lead? From the top of a page to where the focus leaves it, or to where it cannot get out again."""

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from pages.keyboard import Element, Keys
from pages.keyboard_exits import HELP, told_keys

MOST_STOPS = 400
LONGEST = 20.0  # seconds
# Fields of a date and the controls of a player are many stops of one element, a frame of another site is any number.
_PATIENT = {"video": 30, "audio": 30, "iframe": 120, "frame": 120, "input": 12}
_IMPATIENT = 3
_WAYS_OUT = 3
# Milliseconds until a script that draws the focus back has done so.
_DRAWN_WITHIN = 100
_CLOSE = re.compile(r"关\s*闭|取\s*消|知道了|跳\s*过|返\s*回|^[×xX✕✖]$|close|cancel|dismiss", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Trap:
    """Elements the focus could not leave by Tab.

    Attributes:
        elements: those it went round in.
        backwards: Shift+Tab leads out of it, nothing else does.
        whole: they are all that Tab leads to; only scripts keep the focus from leaving the page.
        told: keys that the page names and that were tried in vain.
    """

    elements: tuple[Element, ...]
    backwards: bool
    whole: bool = False
    told: tuple[str, ...] = ()


@dataclass
class Tabbing:
    """What was met while pressing Tab.

    Attributes:
        stops: the elements in the order of their first visit, from the top of the page.
        changed: elements that look different with the focus, by computed style; `plain` those that do not.
        lost: elements that gave the focus away as soon as they had it.
        complete: all was come to; otherwise nothing can be said about what was not reached.
        trap: where it could not get out, the first such place; the walk was taken up again behind it, if that can be.
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
        self._longest = longest
        self._deadline = time.monotonic() + longest
        self._met = Tabbing()
        self._known: dict[int, Element] = {}
        # A field focused by the page itself: the walk begins in the middle and goes round once.
        self._inside = keys.here >= 0
        self._wrapped: int | None = None
        self._exits = 0
        # Where scripts put the focus between two presses, since the last new element.
        self._drawn: set[int] = set()
        # Such a script may be slower than our fingers: once one is noticed, every press is given time.
        self._slow = False

    def walk(self) -> Tabbing:
        while len(self._known) < self._most and time.monotonic() < self._deadline:
            loop = self._run()
            if loop is None:
                break
            trap = self._trapped(loop)
            self._met.trap = self._met.trap or trap
            if self._exits >= _WAYS_OUT or (trap is not None and not self._behind(trap)):
                break
            self._stand()
        if self._wrapped is not None:
            self._met.stops = [*self._met.stops[self._wrapped :], *self._met.stops[: self._wrapped]]
        return self._met

    def _run(self) -> list[Element] | None:
        """Press Tab until the end (None), a bound (None), or until the focus goes round (the elements it visits)."""
        again: list[Element] = []
        still = 0
        while len(self._known) < self._most and time.monotonic() < self._deadline:
            at, ended = self._tab()
            if ended and self._drawn_back():
                continue
            if ended:
                self._met.complete = True
                return None
            if at is None:
                continue
            if at.number not in self._known:
                self._known[at.number] = at
                self._met.stops.append(at)
                self._drawn.clear()
                again, still = [], 0
                continue
            still = still + 1 if not again or again[-1].number == at.number else 0
            again.append(at)
            round_trip = {one.number for one in again}
            patience = _PATIENT.get(at.tag, _IMPATIENT) if len(round_trip) == 1 else 2 * len(round_trip)
            if len(again) > patience:
                return self._loop(round_trip)
        return None

    def _drawn_back(self) -> bool:
        """Whether a script takes the focus back after it has left the page; noticed once."""
        if self._slow:
            return False
        self._keys.wait(_DRAWN_WITHIN)
        self._slow = self._keys.here >= 0
        if self._slow:
            self._stand()
        return self._slow

    def _stand(self) -> None:
        """Where a way out has led is a stop, too."""
        told = self._keys.ask("stop")["stop"]
        if told is not None and told["number"] not in self._known:
            self._known[told["number"]] = Element.of(told)
            self._met.stops.append(self._known[told["number"]])
        self._drawn.clear()

    def _loop(self, numbers: set[int]) -> list[Element] | None:
        """The elements the focus goes round in; None when they are all there are."""
        if len(numbers) >= len(self._known) and not self._drawn and not self._skips():
            self._met.complete = True
            return None
        loop = [self._known[number] for number in sorted(numbers | self._drawn) if number in self._known]
        return None if any(one.foreign for one in loop) else loop

    def _skips(self) -> bool:
        """Whether there is anything on the page that takes part in Tab's round and was not come to."""
        return any(one["skipped"] for one in self._keys.ask("missed", [list(self._known), True]))

    def _tab(self) -> tuple[Element | None, bool]:
        """One press of Tab: where the focus is now, and whether it has left the page for good."""
        self._keys.press("Tab")
        if self._slow:
            self._keys.wait(_DRAWN_WITHIN)
        told = self._keys.ask("stop")
        if told["drawn"] >= 0:
            self._drawn.add(told["drawn"])
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
        told = self._told(loop, numbers)
        for key in told:
            self._keys.press(key)
            if self._leaves(numbers, "Tab"):
                return None
        whole = len(loop) >= len(self._known) and not self._skips()
        return Trap(tuple(loop), self._leaves(numbers, "Shift+Tab"), whole, told)

    def _behind(self, trap: Trap) -> bool:
        """Put the focus on what comes after a trap, by script; whether it is there and stays."""
        left = [int(one["number"]) for one in self._keys.ask("missed", [list(self._known), True]) if one["skipped"]]
        # What the focus was on for a moment, before a script drew it back, cannot be said to be reached.
        self._met.complete = trap.whole or not (left or self._drawn or self._slow)
        inside = [one.number for one in trap.elements]
        behind = (one for one in left if len(self._keys.ask("ahead", [inside, one])) == len(inside))
        number = next(behind, None)
        if number is None:
            return False
        # From inside the trap: a script that draws the focus back does so when it leaves.
        for one in (inside[-1], number):
            self._keys.ask("set", one)
            self._keys.wait(_DRAWN_WITHIN)
        self._deadline = time.monotonic() + self._longest
        return bool(self._keys.here == number)

    def _told(self, loop: Sequence[Element], numbers: set[int]) -> tuple[str, ...]:
        """The keys that the page names, also behind a link to help inside the trap."""
        for one in loop:
            if HELP.search(one.label) and not self._keys.ask("leads", one.number)["away"]:
                self._bring(one.number, numbers)
                self._keys.press("Enter")
                self._keys.wait(_DRAWN_WITHIN)
        return told_keys(self._keys.ask("words"))

    def _leaves(self, numbers: set[int], key: str) -> bool:
        for _ in range(len(numbers) + 1):
            if self._outside(numbers):
                return True
            self._keys.press(key)
        return self._outside(numbers)

    def _outside(self, numbers: set[int]) -> bool:
        if self._keys.here in numbers:
            return False
        if self._drawn or self._slow:
            self._keys.wait(_DRAWN_WITHIN)
        return self._keys.here not in numbers

    def _bring(self, number: int, numbers: set[int]) -> None:
        """Bring the focus to one of the elements it goes round in."""
        for _ in range(len(numbers) + 1):
            if self._keys.here == number:
                break
            self._keys.press("Tab")

    def _closed(self, loop: Sequence[Element], numbers: set[int]) -> bool:
        self._bring(next(one.number for one in loop if _CLOSE.search(one.label)), numbers)
        self._keys.press("Enter")
        self._keys.wait(300)
        return self._leaves(numbers, "Tab")
