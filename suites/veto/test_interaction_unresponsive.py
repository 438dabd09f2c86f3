"""Is there a way to ask online, and is nobody left without an answer?"""

from collections.abc import Callable
from datetime import date

import pytest

from pages.channel import Channels
from pages.letters import Letters
from site_configs import Site
from suites.standards import Clause
from suites.veto.responsiveness import judge_channel, judge_letters


@pytest.mark.indicator("interaction_unresponsive", 1)
def test_channel(clause: Clause, site: Site, channels: Channels, conclude: Callable[..., None]) -> None:
    conclude(judge_channel(clause, site, channels))


@pytest.mark.indicator("interaction_unresponsive", 2)
def test_letters(clause: Clause, site: Site, letters: Letters, as_of: date, conclude: Callable[..., None]) -> None:
    conclude(judge_letters(clause, site, letters, as_of))
