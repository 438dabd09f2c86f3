"""What does axe find on a page? Injected into every frame, run once, every wait bounded, told as frozen data.

Known traps: `axe.run` never ends where timers are off (CSP `sandbox`, scripts switched off), frames are scanned only
when the script was put into them, and Playwright's own serialising of a large result takes longer than the scan, so the
result comes back as one JSON text.
"""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Frame, Page
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from pages.axe_script import AxeScript, find_axe
from pages.browser_errors import unseen
from pages.errors import Reason, Unseen
from pages.page_scripts import UNTAMPERED

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa")
FRAME_RULE = "frame-tested"
_RUN = (Path(__file__).parent / "axe.js").read_text(encoding="utf-8").strip()
_SCRIPT = f"(options) => {{ {UNTAMPERED} return ({_RUN})(options); }}"
_ALIVE = "() => new Promise((done) => setTimeout(() => done('alive'), 0))"
_INJECTED = "() => {{ {}\n; axe.configure({{allowedOrigins: ['<unsafe_all_origins>']}}); return 'ready'; }}"
_ERROR_PAGE = "chrome-error:"
_ALIVE_WITHIN = 3_000
_INJECTED_WITHIN = 10_000
_DONE_WITHIN = 60_000
_FRAME_ANSWERS_WITHIN = 3_000
_ATTEMPTS = 2


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
        seconds: how long injecting and scanning took.
    """

    url: str
    version: str
    violations: tuple[Issue, ...]
    incomplete: tuple[Issue, ...]
    seconds: float = 0.0


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
    axe = axe or find_axe()
    for attempt in range(_ATTEMPTS):
        try:
            return _scan(page, axe, tags, timeout)
        except PlaywrightTimeout:
            raise Unseen(Reason.SCRIPT, page.url, f"{timeout / 1000:g} 秒内没有完成无障碍扫描") from None
        except Error as error:
            # A page that went to another address while it was scanned is scanned where it arrived.
            if attempt + 1 == _ATTEMPTS or "context was destroyed" not in error.message:
                raise unseen(error, page.url) from None
            page.wait_for_timeout(_ALIVE_WITHIN / 10)
    raise AssertionError  # pragma: no cover  the loop returns or raises


def _scan(page: Page, axe: AxeScript, tags: Sequence[str], timeout: int) -> PageScan:
    began = time.perf_counter()
    try:
        page.wait_for_function(_ALIVE, timeout=_ALIVE_WITHIN, polling=100)
    except PlaywrightTimeout:
        raise Unseen(Reason.SCRIPT, page.url, "网页不允许脚本运行，或者脚本一直占用") from None
    script = _INJECTED.format(axe.text)
    for frame in page.frames:
        _inject(frame, script)
    options = {
        "runOnly": {"type": "tag", "values": list(tags)},
        "rules": {FRAME_RULE: {"enabled": True}},
        "resultTypes": ["violations", "incomplete"],
        "ancestry": True,
        "pingWaitTime": _FRAME_ANSWERS_WITHIN,
        "frameWaitTime": timeout,
    }
    answer = page.wait_for_function(_SCRIPT, arg=options, timeout=timeout, polling=100).json_value()
    found = _decoded(str(answer), page.url)
    return PageScan(
        url=found["url"],
        version=found["version"],
        violations=tuple(map(_issue, found["violations"])),
        incomplete=tuple(map(_issue, found["incomplete"])),
        seconds=time.perf_counter() - began,
    )


def _inject(frame: Frame, script: str) -> None:
    """Put axe into a frame; one that takes no script is told by axe itself (`frame-tested`), the page's own must."""
    if frame.url.startswith(_ERROR_PAGE):
        return  # the browser's own words on an address that did not answer are not the site's
    try:
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
