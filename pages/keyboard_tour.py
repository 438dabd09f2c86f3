"""What does one page let a person do who has no mouse? One walk with Tab, and what was tried on the way."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from pages.accessibility_sample import SampledPage
from pages.browsing import Browsing
from pages.errors import Unseen
from pages.keyboard import Element, Keys, dismiss
from pages.keyboard_focus import Unmarked, unmarked
from pages.keyboard_menus import MenuTry, try_menus
from pages.keyboard_order import Disorder, disorders
from pages.keyboard_reach import Missed, missed, survey
from pages.keyboard_walk import Trap, tab_through
from pages.skip_links import SkipTry, try_skipping


@dataclass(frozen=True, slots=True)
class Tour:
    """One page gone through by keyboard.

    Attributes:
        stops: where Tab led, in this order.
        lost: elements (by number) that gave the focus away as soon as they had it.
        complete: the walk came to the end of the page.
        missed: what Tab did not lead to; `trap` where it could not get out.
        unmarked: where the focus cannot be seen, kinds not told of an earlier page.
        disorders: contradictions to the order of reading.
        skip: the link to the content; `menus` those that open under the mouse.
    """

    page: SampledPage
    stops: tuple[Element, ...]
    lost: frozenset[int]
    complete: bool
    missed: tuple[Missed, ...]
    unmarked: tuple[Unmarked, ...]
    trap: Trap | None
    disorders: tuple[Disorder, ...]
    skip: SkipTry | None
    menus: tuple[MenuTry, ...]

    @property
    def cut_short(self) -> bool:
        """Whether a trap kept us from looking at what lies behind it."""
        return self.trap is not None and not self.complete


@dataclass(frozen=True, slots=True)
class Tours:
    """All pages gone through, and those that could not be seen."""

    tours: tuple[Tour, ...]
    unseen: tuple[Unseen, ...] = ()


def tour_pages(browsing: Browsing, pages: Iterable[SampledPage], linked: Callable[[str], frozenset[str]]) -> Tours:
    """Go through some pages with the keyboard; menus under the mouse are tried on the first.

    Args:
        browsing: the browser.
        pages: what to go through.
        linked: addresses that a page links to, empty when it cannot be read.

    Raises:
        Unseen: not one page could be gone through.
    """
    tours: list[Tour] = []
    failures: list[Unseen] = []
    for number, page in enumerate(pages):
        told = {one.element.pattern for tour in tours for one in tour.unmarked}
        try:
            tours.append(_tour(browsing, page, linked if number == 0 else None, told))
        except Unseen as failure:
            failures.append(failure)
    if not tours and failures:
        raise failures[0]
    return Tours(tuple(tours), tuple(failures))


def _tour(
    browsing: Browsing, sampled: SampledPage, linked: Callable[[str], frozenset[str]] | None, told: Collection[str]
) -> Tour:
    with browsing.page() as page:
        page.on("dialog", dismiss)
        browsing.visit(page, sampled.url)
        return _gone_through(Keys(browsing, page), sampled, linked, told)


def _gone_through(
    keys: Keys, sampled: SampledPage, linked: Callable[[str], frozenset[str]] | None, told: Collection[str]
) -> Tour:
    survey(keys)
    met = tab_through(keys)
    stops = tuple(met.stops)
    free = met.trap is None or met.complete
    return Tour(
        page=sampled,
        stops=stops,
        lost=frozenset(met.lost),
        complete=met.complete,
        missed=missed(keys, met),
        unmarked=unmarked(keys, met, told) if free else (),
        trap=met.trap,
        disorders=disorders(keys, stops) if free else (),
        menus=try_menus(keys, stops, linked) if free and linked else (),
        skip=try_skipping(keys, stops) if free else None,
    )
