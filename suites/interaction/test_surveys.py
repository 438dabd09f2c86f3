"""Are citizens asked for their opinions online, often enough, and told what came of it?"""

from collections.abc import Callable
from datetime import date

import pytest

from pages.surveys import Surveys
from site_configs import Site
from suites.interaction.held_surveys import judge_channel, judge_count, judge_results
from suites.standards import Clause


@pytest.mark.indicator("surveys", 1)
def test_survey_channel(
    clause: Clause, site: Site, surveys: Surveys, as_of: date, conclude: Callable[..., None]
) -> None:
    conclude(judge_channel(clause, site, surveys, as_of))


@pytest.mark.indicator("surveys", 2)
def test_survey_count(clause: Clause, surveys: Surveys, as_of: date, conclude: Callable[..., None]) -> None:
    conclude(judge_count(clause, surveys, as_of))


@pytest.mark.indicator("surveys", 3)
def test_survey_results(clause: Clause, surveys: Surveys, as_of: date, conclude: Callable[..., None]) -> None:
    conclude(judge_results(clause, surveys, as_of))
