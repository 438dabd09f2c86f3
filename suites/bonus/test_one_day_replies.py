"""Is every consultation answered at once?"""

from collections.abc import Callable
from datetime import date

import pytest

from pages.consultations import Correspondence
from suites.interaction.timeliness import award_quick
from suites.standards import Clause


@pytest.mark.indicator("one_day_replies")
def test_one_day_replies(
    clause: Clause, correspondence: Correspondence, as_of: date, conclude: Callable[..., None]
) -> None:
    conclude(award_quick(clause, correspondence, as_of))
