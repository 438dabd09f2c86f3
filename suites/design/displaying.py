"""Is a page shown as it should be? One finding per browser, however many pages it fails on."""

from collections.abc import Iterator

from pages.engines import Compatibility, EngineView
from suites.standards import Clause
from suites.verdict import Finding, Verdict


def judge_display(clause: Clause, seen: Compatibility) -> Verdict:
    """One finding per browser that shows a page wrongly (每发现一种).

    Blank pages, pages whose content stays hidden and pages that ask for another browser are defects. A page whose
    style sheets all failed is for a person to look at: its text can be read, and what "normal" means is an opinion.
    """
    note = _scope(seen)
    failed = [finding for engine in seen.engines for finding in _broken(engine, seen)]
    if failed:
        return Verdict.of(clause, failed, note)
    bare = [view for view in seen.views if view.bare]
    if bare:
        doubt = _finding(bare[0], "样式表全部没有取到，版面可能散乱")
        return Verdict.review(clause, f"页面文字可读而样式全无，是否属于不能正常显示须由人看截图确定；{note}", [doubt])
    return Verdict.of(clause, [], note)


def _broken(engine: str, seen: Compatibility) -> Iterator[Finding]:
    wrong = [(view, what) for view in seen.views if view.engine == engine and (what := _defect(view))]
    if wrong:
        view, what = wrong[0]
        more = f"，另有 {len(wrong) - 1} 个页面不能正常显示" if len(wrong) > 1 else ""
        yield _finding(view, what + more, tuple(other.url for other, _ in wrong[1:]))


def _defect(view: EngineView) -> str:
    if view.turned_away:
        return f"只显示“{view.turned_away}”"
    if view.blank:
        return f"是空白页{_cause(view)}"
    return f"看不到正文，正文只在源代码里{_cause(view)}" if view.hidden else ""


def _cause(view: EngineView) -> str:
    return f"（脚本错误：{view.errors[0]}）" if view.errors else ""


def _finding(view: EngineView, what: str, also: tuple[str, ...] = ()) -> Finding:
    family = view.engine.partition(" ")[0]
    return Finding(
        view.url,
        f"用 {view.engine} 打开，{what}。",
        family,
        also=also,
        evidence=(view.picture,) if view.picture else (),
    )


def _scope(seen: Compatibility) -> str:
    pages = len({view.url for view in seen.views})
    absent = "；".join(f"{name} {why}" for name, why in seen.absent.items())
    told = f"用 {'、'.join(seen.engines)} 各看了 {pages} 个页面"
    if seen.pictures:
        told += f"，并排的截图存于证据文件夹（{'、'.join(picture.path for picture in seen.pictures)}）"
    return f"{told}。" if not absent else f"{told}；没有检查：{absent}。"
