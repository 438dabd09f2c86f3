"""How does the same content make the same file? Zipped documents packed anew with the time of the run."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

_CORE = "docProps/core.xml"
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")
_PACKED = 0o600 << 16


def packed(document: bytes, moment: datetime) -> bytes:
    """An Office document (a zip) that depends on its content and `moment` alone, not on when it was written.

    Args:
        document: as a library saved it.
        moment: with time zone; stands for created and modified.
    """
    told = moment.astimezone(UTC)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == _CORE:
                content = _TIMES.sub(rb"\g<1>" + f"{told:%Y-%m-%dT%H:%M:%SZ}".encode() + rb"\g<2>", content)
            entry = zipfile.ZipInfo(name, (told.year, told.month, told.day, told.hour, told.minute, told.second))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _PACKED
            new.writestr(entry, content)
    return made.getvalue()
