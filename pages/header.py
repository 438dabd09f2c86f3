"""Does the head of the page show whose site this is? What a visitor sees in the first screen, text and pictures."""

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from pages.browsing import Browsing
from pages.capture import Evidence
from pages.documents import tidy

# The head of Chinese portals is a banner of 80-260 px above the main navigation, rarely taller than 400 px.
_HEAD_HEIGHT = 420
_READ = (Path(__file__).parent / "header.js").read_text(encoding="utf-8")
_SUFFIX = re.compile(r"(?:门户网站|官方网站|政府网站|政务网|公众信息网|网站|官网|网)$")
_MIN_TEXT = 12
_SLACK = 8
_MIN_LOGO = (150, 30)
# A logo stands above the main navigation; pictures further down belong to the content.
_LOGO_TOP = 200


@dataclass(frozen=True, slots=True)
class HeaderPart:
    """One thing in the head of the page: text, image, label or background, with its place and size in pixels."""

    kind: str
    text: str
    top: float
    width: float
    height: float
    size: float
    drawn: bool


@dataclass(frozen=True, slots=True)
class Header:
    """The head of one page.

    Attributes:
        parts: everything visible in it.
        picture: the head as a picture when the name is not there as text, for a person to decide.
    """

    url: str
    parts: tuple[HeaderPart, ...]
    picture: tuple[Evidence, ...] = ()

    def shows(self, name: str) -> bool:
        """Whether the name stands there as readable text, or as the text alternative of a picture that was drawn."""
        wanted = core(name)
        texts = [core(part.text) for part in self.parts if part.kind == "text" and part.size >= _MIN_TEXT]
        named = [
            core(part.text)
            for part in self.parts
            if part.kind in {"image", "label"} and part.drawn and part.height >= _MIN_TEXT
        ]
        # A headline such as 「某某市人民政府关于…的通知」 contains the name without showing it.
        longest = len(wanted) + _SLACK
        pieces = "".join(text for text in texts if len(text) < longest)
        return wanted in pieces or any(wanted in text and len(text) <= longest for text in named)

    @property
    def may_carry_name_in_pixels(self) -> bool:
        """Whether a logo-sized picture without a telling text alternative could hold the name."""
        width, height = _MIN_LOGO
        return any(
            part.kind in {"image", "background"}
            and part.drawn
            and part.top < _LOGO_TOP
            and part.width >= width
            and part.height >= height
            for part in self.parts
        )


def core(name: str) -> str:
    """The name without blanks, brackets and endings such as 门户网站, so that usual variants are equal."""
    bare = re.sub(r"[\s·•()（）【】“”\"|]+", "", tidy(name))
    return _SUFFIX.sub("", bare) or bare


def read_header(browsing: Browsing, page: Page, name: str) -> Header:
    """Read the head of a page that is being shown; a picture is taken only when the name is not there as text.

    Args:
        browsing: reads within time limits.
        page: an open page.
        name: the site's name, empty when unknown.

    Raises:
        Unseen: the page does not answer.
    """
    parts = tuple(HeaderPart(**part) for part in browsing.read(page, _READ, _HEAD_HEIGHT))
    header = Header(page.url, parts)
    if name and header.shows(name):
        return header
    return Header(page.url, parts, (browsing.snap(page, "页面头部"),))
