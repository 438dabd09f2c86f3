"""Was each consultation answered within so many working days? Pure, shared by the deduction and the bonus."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from pages.clock import BEIJING
from pages.consultations import Correspondence, Followed, Sighting
from pages.errors import Reason, Unseen
from suites.interaction.working_days import BeyondCalendarError, last_day
from suites.standards import Clause
from suites.standards.quantity import WorkingDays
from suites.verdict import Finding, Verdict


class Timing(Enum):
    """How an answer lies in time."""

    IN_TIME = "按期答复"
    LATE = "逾期"
    WAITING = "尚未到期"
    UNCERTAIN = "不能确定"
    UNSEEN = "未能查看"


@dataclass(frozen=True, slots=True)
class Timed:
    """A consultation against a limit; `words` say in Chinese what was seen, without the final full stop."""

    followed: Followed
    timing: Timing
    words: str


def timed(followed: Followed, limit: WorkingDays, as_of: date) -> Timed:
    """Place one consultation against a limit as it stood on `as_of`.

    The day of sending does not count; an answer on the last working day is in time.
    """
    sent = followed.letter.sent_at.astimezone(BEIJING).date()
    told = f"{followed.letter.called}于 {sent} 提交"
    replied = next((one.replied_on for one in followed.sightings if one.answered and one.replied_on), None)
    if replied is not None and replied <= as_of and (replied - sent).days <= limit.days:
        return Timed(followed, Timing.IN_TIME, f"{told}，{replied} 答复")  # whatever the calendar says
    try:
        due = last_day(sent, limit.days)
    except BeyondCalendarError as error:
        return Timed(followed, Timing.UNCERTAIN, f"{told}，{str(error).rstrip('。')}")
    told = f"{told}，{limit.words}的期限为 {due}"
    if replied is not None and replied <= as_of:
        return Timed(followed, Timing.IN_TIME if replied <= due else Timing.LATE, f"{told}，{replied} 答复")
    return _undated(followed, as_of, due, told)


def _undated(followed: Followed, as_of: date, due: date, told: str) -> Timed:
    """Without a day of the answer, what was seen on which day decides."""
    answered = min(
        (one.on for one in followed.sightings if one.answered and not one.replied_on and one.on <= as_of), default=None
    )
    waited = min(as_of, max(map(_unanswered_until, followed.sightings), default=date.min))
    if answered is not None and answered <= due:
        return Timed(followed, Timing.IN_TIME, f"{told}，{answered} 已看到答复")
    if waited > due:
        return Timed(followed, Timing.LATE, f"{told}，到 {waited} 仍未收到网上答复")
    if answered is not None:
        return Timed(followed, Timing.UNCERTAIN, f"{told}，{answered} 看到答复，但网站没有写明答复时间")
    if as_of <= due:
        return Timed(followed, Timing.WAITING, f"{told}，尚未到期")
    return Timed(followed, Timing.UNSEEN, f"{told}，没有看到办理情况")


def _unanswered_until(sighting: Sighting) -> date:
    """The last day on which a sighting proves that there was no answer."""
    if not sighting.answered:
        return sighting.on
    return sighting.replied_on - timedelta(days=1) if sighting.replied_on else date.min


def timings(correspondence: Correspondence, limit: WorkingDays, as_of: date) -> tuple[Timed, ...]:
    """Every consultation against the limit, oldest first."""
    return tuple(timed(one, limit, as_of) for one in correspondence.letters)


def said(letters: Sequence[Timed]) -> str:
    """What was seen of each, as one Chinese sentence."""
    return "；".join(one.words for one in letters) + "。"


def finding(one: Timed) -> Finding:
    """A consultation that was not answered in time."""
    letter = one.followed.letter
    target = f"consultation {letter.number or letter.title}"
    return Finding(letter.query_url or letter.url, f"{one.words}。", target=target)


def judge_in_time(clause: Clause, correspondence: Correspondence, as_of: date) -> Verdict:
    """FAIL for each consultation not answered in time, REVIEW when the calendar or the site leaves it open.

    Args:
        clause: letter_replies.1.
        correspondence: the consultations with everything seen of them.
        as_of: what came later does not count.

    Raises:
        Unseen: nothing was sent yet, not enough is due yet, or a consultation could not be looked up.
    """
    letters = timings(correspondence, clause.working_days("window"), as_of)
    if late := [finding(one) for one in letters if one.timing is Timing.LATE]:
        return Verdict.of(clause, late, said(letters))
    if any(one.timing is Timing.UNCERTAIN for one in letters):
        return Verdict.review(clause, said(letters))
    _require_settled(correspondence, letters)
    return Verdict.of(clause, [], said(letters))


def award_quick(clause: Clause, correspondence: Correspondence, as_of: date) -> Verdict:
    """The bonus, earned when every consultation was answered within its limit; arguments and errors as above."""
    letters = timings(correspondence, clause.working_days("window"), as_of)
    if any(one.timing is Timing.LATE for one in letters):
        return Verdict.award(clause, 0, said(letters))
    if any(one.timing is Timing.UNCERTAIN for one in letters):
        return Verdict.review(clause, said(letters))
    _require_settled(correspondence, letters)
    return Verdict.award(clause, 1, said(letters))


def _require_settled(correspondence: Correspondence, letters: Sequence[Timed]) -> None:
    """Let only a full and finished set of consultations be judged.

    Raises:
        Unseen: why a consultation could not be looked up or sent, or TOO_EARLY when it is not due yet.
    """
    for one in letters:
        if one.timing is Timing.UNSEEN and one.followed.unseen is not None:
            raise one.followed.unseen
    missing = correspondence.wanted - len(letters)
    if missing > 0 and correspondence.obstacle is not None:
        raise correspondence.obstacle
    pending = [one for one in letters if one.timing in {Timing.WAITING, Timing.UNSEEN}]
    if pending or missing > 0:
        short = f"还差 {missing} 次咨询；" if missing > 0 else ""
        what = (
            f"{short}{said(pending).rstrip('。')}；到期以后再检查一次即可得出结论"
            if pending
            else f"{short}请再检查一次"
        )
        raise Unseen(Reason.TOO_EARLY, correspondence.url, what)
