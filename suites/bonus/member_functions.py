"""What earns a bonus for registered users: online functions, ratings, a space of their own? The judges."""

from pages.errors import raise_first
from pages.member_visit import APPLY, BOOK, FOLLOW, Function, Member, Use
from pages.service_pages import ServicePages
from pages.service_ratings import Ratings
from suites.standards import Clause
from suites.verdict import Verdict

_SORTS = (APPLY, BOOK, FOLLOW)
_NO = frozenset({Use.DEAD, Use.CLOSED})


def judge_functions(clause: Clause, member: Member, pages: ServicePages) -> Verdict:
    """Earned when a signed-in user could use all three; REVIEW when they open and nobody was allowed to sign in.

    Raises:
        Unseen: a page that may hold an entry could not be read, or something stood in the way of trying one.
    """
    found = [member.function(sort) for sort in _SORTS]
    told = "，".join(_told(sort, one) for sort, one in zip(_SORTS, found, strict=True))
    if any(one is not None and one.use in _NO for one in found):
        return Verdict.award(clause, 0, f"{told}。")
    if any(one is None for one in found):
        if pages.unread:
            raise pages.unread[0]
        return Verdict.award(clause, 0, f"{told}。")
    tried = [one for one in found if one is not None]
    if all(one.use is Use.USABLE for one in tried):
        return Verdict.award(clause, 1, f"{told}。")
    raise_first([*(one.unseen for one in tried), member.refused])
    why = f"没有实际登录：{member.barrier}" if member.barrier else "没有认出功能"
    return Verdict.review(clause, f"{told}；{why}，须人工确认。")


def _told(sort: str, one: Function | None) -> str:
    return f"{sort}没有入口" if one is None else f"{sort}（“{one.words}”）{one.use.value}"


def judge_ratings(clause: Clause, ratings: Ratings) -> Verdict:
    """Earned when services can be rated and results are published.

    Raises:
        Unseen: one of the two was not found, and a page that may show it could not be read.
    """
    if ratings.asked and ratings.results:
        note = f"可在 {ratings.asked} 评价，评价结果公布在 {ratings.results} 页面。"
        return Verdict.award(clause, 1, note)
    if ratings.unread:
        raise ratings.unread[0]
    lacks = [] if ratings.asked else ["没有找到办事评价功能"]
    lacks += [] if ratings.results else ["没有找到公开的评价结果"]
    return Verdict.award(clause, 0, f"{'，'.join(lacks)}。")


def judge_space(clause: Clause, member: Member) -> Verdict:
    """A candidate when there is a space of one's own, or from outside when nobody could look; else not earned.

    Raises:
        Unseen: somebody should have signed in, something stood in the way, and nothing speaks of a space.
    """
    if member.space:
        found = "、".join(("用户空间", *member.offers))
        return Verdict.award(clause, 1, f"用测试账号登录，在 {member.space} 看到{found}，须人工确认是否有效。")
    if member.outside and (member.barrier or member.refused):
        why = member.barrier or (member.refused.reason.word if member.refused else "")
        return Verdict.award(clause, 1, f"首页有“{'”“'.join(member.outside)}”；没有实际登录（{why}），须人工确认。")
    if member.refused is not None:
        raise member.refused
    if member.barrier:
        return Verdict.award(clause, 0, f"首页没有发现用户空间、订阅等入口（没有实际登录：{member.barrier}）。")
    return Verdict.award(clause, 0, "登录后没有发现用户空间、订阅或推送。")
