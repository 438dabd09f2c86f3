"""What was there before and is lost now? Two layouts of one page compared; only what is new counts."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from pages.layout import Layout, Piece

# So much of a text may be cut off by rounding, by generous boxes around letters, or at the edge of a line.
_LITTLE = 0.1
_MUCH = 0.25
# Texts this short may be left out on small screens without anybody missing them: dates, marks, separators.
_SHORT = 20
_WHOLE = 0.95


class Loss(Enum):
    """How something got lost; the value is what happened, in Chinese."""

    CUT = "被截断"
    OUTSIDE = "移到了滚动不到的地方"
    OVERLAP = "重叠"
    GONE = "不再显示"


@dataclass(frozen=True, slots=True)
class Lost:
    """Something lost.

    Attributes:
        certain: whether it is lost for sure, or a person has to look.
        text: an example; `other` the text lying on it; `count` how many of this kind there are on the page.
        menu: whether it might have been put behind a button, which has to be tried.
    """

    loss: Loss
    at: str
    pattern: str
    text: str
    certain: bool = True
    other: str = ""
    count: int = 1
    menu: bool = False


def losses(before: Layout, after: Layout) -> tuple[Lost, ...]:
    """What of the first layout is lost in the second.

    What was cut off, out of reach or overlapping before is not new. What a carousel or a row of tabs does not show at
    the moment, what can be reached elsewhere on the page, and a shortened title that leads to its page are not lost.
    """
    return (*_cut(before, after), *_overlapping(before, after), *_gone(before, after))


def _cut(before: Layout, after: Layout) -> Iterator[Lost]:
    known = {piece.at: piece for piece in before.pieces}
    windows = {p.window for p in before.pieces if p.window and p.cut > _WHOLE and not p.astray}
    whole = Counter(piece.pattern for piece in before.pieces if _complete(piece))
    still = Counter(piece.pattern for piece in after.pieces if _complete(piece))
    elsewhere = {piece.href for piece in after.pieces if piece.href and _complete(piece)}
    said = {piece.text for piece in after.pieces if _complete(piece)}
    for piece in after.pieces:
        was = known.get(piece.at)
        # Other text in the same place: a carousel has turned, a clock has moved on.
        if was is None or was.text != piece.text or not _complete(was) or still[piece.pattern] >= whole[piece.pattern]:
            continue
        if piece.window in windows or piece.href in elsewhere or (piece.text and piece.text in said):
            continue
        if piece.outside > _MUCH:
            yield Lost(Loss.OUTSIDE, piece.at, piece.pattern, piece.text, certain=not piece.fixed)
        elif piece.cut > _MUCH and not (piece.marked and (piece.href or piece.named)):
            sure = not piece.fixed and not piece.marked and (piece.sliced or not piece.href)
            yield Lost(Loss.CUT, piece.at, piece.pattern, piece.text, certain=sure)


def _complete(piece: Piece) -> bool:
    return piece.cut <= _LITTLE and piece.outside <= _LITTLE


def _overlapping(before: Layout, after: Layout) -> Iterator[Lost]:
    known = {overlap.key for overlap in before.overlaps}
    for one in after.overlaps:
        if one.key not in known:
            yield Lost(Loss.OVERLAP, one.at, one.key, one.text, other=one.other, count=one.count)


def _gone(before: Layout, after: Layout) -> Iterator[Lost]:
    places = {piece.at for piece in after.pieces}
    texts, links = reachable(after)
    shown = Counter(piece.pattern for piece in after.pieces)
    patterns = Counter(piece.pattern for piece in before.pieces)
    for piece in before.pieces:
        if not _complete(piece) or piece.at in places or piece.text in texts or piece.href in links:
            continue
        # As many as before of this kind: others have taken the place.
        if shown[piece.pattern] >= patterns[piece.pattern] or piece.astray:
            continue
        if piece.control or len(piece.text) >= _SHORT:
            yield Lost(Loss.GONE, piece.at, piece.pattern, piece.text or piece.href, certain=False, menu=True)


def reachable(layout: Layout) -> tuple[frozenset[str], frozenset[str]]:
    """Texts and addresses that stand on a page somewhere."""
    return (
        frozenset(piece.text for piece in layout.pieces if piece.text),
        frozenset(piece.href for piece in layout.pieces if piece.href),
    )


def without_found(lost: Iterable[Lost], opened: Layout, before: Layout) -> tuple[Lost, ...]:
    """What is still not to be found after the menu buttons were pressed."""
    texts, links = reachable(opened)
    hrefs = {piece.at: piece.href for piece in before.pieces}
    return tuple(
        one for one in lost if not one.menu or not (one.text in texts or (hrefs.get(one.at) and hrefs[one.at] in links))
    )


def grouped(found: Iterable[Lost]) -> tuple[Lost, ...]:
    """One for every kind of loss and pattern, with how many there are."""
    groups: dict[tuple[Loss, bool, str], list[Lost]] = {}
    for one in found:
        groups.setdefault((one.loss, one.certain, one.pattern), []).append(one)
    return tuple(replace(ones[0], count=sum(one.count for one in ones)) for ones in groups.values())
