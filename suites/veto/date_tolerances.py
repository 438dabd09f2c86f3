"""How far may stated dates lie apart before somebody should look? Reads `date_tolerances.yaml`."""

import functools
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import yaml

from suites.standards.quantity import Count, Duration, parse_as

_FILE = Path(__file__).with_name("date_tolerances.yaml")


@dataclass(frozen=True, slots=True)
class DateTolerances:
    """The numbers of `date_tolerances.yaml`.

    Attributes:
        list_: a list may be this much newer than the article's page.
        source: list or page may be this much newer than tag or address.
        future: a date may lie this far after the day of inspection.
        whole_list: entries from which a list of one single day is noticed.
        recent: that day lies at most this long before the inspection.
        same_day_lists: columns with such lists of one and the same day, from which it is a candidate.
    """

    list_: timedelta
    source: timedelta
    future: timedelta
    whole_list: int
    recent: Duration
    same_day_lists: int


@functools.cache
def tolerances() -> DateTolerances:
    """The tolerances; KeyError, TypeError or ValueError when the file is wrong."""
    data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return DateTolerances(
        list_=_span(data["list"]),
        source=_span(data["source_date"]),
        future=_span(data["future"]),
        whole_list=parse_as(data["whole_list"], Count, _FILE.name),
        recent=parse_as(data["recent"], Duration, _FILE.name),
        same_day_lists=parse_as(data["same_day_lists"], Count, _FILE.name),
    )


def _span(words: str) -> timedelta:
    some_day = date(2019, 4, 1)
    return some_day - parse_as(words, Duration, _FILE.name).before(some_day)
