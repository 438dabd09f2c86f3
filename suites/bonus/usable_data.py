"""Do the downloads of open data give data, and do the data sets say when they were updated? The judges."""

from datetime import date

from pages.data_files import State
from pages.errors import Reason, Unseen
from pages.open_data import OpenData
from suites.standards import Clause
from suites.verdict import Verdict

_SHOWN = 3


def judge_downloads(clause: Clause, seen: OpenData) -> Verdict:
    """Clause 1: earned when most of what was tried gives data; REVIEW behind a log-in, a script, or when few do.

    Raises:
        Unseen: downloads were found and none could be tried, or nothing was found and something was not read.
    """
    where = f"数据开放：{'、'.join(seen.entries)}，列出数据集 {seen.known} 个"
    states = {state: [one for one in seen.files if one.state is state] for state in State}
    good, wrong, locked = states[State.GOOD], states[State.WRONG], states[State.LOCKED]
    tried = f"{where}；试用下载和接口 {len(seen.files)} 个，{len(good)} 个可以读取"
    faults = "；".join(f"“{one.file.text}”{one.why}" for one in wrong[:_SHOWN])
    if good and len(good) >= len(wrong):
        formats = "、".join(sorted({one.file.sort.upper() for one in good}))
        return Verdict.award(clause, 1, f"{tried}（{formats}）{f'，其余：{faults}' if faults else ''}。")
    if good:
        return Verdict.review(clause, f"{tried}，多数不能使用（{faults}），须人工确认。")
    if locked:
        return Verdict.review(clause, f"{tried}，{locked[0].why}，须登录或申请授权后人工确认。")
    if wrong:
        return Verdict.award(clause, 0, f"{tried}：{faults}。")
    if seen.files:
        unseen = states[State.UNSEEN][0]
        raise Unseen(Reason.TIMEOUT, unseen.file.url, unseen.why)
    if seen.buttons:
        return Verdict.review(
            clause, f"{where}；下载按钮（{'、'.join(seen.buttons[:_SHOWN])}）由脚本打开，须人工确认。"
        )
    if seen.unread:
        raise seen.unread[0]
    return Verdict.award(clause, 0, f"{where}，没有找到 CSV、XLS、JSON、XML 等可机读格式的下载或接口。")


def judge_updates(clause: Clause, seen: OpenData, as_of: date) -> Verdict:
    """Clause 2: earned when every data set looked at says that it was updated in time; REVIEW when only some do.

    Raises:
        Unseen: no data set was made out, and something could not be read.
    """
    if not seen.sets:
        if seen.unread:
            raise seen.unread[0]
        return Verdict.award(clause, 0, "数据开放栏目中没有列出数据集。")
    window = clause.duration("window")
    dated = [one for one in seen.sets if one.updated]
    fresh = [one for one in dated if one.updated and window.covers(one.updated, as_of)]
    note = f"查看数据集 {len(seen.sets)} 个（共 {seen.known} 个），{len(dated)} 个注明更新时间"
    note += f"，{len(fresh)} 个在{window}内更新"
    if len(fresh) == len(seen.sets):
        return Verdict.award(clause, 1, f"{note}。")
    if not fresh:
        if not dated and seen.unread:
            raise seen.unread[0]
        return Verdict.award(clause, 0, f"{note}。")
    return Verdict.review(clause, f"{note}，是否达到要求须人工确认。")
