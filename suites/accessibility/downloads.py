"""Can documents be read aloud, and do films speak to those who cannot hear? One finding for each kind of defect."""

from collections.abc import Callable, Sequence

from pages.errors import Reason, Unseen, raise_first
from pages.film_pages import FilmPages
from pages.films import Film
from pages.pdf_traits import PdfTraits
from pages.published_pdfs import PublishedPdf, PublishedPdfs
from suites.standards import Clause
from suites.verdict import Finding, Verdict

_NAMED = 3
_FAULTS: tuple[tuple[str, str, Callable[[PdfTraits], bool]], ...] = (
    (
        "没有文字",
        "整页都是图片（扫描件），没有文字可以读出",
        lambda traits: traits.pictured > 0 and traits.pictured * 2 >= traits.pages,
    ),
    ("没有标签", "没有标签（不是带标签的 PDF），读屏软件分不清标题、段落和表格", lambda traits: not traits.tagged),
    ("没有语言", "没有写明语言", lambda traits: not traits.language),
    ("没有标题", "文档属性里没有标题", lambda traits: not traits.title),
)


def judge_pdfs(clause: Clause, pdfs: PublishedPdfs) -> Verdict:
    """文档与音视频 第 1 条: what PDFs lack, one finding for each lack with the files named.

    Raises:
        Unseen: there are PDFs, but none could be read.
    """
    if not pdfs.known:
        return Verdict.inapplicable(clause, "在读到的网页上没有见到 PDF 文件。")
    told = [f"《{one.name}》{one.traits.told}" for one in pdfs.pdfs if one.traits.told]
    if not pdfs.read:
        first = pdfs.pdfs[0] if pdfs.pdfs else None
        raise Unseen(Reason.NOT_FOUND, first.url if first else "", "；".join(told[:_NAMED]) or "没有来得及读取")
    findings = [
        _lack(faulty, len(pdfs.read), target, what)
        for target, what, lacks in _FAULTS
        if (faulty := [one for one in pdfs.read if lacks(one.traits)])
    ]
    left = f"；没有判定：{'、'.join(told[:_NAMED])}" if told else ""
    note = f"见到 {pdfs.known} 个 PDF 文件，看了 {len(pdfs.read)} 个{left}。"
    return Verdict.of(clause, findings, note)


def _lack(faulty: Sequence[PublishedPdf], looked: int, target: str, what: str) -> Finding:
    names = "、".join(f"《{one.name}》" for one in faulty[:_NAMED]) + ("等" if len(faulty) > _NAMED else "")
    return Finding(
        faulty[0].page,
        f"看过的 {looked} 个 PDF 文件中，{len(faulty)} 个{what}：{names}（{faulty[0].url}）。",
        f"PDF {target}",
        excerpt=faulty[0].name,
        also=tuple(dict.fromkeys(one.page for one in faulty[1:] if one.page != faulty[0].page)),
    )


def judge_films(clause: Clause, seen: FilmPages) -> Verdict:
    """文档与音视频 第 2 条: films without captions, candidates for a person to watch.

    Raises:
        Unseen: no page could be shown.
    """
    shown = [one for one in seen.readings if one.unseen is None]
    if not shown:
        raise_first(one.unseen for one in seen.readings)
    films = [film for film in seen.films if film.sort != "background"]
    findings = [_candidate(film) for film in films if not _helped(film, seen)]
    kinds = "、".join(dict.fromkeys(one.page.kind for one in shown))
    had = f"见到视频 {len(films)} 个" if films else "没有见到视频"
    return Verdict.of(clause, findings, f"在{kinds}上找过，{had}，静音的背景画面不在其内。")


def _helped(film: Film, seen: FilmPages) -> bool:
    return bool(film.near) or any(track in seen.captions for track in film.tracks)


def _candidate(film: Film) -> Finding:
    if film.sort == "player":
        what = f"嵌入了播放器 {film.source}，看不到里面有没有字幕，请人播放确认。"
    elif film.tracks:
        what = f"视频的字幕文件 {film.tracks[0]} 打不开或者没有内容，请人播放确认。"
    else:
        what = "视频没有字幕轨道，旁边也没有文字稿、手语版的链接；字幕可能做在画面里，请人播放确认有没有声音和字幕。"
    return Finding(film.url, what, f"视频：{film.source or film.url}", film.at, film.html)
