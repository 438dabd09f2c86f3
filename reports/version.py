"""Which version of the tool, and of the law, is at work?"""

from __future__ import annotations

import functools
import hashlib
import tomllib
from pathlib import Path

from reports.records import StandardRef
from suites.standards import Standard
from suites.standards.reading import path_of

_PROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"


@functools.cache
def tool_version() -> str:
    """The version in pyproject.toml: an application run from its checkout has no installed metadata."""
    return str(tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]["version"])


def standard_ref(standard: Standard) -> StandardRef:
    """Name the edition and the exact text of it that is applied."""
    written = [path_of(code).read_bytes() for code in (standard.code, standard.extends) if code]
    return StandardRef(standard.code, standard.title, standard.document, hashlib.sha256(b"".join(written)).hexdigest())
