"""What is wrong with a page only while a reading mode is on? What axe finds then and does not find otherwise.

A rule that the ordinary page keeps and the page in the mode breaks is the mode's doing, and so is an element that the
mode made. What was there and merely hidden before (the next slide of a carousel, a tool bar written into the page)
may be either.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pages.axe import BEGIN_PATIENCE, SCAN_PATIENCE, Issue, Node, scan_page
from pages.browsing import Browsing
from pages.mode_tools import Desk

_STATES = (Path(__file__).parent / "mode_states.js").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule the page breaks with the mode on: axe's rule and English title, one element, how many there are."""

    rule: str
    help: str
    selector: str
    html: str
    count: int


@dataclass(frozen=True, slots=True)
class Faults:
    """What is surely the mode's doing, and what may be (`doubts`)."""

    sure: tuple[Fault, ...] = ()
    doubts: tuple[Fault, ...] = ()


class Ordinary:
    """The home page without any mode, scanned when there is something to compare it with.

    Args:
        browsing: the browser.
        home: its address.
    """

    def __init__(self, browsing: Browsing, home: str) -> None:
        self._browsing = browsing
        self._home = home
        self._rules: frozenset[str] | None = None

    def faults_added(self, desk: Desk) -> Faults:
        """What the page on the desk breaks that the ordinary page does not.

        Raises:
            Unseen: one of the two could not be scanned.
        """
        with desk.browsing.within(BEGIN_PATIENCE + SCAN_PATIENCE, desk.page):
            issues = scan_page(desk.page).violations
        if not issues:
            return Faults()
        rules = self._broken()
        sure: list[Fault] = []
        doubts: list[Fault] = []
        for issue in issues:
            states = desk.browsing.read(desk.page, _STATES, [list(node.path) for node in issue.nodes])
            made, rest = _split(issue.nodes, states, {"made"} if issue.rule in rules else {"made", "shown", "apart"})
            if made:
                sure.append(_fault(issue, made))
            elif rest and issue.rule not in rules:
                doubts.append(_fault(issue, rest))
        return Faults(tuple(sure), tuple(doubts))

    def _broken(self) -> frozenset[str]:
        if self._rules is None:
            with self._browsing.page() as page:
                self._browsing.visit(page, self._home)
                with self._browsing.within(BEGIN_PATIENCE + SCAN_PATIENCE, page):
                    self._rules = frozenset(issue.rule for issue in scan_page(page).violations)
        return self._rules


def _split(nodes: Sequence[Node], states: Sequence[str], wanted: set[str]) -> tuple[list[Node], list[Node]]:
    told = list(zip(nodes, states, strict=True))
    return [node for node, state in told if state in wanted], [node for node, state in told if state not in wanted]


def _fault(issue: Issue, nodes: Sequence[Node]) -> Fault:
    return Fault(issue.rule, issue.help, nodes[0].path[-1], nodes[0].html, len(nodes))
