"""Do pictures, films and the like make up enough of the interpretations?"""

from collections.abc import Callable, Mapping

import pytest

from pages.column_presence import Presence
from pages.interpretations import Interpretations
from site_configs.kinds import ColumnKind
from suites.publishing.explained import absent, counted_forms, without_drafts
from suites.standards import Clause
from suites.verdict import Verdict


def judge_share(clause: Clause, seen: Interpretations) -> Verdict:
    """Earned when the share is exceeded; REVIEW when those that could not be read decide.

    Raises:
        Unseen: no interpretation could be read.
    """
    if missing := without_drafts(clause, seen):
        return missing
    needed, read, missed = clause.ratio("ratio"), len(seen.drafts), len(seen.unread)
    rich = sum(bool(draft.forms) for draft in seen.drafts)
    whole = f"解读列表中的 {seen.known} 个解读稿" + ("（列表还有更多页）" if seen.more else "")
    scope = whole if read == seen.known and not seen.more else f"从{whole}中随机读取 {read} 个"
    shown = f"{scope}，{rich} 个有图表图解、音视频、动漫等形式（{counted_forms(seen.drafts) or '全部是文字'}）"
    if rich > needed * (read + missed):
        return Verdict.award(clause, 1, f"{shown}，占比超过 {clause.terms['ratio']}。")
    if rich + missed <= needed * (read + missed):
        return Verdict.award(clause, 0, f"{shown}，占比没有超过 {clause.terms['ratio']}。")
    return Verdict.review(clause, f"{shown}，另有 {missed} 个打不开，占比不能确定。")


@pytest.mark.indicator("interpretation_forms", 1)
def test_share_of_forms(
    clause: Clause,
    presences: Mapping[ColumnKind, Presence],
    interpretations: Interpretations,
    conclude: Callable[..., None],
) -> None:
    conclude(absent(clause, presences[ColumnKind.INTERPRETATION]) or judge_share(clause, interpretations))
