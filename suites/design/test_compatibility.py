"""Is the content shown in the browsers people use?"""

from collections.abc import Callable

import pytest

from pages.engines import Compatibility
from suites.design.displaying import judge_display
from suites.standards import Clause


@pytest.mark.indicator("compatibility", 1)
def test_compatibility(clause: Clause, compatibility: Compatibility, conclude: Callable[..., None]) -> None:
    conclude(judge_display(clause, compatibility))
