"""Does the foot of every page carry the six marks?"""

from collections.abc import Callable, Sequence

import pytest

from pages.faces import Face
from pages.footer import Footer, Mark, State
from suites.standards import Clause
from suites.verdict import Finding, Verdict


def judge(clause: Clause, footers: Sequence[Footer]) -> Verdict:
    """One finding per mark missing on any sampled page; a mark that could not be made out asks for a person.

    Args:
        clause: site_marks.1.
        footers: the sampled pages' marks, home page first.
    """
    pages = f"抽查 {len(footers)} 个页面的底部功能区。"
    missing = [finding for mark in Mark for finding in _findings(footers, mark, State.MISSING)]
    doubtful = [finding for mark in Mark for finding in _findings(footers, mark, State.DOUBTFUL)]
    if missing or not doubtful:
        return Verdict.of(clause, missing, pages)
    return Verdict.review(clause, f"{pages[:-1]}，有标识需要人工确认。", doubtful)


def _findings(footers: Sequence[Footer], mark: Mark, state: State) -> list[Finding]:
    where = [footer for footer in footers if footer[mark].state is state]
    if not where:
        return []
    first = where[0]
    what = f"页面底部{first[mark].why}，{'缺少' if state is State.MISSING else '待确认'}：{mark.value}。"
    return [Finding(first.url, what, target=mark.name, selector="footer", also=tuple(f.url for f in where[1:]))]


@pytest.mark.indicator("site_marks")
def test_site_marks(clause: Clause, faces: Sequence[Face], conclude: Callable[..., None]) -> None:
    conclude(judge(clause, [face.footer for face in faces]))
