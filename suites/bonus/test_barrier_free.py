"""Are barrier-free browsing and a mode for elders offered, and do they work once switched on?"""

from collections.abc import Callable, Sequence

import pytest

from pages.modes import Trial
from suites.bonus.easier_reading import award
from suites.standards import Clause


@pytest.mark.indicator("barrier_free", 1)
def test_barrier_free(clause: Clause, mode_trials: Sequence[Trial], conclude: Callable[..., None]) -> None:
    conclude(award(clause, mode_trials))
