"""Do pages work in every browser and on every screen? One finding per cause, however many pages show it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pages.engines import Compatibility, EngineView
from pages.screens import PageOnScreens, ScreenView
from suites.accessibility.doubts import concluded
from suites.accessibility.widths import culprits
from suites.standards import Clause
from suites.verdict import EarlyWarning, Finding, Verdict

_CHANGING = re.compile(r"\d{3,}")
# What an own script says when a script of another site did not come.
_MISSING = re.compile(
    r"is not defined|undefined|is not a function|is not a constructor|null|Can't find variable", re.IGNORECASE
)


def judge_errors(clause: Clause, seen: Compatibility) -> Verdict:
    """Findings for uncaught errors of the site's own scripts, and for its own files that did not come.

    Where a script of another site did not come either, an error may be its consequence: a person has to decide.
    """
    pages = len({view.url for view in seen.views})
    absent = "；".join(f"{name} 未能检测：{why}" for name, why in seen.absent.items())
    kept = "、".join(picture.path for picture in seen.pictures)
    told = f"；并排的截图存于证据文件夹（{kept}）" if kept else ""
    note = f"用 {'、'.join(seen.engines)} 各打开了 {pages} 个页面{told}{f'；{absent}' if absent else ''}。"
    certain = [finding for view in seen.views for finding in _errors(view, after_foreign=False)]
    certain += [_failure(view, url) for view in seen.views for url in view.failed]
    doubtful = [finding for view in seen.views for finding in _errors(view, after_foreign=True)]
    why = "页面引用的其他网站的脚本没有取到，下列错误可能由此引起，须由人在能访问那些网站的电脑上确定"
    return concluded(clause, certain, doubtful, why, note)


def _errors(view: EngineView, *, after_foreign: bool) -> Iterator[Finding]:
    for message in view.own_errors:
        if (view.foreign and _MISSING.search(message) is not None) is after_foreign:
            yield Finding(
                view.url,
                f"用 {_family(view)} 打开，脚本出错没有处理：{message}。",
                f"error {_CHANGING.sub('#', message)}",
                evidence=(view.picture,) if view.picture else (),
            )


def _failure(view: EngineView, url: str) -> Finding:
    return Finding(view.url, f"页面要用的本站文件取不到：{url[:200]}。", f"file {url}", excerpt=url.rpartition("/")[2])


def _family(view: EngineView) -> str:
    return view.engine.partition(" ")[0]


def judge_screens(clause: Clause, pages: Sequence[PageOnScreens]) -> Verdict:
    """Findings for what is blank, missing, overlapping or too wide on a screen; what may be a design stays open."""
    devices = dict.fromkeys(
        f"{view.device.name}（{view.device.width}×{view.device.height}）" for page in pages for view in page.views
    )
    kept = "、".join(page.picture.path for page in pages)
    note = f"{len(pages)} 个页面，在{'、'.join(devices)}上各看一遍；并排的截图存于证据文件夹（{kept}）。"
    certain = [finding for page in pages for view in page.views for finding in _defects(page, view)]
    doubtful = [finding for page in pages for view in page.views for finding in _doubts(page, view)]
    why = "下列情形在手机上可能是有意的设计，须由人看截图确定"
    return replace(concluded(clause, certain, doubtful, why, note), warnings=tuple(_fixed(pages)))


def _defects(page: PageOnScreens, view: ScreenView) -> Iterator[Finding]:
    device = view.device.name
    if view.blank:
        yield _finding(page, f"在{device}上主体区域是空白。", f"blank {device}")
    if _nameless(page, view) and not (view.pictured or view.moved):
        yield _finding(page, f"在{device}上，页头没有网站名称，而在电脑上有。", f"name {device}")
    for overlap in view.overlaps:
        what = f"在{device}上，“{overlap.text}”与另一区域的“{overlap.other}”重叠（{overlap.key}）。"
        yield _finding(page, what, f"overlap {overlap.key}", overlap.at)
    if view.responsive and view.beyond and view.device.handheld:
        what = f"页面声明适应屏幕宽度，在{device}上“{view.beyond}”等内容却超出 {view.device.width} 像素的屏幕"
        cause = f"wide {view.wide[0].pattern if view.wide else ''}"
        yield _finding(page, f"{what}{culprits(view.wide)}。", cause, view.wide[0].at if view.wide else None)


def _doubts(page: PageOnScreens, view: ScreenView) -> Iterator[Finding]:
    device = view.device.name
    if _nameless(page, view) and (view.pictured or view.moved):
        yield _finding(page, f"在{device}上，页头没有文字的网站名称，可能画在图片里。", f"name {device}")
    if view.device.handheld and not view.search and any(one.search for one in page.views if not one.device.handheld):
        yield _finding(page, f"在{device}上找不到搜索，而在电脑上有。", f"search {device}")


def _nameless(page: PageOnScreens, view: ScreenView) -> bool:
    return view.device.handheld and not view.named and any(one.named for one in page.views if not one.device.handheld)


def _fixed(pages: Sequence[PageOnScreens]) -> Iterator[EarlyWarning]:
    for page in pages[:1]:
        if not any(view.responsive or view.moved for view in page.views):
            yield EarlyWarning(page.url, "页面没有声明适应屏幕宽度（viewport），在手机上整页缩小显示，字很小。")


def _finding(page: PageOnScreens, what: str, target: str, selector: str | None = None) -> Finding:
    return Finding(page.url, what, target, selector=selector, evidence=(page.picture,))
