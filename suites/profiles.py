"""On which occasions are only some clauses asked? Named profiles, each with what it leaves out and why."""

import difflib
from dataclasses import dataclass
from pathlib import Path

import yaml

_FILE = Path(__file__).with_suffix(".yaml")


class ProfileError(ValueError):
    """No profile is called that: one Chinese sentence."""


@dataclass(frozen=True, slots=True)
class Profile:
    """An occasion: `why` the clauses `without` are left out, Chinese without 。."""

    name: str
    title: str
    why: str
    without: frozenset[str]

    @classmethod
    def load(cls, name: str) -> "Profile":
        """The profile of that name.

        Raises:
            ProfileError: there is none.
        """
        known = _read()
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f"，是不是 {near[0]}" if near else ""
            raise ProfileError(f"没有名为 {name!r} 的检查方案{hint}？可用：{'、'.join(known)}。")
        return known[name]

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """All profiles, in the order of the file."""
        return tuple(_read())


def _read() -> dict[str, Profile]:
    rows = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {name: Profile(name, row["title"], row["why"], frozenset(row["without"])) for name, row in rows.items()}
