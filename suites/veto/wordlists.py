"""Which words are looked for, and where do they come from? Reads `wording.yaml`."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import yaml

_FILE = Path(__file__).with_name("wording.yaml")


@dataclass(frozen=True)
class Wordlists:
    """The lists of `wording.yaml`.

    Attributes:
        version: date of the lists, named in the report.
        wrong: published misspelling → right form.
        protected: longer right words that contain a wrong one.
        levels, phrases: secrecy labels.
        spam: advertising phrases; `talk`: words that reports on crime use too, unless `excused_by` is near.
        trusted: domain suffixes that are no hidden advertising.
    """

    version: str
    wrong: Mapping[str, str]
    protected: tuple[str, ...]
    levels: tuple[str, ...]
    phrases: tuple[str, ...]
    spam: tuple[str, ...]
    talk: tuple[str, ...]
    excused_by: tuple[str, ...]
    trusted: tuple[str, ...]


@functools.cache
def wordlists() -> Wordlists:
    """The lists; KeyError or TypeError when the file lacks one."""
    data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    indecent = data["indecent"]
    return Wordlists(
        version=str(data["version"]),
        wrong=MappingProxyType(
            {wrong: right for group in data["wrong_words"] for wrong, right in group["words"].items()}
        ),
        protected=tuple(word for group in data["protected"] for word in group["words"]),
        levels=tuple(data["secrecy"]["levels"]),
        phrases=tuple(data["secrecy"]["phrases"]),
        spam=tuple(indecent["spam"]["words"]),
        talk=tuple(indecent["talk"]["words"]),
        excused_by=tuple(indecent["talk"]["excused_by"]),
        trusted=tuple(data["trusted_hosts"]["suffixes"]),
    )
