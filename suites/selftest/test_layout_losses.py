"""What counts as lost when a page is enlarged: how much of a text, which texts, and what excuses them?"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest

from fixtures.samples import DEFAULT_AS_OF
from pages.layout import Layout, Overlap, Piece
from pages.layout_losses import Loss, Lost, grouped, losses, reachable, without_found
from pages.zooming import Narrowed, Shown
from suites.accessibility.enlarged import judge_enlarged, judge_narrow
from suites.standards import Rulebook
from suites.verdict import Outcome

WIDE = 1280
NARROW = 320
LONG = "云汀市召开会议，部署下一阶段重点工作，要"  # 20 characters
PIECE = Piece(
    at="p:nth-of-type(1)",
    pattern="main > p",
    text="云汀市召开会议",
    control=False,
    href="",
    cut=0.0,
    outside=0.0,
    sliced=False,
    marked=False,
    named=False,
    fixed=False,
    right=300.0,
    exempt=False,
    window="",
    astray=False,
)
LINK = replace(PIECE, at="a", pattern="nav > a", text="政务公开", control=True, href="http://a/zwgk/")


def _layout(*pieces: Piece, overlaps: Iterable[Overlap] = (), width: int = WIDE, scroll: int = WIDE) -> Layout:
    return Layout(
        "http://a/", width, scroll, hidden=False, responsive=True, pieces=pieces, overlaps=(*overlaps,), wide=()
    )


def _lost(before: Piece, *after: Piece) -> list[tuple[Loss, bool]]:
    return [(one.loss, one.certain) for one in losses(_layout(before), _layout(*after))]


@pytest.mark.parametrize("cut", [0.0, 0.1, 0.25])
def test_a_quarter_may_be_cut_off(cut: float) -> None:
    assert not _lost(PIECE, replace(PIECE, cut=cut))
    assert not _lost(PIECE, replace(PIECE, outside=cut))


def test_more_than_a_quarter_is_lost() -> None:
    assert _lost(PIECE, replace(PIECE, cut=0.26)) == [(Loss.CUT, True)]
    assert _lost(PIECE, replace(PIECE, outside=0.26)) == [(Loss.OUTSIDE, True)]
    assert _lost(PIECE, replace(PIECE, cut=0.9, outside=0.9)) == [(Loss.OUTSIDE, True)]


@pytest.mark.parametrize(("before", "lost"), [(0.1, True), (0.11, False)])
def test_what_was_cut_off_before_is_not_new(before: float, *, lost: bool) -> None:
    assert bool(_lost(replace(PIECE, cut=before), replace(PIECE, cut=0.5))) is lost
    assert bool(_lost(replace(PIECE, outside=before), replace(PIECE, outside=0.5))) is lost


def test_other_text_in_the_same_place_is_no_loss() -> None:
    assert not _lost(PIECE, replace(PIECE, text="第二条新闻", cut=0.9))


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"fixed": True}, [(Loss.CUT, False)]),
        ({"marked": True}, [(Loss.CUT, False)]),  # an ellipsis that leads nowhere
        ({"marked": True, "named": True}, []),
        ({"marked": True, "href": "http://a/1"}, []),
        ({"href": "http://a/1"}, [(Loss.CUT, False)]),  # cut between lines, the page is one click away
        ({"href": "http://a/1", "sliced": True}, [(Loss.CUT, True)]),
        ({"sliced": True, "marked": True}, [(Loss.CUT, False)]),
    ],
    ids=str,
)
def test_what_may_be_meant_is_not_certain(changes: dict[str, Any], found: list[tuple[Loss, bool]]) -> None:
    before = replace(PIECE, **changes)
    assert _lost(before, replace(before, cut=0.5)) == found


def test_what_is_fixed_and_out_of_reach_is_not_certain() -> None:
    assert _lost(replace(PIECE, fixed=True), replace(PIECE, fixed=True, outside=1)) == [(Loss.OUTSIDE, False)]


def test_what_can_be_read_elsewhere_is_not_lost() -> None:
    cut = replace(PIECE, cut=0.9)
    twin = replace(PIECE, at="footer p", pattern="footer > p")
    assert not _lost(PIECE, cut, twin)
    assert _lost(PIECE, cut, replace(twin, cut=0.2)) == [(Loss.CUT, True)]
    sliced = replace(LINK, cut=0.9, sliced=True)
    assert _lost(LINK, sliced) == [(Loss.CUT, True)]
    assert not _lost(LINK, sliced, replace(LINK, at="b", pattern="footer > a", text="公开"))


def test_others_of_its_kind_take_the_place_of_what_a_carousel_turned_away() -> None:
    other = replace(PIECE, at="p:nth-of-type(2)", text="第二条新闻")
    before = _layout(PIECE, replace(other, cut=1.0))
    assert not losses(before, _layout(replace(PIECE, cut=1.0), other))
    assert losses(before, _layout(replace(PIECE, cut=1.0), replace(other, cut=1.0)))


@pytest.mark.parametrize(("share", "lost"), [(0.95, True), (0.96, False)])
def test_a_box_that_showed_one_of_several_already_is_a_carousel(share: float, *, lost: bool) -> None:
    hidden = replace(PIECE, at="p:nth-of-type(2)", text="第二条新闻", cut=share, window="div")
    after = replace(PIECE, cut=0.5, window="div")
    assert bool(losses(_layout(PIECE, hidden), _layout(after, hidden))) is lost
    astray = replace(hidden, astray=True)  # put away for readers of screens: no carousel
    assert losses(_layout(PIECE, astray), _layout(after, astray))


def test_only_new_overlaps_count() -> None:
    old, new = (Overlap(key, "p", "上", "下", 2, ("main", "main")) for key in ("a × b", "a × c"))
    found = losses(_layout(overlaps=[old]), _layout(overlaps=[old, new]))
    assert [(one.loss, one.pattern, one.text, one.other, one.count) for one in found] == [
        (Loss.OVERLAP, "a × c", "上", "下", 2)
    ]
    assert found[0].certain


@pytest.mark.parametrize(
    ("before", "lost"),
    [
        (replace(PIECE, text=LONG), True),
        (replace(PIECE, text=LONG[1:]), False),  # short texts may be left out
        (LINK, True),
        (replace(LINK, astray=True), False),
        (replace(LINK, cut=0.11), False),
    ],
    ids=["20 characters", "19 characters", "a link", "astray", "cut off before"],
)
def test_what_is_not_shown_any_more_is_for_a_person(before: Piece, *, lost: bool) -> None:
    found = losses(_layout(before), _layout())
    assert [(one.loss, one.certain, one.menu) for one in found] == ([(Loss.GONE, False, True)] if lost else [])


def test_what_moved_is_not_gone() -> None:
    assert not _lost(LINK, replace(LINK, at="div", pattern="div", href="http://a/2"))  # the same words
    assert not _lost(LINK, replace(LINK, at="div", pattern="div", text="公开"))  # the same address
    assert _lost(LINK, replace(LINK, at="div", pattern="div", text="公开", href="http://a/2")) == [(Loss.GONE, False)]
    assert not _lost(LINK, replace(LINK, at="a:nth-of-type(2)", text="公开", href="http://a/2"))  # as many of its kind


def test_what_stands_behind_a_menu_button_is_found() -> None:
    before = _layout(LINK)
    gone = Lost(Loss.GONE, LINK.at, LINK.pattern, LINK.text, certain=False, menu=True)
    cut = Lost(Loss.CUT, LINK.at, LINK.pattern, LINK.text)
    assert without_found([gone, cut], _layout(LINK), before) == (cut,)
    assert without_found([gone], _layout(replace(LINK, text="公开")), before) == ()
    assert without_found([gone], _layout(replace(LINK, text="公开", href="http://a/2")), before) == (gone,)
    assert without_found([gone], _layout(), before) == (gone,)


def test_pieces_without_address_are_not_taken_for_each_other() -> None:
    bare = replace(LINK, text="", href="")
    assert reachable(_layout(bare)) == (frozenset(), frozenset())
    assert _lost(bare, replace(PIECE, href="")) == [(Loss.GONE, False)]


def test_one_for_every_kind_with_how_many() -> None:
    one = Lost(Loss.CUT, "p:nth-of-type(1)", "main > p", "第一条")
    other = replace(one, at="p:nth-of-type(2)", text="第二条")
    kinds = [replace(one, loss=Loss.OUTSIDE), replace(one, certain=False), replace(one, pattern="footer > p")]
    assert grouped([one, *kinds, other]) == (replace(one, count=2), *kinds)


@pytest.mark.parametrize(("right", "beyond"), [(NARROW + 4, False), (NARROW + 5, True)])
def test_four_pixels_beyond_the_edge_need_no_scrolling(right: int, *, beyond: bool) -> None:
    wide = replace(PIECE, right=right)
    layout = _layout(wide, width=NARROW, scroll=right)
    assert bool(layout.beyond) is beyond
    assert not replace(layout, hidden=True).beyond
    for excused in (replace(wide, exempt=True), replace(wide, fixed=True)):
        assert not replace(layout, pieces=(excused,)).beyond
    assert not replace(layout, scroll=NARROW + 4).beyond


def _narrowed(width: int, *lost: Lost, layout: Layout | None = None) -> Narrowed:
    return Narrowed("http://a/", width, layout or _layout(width=width), tuple(Shown(one) for one in lost))


def _judged(number: int, *seen: Narrowed) -> tuple[Outcome, int]:
    judge = {1: judge_enlarged, 2: judge_narrow}[number]
    verdict = judge(Rulebook.shipped(DEFAULT_AS_OF).clause(f"a11y_layout.{number}"), seen)
    return verdict.outcome, len(verdict.findings)


def test_what_is_certain_fails_and_what_only_seems_lost_is_for_a_person() -> None:
    cut = Lost(Loss.CUT, "p", "p", "云汀")
    gone = Lost(Loss.GONE, "a", "a", "公开", certain=False)
    for number, width, other in ((1, WIDE // 2, NARROW), (2, NARROW, WIDE // 2)):
        assert _judged(number, _narrowed(width)) == (Outcome.PASS, 0)
        assert _judged(number, _narrowed(width, gone)) == (Outcome.REVIEW, 1)
        assert _judged(number, _narrowed(width, cut, gone)) == (Outcome.FAIL, 1)
        assert _judged(number, _narrowed(width), _narrowed(other, cut)) == (Outcome.PASS, 0)  # another clause's width


@pytest.mark.parametrize(("right", "outcome"), [(NARROW + 4, Outcome.PASS), (NARROW + 5, Outcome.FAIL)])
def test_scrolling_sideways_matters_on_narrow_screens_only(right: int, outcome: Outcome) -> None:
    layout = _layout(replace(PIECE, right=right), width=NARROW, scroll=right)
    assert _judged(2, _narrowed(NARROW, layout=layout))[0] is outcome
    enlarged = replace(layout, width=WIDE // 2, scroll=WIDE, pieces=(replace(PIECE, right=WIDE),))
    assert _judged(1, _narrowed(WIDE // 2, layout=enlarged)) == (Outcome.PASS, 0)
