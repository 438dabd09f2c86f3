"""What is a reading mode like in use? Each mode that was found is switched on once more and everything in it tried.

Reads on from `pages.modes`: the switch is the one tried there. A tool bar that two modes share is tried in one of them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from pages.browsing import Browsing
from pages.documents import same_page
from pages.errors import Reason, Unseen
from pages.mode_aids import Effect, Schemes, largest, pointing, reading_aloud, schemes, trace
from pages.mode_elsewhere import Leaving, Stay, followed, in_new_window, leave, same_look
from pages.mode_faults import Faults, Ordinary
from pages.mode_tools import Aid, Desk, desk
from pages.modes import Look, Trial, look, named_modes, press, switch

_HINTS = (Path(__file__).parent / "mode_hints.js").read_text(encoding="utf-8")
_NOT_SHOWN = "chrome-error:"
_SCRIPTS = (
    r"(?:^|[/_.-])(?:wza|wuzhangai|canyou|esd|aria|slh|shilaohua|zhangzhe|laonian|guanhuai|accessib\w*|barrier\w*|elder\w*)"
    r"(?:[/_.-]|\d|$)"
)
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Use:
    """One mode in use; a part that could not be seen is the `Unseen` that says why.

    Attributes:
        trial: what pressing its switch did (shared with the bonus row); `before` and `after` are its looks.
        url: address with the mode on.
        largest: look with the largest text its tools give.
        schemes: looks its colour tools give; `voice` and `pointer` what those tools did.
        stays: other pages of the site with the mode on, besides `trial.kept`.
        leaving: how it was left.
        faults: what axe finds with the mode on and not on the ordinary page.
        hiding: kinds of elements that came with the mode and whose inside is not seen.
        strangers: labels of its tool bar that tell nothing known.
        lost: scripts of other hosts that did not come.
        reacted: whether anything at all happened when the switch was pressed.
    """

    trial: Trial
    before: Look
    after: Look
    url: str
    largest: Look | Unseen
    schemes: Schemes | Unseen
    voice: Effect | Unseen
    pointer: Effect | Unseen
    stays: tuple[Stay, ...] | Unseen
    leaving: Leaving | Unseen
    faults: Faults | Unseen
    hiding: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    reacted: bool = True
    strangers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Modes:
    """The modes in use.

    Attributes:
        hints: where no switch was found, what speaks for one, in Chinese.
        elsewhere: the other page of the site as it reads without any mode, looked at when it does not read like home.
    """

    home: str
    uses: tuple[Use, ...]
    hints: tuple[str, ...] = ()
    elsewhere: Look | None = None


def use_modes(browsing: Browsing, home: str, other: str | None, trials: Sequence[Trial]) -> Modes:
    """Try everything in each mode that has a switch.

    Args:
        browsing: the browser.
        home: address of the home page.
        other: another page of the site.
        trials: what pressing the switches did.

    Raises:
        Unseen: the home page could not be shown or a switch not be pressed again.
    """
    uses: list[Use] = []
    ordinary = Ordinary(browsing, home)
    for trial in trials:
        if trial.label is not None and trial.label not in {use.trial.label for use in uses}:
            uses.append(_use(browsing, home, other, trial, uses[0] if uses else None, ordinary))
    if not uses:
        return Modes(home, (), _hints(browsing, home))
    doubtful = any(use.trial.kept is not None and not same_look(use.after, use.trial.kept) for use in uses)
    return Modes(home, tuple(uses), (), _plain(browsing, other) if doubtful and other else None)


def _use(browsing: Browsing, home: str, other: str | None, trial: Trial, known: Use | None, ordinary: Ordinary) -> Use:
    with desk(browsing, home) as at:
        before = at.look()
        mouse = trace(at)
        state = at.state()
        at.remember()
        control = switch(browsing, at.page, trial.mode)
        if control is None:
            raise Unseen(Reason.LAYOUT, home, f"再次打开首页时没有看到“{trial.label}”")
        first = at.page
        at.page = press(browsing, at.context, at.page, control.selector)
        url = at.page.url
        after = trial.after or at.look()
        if url.startswith(_NOT_SHOWN) or after.url.startswith(_NOT_SHOWN):
            raise Unseen(Reason.UNREACHABLE, home, f"“{trial.label}”打开的页面没有连上")
        own = same_page(url, before.url)
        hiding, strangers = at.frames(), at.strangers()
        window = at.page is not first
        reacted = window or not own or bool(hiding) or at.state() != state
        use = Use(
            trial=trial,
            before=trial.before or before,
            after=after,
            url=url,
            faults=_seen(lambda: ordinary.faults_added(at)),
            stays=_seen(lambda: _stays(at, other, own=own)),
            largest=_seen(lambda: largest(at)),
            schemes=_once(at, known.schemes if known else None, lambda: schemes(at), Aid.SCHEME),
            voice=_once(at, known.voice if known else None, lambda: reading_aloud(at), Aid.VOICE),
            pointer=_once(at, known.pointer if known else None, lambda: pointing(at, mouse), Aid.POINTER, Aid.LINE),
            leaving=_seen(lambda: leave(at, trial.mode, home, before, window=window)),
            hiding=hiding,
            reacted=reacted,
            strangers=strangers,
        )
        return replace(use, lost=at.lost_scripts)


def _seen(observe: Callable[[], _T]) -> _T | Unseen:
    """One part must not take the others with it."""
    try:
        return observe()
    except Unseen as unseen:
        return unseen


def _once(at: Desk, known: _T | Unseen | None, observe: Callable[[], _T], *aids: Aid) -> _T | Unseen:
    """What the same tools did in another mode when they are the same, else what they do now."""
    if isinstance(known, Effect | Schemes):
        labels = {tool.label for tool in at.tools(*aids)}
        if labels & set(known.tools if isinstance(known, Effect) else known.labels):
            return known
    return _seen(observe)


def _stays(at: Desk, other: str | None, *, own: bool) -> tuple[Stay, ...]:
    if not own:
        return followed(at)
    stay = in_new_window(at, other) if other else None
    return (stay,) if stay else ()


def _plain(browsing: Browsing, url: str) -> Look:
    with browsing.page() as page:
        browsing.visit(page, url)
        return look(browsing, page)


def _hints(browsing: Browsing, home: str) -> tuple[str, ...]:
    with desk(browsing, home) as at:
        seen = browsing.read(at.page, _HINTS, _SCRIPTS)
        told = [f"引用了工具条脚本 {src}" for src in seen["scripts"]]
        told += [f"没有文字的图标 {name}" for name in seen["bare"]]
        told += [f"隐藏的菜单里有“{text}”" for text in seen["hidden"] if named_modes(text)]
        return tuple(told)
