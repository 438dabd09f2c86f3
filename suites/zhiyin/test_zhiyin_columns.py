"""Is any column empty?"""

from collections.abc import Callable, Sequence

import pytest

from pages.columns import Column, ColumnState
from suites.verdict import Finding


def judge(columns: Sequence[Column]) -> list[Finding]:
    """One finding per column whose page says or shows that there is nothing in it.

    Args:
        columns: the site's columns.

    Raises:
        Unseen: none of those seen is empty, but some could not be seen.
    """
    empty = [column for column in columns if column.state is ColumnState.EMPTY]
    unseen = [column.unseen for column in columns if column.unseen]
    if not empty and unseen:
        raise unseen[0]
    return [Finding(column.url, f"“{column.name}”栏目没有内容。") for column in empty]


@pytest.mark.indicator("zhiyin_columns", 1)
def test_zhiyin_columns(columns: Sequence[Column], conclude: Callable[..., None]) -> None:
    conclude(judge(columns), note=f"检查了 {len(columns)} 个栏目。")
