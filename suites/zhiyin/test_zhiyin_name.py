"""Does every page head show the site's full name?"""

from collections.abc import Callable, Sequence

import pytest

from pages.faces import Face
from suites.design.naming import judge_name
from suites.standards import Clause


@pytest.mark.indicator("zhiyin_name", 1)
def test_zhiyin_name(clause: Clause, site_name: str, faces: Sequence[Face], conclude: Callable[..., None]) -> None:
    conclude(judge_name(clause, site_name, [face.header for face in faces]))
