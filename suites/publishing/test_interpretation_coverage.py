"""Which policies are interpreted at all, and are words the only form?"""

from collections.abc import Callable, Mapping

import pytest

from pages.column_presence import Presence
from pages.interpretations import Interpretations
from site_configs.kinds import ColumnKind
from suites.publishing.explained import absent, judge_coverage, judge_words_only
from suites.standards import Clause


@pytest.mark.indicator("interpretation_coverage", 1)
def test_policies_interpreted(
    clause: Clause,
    presences: Mapping[ColumnKind, Presence],
    interpretations: Interpretations,
    conclude: Callable[..., None],
) -> None:
    conclude(absent(clause, presences[ColumnKind.INTERPRETATION]) or judge_coverage(clause, interpretations))


@pytest.mark.indicator("interpretation_coverage", 2)
def test_forms_of_interpretation(
    clause: Clause,
    presences: Mapping[ColumnKind, Presence],
    interpretations: Interpretations,
    conclude: Callable[..., None],
) -> None:
    conclude(absent(clause, presences[ColumnKind.INTERPRETATION]) or judge_words_only(clause, interpretations))
