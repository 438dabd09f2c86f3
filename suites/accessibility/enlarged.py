"""Is anything lost when text is enlarged, or on a screen as narrow as that of a phone?"""

from collections.abc import Iterable, Iterator, Sequence

from pages.layout_losses import Loss
from pages.zooming import WIDTH, Narrowed, Shown
from suites.accessibility.doubts import concluded
from suites.accessibility.widths import culprits
from suites.standards import Clause
from suites.verdict import Finding, Verdict

_DOUBTFUL = "下列内容可能丢失，也可能在别处仍能看到，须由人看截图确定"


def judge_enlarged(clause: Clause, seen: Sequence[Narrowed]) -> Verdict:
    """Findings for what is lost at the clause's zoom; what only seems lost is for a person to decide."""
    zoom = clause.ratio("zoom")
    enlarged = [one for one in seen if one.width == round(WIDTH / zoom)]
    narrow = round(WIDTH / zoom)
    note = f"把 {len(enlarged)} 个页面放大到 {zoom * 100}%（{WIDTH} 像素宽的窗口合 {narrow} 像素），与原样比较。"
    state = f"放大到 {zoom * 100}% 时"
    certain, doubtful = (list(_lost(enlarged, state, certain=sure)) for sure in (True, False))
    return concluded(clause, certain, doubtful, _DOUBTFUL, note)


def judge_narrow(clause: Clause, seen: Sequence[Narrowed]) -> Verdict:
    """Findings for pages that have to be scrolled sideways to be read, and for what is lost, at the clause's width."""
    width = clause.count("width")
    narrow = [one for one in seen if one.width == width]
    note = f"在 {width} 像素宽的窗口里看了 {len(narrow)} 个页面，用的是电脑浏览器的身份；网站为手机另设的网址没有看。"
    state = f"屏幕宽 {width} 像素时"
    certain = [*_sideways(narrow), *_lost(narrow, state, certain=True)]
    return concluded(clause, certain, list(_lost(narrow, state, certain=False)), _DOUBTFUL, note)


def _lost(seen: Iterable[Narrowed], state: str, *, certain: bool) -> Iterator[Finding]:
    for one in seen:
        for shown in one.losses:
            if shown.lost.certain is certain:
                yield _finding(one, shown, state)


def _finding(one: Narrowed, shown: Shown, state: str) -> Finding:
    lost = shown.lost
    named = f"“{lost.text}”" if lost.text else "没有文字的控件"
    what = f"{named}与“{lost.other}”重叠" if lost.loss is Loss.OVERLAP else f"{named}{lost.loss.value}"
    more = f"，同类的共 {lost.count} 处" if lost.count > 1 else ""
    return Finding(
        one.url,
        f"{state}，{what}{more}（{lost.pattern}）。",
        f"{lost.loss.name} {lost.pattern}",
        selector=lost.at,
        evidence=(shown.picture,) if shown.picture else (),
    )


def _sideways(seen: Iterable[Narrowed]) -> Iterator[Finding]:
    for one in seen:
        layout = one.layout
        beyond = layout.beyond
        if not beyond:
            continue
        boxes = [box for box in layout.wide if not box.exempt]
        example = next((piece.text for piece in beyond if piece.text), "图片")
        scrolled = f"要横向滚动才能读到“{example}”等 {len(beyond)} 处{culprits(boxes)}"
        yield Finding(
            one.url,
            f"屏幕宽 {one.width} 像素时，页面宽 {layout.scroll} 像素，{scrolled}。",
            f"sideways {boxes[0].pattern if boxes else ''}",
            selector=boxes[0].at if boxes else beyond[0].at,
            evidence=(one.picture,) if one.picture else (),
        )
