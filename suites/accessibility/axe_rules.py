"""How is a rule of axe said in Chinese: what is wrong, why, for whom, how to fix it, and which criterion of WCAG?"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

_FILE = Path(__file__).parent / "axe_rules.yaml"

Group = Literal["全盲", "低视力", "肢体", "听障", "认知", "老年"]


class Rule(BaseModel):
    """One rule of axe.

    Attributes:
        title: what is wrong; `why` it is a problem; `fix` how to mend it: Chinese, without a full stop.
        who: whom it keeps from using the page, most affected first.
        criteria: numbers of WCAG's success criteria, none for mere good practice.
        elsewhere: the clause of this standard that judges the same thing by its own measurement, None when none does.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    why: str
    who: tuple[Group, ...]
    fix: str
    criteria: tuple[str, ...]
    elsewhere: str | None = None


class Criterion(BaseModel):
    """One success criterion: its Chinese name and level; `obsolete` when WCAG 2.2 has dropped it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    level: Literal["A", "AA", "AAA"]
    obsolete: bool = False


class RuleBook(BaseModel):
    """The rules by axe's name for them, and the criteria by number (axe_rules.yaml)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rules: Mapping[str, Rule]
    criteria: Mapping[str, Criterion]

    def basis(self, rule: Rule) -> str:
        """The criteria behind a rule, as one Chinese phrase."""
        named = (
            f"{number}“{self.criteria[number].name}”（{self.criteria[number].level} 级）" for number in rule.criteria
        )
        return "WCAG 2.2 的 " + "、".join(named) if rule.criteria else "无障碍的良好做法"


@cache
def rule_book() -> RuleBook:
    """Read the rules.

    Raises:
        pydantic.ValidationError: a key is missing, unknown or of the wrong kind.
    """
    return RuleBook.model_validate(yaml.safe_load(_FILE.read_text(encoding="utf-8")))


def rule_of(name: str, title: str) -> Rule:
    """The rule of that name; one that a newer axe-core brought is told by its own English `title`."""
    known = rule_book().rules.get(name)
    return known or Rule(
        title=f"{title}（axe 规则 {name}）", why="见该规则的说明", who=(), fix="见该规则的说明", criteria=()
    )
