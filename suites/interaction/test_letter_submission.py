"""Can a citizen send a message through the site, and find it again?"""

from collections.abc import Callable

import pytest

from pages.letter_query import LookedUp
from pages.mailbox import MailboxTrial, Sent
from suites.standards import Clause
from suites.verdict import Finding, Verdict

_LOOK_UP_TARGET = "letter-query"


def judge(clause: Clause, trial: MailboxTrial) -> Verdict:
    """FAIL when the letter did not go through, REVIEW when it did but could not be found again.

    Args:
        clause: letter_submission.1.
        trial: the one test letter, from opening the form to looking it up.
    """
    if trial.sent is not Sent.ACCEPTED:
        return Verdict.of(clause, [_failure(trial)])
    number = f"，受理编号 {trial.receipt.number}" if trial.receipt.number else ""
    note = f"在 {trial.url} 提交一封测试留言，提交成功{number}，{trial.lookup.value}。"
    if trial.lookup is LookedUp.FOUND:
        return Verdict.of(clause, [], note)
    what = f"测试留言提交成功{number}，但{trial.lookup.value}，须人工确认。"
    found = Finding(trial.url, what, target=_LOOK_UP_TARGET, evidence=trial.evidence)
    return Verdict.review(clause, note, [found])


def _failure(trial: MailboxTrial) -> Finding:
    if trial.sent is Sent.NO_CHANNEL:
        named = f"（{trial.words}均不可用）" if trial.words else ""
        return Finding(trial.url, f"网站没有可以提交信息的互动渠道{named}，网民不能正常提交信息。", target="mailbox")
    said = f"（页面显示“{trial.words[:60]}”）" if trial.words else ""
    what = f"按要求填写留言表单并点击提交，{trial.sent.value}{said}，网民不能正常提交信息。"
    return Finding(trial.url, what, target="mailbox", evidence=trial.evidence)


@pytest.mark.indicator("letter_submission")
def test_letter_submission(clause: Clause, mailbox_trial: MailboxTrial, conclude: Callable[..., None]) -> None:
    conclude(judge(clause, mailbox_trial))
