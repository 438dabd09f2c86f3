"""Can citizens ask, and are they answered?"""

from datetime import date

from pages.channel import Channel, Channels
from pages.letter import Letter
from pages.letters import Letters
from site_configs import Site
from suites.standards import Clause
from suites.verdict import Finding, Verdict

_SHOWN = 5


def judge_channel(clause: Clause, site: Site, channels: Channels) -> Verdict:
    """FAIL when there is no channel or none works; REVIEW when a page opens but no form was made out.

    Raises:
        Unseen: something on the pages may be a channel, but it could not be followed.
    """
    if channels.effective:
        named = "、".join(f"{channel.name}（{channel.state.value}）" for channel in channels.effective[:3])
        return Verdict.of(clause, [], f"有效渠道：{named}。")
    if doubtful := channels.doubtful():
        note = "有咨询建言栏目，但没有认出可以填写的表单，须人工确认。"
        return Verdict.review(clause, note, map(_broken, doubtful))
    if channels.channels:
        return Verdict.of(clause, map(_broken, channels.channels))
    channels.be_sure_of_none(site.url)
    special = f"，只有“{'、'.join(lead.name for lead in channels.special[:3])}”等专门渠道" if channels.special else ""
    what = f"首页和各栏目均未找到网上咨询建言渠道{special}。"
    return Verdict.of(clause, [Finding(site.url, what, target="consultation-channel")])


def _broken(channel: Channel) -> Finding:
    return Finding(channel.url, f"咨询建言渠道“{channel.name}”{channel.said}，网民无法在线咨询建言。")


def judge_letters(clause: Clause, site: Site, letters: Letters, as_of: date) -> Verdict:
    """One finding per effective letter of the window left unanswered longer than the limit.

    Args:
        clause: interaction_unresponsive.2.
        site: named when there is nothing public to judge by.
        letters: the public letters.
        as_of: day of inspection.
    """
    if not letters.letters:
        return Verdict.review(clause, f"{site.url} 没有找到公开的信件列表，留言是否及时答复须人工核对后台记录。")
    window, limit = clause.duration("window"), clause.duration("limit")
    asked = [one for one in letters.letters if one.effective and one.day and window.covers(one.day, as_of)]
    old = [one for one in asked if one.day and one.day < limit.before(as_of)]
    note = f"查看{letters.scope}，监测期内有效留言 {len(asked)} 封。"
    waiting = [_finding(one, f"超过 {limit} 未见答复") for one in old if one.answered is False]
    if waiting:
        return Verdict.of(clause, waiting, note)
    slow = [one for one in asked if one.asked_at and one.replied_at and one.asked_at < limit.before(one.replied_at)]
    late = [_finding(one, f"{one.replied_at} 才答复，间隔超过 {limit}") for one in slow]
    unread = [_finding(one, "未能打开信件页面核对有无答复") for one in old if one.answered is None]
    if late or unread:
        return Verdict.review(clause, f"{note[:-1]}，有信件须人工确认。", [*late, *unread[:_SHOWN]])
    if not letters.reach(limit.before(as_of)):
        return Verdict.review(clause, f"{note[:-1]}，更早的信件未能翻到，须人工查看。")
    return Verdict.of(clause, [], note)


def _finding(letter: Letter, what: str) -> Finding:
    said = f"信件“{letter.title}”写于 {letter.day}，{what}。"
    return Finding(letter.url, said, target=letter.key, excerpt=letter.title)
