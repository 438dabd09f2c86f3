"""Does a mode for elders (or barrier-free browsing) help as it should? Eight clauses over what was seen of it in use.

What a mode has to offer (size, colours, reading aloud, pointer, staying on) is asked of the modes together: one that
gives it is enough. That a switch works, that it can be left and that it breaks nothing is asked of every mode.
"""

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import TypeVar

from pages.errors import Reason, Unseen
from pages.mode_aids import Effect
from pages.mode_elsewhere import same_look
from pages.mode_faults import Fault
from pages.mode_use import Modes, Use
from pages.modes import Look
from suites.accessibility.axe_rules import rule_of
from suites.bonus.easier_reading import is_kept, is_larger
from suites.standards import Clause
from suites.verdict import Finding, Verdict

_T = TypeVar("_T")
_ERROR = 400
# CSS: 96 pixels are an inch, which is 72 points.
_PIXELS_PER_POINT = Fraction(96, 72)


def judge_switch(clause: Clause, modes: Modes) -> Verdict:
    """Clause 1: there is a switch, and every switch that is there does something."""
    if not modes.uses:
        if modes.hints:
            told = "、".join(modes.hints[:3])
            return Verdict.review(clause, f"首页没有认出适老模式或无障碍浏览的入口，但看到{told}，请人工确认。")
        what = "首页没有适老模式或无障碍浏览的入口（按钮或链接）。"
        return Verdict.of(clause, [Finding(modes.home, what, target="适老模式入口")])
    dead = [use for use in modes.uses if not _changed(use)]
    for use in dead:
        if use.lost:
            raise Unseen(Reason.UNREACHABLE, use.lost[0], f"“{use.trial.label}”的工具条脚本没有取到")
    silent = [_finding(use, _why_dead(use), "入口") for use in dead if not use.reacted or _failed(use)]
    if silent:
        return Verdict.of(clause, silent)
    if dead:
        names = _names(dead)
        return Verdict.review(clause, f"按下{names}有反应，但没有测到正文或工具的变化，请人工确认。")
    return Verdict.of(clause, [], f"{_names(modes.uses)}按下后页面确实改变。")


def judge_size(clause: Clause, modes: Modes) -> Verdict:
    """Clause 2: the text is large, or much larger than before, in one of the modes."""
    pixels, times = clause.count("size") * _PIXELS_PER_POINT, clause.ratio("times")
    best: list[tuple[Use, Look, Look]] = []
    for use in _working(modes):
        before, looks = use.before, _looks(use)
        now = max(looks, key=lambda look: look.size)
        if now.size >= pixels or now.size >= before.size * times:
            told = f"“{use.trial.label}”打开后正文字号 {now.size:.0f} 像素（原来 {before.size:.0f} 像素）。"
            return Verdict.of(clause, [], told)
        best.append((use, before, now))
    _raise_unseen(use.largest for use, _, _ in best)
    if doubt := _hidden(clause, modes, "放大文字的工具"):
        return doubt
    use, before, now = max(best, key=lambda one: one[2].size)
    limits = f"不到 {float(pixels):g} 像素（{clause.count('size')} 磅），也不到原来的 {float(times):g} 倍"
    what = f"打开“{use.trial.label}”后正文字号最大 {now.size:.0f} 像素（原来 {before.size:.0f} 像素），{limits}。"
    return Verdict.of(clause, [_finding(use, what, "字号")])


def judge_colours(clause: Clause, modes: Modes) -> Verdict:
    """Clause 3: other colours can be had, with enough contrast, in one of the modes."""
    ratio = clause.ratio("ratio")
    uses = _working(modes)
    changed: list[tuple[Use, str, Look]] = []
    for use in uses:
        tried = [("", use.after), *_schemes(use)]
        changed += [(use, label, now) for label, now in tried if now.colours != use.before.colours]
    for use, label, now in changed:
        if now.contrast >= ratio:
            how = f"按下“{label}”" if label else f"打开“{use.trial.label}”"
            return Verdict.of(clause, [], f"{how}后换成另一种配色，正文对比度 {now.contrast:.1f}:1。")
    _raise_unseen(use.schemes for use in uses)
    doubts = [label for use in uses if not isinstance(use.schemes, Unseen) for label in use.schemes.doubts]
    if doubts and not changed:
        return Verdict.review(clause, f"按下“{doubts[0]}”有反应，但没有测到正文配色的变化，请人工确认。")
    if doubt := _hidden(clause, modes, "配色工具"):
        return doubt
    if changed:
        use, label, now = max(changed, key=lambda one: one[2].contrast)
        tool = f"“{label}”给出的" if label else ""
        what = f"打开“{use.trial.label}”后，{tool}配色的正文对比度最高 {now.contrast:.1f}:1，低于 {float(ratio):g}:1。"
    else:
        use = uses[0]
        dull = [] if isinstance(use.schemes, Unseen) else use.schemes.dull
        tool = f"按下“{dull[0]}”没有反应" if dull else "没有可以改变配色的工具"
        what = f"打开{_names(uses)}后{tool}，正文的配色与原来相同。"
    return Verdict.of(clause, [_finding(use, what, "配色")])


