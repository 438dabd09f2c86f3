"""What is wrong for a person without a mouse? Findings and doubts from the pages that were walked through by Tab."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from pages.errors import Reason, Unseen, raise_first
from pages.keyboard_focus import Unmarked
from pages.keyboard_order import Disorder
from pages.keyboard_reach import Missed
from pages.keyboard_tour import Tour, Tours
from pages.keyboard_walk import Trap
from suites.standards import Clause
from suites.verdict import Finding, Verdict

_NAMED = 3


def reached(clause: Clause, tours: Tours) -> Verdict:
    """键盘操作 第 1 条: what the mouse can press and Tab does not come to."""
    found = [(one, tour) for tour in tours.tours for one in _grouped(tour.missed)]
    findings = [_unreached(group, tour) for group, tour in found if not _in_doubt(group[0], tour)]
    doubts = [_unreached(group, tour) for group, tour in found if _in_doubt(group[0], tour)]
    return _verdict(clause, tours, findings, doubts, "被 Tab 键跳过，或者没有文字、不知道做什么用，须由人核对")


def _grouped(missed: Iterable[Missed]) -> Iterator[list[Missed]]:
    """Elements written alike are one defect."""
    ordered = sorted(missed, key=lambda one: (one.element.pattern, one.why, one.skipped))
    for _, group in groupby(ordered, key=lambda one: (one.element.pattern, one.why, one.skipped)):
        yield list(group)


def _in_doubt(one: Missed, tour: Tour) -> bool:
    """Passed by although it takes part; or a dot of a carousel, whose pictures may be reached all the same."""
    unnamed = one.why == "listener" and not one.element.label
    return unnamed or (one.skipped and one.element.number not in tour.lost)


def _unreached(group: Sequence[Missed], tour: Tour) -> Finding:
    first = group[0]
    if first.element.number in tour.lost:
        how = "得到焦点后立即被页面脚本移走，键盘操作不了"
    elif first.skipped:
        how = "按 Tab 键时被跳过"
    elif first.why == "native":
        how = f"设了 tabindex={first.element.tabindex}，按 Tab 键到不了"
    else:
        how = "只能用鼠标点击，按 Tab 键到不了"
    what = f"{_names([one.element.called for one in group])}{how}。"
    key = f"键盘到不了：{first.element.pattern}"
    return Finding(tour.page.url, what, key, first.element.selector or None, first.html)


def marked(clause: Clause, tours: Tours) -> Verdict:
    """键盘操作 第 2 条: elements that look the same with and without the focus."""
    found = [(tour, one) for tour in tours.tours for one in tour.unmarked]
    findings = [_unmarked(tour, one) for tour, one in found if one.element.sized]
    doubts = [_unmarked(tour, one) for tour, one in found if not one.element.sized]
    return _verdict(clause, tours, findings, doubts, "元素没有显示出来，是多余的还是没有加载成功，须由人核对")


def _unmarked(tour: Tour, one: Unmarked) -> Finding:
    what = f"{one.element.called}{_count(one.count)}得到焦点时，前后画面没有差别，看不出焦点在哪里。"
    key = f"看不见焦点：{one.element.pattern}"
    return Finding(tour.page.url, what, key, one.element.selector or None, one.element.label)


def free(clause: Clause, tours: Tours) -> Verdict:
    """键盘操作 第 3 条: places the focus cannot leave."""
    trapped = [(tour, tour.trap) for tour in tours.tours if tour.trap is not None]
    findings = [_trapped(tour, trap) for tour, trap in trapped if not _may_be_left(trap)]
    doubts = [_trapped(tour, trap) for tour, trap in trapped if _may_be_left(trap)]
    return _verdict(clause, tours, findings, doubts, "也许有别的办法离开，须由人核对", blind=())


def _may_be_left(trap: Trap) -> bool:
    """Backwards, to the browser's own bars, or by a key that the page tells of and we did not press as it is meant."""
    return trap.backwards or trap.whole or bool(trap.told)


def _trapped(tour: Tour, trap: Trap) -> Finding:
    first = trap.elements[0]
    tried = f"，页面上写的 {'、'.join(trap.told)} 试过也不行" if trap.told else ""
    back = "，只能按 Shift+Tab 退回" if trap.backwards else "，按 Shift+Tab 也不行"
    what = f"焦点进入{_names([one.called for one in trap.elements])}以后，按 Tab 键和 Esc 键都移不出去{back}{tried}。"
    return Finding(tour.page.url, what, f"焦点困住：{first.pattern}", first.selector or None, first.label)


