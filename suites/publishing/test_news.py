"""Is there news, and is it new?"""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from pages.column_presence import Presence
from pages.walk import Walk
from site_configs.kinds import ColumnKind
from suites.publishing.opened import judge_opened, unopened
from suites.publishing.updated import judge_updated, warned
from suites.standards import Clause

Presences = Mapping[ColumnKind, Presence]


@pytest.mark.indicator("news", 1)
def test_news_column(clause: Clause, presences: Presences, walk: Walk, conclude: Callable[..., None]) -> None:
    conclude(judge_opened(clause, presences[ColumnKind.NEWS], walk.home.url))


@pytest.mark.indicator("news", 2)
def test_news_updated(
    clause: Clause, presences: Presences, walk: Walk, as_of: date, early_share: float, conclude: Callable[..., None]
) -> None:
    news = presences[ColumnKind.NEWS]
    if missing := unopened(clause, news):
        conclude(missing)
    else:
        verdict, due = judge_updated(clause, walk, news.columns, as_of)
        conclude(verdict, warnings=warned(due, as_of, early_share))
