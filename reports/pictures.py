"""How does a proof fit into a page? Made smaller, and written into it."""

from __future__ import annotations

import base64
import io
from pathlib import Path

from PIL import Image


def data_address(path: Path, width: int) -> str:
    """A picture file as an address that holds it, at most `width` pixels wide and high."""
    with Image.open(path) as image:
        image.thumbnail((width, width))
        made = io.BytesIO()
        image.convert("RGB").save(made, "WEBP", quality=60)
    return "data:image/webp;base64," + base64.b64encode(made.getvalue()).decode()
