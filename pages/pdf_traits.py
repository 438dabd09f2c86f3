"""What does a PDF carry for those who have it read aloud?"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PdfTraits:
    """What one PDF carries.

    Attributes:
        tagged: marked as tagged, and there is a tree of tags with something in it.
        language: `/Lang` of the document; `title` that of its properties; empty when there is none.
        pages: how many were looked at; `pictured` how many of them show pictures and hold no text.
        told: why it could not be read, in Chinese without a full stop; empty when it could.
    """

    tagged: bool = False
    language: str = ""
    title: str = ""
    pages: int = 0
    pictured: int = 0
    told: str = ""
