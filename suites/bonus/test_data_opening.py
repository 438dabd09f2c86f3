"""Can everybody download data sets in a machine-readable form, and are they kept up to date?"""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from pages.column_presence import Presence
from pages.errors import Reason, Unseen
from pages.open_data import OpenData
from pages.walk import Walk
from site_configs.kinds import ColumnKind
from suites.bonus.usable_data import judge_downloads, judge_updates
from suites.standards import Clause
from suites.verdict import Verdict


@pytest.mark.indicator("data_opening")
def test_data_opening(
    clause: Clause,
    presences: Mapping[ColumnKind, Presence],
    opened_data: OpenData,
    walk: Walk,
    as_of: date,
    conclude: Callable[..., None],
) -> None:
    presence = presences[ColumnKind.OPEN_DATA]
    if opened_data.entries:
        conclude(
            judge_downloads(clause, opened_data) if clause.number == 1 else judge_updates(clause, opened_data, as_of)
        )
    elif opened_data.unread:
        raise opened_data.unread[0]
    elif presence.sure:
        raise Unseen(Reason.LAYOUT, walk.home.url, "数据开放只是其他栏目页面的一部分，没有检查其中的数据集")
    elif presence.unseen:
        raise presence.unseen
    else:
        conclude(Verdict.award(clause, 0, "没有开设数据开放栏目，也没有数据开放平台的入口。"))
