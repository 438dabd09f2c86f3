"""Does a page promise something that no address leads to? Words and pictures a script, or nothing, answers."""

from collections.abc import Callable, Iterable

from selectolax.lexbor import LexborNode

from pages.documents import Document, tidy
from pages.errors import Reason, Unseen
from pages.regions import ancestors

_LONGEST = 16
_ORNAMENTS = "·•>»›[]【】()（） "
_SHOWN = 3


def promises(documents: Iterable[Document], fits: Callable[[str], bool]) -> tuple[str, ...]:
    """Words that name something on these pages without leading there, and how many linked pictures have no words.

    A menu opened by a script, a link that is not filled in and a picture without a text alternative may all be the way
    in: when no address was found, they forbid to say that there is none.

    Args:
        documents: pages whose links have been looked at.
        fits: whether words name what is being looked for.

    Returns:
        Short descriptions in Chinese, empty when nothing is promised.
    """
    pages = list(documents)
    blind = sum(map(_blind, pages[:1]))
    named = [f"“{word}”" for word in words_leading_nowhere(pages, fits)[:_SHOWN]]
    return (*named, *([f"{blind} 个没有文字说明的图片链接"] if blind else []))


def words_leading_nowhere(documents: Iterable[Document], fits: Callable[[str], bool]) -> tuple[str, ...]:
    """Short texts on these pages that fit and lead to no other page, each once."""
    return tuple(dict.fromkeys(text for page in documents for text in _loose(page) if fits(text)))


def unfollowed(found: tuple[str, ...], where: str) -> Unseen:
    """Why nothing can be said about what these promises stand for."""
    return Unseen(Reason.LAYOUT, where, f"页面上有{'、'.join(found)}，但没有可以打开的地址或看不出去向，须人工查看")


def _loose(page: Document) -> list[str]:
    """Short texts of elements that lead to no other page."""
    found = []
    for node in page.tree.css("body *"):
        if node.tag in {"script", "style", "option", "title"} or (node.tag != "a" and _parent(node)):
            continue
        text = tidy(node.text()).strip(_ORNAMENTS)
        if 1 < len(text) <= _LONGEST and not _leads(page, node):
            found.append(text)
    return found


def _parent(node: LexborNode) -> bool:
    return any(child.is_element_node for child in node.iter())


def _leads(page: Document, node: LexborNode) -> bool:
    link = next((box for box in (node, *ancestors(node)) if box.tag == "a"), None)
    anchor = page.anchor(link) if link is not None else None
    return anchor is not None and anchor.url != page.url


def _blind(page: Document) -> int:
    """How many links show a picture and say nothing."""
    return sum(
        node.css_first("img") is not None
        and not tidy(node.text())
        and not any(tidy(one.attributes.get(name)) for one in (node, *node.css("img")) for name in ("title", "alt"))
        for node in page.tree.css("a")
    )
