"""What is concluded on clauses that no program judges? 不适用 when they are not about websites, else 待人工复核.

A clause that a place adds to a standard waits for a person: `evidence:` in the site's file decides it.
"""

from collections.abc import Callable

import pytest

from suites.standards import Clause, Subject
from suites.verdict import Verdict


def judge(clause: Clause) -> Verdict:
    """不适用 to a website, or 待人工复核 until a person concludes.

    Args:
        clause: one that no indicator test judges.
    """
    subject = clause.indicator.subject
    if subject is not Subject.WEBSITE:
        return Verdict.inapplicable(clause, f"检查对象为{subject.word}。")
    return Verdict.review(clause, "本条为地方增加的条款，没有程序可判，由人检查后在网站档案的 evidence 里写明结论。")


@pytest.mark.unprogrammed
def test_unprogrammed(clause: Clause, conclude: Callable[..., None]) -> None:
    conclude(judge(clause))
