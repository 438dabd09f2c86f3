"""Which defects stand behind what axe found? One for each root cause, however many pages and elements show it.

Elements belong to one cause when the same rule names them at the same place of one template. The same component on
pages of several templates (the logo of a shared head) is one cause too: mending it once mends all.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pages.accessibility_sample import SampledPage
from pages.accessibility_scan import CONTRAST_RULE, DECIDED_BY_PIXELS, Scans, Screen
from pages.axe import Contrast, Issue, Node, PageScan
from pages.errors import raise_first
from suites.accessibility.axe_rules import rule_book, rule_of
from suites.verdict import Finding

_IMPACTS = ("critical", "serious", "moderate", "minor")
_POSITION = re.compile(r":nth-(?:child|of-type)\([^)]*\)")
_NUMBER = re.compile(r"\d+")
_OPENING = re.compile(r"<[^>]*>")
_HOST = re.compile(r"(?:https?:)?//[^/\"' ]+")
_CLASSES = re.compile(r"""\bclass=["']([^"']*)["']""")
_STATES = frozenset({"on", "cur", "current", "active", "selected", "hover", "first", "last", "odd", "even", "open"})
_OF_WHOLE_PAGES = frozenset({"bypass"})  # nobody asks of a frame that its own head can be skipped
# Whether a lone character (｜ · ×) is text at all, axe leaves open; people would be asked of hundreds.
_LONE_CHARACTER = frozenset({"shortTextContent"})
_CUT_OFF = frozenset({"elmPartiallyObscured", "elmPartiallyObscuring", "outsideViewport"})
_EXAMPLE = 120
_NAMED_PAGES = 3


class Level(StrEnum):
    """A level of conformance to WCAG."""

    A = "A"
    AA = "AA"


@dataclass(frozen=True, slots=True)
class Defect:
    """One root cause: the finding that tells it, and whether it was seen on a phone's screen only."""

    finding: Finding
    phone_only: bool


@dataclass(frozen=True, slots=True)
class _Sighting:
    """One element that a rule names, on one page and screen."""

    issue: Issue
    node: Node
    page: SampledPage
    screen: Screen

    @property
    def place(self) -> tuple[str, str]:
        """The rule, and where the element stands: all its parents, and its classes but for passing states."""
        opening = _OPENING.match(self.node.html)
        classes = _CLASSES.search(opening[0]) if opening else None
        way = " >>> ".join(_POSITION.sub("", step) for step in self.node.ancestry)
        return self.issue.rule, _place(way, classes[1] if classes else "")

    @property
    def decided_by_pixels(self) -> bool:
        """Whether the indicator a11y_pixels measures what axe could not compute."""
        return self.issue.rule == CONTRAST_RULE and bool(self.node.keys & DECIDED_BY_PIXELS)

    @property
    def is_lone_character(self) -> bool:
        """Whether a single character is all the text there is."""
        return self.issue.rule == CONTRAST_RULE and self.node.keys == _LONE_CHARACTER

    @property
    def is_cut_off(self) -> bool:
        """Whether a phone's screen shows a part of the text only."""
        return self.screen is Screen.PHONE and self.issue.rule == CONTRAST_RULE and bool(self.node.keys & _CUT_OFF)

    def is_shown(self, places: Container[str] | None) -> bool:
        """Whether a screen shows text at that place; what frames and shadow roots show is not known in detail."""
        return places is not None and (len(self.node.ancestry) > 1 or self.place[1] in places)

    @property
    def spot(self) -> tuple[str, str, SampledPage]:
        """The rule and the place on one page."""
        return *self.place, self.page

    @property
    def component(self) -> str:
        """What tells one component from another: its opening tag, numbers and host names apart."""
        opening = _OPENING.match(self.node.html)
        return _NUMBER.sub("#", _HOST.sub("", opening[0])) if opening else ""


def _place(way: str, classes: str) -> str:
    names = sorted({_NUMBER.sub("#", name) for name in classes.split()} - _STATES)
    return ".".join([way.removeprefix("html > body > "), *names])


def violations(scans: Scans, level: Level) -> list[Defect]:
    """What surely breaks a rule of that level, worst first.

    Raises:
        Unseen: nothing was found, but a page could not be scanned.
    """
    wanted = {f"wcag2{version}{level.lower()}" for version in ("", "1", "2")}
    found = [one for one in _sightings(scans, _violations) if wanted & set(one.issue.tags)]
    return _defects(found, scans)


def candidates(scans: Scans) -> list[Defect]:
    """What axe could not decide and nothing else measures, worst first; and frames that were not scanned.

    Raises:
        Unseen: nothing is left to a person, but a page could not be scanned.
    """
    found = _sightings(scans, lambda scan: scan.incomplete)
    wide = {one.spot for one in (*found, *_sightings(scans, _violations)) if one.screen is Screen.DESKTOP}
    # Text cut off by a narrow screen hides nothing about its colours where the wide screen left no doubt of them.
    shown = _shown(scans)
    settled = [one for one in found if one.is_cut_off and one.spot not in wide and one.is_shown(shown.get(one.page))]
    left = [one for one in found if not (one.decided_by_pixels or one.is_lone_character or one in settled)]
    return _defects(left, scans, doubtful=True)


