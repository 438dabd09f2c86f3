"""Are policies interpreted in a column of its own, lately, with links both ways?"""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from pages.column_presence import Presence
from pages.interpretations import Interpretations
from pages.walk import Walk
from site_configs.kinds import ColumnKind
from suites.publishing.explained import judge_drafts, judge_policies
from suites.publishing.opened import judge_opened, unopened
from suites.publishing.updated import judge_updated, warned
from suites.standards import Clause

Presences = Mapping[ColumnKind, Presence]


@pytest.mark.indicator("interpretation", 1)
def test_interpretation_column(clause: Clause, presences: Presences, walk: Walk, conclude: Callable[..., None]) -> None:
    conclude(judge_opened(clause, presences[ColumnKind.INTERPRETATION], walk.home.url))


@pytest.mark.indicator("interpretation", 2)
def test_interpretation_updated(
    clause: Clause, presences: Presences, walk: Walk, as_of: date, early_share: float, conclude: Callable[..., None]
) -> None:
    found = presences[ColumnKind.INTERPRETATION]
    if missing := unopened(clause, found):
        conclude(missing)
    else:
        verdict, due = judge_updated(clause, walk, found.columns, as_of)
        conclude(verdict, warnings=warned(due, as_of, early_share))


@pytest.mark.indicator("interpretation", 3)
def test_interpretations_linked(
    clause: Clause, presences: Presences, interpretations: Interpretations, conclude: Callable[..., None]
) -> None:
    conclude(unopened(clause, presences[ColumnKind.INTERPRETATION]) or judge_drafts(clause, interpretations))


@pytest.mark.indicator("interpretation", 4)
def test_interpreted_policies_linked(
    clause: Clause, presences: Presences, interpretations: Interpretations, conclude: Callable[..., None]
) -> None:
    conclude(unopened(clause, presences[ColumnKind.INTERPRETATION]) or judge_policies(clause, interpretations))
