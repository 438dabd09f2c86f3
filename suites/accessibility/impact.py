"""Who gets stuck, and at which step? What was found about accessibility, sorted by people and by what they do."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from suites.accessibility.axe_rules import Group, rule_book
from suites.verdict import Outcome, Verdict

_FILE = Path(__file__).parent / "impact.yaml"


class Reach(BaseModel):
    """Whom a clause is for (`axe`: told by each rule), and at which step they meet it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    who: tuple[Group, ...] | Literal["axe"]
    step: str


class ImpactMap(BaseModel):
    """The groups of people and the steps in the order they are shown, and every clause's reach."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    groups: tuple[Group, ...]
    steps: tuple[str, ...]
    clauses: Mapping[str, Reach]


@dataclass(frozen=True, slots=True)
class Impact:
    """How many things keep each group from each step: (group, step) → number; `doubtful` ones wait for a person."""

    groups: tuple[str, ...]
    steps: tuple[str, ...]
    stuck: Counter[tuple[str, str]]
    doubtful: Counter[tuple[str, str]]


@cache
def impact_map() -> ImpactMap:
    """The map as `impact.yaml` says it."""
    return ImpactMap.model_validate(yaml.safe_load(_FILE.read_text(encoding="utf-8")))


def impact(verdicts: Iterable[Verdict]) -> Impact:
    """Sort what was found by people and by step; one problem counts for every group it stops.

    Args:
        verdicts: of a run; clauses of other standards are left out.
    """
    known = impact_map()
    stuck: Counter[tuple[str, str]] = Counter()
    doubtful: Counter[tuple[str, str]] = Counter()
    for verdict in verdicts:
        reach = known.clauses.get(verdict.clause_id)
        if reach is None or verdict.outcome not in {Outcome.FAIL, Outcome.REVIEW}:
            continue
        counted = stuck if verdict.outcome is Outcome.FAIL else doubtful
        for finding in verdict.findings:
            counted.update((group, reach.step) for group in _who(reach, finding.target))
    return Impact(known.groups, known.steps, stuck, doubtful)


def _who(reach: Reach, target: str) -> tuple[str, ...]:
    """A finding of axe is named by its rule first."""
    if reach.who != "axe":
        return reach.who
    rule = rule_book().rules.get(target.partition(" ")[0])
    return rule.who if rule else ()
