"""What moves on and cannot be stopped? Findings from the pages that were watched."""

from pages.motion import Motion, Motions, Region
from suites.standards import Clause
from suites.verdict import Finding, Verdict


def pausing(clause: Clause, motions: Motions) -> Verdict:
    """活动内容 第 1 条: what moves longer than the clause's `least` can be stopped by keys."""
    least = clause.duration("least")
    findings = [
        _finding(page, one.region, f"自动活动超过 {least}，没有能用键盘操作的暂停办法")
        for page in motions.pages
        for one in page.moving
        if not one.stopped
    ]
    doubts = [
        Finding(page.page.url, f"动画图片 {name} 不能暂停，是否一直活动须由人核对。", f"动画图片：{name}", None, name)
        for page in motions.pages
        for name in page.gifs
    ]
    stopped = [one.stopped for page in motions.pages for one in page.moving if one.stopped]
    note = _note(motions) + (f"{'；'.join(dict.fromkeys(stopped))}。" if stopped else "")
    if doubts and not findings:
        return Verdict.review(clause, f"有不能暂停的动画图片。{note}", doubts)
    return Verdict.of(clause, findings, note)


def reducing(clause: Clause, motions: Motions) -> Verdict:
    """活动内容 第 2 条: nothing moves by itself when the system asks for less motion."""
    findings = [
        _finding(page, region, "在系统设为减少动态效果（prefers-reduced-motion）时仍然自动活动")
        for page in motions.pages
        for region in page.reduced
    ]
    return Verdict.of(clause, findings, _note(motions))


def _finding(page: Motion, region: Region, fault: str) -> Finding:
    place = region.element.pattern.rpartition(">")[2]
    showing = f"（看的时候显示“{region.element.label}”）" if region.element.label else ""
    what = f"{place} 区域的内容{showing}{fault}。"
    key = f"活动内容：{region.element.pattern}"
    return Finding(page.page.url, what, key, region.element.selector or None, region.html)


def _note(motions: Motions) -> str:
    watched = "、".join(page.page.kind for page in motions.pages)
    moving = sum(len(page.moving) for page in motions.pages)
    left = "".join(f"；{failure.where} 没有看成：{failure.detail}" for failure in motions.unseen)
    return f"观察了{watched}，有 {moving} 处自动活动的内容{left}。"
