"""Which year do the figures of an overview speak of, and do its pages count the same divisions?"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pages.column_pages import ColumnPage

_SENTENCE = re.compile(r"[^。；;！!\n]+")
_YEAR = re.compile(r"(?<![\d—-])(?P<year>(?:19|20)\d{2})\s?年")
_UNTIL = re.compile(r"截[至止]|年[末底]|底，")
_FIGURE = re.compile(
    r"\d[\d.,]*\s?(?:万|亿|人|户|元|%|％|个)|人口|生产总值|GDP|总产值|增加值|财政(?:总)?收入|可支配收入|固定资产投资|零售总额|进出口|城镇化率"
)
# A census is held every ten years and quoted until the next one; events and plans are no statistics.
_NO_STATISTICS = re.compile(
    r"普查|建[立市县区制]|设[立市县]|撤|改|更名|划归|荣获|获得?|授予|命名|评为|始于|出土|发现|通车|建成|开工|规划|到(?:19|20)\d{2}\s?年"
)
_WHOLE = re.compile(r"[全本][市县区州省旗盟镇]")
_DIVISIONS = re.compile(r"(?P<number>\d{1,5})\s?个(?P<unit>市辖区|街道|行政村|社区|乡镇|县|镇|乡|村)")


@dataclass(frozen=True, slots=True)
class DatedFigures:
    """The newest year the statistics on one page speak of, and the sentence that names it."""

    name: str
    url: str
    year: int
    sentence: str


@dataclass(frozen=True, slots=True)
class DivisionCount:
    """How many divisions of a sort a page counts for the whole area: 「全市共有 34 个街道」."""

    unit: str
    number: int
    name: str
    url: str
    sentence: str


def dated_figures(pages: Iterable[ColumnPage]) -> tuple[DatedFigures, ...]:
    """The newest statistics of every page that dates its statistics."""
    return tuple(found for page in pages if (found := _newest(page)))


def _newest(page: ColumnPage) -> DatedFigures | None:
    best: DatedFigures | None = None
    for sentence in _sentences(page.text):
        if not (_UNTIL.search(sentence) or _FIGURE.search(sentence)) or _NO_STATISTICS.search(sentence):
            continue
        for match in _YEAR.finditer(sentence):
            if best is None or int(match["year"]) > best.year:
                best = DatedFigures(page.name, page.url, int(match["year"]), sentence)
    return best


def division_counts(pages: Iterable[ColumnPage]) -> tuple[DivisionCount, ...]:
    """Every count of divisions of the whole area, in page order."""
    return tuple(
        DivisionCount(match["unit"], int(match["number"]), page.name, page.url, sentence)
        for page in pages
        for sentence in _sentences(page.text)
        if _WHOLE.search(sentence)
        for match in _DIVISIONS.finditer(sentence)
    )


def _sentences(text: str) -> Iterator[str]:
    return (match[0].strip() for match in _SENTENCE.finditer(text))
