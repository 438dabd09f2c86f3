"""What do the tests of site files share?"""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from site_configs import (
    Site,
    SiteConfigError,
    locating,
)

GALLERY = Path(__file__).parent / "site_configs_gallery"
FOLDER = locating.FOLDER
TEMPLATE = FOLDER / "_template.yaml"
MINIMAL = "name: 某某市人民政府\nurl: https://www.example.gov.cn/\n"
DAY = date(2026, 8, 22)


def told(text: str) -> str:
    """The sentence `Site.load(text)` ends with."""
    with pytest.raises(SiteConfigError) as caught:
        Site.load(text)
    return str(caught.value)


def write(folder: Path, text: str, name: str = "x.yaml") -> Path:
    """A file with that text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def site_with(**parts: Any) -> Site:  # noqa: ANN401  any field of Site
    """A site with a name, an address and these fields."""
    return Site(name="某某市", url="https://www.example.gov.cn/", **parts)
