"""Which strings must never be written? Secrets that a site file points to, session cookies, and numbers of persons.

What a page leaks must not be leaked again by the report on it. Every judge and every picture sees to that itself; this
is the net below. Mobile numbers stay outside excerpts: offices publish theirs, and findings compare them.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, quote_plus

from pages.personal_numbers import Kind, unnumbered
from site_configs import Site

HIDDEN = "＊＊＊"
# Anything shorter protects nothing, and hiding it everywhere would make the ledger unreadable.
SHORTEST_SECRET = 4
_EXCERPT = "excerpt"
_NEVER_SHOWN = frozenset({Kind.IDENTITY, Kind.CARD})
_CARRYING = frozenset({"set-cookie", "cookie", "authorization", "proxy-authorization"})
_VALUE = re.compile(r"=[^;]*")


class Scrubber:
    """Removes secrets from rows.

    Args:
        names: environment variables whose values are secret; looked up at every call, as some are set during the run.
    """

    def __init__(self, names: frozenset[str] = frozenset()) -> None:
        self._names = names

    @classmethod
    def of(cls, site: Site) -> Scrubber:
        """Hide what every key of the site file ending in `_env` points to."""
        return cls(frozenset(_environment_names(site.model_dump())))

    def row(self, row: Mapping[str, Any]) -> dict[str, Any]:
        """The same row without secrets; a text proof that changed carries the hash of what is left."""
        secrets = self._secrets()
        return {key: _scrubbed(value, secrets, key) for key, value in row.items()}

    def _secrets(self) -> list[str]:
        values = {value for name in self._names if len(value := os.environ.get(name, "")) >= SHORTEST_SECRET}
        forms = {form for value in values for form in (value, quote(value, safe=""), quote_plus(value))}
        return sorted(forms, key=len, reverse=True)


def _environment_names(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if str(key).endswith("_env") and isinstance(inner, str):
                yield inner
            yield from _environment_names(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _environment_names(inner)


def _scrubbed(value: Any, secrets: list[str], name: str = "") -> Any:  # noqa: ANN401  JSON
    if isinstance(value, str):
        for secret in secrets:
            value = value.replace(secret, HIDDEN)
        return unnumbered(value) if name == _EXCERPT else unnumbered(value, _NEVER_SHOWN)
    if isinstance(value, list):
        return [_scrubbed(item, secrets, name) for item in value]
    if not isinstance(value, Mapping):
        return value
    clean = {_scrubbed(key, secrets): _scrubbed(item, secrets, key) for key, item in value.items()}
    if isinstance(clean.get("headers"), dict):
        clean["headers"] = {name: _header(name, text) for name, text in clean["headers"].items()}
    if clean.get("path") == "" and "sha256" in clean and clean.get(_EXCERPT) != value.get(_EXCERPT):
        clean["sha256"] = hashlib.sha256(str(clean[_EXCERPT]).encode()).hexdigest()
    return clean


def _header(name: str, text: str) -> str:
    """Keep what a cookie is called and how it is marked, not what it says."""
    if name.lower() not in _CARRYING:
        return text
    lines = text.splitlines()
    return "\n".join(_VALUE.sub(f"={HIDDEN}", line, count=1) if "=" in line else HIDDEN for line in lines)
