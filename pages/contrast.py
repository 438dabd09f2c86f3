"""How distinct are two colours? Contrast as WCAG 2.2 defines it, of one colour against the pixels of a picture."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from PIL import Image

Colour = tuple[int, int, int]
# Channels keep all their bits, so that contrast is exact, unless so many colours are left that counting takes too long.
_BITS = (8, 7, 6, 5)
_MANY = 1 << 14


def luminance(colour: Iterable[float]) -> float:
    """Relative luminance (0 black, 1 white) of an sRGB colour with channels from 0 to 255."""
    red, green, blue = (_linear(channel / 255) for channel in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@lru_cache(1 << 12)
def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def contrast(one: Iterable[float], two: Iterable[float]) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(two)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@dataclass(frozen=True, slots=True)
class Spread:
    """How a text stands out against the many colours behind it: contrast and number of pixels, lowest first."""

    steps: tuple[tuple[float, int], ...]

    @property
    def pixels(self) -> int:
        """How many pixels were measured."""
        return sum(count for _, count in self.steps)

    def at(self, share: float) -> float:
        """The contrast that this share of the pixels does not exceed; 0.5 is the median."""
        if not self.steps:
            return 1.0
        left = share * self.pixels
        for ratio, count in self.steps:
            left -= count
            if left < 0:
                return ratio
        return self.steps[-1][0]


def spread(picture: Image.Image, text: Colour, alpha: float) -> Spread:
    """Contrast of a text against every opaque pixel of a picture.

    Args:
        picture: what lies behind the text (RGBA).
        text: colour of the text.
        alpha: opacity of the text, 0 to 1.
    """
    steps = sorted((_shown(text, alpha, pixel[:3]), number) for number, pixel in _counted(picture) if pixel[3] > 127)
    return Spread(tuple(steps))


def _counted(picture: Image.Image) -> list[tuple[int, tuple[int, int, int, int]]]:
    counted = None
    for bits in _BITS:
        few = picture.point([*(_kept(channel, bits) for channel in range(256))] * 3 + list(range(256)))
        counted = few.getcolors(_MANY if bits > min(_BITS) else few.width * few.height)
        if counted is not None:
            break
    return cast("list[tuple[int, tuple[int, int, int, int]]]", counted or [])


def _kept(channel: int, bits: int) -> int:
    """The upper bits of a channel, and of the lower ones the middle of all that are lost."""
    lost = 8 - bits
    return channel >> lost << lost | 1 << lost >> 1


def _shown(text: Colour, alpha: float, ground: Colour) -> float:
    mixed = [alpha * own + (1 - alpha) * under for own, under in zip(text, ground, strict=True)]
    return contrast(mixed, ground)
