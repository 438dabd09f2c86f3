"""Do guides lead on to policy documents, interpretation or answers? The judge."""

from collections.abc import Sequence

from pages.errors import Reason, Unseen
from pages.guide_relations import Related
from pages.guides import Services, none_readable
from suites.standards import Clause
from suites.verdict import Verdict


def judge_linkage(clause: Clause, services: Services, related: Sequence[Related]) -> Verdict:
    """Earned when every guide drawn leads on; REVIEW when only some do.

    Raises:
        Unseen: no guide could be read, or links that decide it could not be opened.
    """
    if (unseen := none_readable(services)) is not None:
        raise unseen
    earned = [one for one in related if one.earned]
    unknown = [one for one in related if one.unknown]
    if not earned and unknown:
        why = "办事指南的关联链接未能打开，不知道是否有效"
        raise Unseen(Reason.BLOCKED, unknown[0].guide.url, why)
    note = f"抽查 {len(related)} 个办事指南，{len(earned)} 个与政策文件、解读或问答相关联"
    if related and len(earned) == len(related):
        return Verdict.award(clause, 1, f"{note}，如{_example(earned[0])}。")
    if earned:
        return Verdict.review(clause, f"{note}，没有关联的如“{_without(related)}”，须人工确认。")
    return Verdict.award(clause, 0, f"{note}。")


def _example(one: Related) -> str:
    words = f"“{one.good[0].words}”" if one.good else f"页面上的 {one.questions} 个问答"
    return f"“{one.guide.name}”关联{words}"


def _without(related: Sequence[Related]) -> str:
    return next(one.guide.name for one in related if not one.earned)