def ordered(clause: Clause, tours: Tours) -> Verdict:
    """键盘操作 第 4 条: contradictions between the order of the focus and that of the page."""
    found = [(tour, one) for tour in tours.tours for one in tour.disorders]
    findings = [_disorder(tour, one) for tour, one in found if not one.doubtful]
    doubts = [_disorder(tour, one) for tour, one in found if one.doubtful]
    return _verdict(clause, tours, findings, doubts, "表单内的次序是连贯的，是否影响使用须由人核对")


def _disorder(tour: Tour, one: Disorder) -> Finding:
    if one.cause == "tabindex":
        what = (
            f"{one.early.called}{_count(one.count)}设了 tabindex={one.early.tabindex}，"
            f"先于排在它前面的{one.late.called}得到焦点。"
        )
        key = f"焦点次序：{one.early.pattern}"
    else:
        what = f"页脚的{one.early.called}先于页面上方的{one.late.called}得到焦点。"
        key = "焦点次序：页脚在前"
    return Finding(tour.page.url, what, key, one.early.selector or None, one.early.label)


def skipping(clause: Clause, tours: Tours) -> Verdict:
    """键盘操作 第 5 条: the link past the head of the page."""
    findings = []
    for tour in tours.tours:
        skip = tour.skip
        if skip is None or not skip.needed or skip.fine or tour.trap is not None:
            continue
        if not skip.label:
            what = f"开头没有“跳到主要内容”一类的链接，用键盘的人每次都要经过页头，本页共有 {len(tour.stops)} 站。"
            findings.append(Finding(tour.page.url, what, "跳到主要内容：没有"))
        else:
            fault = "得到焦点时看不见" if not skip.shown else "按回车键后，焦点没有到主要内容"
            what = f"“{skip.label}”{fault}。"
            findings.append(Finding(tour.page.url, what, f"跳到主要内容：{fault}", skip.selector or None, skip.label))
    # Beside a trap, the keys that bring the focus to the link may have led into it.
    untried = [
        one for one in tours.tours if one.trap is not None and one.skip and one.skip.needed and not one.skip.fine
    ]
    return _verdict(clause, tours, findings, blind=[*_cut_short(tours), *untried])


def opening(clause: Clause, tours: Tours) -> Verdict:
    """键盘操作 第 6 条: menus under the mouse that no key opens."""
    shut = [(tour, one) for tour in tours.tours for one in tour.menus if not one.opens]
    every = [
        (
            Finding(
                tour.page.url,
                f"菜单{one.trigger.called}要用鼠标悬停才展开（出现 {one.links} 个链接），用键盘打不开。",
                f"悬停菜单：{one.trigger.label}",
                one.trigger.selector or None,
                one.trigger.label,
            ),
            one.elsewhere or not one.known,
        )
        for tour, one in shut
    ]
    findings = [one for one, doubtful in every if not doubtful]
    doubts = [one for one, doubtful in every if doubtful]
    return _verdict(
        clause, tours, findings, doubts, "菜单本身链接的页面上有同样的链接，或者焦点没有移到菜单上，须由人核对"
    )


def _names(called: Sequence[str]) -> str:
    shown = "、".join(list(dict.fromkeys(called))[:_NAMED])
    return f"{shown}等 {len(called)} 处" if len(called) > 1 else shown


def _count(count: int) -> str:
    return f"等 {count} 处" if count > 1 else ""


def _verdict(
    clause: Clause,
    tours: Tours,
    findings: Sequence[Finding],
    doubts: Sequence[Finding] = (),
    why: str = "",
    blind: Sequence[Tour] | None = None,
) -> Verdict:
    """Findings deduct; doubts alone are for a person to decide.

    Raises:
        Unseen: nothing was found, but a page could not be walked through, or is one of `blind` (by default those that
            a trap cut short).
    """
    if not findings and not doubts:
        short = _cut_short(tours) if blind is None else blind
        raise_first([*tours.unseen, *map(_stuck, short)])
    note = _note(tours)
    if doubts and not findings:
        return Verdict.review(clause, f"{why}。{note}", doubts)
    return Verdict.of(clause, findings, note)


def _cut_short(tours: Tours) -> list[Tour]:
    return [tour for tour in tours.tours if tour.cut_short]


def _stuck(tour: Tour) -> Unseen:
    return Unseen(Reason.SCRIPT, tour.page.url, "焦点困在一处出不来，后面的内容没有走到")


def _note(tours: Tours) -> str:
    walked = "、".join(f"{tour.page.kind}（{len(tour.stops)} 站）" for tour in tours.tours)
    parts = [f"用 Tab 键走过 {walked}"]
    parts += [f"{tour.page.kind}没有走完" for tour in tours.tours if not tour.complete and tour.trap is None]
    parts += [f"{failure.where} 没有走成：{failure.detail}" for failure in tours.unseen]
    return f"{'；'.join(parts)}。"
