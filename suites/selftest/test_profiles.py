"""Do the profiles name clauses that exist, and leave the others in?"""

import pytest

from fixtures.samples import DEFAULT_AS_OF
from suites.profiles import Profile, ProfileError
from suites.selftest.inspecting import run
from suites.standards import Rulebook

RULEBOOK = Rulebook.shipped(DEFAULT_AS_OF)


@pytest.mark.parametrize("name", Profile.names())
def test_a_profile_leaves_out_clauses_that_exist(name: str) -> None:
    profile = Profile.load(name)
    assert {clause for clause in profile.without if clause not in RULEBOOK} == set()
    assert profile.why
    assert not profile.why.endswith("。")


def test_before_going_live_nothing_is_asked_that_takes_time() -> None:
    """Every clause that looks back over a stretch of calendar time is left out, but for what a certificate has left."""
    profile = Profile.load("go-live")
    looking_back = {
        clause.id
        for clause in RULEBOOK.clauses
        if {"window", "overdue"} & set(clause.terms) and clause.indicator.subject.key == "website"
    }
    assert looking_back
    assert looking_back <= profile.without


def test_an_unknown_profile_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(ProfileError, match="go-live"):
        Profile.load("golive")
    said = run("--site=demo", "--profile=golive", "--collect-only", "-q").said
    assert "没有名为 'golive' 的检查方案" in said


def test_the_occasion_decides_what_is_collected() -> None:
    said = run("--site=demo", "--profile=go-live", "--collect-only", "-q", "-k", "news").said
    assert "news.1" in said
    assert "news.2" not in said
