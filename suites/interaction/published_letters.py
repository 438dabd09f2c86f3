"""Are letters and their answers published, up to date, complete, and counted? The judges."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType

from pages.hints import unfollowed
from pages.letter import Letter
from pages.letter_fields import State
from pages.letter_sample import LetterSample
from pages.letter_statistics import LetterStatistics
from pages.letters import Letters
from site_configs import Site
from suites.standards import Clause
from suites.verdict import Finding, Verdict

NOT_PUBLISHED = "网站没有公开网民留言及答复，见“内容发布”第 1 条。"
_SHOWN: Mapping[str, Callable[[Letter], bool]] = MappingProxyType(
    {
        "留言时间": lambda letter: letter.says_asked,
        "答复时间": lambda letter: letter.says_replied,
        "答复单位": lambda letter: letter.says_department,
        "答复内容": lambda letter: bool(letter.answer),
    }
)


def judge_published(clause: Clause, site: Site, letters: Letters, sample: LetterSample) -> Verdict:
    """Clause 1: FAIL when no letters are published, or only letters waiting for an answer.

    Raises:
        Unseen: something on the pages may be the list, but it could not be followed.
    """
    if letters.letters:
        return _answers(clause, letters, sample)
    if letters.unclear:
        named = "、".join(dict.fromkeys(f"“{lead.name}”（{lead.url}）" for lead in letters.unclear[:3]))
        return Verdict.review(clause, f"没有找到公开的留言及答复，但{named}可能公开了，须人工确认。")
    if letters.promised:
        raise unfollowed(letters.promised, site.url)
    where, what = site.url, "首页、导航和互动交流栏目中均未找到公开的网民留言及答复。"
    if letters.blank:
        where, what = letters.blank[0].url, f"“{letters.blank[0].name}”栏目是空的，没有公开任何网民留言及答复。"
    return Verdict.of(clause, [Finding(where, what, target="公开留言及答复")])


def _answers(clause: Clause, letters: Letters, sample: LetterSample) -> Verdict:
    note = f"查看{letters.scope}。"
    if sample.answered or any(letter.answered for letter in letters.letters):
        return Verdict.of(clause, [], note)
    if all(letter.state is State.PENDING for letter in letters.letters):
        what = f"公开的 {len(letters.letters)} 封留言都没有答复，没有公开任何答复。"
        return Verdict.of(clause, [Finding(letters.lists[0], what, target="公开留言及答复")], note)
    return Verdict.review(clause, f"{note[:-1]}，没有看到答复，须人工确认是否公开了答复。")


def unpublished(clause: Clause, letters: Letters, sample: LetterSample) -> Verdict | None:
    """What the other clauses come to when there is nothing they could be judged by, None when there is.

    不适用 when clause 1 of letter_publication deducts for it, 待人工复核 when it is unclear.
    """
    if sample.answered or any(letter.answered for letter in letters.letters):
        return None
    if letters.letters and all(letter.state is State.PENDING for letter in letters.letters):
        return Verdict.inapplicable(clause, NOT_PUBLISHED)
    if letters.letters or letters.unclear or letters.promised:
        return Verdict.review(clause, "没有看到公开的留言答复，须人工确认。")
    return Verdict.inapplicable(clause, NOT_PUBLISHED)


def nothing_to_read(clause: Clause, letters: Letters, sample: LetterSample) -> Verdict | None:
    """As `unpublished`, for clauses that need the letters themselves.

    Raises:
        Unseen: none of the drawn letters could be read.
    """
    if (nothing := unpublished(clause, letters, sample)) is not None:
        return nothing
    if sample.unread and not sample.opened:
        raise sample.unread[0]
    return None


def judge_fresh(clause: Clause, letters: Letters, sample: LetterSample, as_of: date) -> Verdict:
    """Clause 2: FAIL when the newest answer is older than the window; REVIEW when only days of letters are shown."""
    if (nothing := unpublished(clause, letters, sample)) is not None:
        return nothing
    opened = {letter.key: letter for letter in sample.opened}
    known = [opened.get(letter.key, letter) for letter in letters.letters]
    answered = [(day, one) for one in known if one.answered is not False and (day := _answered_on(one, as_of))]
    # An answer comes after its letter: the day of the letter is the earliest the answer can have.
    asked = [(one.asked_at, one) for one in known if one.answered and one.asked_at and one.asked_at <= as_of]
    day, newest = max([*answered, *asked], key=lambda pair: pair[0], default=(None, None))
    window = clause.duration("window")
    if day is None or newest is None:
        return Verdict.review(clause, f"查看{letters.scope}，都没有写明日期，须人工确认最近一次答复的时间。")
    if window.covers(day, as_of):
        return Verdict.of(clause, [], f"查看{letters.scope}，最近一次更新为 {day}（“{newest.title}”）。")
    if not answered:
        return Verdict.review(clause, f"最近一封有答复的留言写于 {day}，没有写明答复时间，须人工确认。")
    day, newest = max(answered, key=lambda pair: pair[0])
    what = f"最近一次公开留言答复是 {day} 的“{newest.title}”，距监测时间点 {as_of} 已超过 {window}。"
    return Verdict.of(clause, [Finding(letters.lists[0], what, target="留言答复更新", excerpt=newest.title)])


def _answered_on(letter: Letter, as_of: date) -> date | None:
    days = (letter.replied_at, letter.published_at, letter.listed_at)
    return max((day for day in days if day and day <= as_of), default=None)


def element_names(clause: Clause) -> tuple[str, ...]:
    """The elements clause 3 lists: 「缺少留言时间、…的」; LookupError if it lists none."""
    match = re.search(r"缺少([^，。]+?)的", clause.text)
    if match is None:
        raise LookupError(f"{clause.id} 没有列出留言要素")
    return tuple(match[1].split("、"))


def judge_complete(clause: Clause, letters: Letters, sample: LetterSample) -> Verdict:
    """Clause 3: one finding per element that neither the list nor the page of a drawn letter shows.

    Raises:
        Unseen: none of the drawn letters could be read.
    """
    if (nothing := nothing_to_read(clause, letters, sample)) is not None:
        return nothing
    names = element_names(clause)
    findings = [_lacking(letter, name) for letter in sample.answered for name in names if not _SHOWN[name](letter)]
    waiting = f"，另有 {len(sample.waiting)} 封尚未答复" if sample.waiting else ""
    unread = f"，{len(sample.unread)} 封未能打开核对" if sample.unread else ""
    note = f"公开留言 {len(letters.letters)} 封，抽查已答复的 {len(sample.answered)} 封{waiting}{unread}。"
    return Verdict.of(clause, findings, note)


def _lacking(letter: Letter, element: str) -> Finding:
    said = f"留言“{letter.title}”在列表和信件页面上都没有公开{element}。"
    return Finding(letter.url, said, target=f"{letter.key} {element}", excerpt=letter.title)


def judge_counted(clause: Clause, site: Site, letters: Letters, statistics: LetterStatistics) -> Verdict:
    """Clause 4: FAIL when no figures about letters are published anywhere.

    Raises:
        Unseen: something on the pages may be the figures, but it could not be followed.
    """
    if statistics.url:
        return Verdict.of(clause, [], f"留言统计数据见 {statistics.url}（{statistics.words}）。")
    if statistics.unclear:
        named = "、".join(dict.fromkeys(f"“{lead.name}”（{lead.url}）" for lead in statistics.unclear[:3]))
        return Verdict.review(clause, f"{named}没有认出留言受理、答复的统计数据，须人工确认。")
    if statistics.promised:
        raise unfollowed(statistics.promised, site.url)
    if not letters.letters:
        if letters.unclear or letters.promised:
            return Verdict.review(clause, "没有找到公开的留言和统计数据，须人工确认。")
        return Verdict.inapplicable(clause, NOT_PUBLISHED)
    what = "互动交流栏目、信件列表和各栏目中均未找到留言受理、答复情况的统计数据。"
    return Verdict.of(clause, [Finding(letters.lists[0], what, target="留言统计数据")])
