"""What proves it? Evidence for a finding: boxed screenshot, excerpt, headers, hash, time."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from pages.personal_numbers import unnumbered

EXCERPT_LIMIT = 2000


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of proof, kept as a file under the run's folder or as text.

    Attributes:
        kind: what it is, in Chinese (截图, 页面片段, 响应头, 过程记录…).
        url: page it was taken from.
        taken_at: when (Beijing time).
        path: file name below the run's evidence folder, empty for plain text.
        sha256: hash of the file or the text.
        excerpt: text to read at once (DOM excerpt, protocol of steps), at most 2,000 characters.
        headers: response headers of the page, where known.
    """

    kind: str
    url: str
    taken_at: datetime
    sha256: str
    path: str = ""
    excerpt: str = ""
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


class EvidenceStore:
    """Keeps evidence files of one run, each content once.

    Args:
        folder: where files go; created on first use.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def picture(self, image: bytes, url: str, taken_at: datetime, kind: str = "截图", excerpt: str = "") -> Evidence:
        """Store a JPEG screenshot and return the evidence that points to it."""
        digest = hashlib.sha256(image).hexdigest()
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{digest[:16]}.jpg"
        if not path.exists():
            path.write_bytes(image)
        return Evidence(kind, url, taken_at, digest, path.name, unnumbered(excerpt)[:EXCERPT_LIMIT])

    def text(
        self,
        content: str,
        url: str,
        taken_at: datetime,
        kind: str = "页面片段",
        headers: Mapping[str, str] | None = None,
    ) -> Evidence:
        """Keep a piece of text (at most 2,000 characters) as evidence; numbers of persons in it are masked."""
        content = unnumbered(content)[:EXCERPT_LIMIT]
        digest = hashlib.sha256(content.encode()).hexdigest()
        return Evidence(kind, url, taken_at, digest, "", content, MappingProxyType(dict(headers or {})))
