"""What does the letter say that asks a webmaster to mend the site? 整改通知书, as one frozen text for DOCX and PDF.

A draft: who issues it, and by when the site is to be mended, is for the inspecting office to fill in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from reports.history import State
from reports.material import Material
from reports.problem_list import Row
from suites.standards.scorecard import points_text

_PROBLEMS, _PICTURES = 60, 16
_ORDINALS = "一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class Item:
    """One problem in the letter; `picture` is a file below the run's folder, None when there is none."""

    text: str
    place: str
    picture: Path | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """The problems of one indicator, and how they are mended."""

    heading: str
    items: tuple[Item, ...]
    advice: str


@dataclass(frozen=True, slots=True)
class Notice:
    """The letter.

    Attributes:
        opening: what was inspected and how it came out, paragraphs.
        sections: what is to be mended.
        demands: closing paragraphs.
        signature: lines at the end, right-aligned.
    """

    title: str
    addressee: str
    opening: tuple[str, ...]
    sections: tuple[Section, ...]
    demands: tuple[str, ...]
    signature: tuple[str, ...]


def notice(material: Material) -> Notice:
    """The letter about the problems of a run that are to be mended; candidates for a person are not among them."""
    header = material.inspection.header
    rows = material.defects
    return Notice(
        title=f"关于{header.site.name}网站检查发现问题的整改通知",
        addressee=f"{header.site.organiser or header.site.name}：",
        opening=tuple(_opening(material, rows)),
        sections=tuple(_sections(material, rows)),
        demands=tuple(_demands(rows)),
        signature=("（检查单位名称，盖章）", f"{header.started:%Y}年{header.started.month}月{header.started.day}日"),
    )


def _opening(material: Material, rows: Sequence[Row]) -> Iterator[str]:
    header, card = material.inspection.header, material.inspection.scorecard
    code = f"（网站标识码 {header.site.code}）" if header.site.code else ""
    yield (
        f"根据{header.standard.document}《{header.standard.title}》，以 {header.as_of} 为监测时间点，对"
        f"{header.site.name}网站{code}{header.site.url} 进行了检查。"
    )
    covered = f"已判 {points_text(card.judged_points)} / {points_text(card.full)} 分"
    if card.vetoes:
        names = "、".join(material.inspection.standard.indicators[slug].name for slug in card.vetoes)
        yield f"检查结论为{card.words}，出现单项否决情形：{names}，不计分（{covered}）。"
    elif card.score is None:
        yield f"检查结论为{card.words}。"
    else:
        yield f"检查结论为{card.words}，得分 {points_text(card.score)} 分（{covered}）。"
    if not rows:
        yield "本次检查没有发现需要整改的问题。"
        return
    old = sum(row.state == State.OUTSTANDING.word for row in rows)
    again = sum(row.state == State.RECURRED.word for row in rows)
    told = f"，其中以前已经发现、至今未整改的 {old} 个，整改后又复发的 {again} 个" if old or again else ""
    yield f"共发现需要整改的问题 {len(rows)} 个{told}。具体如下："


def _sections(material: Material, rows: Sequence[Row]) -> Iterator[Section]:
    shown, pictures = rows[:_PROBLEMS], set[str]()
    ordered = [list(group) for _, group in groupby(shown, key=lambda row: (row.level, row.clause_id.partition(".")[0]))]
    for number, group in enumerate(ordered):
        items = tuple(_item(material, row, pictures) for row in group)
        yield Section(f"{_ordinal(number)}、{group[0].kind}（{group[0].level}）", items, group[0].advice)
    if len(rows) > _PROBLEMS:
        rest = Item(f"其余 {len(rows) - _PROBLEMS} 个问题见所附问题清单。", "")
        yield Section(f"{_ordinal(len(ordered))}、其他", (rest,), "")


def _item(material: Material, row: Row, pictures: set[str]) -> Item:
    """Each picture is shown once, and no more than people will leaf through."""
    path = material.inspection.folder / row.snapshot
    shown = bool(row.snapshot) and row.snapshot not in pictures and len(pictures) < _PICTURES and path.is_file()
    if shown:
        pictures.add(row.snapshot)
    return Item(row.what, row.parent or row.place, path if shown else None)


def _ordinal(number: int) -> str:
    if number < len(_ORDINALS):
        return _ORDINALS[number]
    tens, ones = divmod(number + 1, len(_ORDINALS))
    return f"{_ORDINALS[tens - 1] if tens > 1 else ''}十{_ORDINALS[ones - 1] if ones else ''}"


def _demands(rows: Sequence[Row]) -> Iterator[str]:
    if rows:
        yield "请对照上述问题逐项整改，举一反三，于　　　　年　　月　　日前将整改情况书面反馈。"
        yield "附件：问题清单（逐条列明问题编号、所在页面、建议、首次发现时间；整改后可按问题编号复核）。"