def _shown(scans: Scans) -> Mapping[SampledPage, Container[str] | None]:
    """Where the wide screen shows text, None for pages that were not scanned there."""
    return {
        one.page: None if one.scan is None else {_place(*place) for place in one.scan.shown}
        for one in scans.scans
        if one.screen is Screen.DESKTOP
    }


def _violations(scan: PageScan) -> Iterable[Issue]:
    return scan.violations


def scope(scans: Scans) -> str:
    """One Chinese sentence on what was scanned, with what, and what could not be."""
    kinds = list(dict.fromkeys(one.page for one in scans.scans))
    screens = "和".join(f"{screen.word}（宽 {screen.width} 像素）" for screen in Screen)
    unseen = [f"{one.page.kind}（{one.screen.word}，{one.unseen.reason.word}）" for one in scans.scans if one.unseen]
    missed = f"；未能扫描：{'、'.join(unseen)}" if unseen else ""
    named = "、".join(page.kind for page in kinds)
    known = (
        f"；其中 {len(scans.recalled)} 次与 {min(scans.recalled)} 以来扫描过的一样，沿用当时的结果"
        if scans.recalled
        else ""
    )
    return f"用 {scans.axe} 在{screens}屏幕上扫描了 {len(kinds)} 个网页：{named}{missed}{known}。"


def _sightings(scans: Scans, issues: Callable[[PageScan], Iterable[Issue]]) -> list[_Sighting]:
    return [
        _Sighting(issue, node, one.page, one.screen)
        for one in scans.scans
        if one.scan is not None
        for issue in issues(one.scan)
        if rule_of(issue.rule, issue.help).elsewhere is None
        for node in issue.nodes
        if not (node.frames and issue.rule in _OF_WHOLE_PAGES)
    ]


def _defects(found: Sequence[_Sighting], scans: Scans, *, doubtful: bool = False) -> list[Defect]:
    if not found:
        raise_first(one.unseen for one in scans.scans)
    ranked = sorted(_causes(found).items(), key=lambda cause: _rank(cause[1], cause[0]))
    return [_defect(target, sightings, doubtful=doubtful) for target, sightings in ranked]


def _causes(found: Iterable[_Sighting]) -> dict[str, list[_Sighting]]:
    """Sightings by root cause, which is named by rule and place, and by the template where the place does not do."""
    templates: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for one in found:
        templates[*one.place, one.component].add(one.page.template)
    causes: dict[str, list[_Sighting]] = defaultdict(list)
    for one in found:
        shared = len(templates[*one.place, one.component]) > 1
        causes[" ".join([*one.place, *([] if shared else [one.page.template])])].append(one)
    return causes


def _rank(sightings: Sequence[_Sighting], target: str) -> tuple[int, int, int, str]:
    """Worst impact first, then most pages, then most elements."""
    worst = min((_IMPACTS.index(one.node.impact) for one in sightings if one.node.impact in _IMPACTS), default=9)
    return worst, -len({one.page.url for one in sightings}), -len(sightings), target


def _defect(target: str, sightings: Sequence[_Sighting], *, doubtful: bool) -> Defect:
    first = sightings[0]
    pages = list(dict.fromkeys(one.page for one in sightings))
    screens = [screen for screen in Screen if any(one.screen is screen for one in sightings)]
    finding = Finding(
        where=first.page.url,
        what=_sentence(sightings, pages, screens, doubtful=doubtful),
        target=target,
        selector=first.node.selector,
        excerpt=first.node.html,
        also=tuple(page.url for page in pages[1:]),
    )
    return Defect(finding, screens == [Screen.PHONE])


def _sentence(
    sightings: Sequence[_Sighting], pages: Sequence[SampledPage], screens: Sequence[Screen], *, doubtful: bool
) -> str:
    issue = sightings[0].issue
    rule = rule_of(issue.rule, issue.help)
    count = max(sum(one.screen is screen for one in sightings) for screen in screens)
    named = "、".join(page.kind for page in pages[:_NAMED_PAGES]) + (" 等" if len(pages) > _NAMED_PAGES else "")
    seen = f"{'、'.join(screen.word for screen in screens)}屏幕上 {len(pages)} 个网页（{named}）共 {count} 处"
    whom = f"，影响{'、'.join(rule.who)}人群" if rule.who else ""
    lead = f"请人确认是否“{rule.title}”：程序不能确定，" if doubtful else f"{rule.title}："
    basis = rule_book().basis(rule)
    example = _shortened(sightings[0].node.html) + _measured(sightings[0].node.contrast)
    return f"{lead}{seen}，例如 {example}；{rule.why}{whom}；依据 {basis}；改法：{rule.fix}。"


def _measured(contrast: Contrast | None) -> str:
    if contrast is None:
        return ""
    colours = f"{contrast.foreground} 在 {contrast.background} 上"
    return f"（{colours}，对比度 {contrast.ratio:g}:1，应不低于 {contrast.expected}）"


def _shortened(html: str) -> str:
    flat = " ".join(html.split())
    return flat if len(flat) <= _EXAMPLE else f"{flat[:_EXAMPLE]}…"
