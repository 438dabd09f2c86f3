"""What does axe find on a page? Injected into every frame, run once, every wait bounded, told as frozen data.

Known traps: `axe.run` never ends where timers are off (CSP `sandbox`, scripts switched off), frames are scanned only
when the script was put into them, and Playwright's own serialising of a large result takes longer than the scan, so the
result comes back as one JSON text.
"""

import contextlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Frame, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from pages.axe_script import AxeScript, find_axe
from pages.browser_errors import unseen
from pages.errors import Reason, Unseen
from pages.page_scripts import SETTLED, UNTAMPERED
from pages.sight import Limits

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
FRAME_RULE = "frame-tested"
_RUN = (Path(__file__).parent / "axe.js").read_text(encoding="utf-8").strip()
_GONE = "gone"
_KEPT = "xunjianScan"
# axe works through a page in one go: begun in a task of its own, or the call that begins it would wait for the end.
_BEGIN = f"""([options, quiet, longest]) => {{ {UNTAMPERED}
  const within = (work) => Promise.race([work, new Promise(done => setTimeout(done, longest))]);
  const loaded = () => document.readyState === 'complete' || new Promise(done => addEventListener('load', done));
  window.{_KEPT} = within(loaded()).then(() => within(({SETTLED})(quiet))).then(() => ({_RUN})(options)); }}"""
_RESULT = f"() => window.{_KEPT} || '{_GONE}'"
_ALIVE = "() => new Promise((done) => setTimeout(() => done('alive'), 0))"
_IS_EQUIPPED = "() => window.xunjianAxe ? 'yes' : 'no'"
# Kept under a name of our own: pages have an `axe` themselves, or look for one.
_EQUIPPED = """{{ const theirs = Object.getOwnPropertyDescriptor(window, 'axe'); {}
  axe.configure({{allowedOrigins: ['<unsafe_all_origins>']}});
  Object.defineProperty(window, 'xunjianAxe', {{value: window.axe, configurable: true}});
  if (theirs) Object.defineProperty(window, 'axe', theirs); else delete window.axe; }}"""
_INJECTED = "() => {{ {} return 'ready'; }}"
_ERROR_PAGE = "chrome-error:"
_ALIVE_WITHIN = 3_000
_INJECTED_WITHIN = 10_000
_DONE_WITHIN = 60_000
_FRAME_ANSWERS_WITHIN = 3_000
# Seconds after which a page is lost: Playwright's own time-outs end before, unless the page's script never does.
BEGIN_PATIENCE = 40.0
SCAN_PATIENCE = 70.0


@dataclass(frozen=True, slots=True)
class Check:
    """Why one element was named: the check's `id`, the `key` of its message (`bgImage`…), the English `message`."""

    id: str
    key: str
    message: str


@dataclass(frozen=True, slots=True)
class Contrast:
    """A contrast ratio as computed from the styles: `ratio` (1-21), what is asked (`4.5:1`), the two colours."""

    ratio: float
    expected: str
    foreground: str
    background: str


@dataclass(frozen=True, slots=True)
class Node:
    """One element axe names.

    Attributes:
        path: CSS selectors from the page down to it: one for each frame or shadow root to enter, its own last.
        ancestry: the same with complete selectors (every parent, with positions).
        html: its source, at most 1,500 characters; `impact` axe's word (critical, serious, moderate, minor).
        frames: how many frames it lies in.
        contrast: where the rule is about it and the styles tell.
    """

    path: tuple[str, ...]
    ancestry: tuple[str, ...]
    html: str
    impact: str
    checks: tuple[Check, ...]
    frames: int = 0
    contrast: Contrast | None = None

    @property
    def selector(self) -> str:
        """`path` as the evidence camera takes it: steps into frames and shadow roots parted by ` >>> `."""
        return " >>> ".join(self.path)

    @property
    def keys(self) -> frozenset[str]:
        """Keys of all messages."""
        return frozenset(check.key for check in self.checks if check.key)


@dataclass(frozen=True, slots=True)
class Issue:
    """One rule and the elements it names; `tags` are axe's (wcag2a, wcag111…), `help` its English title."""

    rule: str
    impact: str
    tags: tuple[str, ...]
    help: str
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class PageScan:
    """What axe found on one page.

    Attributes:
        url: address shown; `version` of axe-core.
        violations: what surely is wrong; `incomplete` what a person (or another measurement) has to decide. Frames
            from which nothing was heard are incomplete for the rule `frame-tested`: what they show was not scanned.
        shown: where text can be seen, frames and shadow roots apart: the tags down to it, and its classes.
    """

    url: str
    version: str
    violations: tuple[Issue, ...]
    incomplete: tuple[Issue, ...]
    shown: tuple[tuple[str, str], ...]


def scan_page(
    page: Page, axe: AxeScript | None = None, tags: Sequence[str] = TAGS, timeout: int = _DONE_WITHIN
) -> PageScan:
    """Scan the page as it stands now (let it settle first).

    Args:
        page: an open page.
        axe: the axe-core to use, None for `find_axe()`.
        tags: which of axe's tags select the rules.
        timeout: milliseconds for the scan itself.

    Raises:
        Unseen: SCRIPT when scripts cannot run in the page, or it is busy for ever; BROWSER for anything else.
    """
    return Scanning(page, axe or find_axe(), tags, timeout).result()


