"""Which of the allowed words did the writer probably mean?"""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

# Below this a suggestion reads as a wild guess: 'ulr'/'url' scores 67, 'title'/'items' 60.
LIKENESS = 65


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """Return the choice spelled most like ``word`` (case ignored), or None when nothing is close."""
    found = process.extractOne(word, list(choices), scorer=fuzz.ratio, processor=str.lower, score_cutoff=LIKENESS)
    return None if found is None else found[0]


def suggestion(word: str, choices: Iterable[str]) -> str:
    """Return ``是否想写 'x'？`` for the nearest choice, or an empty string."""
    near = nearest(word, choices)
    return "" if near is None else f"是否想写 '{near}'？"
