"""Which links lead to the site's interactive functions? Anchors judged by their short names, the telling ones first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pages.documents import Document, tidy

LONGEST_NAME = 16  # a longer link text is a headline, not the name of a function


@dataclass(frozen=True, slots=True)
class Lead:
    """One link worth following: address, its words, the page it stands on, and a rank (0 is the most telling)."""

    url: str
    name: str
    found_on: str
    rank: int


@dataclass(frozen=True, slots=True)
class Names:
    """How the names of one function read.

    Attributes:
        ranked: patterns from the most telling to the least.
        never: names that mean something else.
    """

    ranked: tuple[re.Pattern[str], ...]
    never: re.Pattern[str]

    def rank(self, name: str) -> int | None:
        """Position of the first pattern a name fits, None when it fits none or means something else."""
        if len(name) > LONGEST_NAME or self.never.search(name):
            return None
        return next((number for number, pattern in enumerate(self.ranked) if pattern.search(name)), None)


def leads(documents: Iterable[Document], names: Names) -> tuple[Lead, ...]:
    """Links on these pages whose name fits, each address once, most telling first, else in order of appearance."""
    found: dict[str, Lead] = {}
    for document in documents:
        for anchor in document.anchors:
            name = tidy(anchor.text).replace(" ", "")
            rank = names.rank(name)
            if rank is None and anchor.title:
                rank = names.rank(tidy(anchor.title).replace(" ", ""))
            if rank is None or anchor.url == document.url:
                continue
            known = found.get(anchor.url)
            if known is None or (rank, len(name)) < (known.rank, len(known.name)):
                found[anchor.url] = Lead(anchor.url, name or anchor.title, document.url, rank)
    return tuple(sorted(found.values(), key=lambda lead: lead.rank))


# 《检查指标》互动回应差：在线访谈、调查征集、网上信访、纪检举报类栏目除外。
SPECIAL = re.compile(r"信访|举报|纪检|监察|纪委|检举|控告|巡视|巡察|扫黑|找错|纠错|访谈|征集|调查|问卷|听证|投票")
