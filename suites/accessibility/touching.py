"""Can what has to be pressed be hit? Small targets without room around them, one finding per line of the template."""

from collections.abc import Sequence

from pages.click_targets import Target, TargetPage
from suites.standards import Clause
from suites.verdict import Finding, Verdict


def judge_targets(clause: Clause, pages: Sequence[TargetPage]) -> Verdict:
    """One finding for every kind of target that is too small and too near to another."""
    size = clause.count("size")
    findings = [_finding(page, pairs, size) for page in pages for pairs in _kinds(page, size)]
    total = sum(len(page.targets) for page in pages)
    return Verdict.of(clause, findings, f"在手机大小的窗口里量了 {len(pages)} 个页面的 {total} 个点击目标。")


def _kinds(page: TargetPage, size: int) -> list[list[tuple[Target, Target]]]:
    kinds: dict[str, list[tuple[Target, Target]]] = {}
    for pair in page.crowded(size):
        kinds.setdefault(pair[0].pattern, []).append(pair)
    return list(kinds.values())


def _finding(page: TargetPage, pairs: list[tuple[Target, Target]], size: int) -> Finding:
    target, near = pairs[0]
    more = f"；同类的共 {len(pairs)} 处" if len(pairs) > 1 else ""
    return Finding(
        page.url,
        f"{_called(target)}只有 {target.width:.0f}×{target.height:.0f} 像素，小于 {size}×{size} 像素，"
        f"以它为中心、直径 {size} 像素的圆碰到了{_called(near)}{more}（{target.pattern}）。",
        f"target {target.pattern}",
        selector=target.at,
    )


def _called(target: Target) -> str:
    return f"“{target.text}”" if target.text else "没有文字的控件"
