"""Does the site answer common questions at once? Candidates for a person to confirm."""

from collections.abc import Callable

import pytest

from pages.robot import Robot
from suites.standards import Clause
from suites.verdict import Verdict

_SHOWN = 80


def judge_answers(clause: Clause, robot: Robot) -> Verdict:
    """A candidate when a question was answered to the point, or when nobody could tell; else not earned."""
    if not robot.name:
        return Verdict.award(clause, 0, "没有发现智能问答或实时交流入口。")
    if robot.dead:
        return Verdict.award(clause, 0, f"“{robot.name}”打不开。")
    if not robot.field:
        return Verdict.award(clause, 1, f"有“{robot.name}”入口（{robot.url}），没有认出提问的输入框，须人工确认。")
    good = [one for one in robot.answers if one.answer]
    asked = f"在“{robot.name}”提了 {len(robot.answers)} 个常见问题"
    if not robot.answers:
        return Verdict.award(clause, 1, f"有“{robot.name}”可以提问，没有找到可供提问的办事事项，须人工确认。")
    if not good:
        return Verdict.award(clause, 0, f"{asked}（{robot.answers[0].question}等），都没有得到相关的回答。")
    shown = "；".join(f"问“{one.question}”，答“{one.answer[:_SHOWN]}”" for one in good)
    return Verdict.award(clause, 1, f"{asked}，{len(good)} 个得到相关的回答：{shown}。是否正确须人工确认。")


@pytest.mark.indicator("realtime_interaction")
def test_realtime_interaction(clause: Clause, robot: Robot, conclude: Callable[..., None]) -> None:
    conclude(judge_answers(clause, robot))