class Scanning:
    """A scan that goes on in the page while the program does other things; further arguments as of `scan_page`.

    Args:
        limits: lets the page come to rest first, None when it has; that, too, goes on in the page.

    Raises:
        Unseen: as `scan_page`.
    """

    def __init__(
        self,
        page: Page,
        axe: AxeScript,
        tags: Sequence[str] = TAGS,
        timeout: int = _DONE_WITHIN,
        limits: Limits | None = None,
    ) -> None:
        self._page = page
        self._axe = axe
        self._timeout = timeout
        self._rest = (limits.quiet, limits.settle) if limits else (0, 0)
        self._options = {
            "runOnly": {"type": "tag", "values": list(tags)},
            "rules": {FRAME_RULE: {"enabled": True}},
            "resultTypes": ["violations", "incomplete"],
            "ancestry": True,
            "pingWaitTime": _FRAME_ANSWERS_WITHIN,
            "frameWaitTime": timeout,
        }
        with self._told():
            self._begin()

    def result(self) -> PageScan:
        """Wait for the scan's end; a page that meanwhile went to another address is scanned where it arrived.

        Raises:
            Unseen: as `scan_page`.
        """
        with self._told():
            text = self._wait()
            if text == _GONE:
                self._page.wait_for_timeout(_ALIVE_WITHIN / 10)
                self._begin()
                text = self._wait()
        if text == _GONE:
            raise Unseen(Reason.SCRIPT, self._page.url, "网页不断转到别的地址，没有扫描成")
        found = _decoded(text, self._page.url)
        return PageScan(
            url=found["url"],
            version=found["version"],
            violations=tuple(map(_issue, found["violations"])),
            incomplete=tuple(map(_issue, found["incomplete"])),
            shown=tuple((way, classes) for way, _, classes in (place.partition("\n") for place in found["shown"])),
        )

    @contextlib.contextmanager
    def _told(self) -> Iterator[None]:
        """Say in our words what the browser says in its own."""
        try:
            yield
        except PlaywrightTimeout:
            raise Unseen(Reason.SCRIPT, self._page.url, f"{self._timeout / 1000:g} 秒内没有完成无障碍扫描") from None
        except Error as error:
            raise unseen(error, self._page.url) from None

    def _begin(self) -> None:
        try:
            self._page.wait_for_function(_ALIVE, timeout=_ALIVE_WITHIN, polling=100)
        except PlaywrightTimeout:
            raise Unseen(Reason.SCRIPT, self._page.url, "网页不允许脚本运行，或者脚本一直占用") from None
        try:
            for frame in self._page.frames:
                _inject(frame, self._axe)
            # `wait_for_function` would ask the page a second time, and be answered after the scan.
            self._page.evaluate(_BEGIN, [self._options, *self._rest])
        except Error as error:
            if not _has_left(error):  # that `_wait` tells
                raise

    def _wait(self) -> str:
        """What axe said, as JSON; `_GONE` when the page is no longer the one it was begun in."""
        try:
            return str(self._page.wait_for_function(_RESULT, timeout=self._timeout, polling=100).json_value())
        except Error as error:
            if not _has_left(error):
                raise
            return _GONE


def equip(page: Page, axe: AxeScript) -> None:
    """Have axe put into every frame of every page that a window will show, before the page's own scripts.

    A scan puts it in by itself where it is missing; here it is handed over once for many pages.
    """
    page.add_init_script(f"if (location.protocol !== '{_ERROR_PAGE}') {_EQUIPPED.format(axe.text)}")


def _has_left(error: Error) -> bool:
    """Whether the page has gone to another address meanwhile."""
    return "context was destroyed" in error.message


def _inject(frame: Frame, axe: AxeScript) -> None:
    """Put axe into a frame; one that takes no script is told by axe itself (`frame-tested`), the page's own must."""
    if frame.url.startswith(_ERROR_PAGE):
        return  # the browser's own words on an address that did not answer are not the site's
    try:
        told = frame.wait_for_function(_IS_EQUIPPED, timeout=_INJECTED_WITHIN, polling=100).json_value()
        if told != "yes":
            script = _INJECTED.format(_EQUIPPED.format(axe.text))
            frame.wait_for_function(script, timeout=_INJECTED_WITHIN, polling=100)
    except Error:
        if frame.parent_frame is None:
            raise


def _decoded(text: str, url: str) -> Mapping[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        raise Unseen(Reason.SCRIPT, url, "页面脚本改写了内建函数，读到的不是数据") from None
    if not isinstance(found, dict) or "error" in found:
        raise Unseen(Reason.SCRIPT, url, f"axe 出错：{str(found)[:200]}")
    return found


def _issue(raw: Mapping[str, Any]) -> Issue:
    nodes = tuple(map(_node, raw["nodes"]))
    return Issue(raw["rule"], raw["impact"] or "", tuple(raw["tags"]), raw["help"], nodes)


def _node(raw: Mapping[str, Any]) -> Node:
    checks = tuple(Check(one["id"], str(one["key"]), one["message"]) for one in raw["checks"])
    path, ancestry = _flat(raw["target"]), _flat(raw["ancestry"])
    contrast = Contrast(*raw["contrast"]) if raw["contrast"] else None
    return Node(path, ancestry, raw["html"], raw["impact"] or "", checks, len(raw["target"]) - 1, contrast)


def _flat(target: Sequence[str | Sequence[str]]) -> tuple[str, ...]:
    """One list of selectors out of axe's: frames are items of it, ways through shadow roots lists in it."""
    return tuple(step for item in target for step in ([item] if isinstance(item, str) else item))
