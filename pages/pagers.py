"""Where is the next page of this list? Links, scripts and click handlers that turn pages."""

import re

from selectolax.lexbor import LexborNode

from pages.documents import Document, tidy

_NEXT = re.compile(r"^[\[<《\s]*(?:下一?[页頁]|后一页|后页|next(?:\s*page)?|>{1,2}|›|»)[\]>》\s>›»]*$", re.IGNORECASE)
# TRS: createPageHTML(pages, current, "index", "html"), current counting from 0.
_TRS = re.compile(
    r"createPageHTML\s*\(\s*(?P<pages>\d+)\s*,\s*(?P<at>\d+)\s*,"
    r"\s*[\"'](?P<stem>[\w-]+)[\"']\s*,\s*[\"'](?P<ext>\w+)[\"']"
)
_CLICK = re.compile(r"(?:location(?:\.href)?\s*=|open\()\s*(?:encodeURI\()?\s*[\"']([^\"']+)[\"']")
_CURRENT = "[aria-current=page], .current, .active, .on, .cur, strong, b"


def next_page(document: Document) -> str | None:
    """Address of the page after this one, None when it is the last or turns its pages by a script of its own."""
    for node in document.tree.css("a, button, span[onclick], li[onclick]"):
        words = tidy(node.text()) or tidy(node.attributes.get("title")) or tidy(node.attributes.get("aria-label"))
        if _NEXT.match(words):
            found = _target(document, node)
            if found and found != document.url:
                return found
    return _trs(document) or _numbered(document)


def _target(document: Document, node: LexborNode) -> str | None:
    anchor = document.anchor(node) if node.tag == "a" and node.attributes.get("href") else None
    if anchor is not None:
        return anchor.url
    click = _CLICK.search(node.attributes.get("onclick") or node.attributes.get("href") or "")
    return document.resolve(click[1]) if click else None


def _trs(document: Document) -> str | None:
    match = _TRS.search(document.html)
    if match is None or int(match["at"]) + 1 >= int(match["pages"]):
        return None
    return document.resolve(f"{match['stem']}_{int(match['at']) + 1}.{match['ext']}")


def trs_pages(code: str, ahead: int = 10) -> list[str]:
    """The next pages a TRS pager draws, as relative addresses; `ahead` is how many it shows at once."""
    match = _TRS.search(code)
    if match is None:
        return []
    at, pages = int(match["at"]), int(match["pages"])
    return [f"{match['stem']}_{number}.{match['ext']}" for number in range(at + 1, min(pages, at + 1 + ahead))]


def _numbered(document: Document) -> str | None:
    """The link numbered one more than the page marked as the current one, in the same box."""
    for node in document.tree.css(_CURRENT):
        number = tidy(node.text())
        box = node.parent
        if not number.isdigit() or box is None:
            continue
        for link in (box if box.tag not in {"li", "span"} else box.parent or box).css("a"):
            if tidy(link.text()) == str(int(number) + 1):
                return _target(document, link)
    return None
