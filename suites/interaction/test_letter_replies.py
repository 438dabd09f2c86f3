"""Are citizens answered in time, and do the answers answer?"""

from collections.abc import Callable
from datetime import date

import pytest

from pages.consultations import Correspondence
from pages.letter_sample import LetterSample
from pages.letters import Letters
from suites.interaction.evasion import Evasion, evasions
from suites.interaction.published_letters import nothing_to_read
from suites.interaction.timeliness import judge_in_time
from suites.standards import Clause
from suites.verdict import Finding, Verdict


def judge_replies(clause: Clause, letters: Letters, sample: LetterSample) -> Verdict:
    """One candidate per answer that seems to evade its question; REVIEW for a person to decide.

    Raises:
        Unseen: none of the drawn letters could be read.
    """
    if (nothing := nothing_to_read(clause, letters, sample)) is not None:
        return nothing
    read = [letter for letter in sample.answered if letter.answer]
    note = f"公开留言 {len(letters.letters)} 封，抽查 {len(read)} 封的答复内容。"
    return Verdict.of(clause, map(_candidate, evasions(read)), note)


def _candidate(found: Evasion) -> Finding:
    first = found.letters[0]
    others = f"等 {len(found.letters)} 封" if len(found.letters) > 1 else ""
    excerpt = " ".join((first.answer or "").split())[:80]
    what = f"留言“{first.title}”{others}的答复疑似推诿、敷衍（{found.why}）：“{excerpt}”。"
    return Finding(first.url, what, target=first.key, excerpt=excerpt[:40])


@pytest.mark.indicator("letter_replies", 1)
def test_replies_in_time(
    clause: Clause, correspondence: Correspondence, as_of: date, conclude: Callable[..., None]
) -> None:
    conclude(judge_in_time(clause, correspondence, as_of))


@pytest.mark.indicator("letter_replies", 2)
def test_replies_to_the_point(
    clause: Clause, letters: Letters, letter_sample: LetterSample, conclude: Callable[..., None]
) -> None:
    conclude(judge_replies(clause, letters, letter_sample))
