"""Was a column of this kind opened (未开设…类栏目)? One judge for every row that asks."""

from pages.column_presence import Presence
from pages.errors import Reason, Unseen
from suites.standards import Clause
from suites.verdict import Finding, Verdict

_SHOWN = 4


def judge_opened(clause: Clause, presence: Presence, home_url: str) -> Verdict:
    """FAIL only when navigation and columns were seen and nothing carries the words; REVIEW for what may be one.

    Raises:
        Unseen: the column, or what may hide it, could not be seen.
    """
    label = presence.kind.label
    if presence.sure:
        return Verdict.of(clause, (), f"{label}类栏目：{_named(presence)}。")
    if presence.doubtful:
        return Verdict.review(clause, f"没有找到名称明确的{label}类栏目，只找到{_maybe(presence)}，须人工确认。")
    if presence.unseen:
        raise presence.unseen
    what = f"首页导航和检查到的 {presence.looked} 个栏目中没有{label}类栏目。"
    return Verdict.of(clause, [Finding(home_url, what, target=f"未开设{label}类栏目")])


def unopened(clause: Clause, presence: Presence) -> Verdict | None:
    """不适用 for the clauses after the first when there is no such column, None when there is one to look at.

    Raises:
        Unseen: there is one, or may be one, that could not be seen.
    """
    if presence.seen or presence.parts or presence.inside:
        return None
    if presence.doors:
        door = presence.doors[0]
        raise Unseen(Reason.LAYOUT, door.url, f"“{door.name}”不是本网站首页所在主机的栏目，没有检查其中内容")
    if presence.guessed:
        raise Unseen(Reason.LAYOUT, presence.guessed[0].url, f"不能确定是不是{presence.kind.label}类栏目")
    if presence.unseen:
        raise presence.unseen
    return Verdict.inapplicable(clause, f"没有开设{presence.kind.label}类栏目，见第 1 条。")


def _named(presence: Presence) -> str:
    if presence.seen:
        names = [f"“{column.name}”" for column in presence.seen]
    else:
        names = [f"“{part.name}”（{part.document.url} 页面的一部分）" for part in presence.parts]
        names += [f"“{door.name}”（{door.url}）" for door in presence.own_doors]
    return "、".join(names[:_SHOWN]) + (f"等 {len(names)} 个" if len(names) > _SHOWN else "")


def _maybe(presence: Presence) -> str:
    guessed = [f"“{column.name}”（{column.url}）" for column in presence.guessed]
    doors = [f"通向其他网站的“{door.name}”（{door.url}）" for door in presence.doors]
    return "、".join([*guessed, *doors][:_SHOWN])
