"""What is concluded when some things are certain and others are for a person to decide?"""

from collections.abc import Sequence

from suites.standards import Clause
from suites.verdict import Finding, Verdict


def concluded(clause: Clause, certain: Sequence[Finding], doubtful: Sequence[Finding], why: str, note: str) -> Verdict:
    """Fail for what is certain; without that, review what is doubtful, else pass.

    Args:
        clause: the clause under judgement.
        certain: defects.
        doubtful: what may be one.
        why: Chinese, without full stop: why a person has to decide.
        note: Chinese sentence on the scope looked at.
    """
    if certain and doubtful:
        note = f"{note}另有 {len(doubtful)} 处不能确定，没有计入。"
    if certain or not doubtful:
        return Verdict.of(clause, certain, note)
    return Verdict.review(clause, f"{why}；{note}", doubtful)
