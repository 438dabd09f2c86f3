"""How do pictures of one page compare? Laid next to each other at one height."""

import io
from collections.abc import Iterable

from PIL import Image

_HEIGHT = 480
_GAP = 12
_GROUND = (233, 236, 241)


def side_by_side(pictures: Iterable[bytes]) -> bytes:
    """One JPEG with all pictures in a row, scaled to the same height; at least one is needed."""
    scaled = []
    for picture in pictures:
        with Image.open(io.BytesIO(picture)) as opened:
            width = max(1, round(opened.width * _HEIGHT / opened.height))
            scaled.append(opened.convert("RGB").resize((width, _HEIGHT)))
    row = Image.new("RGB", (sum(one.width + _GAP for one in scaled) - _GAP, _HEIGHT), _GROUND)
    left = 0
    for one in scaled:
        row.paste(one, (left, 0))
        left += one.width + _GAP
    kept = io.BytesIO()
    row.save(kept, "JPEG", quality=60)
    return kept.getvalue()
