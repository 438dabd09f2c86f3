"""How does a proof fit into a page or a document? Made smaller."""

from __future__ import annotations

import base64
import io
from pathlib import Path
from typing import Literal

from PIL import Image


def shrunk(path: Path, width: int, form: Literal["WEBP", "JPEG"], quality: int) -> bytes:
    """A picture file as a picture at most `width` pixels wide and high."""
    with Image.open(path) as image:
        image.thumbnail((width, width))
        made = io.BytesIO()
        image.convert("RGB").save(made, form, quality=quality)
    return made.getvalue()


def data_address(path: Path, width: int) -> str:
    """A picture file as an address that holds it, at most `width` pixels wide and high."""
    return "data:image/webp;base64," + base64.b64encode(shrunk(path, width, "WEBP", 60)).decode()
