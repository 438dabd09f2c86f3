"""Which edition of a standard was in force on a day?"""

from __future__ import annotations

import functools
from datetime import date, timedelta
from pathlib import Path

from suites.standards.model import Standard
from suites.standards.reading import FOLDER, StandardError, codes, path_of


def in_force(code: str, as_of: date, folder: Path = FOLDER) -> Standard:
    """The edition in force on `as_of` among those of the standard `code` (any of its editions may be named).

    An edition ends on the last day its file names, at the latest on the day before the next one begins.

    Raises:
        StandardError: there is no such standard, its editions contradict each other, or none was in force.
    """
    known = editions(code, folder)
    for edition, following in zip(known, [*known[1:], None], strict=True):
        if edition.in_force_from <= as_of <= _last_day(edition, following):
            return edition
    spans = "；".join(_span(edition, following) for edition, following in zip(known, [*known[1:], None], strict=True))
    raise StandardError(f"{as_of} 没有现行的 '{code}'：{spans}。请改监测时间点（--as-of），或改网站档案的 standards。")


@functools.cache
def editions(code: str, folder: Path = FOLDER) -> tuple[Standard, ...]:
    """All editions of a standard, oldest first; StandardError when they contradict each other."""
    path_of(code, folder)
    following: dict[str, Standard] = {}
    for standard in (Standard.load(each, folder) for each in codes(folder)):
        if standard.supersedes is None:
            continue
        path_of(standard.supersedes, folder)
        if other := following.get(standard.supersedes):
            raise StandardError(f"{other.code} 和 {standard.code} 都写明取代 {standard.supersedes}，只能有一个。")
        following[standard.supersedes] = standard
    first = Standard.load(code, folder)
    seen = {first.code}
    while first.supersedes is not None:
        first = Standard.load(first.supersedes, folder)
        if first.code in seen:
            raise StandardError(f"{first.code} 经过几次 supersedes 又取代了它自己。")
        seen.add(first.code)
    chain = [first]
    while next_one := following.get(chain[-1].code):
        _check_order(chain[-1], next_one)
        chain.append(next_one)
    return tuple(chain)


def _check_order(older: Standard, newer: Standard) -> None:
    if newer.in_force_from <= older.in_force_from:
        raise StandardError(
            f"{newer.code} 取代 {older.code}，却不晚于它施行（{newer.in_force_from}，{older.in_force_from}）。"
        )
    if older.in_force_until is not None and older.in_force_until >= newer.in_force_from:
        raise StandardError(
            f"{older.code} 写明施行至 {older.in_force_until}，与自 {newer.in_force_from} 起的 {newer.code} 重叠。"
        )


def _last_day(edition: Standard, following: Standard | None) -> date:
    if edition.in_force_until is not None:
        return edition.in_force_until
    return following.in_force_from - timedelta(days=1) if following else date.max


def _span(edition: Standard, following: Standard | None) -> str:
    last = _last_day(edition, following)
    return f"{edition.code} 自 {edition.in_force_from} 起" + ("" if last == date.max else f"至 {last}")
