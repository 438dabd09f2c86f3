"""Does the search understand typing errors, pinyin and everyday words, and recommend words?"""

from collections.abc import Callable

import pytest

from pages.errors import Reason, Unseen, raise_first
from pages.smart_search import SmartSearch, Trial
from suites.standards import Clause
from suites.verdict import Verdict


def judge_skills(clause: Clause, seen: SmartSearch) -> Verdict:
    """Earned once for every skill that brought what it should.

    Raises:
        Unseen: no skill could be tried, or none was seen to work and the answer to one could not be read.
    """
    if not seen.box:
        return Verdict.award(clause, 0, "网站没有站内搜索框。")
    if not seen.tried:
        raise Unseen(Reason.LAYOUT, seen.start, "网站标题中没有适合试题的词")
    if not seen.trials:
        return Verdict.award(clause, 0, f"搜索{'、'.join(seen.tried)}没有结果，无从试验智能搜索。")
    supported = [trial for trial in seen.trials if trial.shown]
    if not supported:
        raise_first(trial.unseen for trial in seen.trials)
    told = "；".join(_told(trial) for trial in seen.trials)
    return Verdict.award(clause, len(supported), f"{told}。")


def _told(trial: Trial) -> str:
    if trial.unseen is not None:
        return f"{trial.skill.value}未能检测（{trial.unseen.reason.word}）"
    if not trial.typed:
        return f"{trial.skill.value}没有适合的词，未试"
    if not trial.shown:
        return f"{trial.skill.value}不支持（输入“{trial.typed}”没有得到“{trial.wanted}”）"
    return f"支持{trial.skill.value}（输入“{trial.typed}”，得到“{trial.shown[:40]}”）"


@pytest.mark.indicator("smart_search")
def test_smart_search(clause: Clause, smart_search: SmartSearch, conclude: Callable[..., None]) -> None:
    conclude(judge_skills(clause, smart_search))
