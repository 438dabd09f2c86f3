"""Are policy documents published, up to date and divided into classes?"""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from pages.column_presence import Presence
from pages.policy_classes import PolicyClasses
from pages.walk import Walk
from site_configs.kinds import ColumnKind
from suites.publishing.opened import judge_opened, unopened
from suites.publishing.updated import judge_updated, warned
from suites.standards import Clause
from suites.verdict import Finding, Verdict

Presences = Mapping[ColumnKind, Presence]


def judge_classes(clause: Clause, presence: Presence, classes: PolicyClasses) -> Verdict:
    """Clause 3; raises Unseen when a page that may show a division could not be seen."""
    if classes.ways:
        return Verdict.of(clause, (), f"政策文件分类展示：{classes.ways[0]}。")
    if classes.unseen:
        raise classes.unseen
    if presence.blank:
        return Verdict.inapplicable(clause, "政策文件类栏目是空白栏目，没有文件可以分类，见第 2 条。")
    if not classes.columns:
        return Verdict.review(clause, "政策文件没有单独的栏目，只是其他页面的一部分，是否分类须人工确认。")
    names = "、".join(f"“{column.name}”" for column in classes.columns)
    what = f"{names}栏目没有下级栏目，也没有按主题、文种、年份或发文机关等分类。"
    return Verdict.of(clause, [Finding(classes.columns[0].url, what, target="政策文件未分类")])


@pytest.mark.indicator("policies", 1)
def test_policies_column(clause: Clause, presences: Presences, walk: Walk, conclude: Callable[..., None]) -> None:
    conclude(judge_opened(clause, presences[ColumnKind.POLICIES], walk.home.url))


@pytest.mark.indicator("policies", 2)
def test_policies_updated(
    clause: Clause, presences: Presences, walk: Walk, as_of: date, early_share: float, conclude: Callable[..., None]
) -> None:
    policies = presences[ColumnKind.POLICIES]
    if missing := unopened(clause, policies):
        conclude(missing)
    else:
        foremost = [column for column in policies.columns if column.foremost]
        verdict, due = judge_updated(clause, walk, foremost, as_of)
        conclude(verdict, warnings=warned(due, as_of, early_share))


@pytest.mark.indicator("policies", 3)
def test_policies_classified(
    clause: Clause, presences: Presences, policy_classes: PolicyClasses, conclude: Callable[..., None]
) -> None:
    policies = presences[ColumnKind.POLICIES]
    conclude(unopened(clause, policies) or judge_classes(clause, policies, policy_classes))
