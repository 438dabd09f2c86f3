"""Does an answer evade the question? Clues from `evasive_replies.yaml`, each for a person to confirm."""

import functools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import yaml

from pages.letter import Letter

_FILE = Path(__file__).with_name("evasive_replies.yaml")
_PIECES = re.compile(r"[，。！？；;!?,\n]+|(?<!\d)[:：](?!\d)|\s{2,}")
_NOTHING = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Evasion:
    """One clue: what is suspicious about the answers of some letters, the first letter standing for all."""

    letters: tuple[Letter, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Wording:
    """Patterns of pieces that say nothing, and what excuses a piece."""

    words: re.Pattern[str]
    excused: re.Pattern[str]

    @classmethod
    def read(cls, group: Mapping[str, Any]) -> Self:
        """One group of the file."""
        return cls(_any(group["words"]), _any(group.get("excused_by", ("(?!)",))))

    def fits(self, piece: str) -> bool:
        """Whether a piece of an answer says nothing in this way."""
        return self.words.search(piece) is not None and self.excused.search(piece) is None


@dataclass(frozen=True)
class Clues:
    """The lists of `evasive_replies.yaml`, compiled."""

    courtesy: re.Pattern[str]
    empty: Mapping[str, "Wording"]
    short: Mapping[str, Any]
    repeated: Mapping[str, Any]


@functools.cache
def clues() -> Clues:
    """The lists; KeyError or TypeError when the file lacks one."""
    data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    groups = ("forwarded", "deferred", "promised")
    return Clues(
        courtesy=_any(data["courtesy"]),
        empty={data[group]["label"]: Wording.read(data[group]) for group in groups},
        short=data["short"],
        repeated=data["repeated"],
    )


def evasions(letters: Iterable[Letter]) -> tuple[Evasion, ...]:
    """The clues found in the answers of some letters; letters without a readable answer are passed over."""
    answered = [letter for letter in letters if letter.answer]
    single = [Evasion((letter,), why) for letter in answered if (why := empty_answer(letter))]
    known = {evasion.letters[0].key for evasion in single}
    same: dict[str, list[Letter]] = defaultdict(list)
    for letter in answered:
        if letter.key not in known:
            same[_NOTHING.sub("", "".join(_substance(letter.answer or "")))].append(letter)
    least, shortest = clues().repeated["letters"], clues().repeated["characters"]
    groups = [
        sorted(group, key=lambda letter: letter.key)
        for text, group in same.items()
        if len(text) >= shortest and len({letter.title for letter in group}) >= least
    ]
    return (*single, *(Evasion(tuple(group), clues().repeated["label"]) for group in groups))


def empty_answer(letter: Letter) -> str:
    """Why an answer says nothing by itself, empty when it says something."""
    known = clues()
    rest = _substance(letter.answer or "")
    if not rest:
        return list(known.empty)[-1]
    reasons = [_reason(piece) for piece in rest]
    if all(reasons):
        return next(label for label in known.empty if label in reasons)
    words = "".join(rest)
    if len(_NOTHING.sub("", words)) >= known.short["characters"]:
        return ""
    asked = any(re.search(known.short["questions"], text.strip()) for text in (letter.title, letter.content or ""))
    return "" if asked and re.match(known.short["answers"], words) else str(known.short["label"])


def _substance(answer: str) -> list[str]:
    """The pieces of an answer that are more than courtesy."""
    flat = unicodedata.normalize("NFKC", answer)
    pieces = (piece.strip(' .、"“”《》()') for piece in _PIECES.split(flat.replace("，", ",")))
    return [piece for piece in pieces if piece and not clues().courtesy.search(piece)]


def _reason(piece: str) -> str:
    """The label of the first group a piece belongs to, empty when it says something."""
    return next((label for label, wording in clues().empty.items() if wording.fits(piece)), "")


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