def judge_voice(clause: Clause, modes: Modes) -> Verdict:
    """Clause 4: a tool reads aloud in one of the modes."""
    return _judge_effect(clause, modes, lambda use: use.voice, "朗读（语音阅读）", "声音")


def judge_pointer(clause: Clause, modes: Modes) -> Verdict:
    """Clause 5: a large pointer, or lines that go along with it, in one of the modes."""
    return _judge_effect(clause, modes, lambda use: use.pointer, "大鼠标指针或十字辅助线", "指针变大或跟随的辅助线")


def _judge_effect(
    clause: Clause, modes: Modes, part: Callable[[Use], Effect | Unseen], name: str, effect: str
) -> Verdict:
    uses = _working(modes)
    seen = [(use, found) for use in uses if not isinstance(found := part(use), Unseen)]
    for use, found in seen:
        if found.seen:
            how = f"（工具{'、'.join(f'“{tool}”' for tool in found.tools)}）" if found.tools else ""
            return Verdict.of(clause, [], f"打开“{use.trial.label}”后有{name}{how}：{'；'.join(found.seen[:3])}。")
    _raise_unseen(part(use) for use in uses)
    if doubts := [doubt for _, found in seen for doubt in found.doubts]:
        return Verdict.review(clause, f"{doubts[0]}，请人工确认。")
    if doubt := _hidden(clause, modes, f"{name}的工具"):
        return doubt
    tools = tuple(dict.fromkeys(tool for _, found in seen for tool in found.tools))
    shown = f"按下{'、'.join(f'“{tool}”' for tool in tools)}没有{effect}" if tools else f"没有{name}的工具"
    return Verdict.of(clause, [_finding(uses[0], f"打开{_names(uses)}后{shown}。", name)])


def judge_staying(clause: Clause, modes: Modes) -> Verdict:
    """Clause 6: one of the modes is still on when another page of the site is shown."""
    uses = _working(modes)
    faults: list[tuple[Use, str]] = []
    looked = False
    for use in uses:
        if isinstance(use.stays, Unseen):
            continue
        places = [("打开其他页面", use.trial.kept)] if use.trial.kept is not None else []
        places += [(f"{stay.how}其他页面", stay.look) for stay in use.stays]
        lost = [how for how, now in places if not _stays(use, now, modes.elsewhere)]
        looked |= bool(places)
        if places and not lost:
            return Verdict.of(clause, [], f"“{use.trial.label}”{'、'.join(how for how, _ in places[:2])}后仍然有效。")
        if lost and len(lost) < len(places) and use.trial.kept is None:
            return Verdict.review(clause, f"“{use.trial.label}”的链接有的仍然有效，有的已经失效，请人工确认。")
        faults += [(use, lost[0])] if lost else []
    _raise_unseen(use.stays for use in uses)
    if not looked:
        raise Unseen(Reason.LAYOUT, modes.home, "没有本网站的其他页面可以打开")
    return Verdict.of(clause, [_finding(use, f"“{use.trial.label}”{how}后即失效。", "保持") for use, how in faults[:1]])


def judge_leaving(clause: Clause, modes: Modes) -> Verdict:
    """Clause 7: every mode can be left, and then all is as before."""
    uses = _working(modes)
    findings, doubts, told = [], [], []
    for use in uses:
        leaving, before = _known(use.leaving), use.before
        if leaving.how and leaving.anew is not None and not same_look(before, leaving.anew):
            what = f"“{use.trial.label}”{leaving.how}退出后，重新打开首页又变了样：{_differs(before, leaving.anew)}。"
            findings.append(_finding(use, what, "退出"))
        elif leaving.how:
            told.append(f"“{use.trial.label}”{leaving.how}退出，恢复原样")
        elif leaving.doubt:
            doubts.append(f"“{use.trial.label}”{leaving.doubt}")
        else:
            tried = "、".join(leaving.tried) or "没有找到退出的按钮"
            now = f"，{_differs(before, leaving.last)}" if leaving.last else ""
            findings.append(_finding(use, f"“{use.trial.label}”打开后不能退出（{tried}）{now}。", "退出"))
    if doubts and not findings:
        return Verdict.review(clause, f"{'；'.join(doubts)}，请人工确认。")
    return Verdict.of(clause, findings, f"{'；'.join([*told, *doubts])}。" if told or doubts else "")


def judge_faults(clause: Clause, modes: Modes) -> Verdict:
    """Clause 8: axe finds nothing in any mode that it does not find without."""
    uses = _working(modes)
    sure = [_broken(use, fault) for use in uses for fault in _known(use.faults).sure]
    doubts = [_broken(use, fault) for use in uses for fault in _known(use.faults).doubts]
    if doubts and not sure:
        return Verdict.review(clause, "有的元素原来隐藏，打开模式后才显示，不能确定是不是模式带来的。", doubts)
    return Verdict.of(clause, sure, f"扫描了{_names(uses)}打开后的页面。")


