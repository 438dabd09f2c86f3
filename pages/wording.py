"""Which of these words stand in a text, and which secrecy labels head a document? Longest match, with an allow-list."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pages.documents import Document, tidy

AROUND = 24  # characters of context on either side
_LABEL_LENGTH = 40
_HEAD_LINES = 8  # lines after the headline in which a bare level is a label rather than a word
BREAKS = "p, div, li, td, th, dd, dt, br, h1, h2, h3, h4, h5, h6, section, article, tr, ul, ol, table"
_BLIND = "script, style, noscript, template"
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|(?:left|top|text-indent)\s*:\s*-\d{3,}|font-size\s*:\s*0|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"[“”\"《》「」。；;？！?!、]|标志|标识|标注|例如|比如|包括|分为")


@dataclass(frozen=True, slots=True)
class Hit:
    """One occurrence of a word: the word as listed, and the text around it."""

    word: str
    excerpt: str


def hits(text: str, words: Sequence[str], allowed: Sequence[str] = ()) -> tuple[Hit, ...]:
    """Occurrences of words, each word once.

    Args:
        text: running text; width and letter case are folded, white space inside a word is not.
        words: what is looked for; of overlapping ones the longest counts.
        allowed: longer words that contain one of them and are right; an occurrence inside one does not count.

    Returns:
        The first occurrence of each word, in order.
    """
    flat = folded(text)
    spans = [match.span(1) for match in _pattern(tuple(allowed)).finditer(flat)] if allowed else []
    found: dict[str, Hit] = {}
    end = 0
    for match in _pattern(tuple(words)).finditer(flat) if words else ():
        start, stop = match.span(1)
        if start < end or any(left <= start and stop <= right for left, right in spans):
            continue
        end = stop
        found.setdefault(match[1], Hit(match[1], tidy(flat[max(0, start - AROUND) : stop + AROUND])))
    return tuple(found.values())


def excused(text: str, words: Sequence[str], excuses: Sequence[str], allowed: Sequence[str] = ()) -> tuple[Hit, ...]:
    """Occurrences of words in sentences that carry none of the excusing words: a police report is no advertisement."""
    sentences = re.split(r"[。！？!?\n]", text)
    kept = [sentence for sentence in sentences if not any(word in sentence for word in excuses)]
    return hits("\n".join(kept), words, allowed)


def folded(text: str) -> str:
    """Full-width to half-width, lower case, zero-width characters out."""
    return re.sub(r"[\u200b-\u200f\u2060\ufeff]", "", unicodedata.normalize("NFKC", text)).lower()


@lru_cache(maxsize=16)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """Longest first, found at every place even when matches overlap."""
    ordered = sorted({folded(word) for word in words}, key=len, reverse=True)
    return re.compile(f"(?=({'|'.join(map(re.escape, ordered))}))")


def visible_lines(document: Document) -> tuple[str, ...]:
    """The text line by line as blocks and line breaks cut it, without scripts and what inline styles hide."""
    tree = shown_tree(document)
    for node in tree.css(BREAKS):
        node.insert_before("\n")
        if node.tag != "br":
            node.insert_after("\n")
    if tree.body is None:
        return ()
    return tuple(line for raw in tree.body.text().split("\n") if (line := tidy(raw)))


def shown_tree(document: Document) -> LexborHTMLParser:
    """A tree of the caller's own, without scripts and what inline styles hide."""
    tree = LexborHTMLParser(document.html)
    for node in tree.css(_BLIND):
        node.decompose()
    for node in reversed(concealed(tree)):  # inner ones first
        node.decompose()
    return tree


def concealed(tree: LexborHTMLParser) -> list[LexborNode]:
    """What inline styles hide, in document order, outer ones first."""
    return [node for node in tree.css("[style], [hidden]") if _concealed(node.attributes)]


def _concealed(attributes: "dict[str, str | None]") -> bool:
    return "hidden" in attributes or _HIDDEN.search(attributes.get("style") or "") is not None


def secrecy_labels(
    lines: Iterable[str], levels: Sequence[str], phrases: Sequence[str], headline: str = ""
) -> Iterator[Hit]:
    """Labels of a classified document: a line of nothing but 「机密★10年」, 「密级：秘密」 or 「内部资料 注意保存」.

    A level without ★ counts only near the headline; running text and lists about secrecy never count.

    Args:
        lines: visible text, line by line.
        levels: 绝密, 机密, 秘密.
        phrases: labels of internal papers, without blanks and punctuation.
        headline: title of the document; bare levels are looked for in the lines next to it.
    """
    rows = [folded(line) for line in lines]
    level = "|".join(map(re.escape, levels))
    starred = re.compile(rf"(?:{level})\s*★\s*(?:\d+\s*(?:年|个月|月)|长期|启用前|[一-龥]{{2,8}}前)?")
    named = re.compile(rf"密\s*级\s*[:：]?\s*(?:{level})(?:级)?")
    at = next((number for number, row in enumerate(rows) if headline and folded(headline) in row), None)
    for number, row in enumerate(rows):
        if len(row) > _LABEL_LENGTH or _ABOUT.search(row):
            continue
        bare = re.sub(r"[\s,，:：!()（）\[\]【】\-—]", "", row)
        near = at is not None and 0 <= abs(number - at) <= _HEAD_LINES
        label = starred.search(row) or (named.fullmatch(row) if near else None)
        if label is None and near and bare in set(levels) - {"秘密"}:
            label = re.search(level, row)
        if label is not None:
            yield Hit(tidy(label[0]), row)
        elif bare in phrases:
            yield Hit(bare, row)
