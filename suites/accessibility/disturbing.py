"""Does something disturb the reader? Windows that cannot be closed or come at random, floating boxes, lures."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict

from pages.dismissing import Lure
from pages.disturbances import Box, Disturbances, Load, Over
from suites.standards import Clause
from suites.verdict import Finding, Verdict

LIMITS = Path(__file__).parent.parent / "disturbance_limits.yaml"


class DisturbanceLimits(BaseModel):
    """What counts as disturbing (disturbance_limits.yaml): a share of the window, characters, dialogs in a row."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str
    popup_share: float
    covered_words: int
    dialogs: int


@cache
def disturbance_limits() -> DisturbanceLimits:
    """Read the limits.

    Raises:
        pydantic.ValidationError: a key is missing, unknown or no number.
    """
    return DisturbanceLimits.model_validate(yaml.safe_load(LIMITS.read_text(encoding="utf-8")))


def judge_popups(clause: Clause, seen: Disturbances) -> Verdict:
    """Clause 1: what pops up can be closed, and nothing pops up at random."""
    popups = [over for over in seen.over if _is_popup(over.box)]
    stuck = _stuck(popups)
    findings = [_stuck_popup(over) for over in stuck if not over.box.frame]
    findings += [_dialogs(load) for load in seen.loads if len(load.dialogs) >= disturbance_limits().dialogs]
    certain, doubts = _windows(seen)
    random, unclear = _at_random(seen.home)
    findings += [*certain, *random]
    if findings:
        return Verdict.of(clause, findings)
    doubts += unclear
    doubts += [f"{over.url} 的弹窗里是内嵌网页，看不到里面有没有关闭按钮" for over in stuck if over.box.frame]
    if doubts:
        return Verdict.review(clause, f"{'；'.join(doubts)}，请人工确认。")
    told = [f"{over.url} 的弹窗{over.closing.how}可以关闭" for over in popups]
    told += [f"{load.url} 弹出系统对话框“{load.dialogs[0]}”，可以关闭" for load in seen.loads if load.dialogs]
    return Verdict.of(clause, [], f"{'；'.join([_scope(seen), *dict.fromkeys(told)])}。")


def judge_floating(clause: Clause, seen: Disturbances) -> Verdict:
    """Clause 2: what floats over the pages hides no text, or can be closed."""
    floating = [over for over in seen.over if not _is_popup(over.box) and _hides_text(over.box) and not over.box.edge]
    stuck = [over for over in floating if not over.closing.how]
    findings = [_floating(over) for over in stuck if not over.box.frame]
    if stuck and not findings:
        where = "、".join(dict.fromkeys(over.url for over in stuck))
        return Verdict.review(clause, f"{where} 的漂浮窗口里是内嵌网页，看不到里面有没有关闭按钮，请人工确认。")
    told = [f"{over.url} 的漂浮窗口{over.closing.how}可以关闭" for over in floating]
    return Verdict.of(clause, findings, f"{'；'.join([_scope(seen), *told])}。")


def judge_lures(clause: Clause, seen: Disturbances) -> Verdict:
    """Clause 3 (assisted): what says it closes or gives something and leads elsewhere."""
    return Verdict.of(clause, [_lure(url, lure) for url, lure in seen.lures], f"{_scope(seen)}。")


def _scope(seen: Disturbances) -> str:
    return f"首页打开 {len(seen.home)} 次，另看了 {len(seen.others)} 个页面"


def _is_popup(box: Box) -> bool:
    return box.share >= disturbance_limits().popup_share and (_hides_text(box) or box.pictures > 0)


def _hides_text(box: Box) -> bool:
    return box.words >= disturbance_limits().covered_words


def _stuck(popups: Iterable[Over]) -> list[Over]:
    """Those that were not closed; of a window and the ground darkened behind it, the window."""
    left = [over for over in popups if not over.closing.how]
    return [over for over in left if over.box.text] or left


def _what(box: Box) -> str:
    return f"“{box.text[:20]}”" if box.text else f"（{box.name[:40]}）"


def _tried(over: Over) -> str:
    waited = () if over.box.moves else ("等待几秒",)
    return f"{'、'.join((*over.closing.tried, *waited))}都没有关闭"


def _stuck_popup(over: Over) -> Finding:
    limit = f"超过 {disturbance_limits().popup_share:.0%}"
    what = f"弹窗{_what(over.box)}遮住窗口的 {over.box.share:.0%}（{limit}），不能关闭：{_tried(over)}。"
    return Finding(over.url, what, f"弹窗 {over.url} {over.box.name}", over.box.selector, over.box.text)


def _floating(over: Over) -> Finding:
    moves = "在页面上移动" if over.box.moves else "固定在页面上"
    limit = f"{disturbance_limits().covered_words} 个字以上算遮挡"
    what = f"漂浮窗口{_what(over.box)}{moves}，遮住正文约 {over.box.words:.0f} 个字（{limit}），{_tried(over)}。"
    return Finding(over.url, what, f"漂浮窗口 {over.url} {over.box.name}", over.box.selector, over.box.text)


def _dialogs(load: Load) -> Finding:
    limit = disturbance_limits().dialogs
    what = f"打开后连续弹出 {len(load.dialogs)} 个系统对话框“{load.dialogs[0]}”（{limit} 个以上算不能关闭）。"
    return Finding(load.url, what, f"对话框 {load.url}")


def _windows(seen: Disturbances) -> tuple[list[Finding], list[str]]:
    """Windows that a page opened by itself: certain when it did so again, doubtful when it did so once."""
    loads: dict[tuple[str, str], int] = {}
    for load in seen.loads:
        for address in load.windows:
            loads[load.url, address] = loads.get((load.url, address), 0) + 1
    certain = [
        Finding(url, f"打开后不经点击就自动弹出新窗口 {address}（{times} 次）。", f"弹出窗口 {address}")
        for (url, address), times in loads.items()
        if times > 1
    ]
    doubts = [f"{url} 有一次自动弹出新窗口 {address}" for (url, address), times in loads.items() if times == 1]
    return certain, doubts


def _at_random(loads: Sequence[Load]) -> tuple[list[Finding], list[str]]:
    """Windows that new visitors meet at one load and not at another, and why that is not certain.

    Proven when, watched long enough, one is missing and comes again later: what is shown once only does not come again,
    and what is merely late is not missing.
    """
    patient = [load for load in loads if load.patient]
    findings, doubts = [], []
    for name in sorted({box.name for load in loads for box in load.boxes if _is_popup(box)}):
        there = [any(box.name == name for box in load.boxes) for load in patient]
        before = [any(box.name == name for box in load.boxes) for load in loads if not load.patient]
        if not patient or all(there) or (not any(there) and before == sorted(before, reverse=True)):
            continue
        if (False, True) in pairwise(there):
            box = next(box for load in loads for box in load.boxes if box.name == name)
            counted = f"{len(loads)} 次打开首页，出现 {sum(there) + sum(before)} 次"
            what = f"弹窗{_what(box)}随机出现（每次都是新访客，{counted}）。"
            findings.append(Finding(loads[0].url, what, f"随机弹窗 {name}", box.selector, box.text))
        else:
            doubts.append(f"首页的弹窗（{name[:40]}）有时出现有时不出现，可能是按次数显示")
    return findings, doubts


def _lure(url: str, lure: Lure) -> Finding:
    leads = f"打开 {lure.leads}" if lure.leads else "没有写明去向"
    what = f"“{lure.label}”可能诱导点击：按下后{leads}，请人工确认。"
    return Finding(url, what, f"诱导 {lure.label} {lure.leads}", excerpt=lure.label)