def _broken(use: Use, fault: Fault) -> Finding:
    rule = rule_of(fault.rule, fault.help)
    what = f"打开“{use.trial.label}”后新出现 {fault.count} 处：{rule.title}（{fault.rule}）。怎样改：{rule.fix}。"
    return Finding(use.url, what, f"{use.trial.label} {fault.rule}", selector=fault.selector, excerpt=fault.html[:300])


def unusable(clause: Clause, modes: Modes) -> Verdict | None:
    """Why nothing can be asked of the modes, None when one can be used: their absence counts once, in clause 1.

    Raises:
        Unseen: there seems to be a switch that was not recognised, or its tool bar could not be fetched.
    """
    if modes.uses:
        if _working(modes):
            return None
        if lost := [url for use in modes.uses for url in use.lost]:
            raise Unseen(Reason.UNREACHABLE, lost[0], "工具条脚本没有取到")
        return Verdict.inapplicable(clause, f"{_names(modes.uses)}打不开或没有反应，见本项第 1 条。")
    if modes.hints:
        raise Unseen(Reason.LAYOUT, modes.home, "没有认出适老模式或无障碍浏览的入口")
    return Verdict.inapplicable(clause, "首页没有适老模式或无障碍浏览的入口，见本项第 1 条。")


def _working(modes: Modes) -> list[Use]:
    return [use for use in modes.uses if _changed(use) or (use.reacted and not _failed(use) and not use.lost)]


def _changed(use: Use) -> bool:
    """Whether pressing the switch did something to the page, whatever it was."""
    before, effects = use.before, [part for part in (use.voice, use.pointer) if isinstance(part, Effect)]
    if _failed(use) or (use.lost and not use.reacted):
        return False
    looks = [*_looks(use), *(now for _, now in _schemes(use))]
    moved = any(
        not same_look(before, now) or now.style != before.style or set(now.tools) - set(before.tools) for now in looks
    )
    apart = use.after.url.partition("#")[0] != before.url.partition("#")[0]
    return moved or apart or bool(use.hiding) or any(effect.seen for effect in effects)


def _failed(use: Use) -> bool:
    return use.after.status >= _ERROR


def _why_dead(use: Use) -> str:
    if _failed(use):
        return f"“{use.trial.label}”打开的页面返回 {use.after.status}。"
    return f"按下“{use.trial.label}”后页面没有任何变化。"


def _looks(use: Use) -> list[Look]:
    measured = (use.after, use.trial.enlarged, use.largest)
    return [now for now in measured if isinstance(now, Look)]


def _schemes(use: Use) -> tuple[tuple[str, Look], ...]:
    return () if isinstance(use.schemes, Unseen) else use.schemes.looks


def _stays(use: Use, now: Look, ordinary: Look | None) -> bool:
    """Whether the mode is on: a page that reads differently with it than without shows that it is."""
    before, after = use.before, use.after
    if use.trial.kept is not None and ordinary is not None and not same_look(ordinary, now):
        return True
    looks = [look for look in (after, use.trial.enlarged) if look is not None and not same_look(before, look)]
    return is_larger(before, now) or any(is_kept(before, look, now) for look in looks or _looks(use)[:1])


def _differs(before: Look, now: Look) -> str:
    """What is not as it was, as a Chinese clause."""
    if same_look(before, now):
        return "正文与打开前相同"
    size = f"正文字号 {before.size:.0f} → {now.size:.0f} 像素"
    return f"{size}，对比度 {before.contrast:.1f} → {now.contrast:.1f}" + (
        "" if before.colours == now.colours else "，配色不同"
    )


def _hidden(clause: Clause, modes: Modes, what: str) -> Verdict | None:
    """A tool bar whose inside cannot be seen, or whose labels say nothing known, may well have the tool."""
    for use in _working(modes):
        if use.hiding:
            where = "、".join(use.hiding)
            return Verdict.review(
                clause, f"“{use.trial.label}”的工具条在 {where} 中，看不到里面有没有{what}，请人工确认。"
            )
        if use.strangers:
            named = "、".join(f"“{label}”" for label in use.strangers[:4])
            return Verdict.review(clause, f"“{use.trial.label}”的工具条里有{named}，不知道是不是{what}，请人工确认。")
    return None


def _known(part: _T | Unseen) -> _T:
    """What was seen of a part; raises what kept it from being seen."""
    if isinstance(part, Unseen):
        raise part
    return part


def _raise_unseen(parts: Iterable[object]) -> None:
    unseen = next((part for part in parts if isinstance(part, Unseen)), None)
    if unseen is not None:
        raise unseen


def _names(uses: Sequence[Use]) -> str:
    return "、".join(f"“{use.trial.label}”" for use in uses)


def _finding(use: Use, what: str, about: str) -> Finding:
    before, label = use.before, use.trial.label or ""
    return Finding(before.url, what, f"{label} {about}", excerpt=label)
