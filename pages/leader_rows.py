"""Which rows of a list of leaders name whom, with which post and picture, and where do they lead?"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborNode

from pages.columns import internal
from pages.documents import Document, tidy
from pages.persons import POSTS, Person, person_in
from pages.reading import page_key
from pages.regions import Region, Regions, ancestors
from pages.walk import Walk

_NAMELESS = re.compile(rf"^(?P<post>{POSTS})\s*[:：]")
_ICON = re.compile(r"icon|logo|ewm|qrcode|btn|button|share|print|arrow|dot|blank|line|bg\.", re.IGNORECASE)
_PORTRAIT = 50
_LINE = 80
_ROWS = frozenset({"li", "tr", "dl", "dd", "article"})
POST_LABEL = re.compile(rf"(?:职\s*务|现任)[\s:：]*(?P<post>{POSTS})")


@dataclass(frozen=True, slots=True)
class Row:
    """A name found on a list.

    Attributes:
        person: the name, and the post as far as the row tells.
        page: the list.
        row: the box that speaks of nobody else.
        url: the leader's own page, "" when there is none, None when a script or another site shows it.
    """

    person: Person
    page: Document
    row: LexborNode
    url: str | None


def distinct_rows(entries: Iterable[Row]) -> list[Row]:
    """One entry per name: of several the first that leads to a page, else the first."""
    best: dict[str, Row] = {}
    for entry in entries:
        known = best.get(entry.person.name)
        if known is None or (entry.url and not known.url):
            best[entry.person.name] = entry
    return list(best.values())


def rows_of(page: Document, walk: Walk) -> Iterator[Row]:
    """Every name on a page that stands where leaders are listed."""
    regions = Regions(page)
    for node in page.tree.css("body *"):
        if node.tag in {"script", "style"} or any(
            child.is_element_node and tidy(child.text()) for child in node.iter()
        ):
            continue
        text = tidy(node.text()) or tidy(node.attributes.get("alt"))
        person = person_in(text)
        if person is None or regions.of(node) is Region.FRAME:
            continue
        row = _row(node)
        post = person.post or _post(row, person.name)
        url = _target(page, node, row, person.name, walk)
        if url or (regions.of(node) is not Region.NAVIGATION and (post or pictured(row))):
            yield Row(replace(person, post=post), page, row, url)


def nameless_rows(page: Document) -> Iterator[tuple[str, str]]:
    """Rows that begin with a post and name nobody: 「副市长：」."""
    regions = Regions(page)
    for row in page.tree.css("li, tr, dd"):
        text = tidy(row.text(separator=" "))[:_LINE]
        nested = any(inner.mem_id != row.mem_id for inner in row.css("li, tr"))
        if nested or regions.of(row) is not Region.CONTENT:
            continue
        if _NAMELESS.match(text) and not any(person_in(piece) for piece in re.split(r"[\s:：]", text) if piece):
            yield page.url, text


def _row(node: LexborNode) -> LexborNode:
    """The box around a name that speaks of nobody else."""
    best = node
    for box in ancestors(node):
        people = {person.name for inner in box.css("*") if (person := leaf_person(inner))}
        if len(people) > 1 or box.tag in {"ul", "ol", "table", "tbody", "main"}:
            break
        best = box
        if box.tag in _ROWS:
            break
    return best


def leaf_person(node: LexborNode) -> Person | None:
    """The person an element without further elements inside consists of."""
    if any(child.is_element_node for child in node.iter()):
        return None
    return person_in(tidy(node.text()))


def _post(row: LexborNode, name: str) -> str:
    text = tidy(row.text(separator=" ")).replace(name, " ")
    match = POST_LABEL.search(text) or re.search(POSTS, text[:60])
    return match.groupdict().get("post") or match[0] if match else ""


def _target(page: Document, node: LexborNode, row: LexborNode, name: str, walk: Walk) -> str | None:
    """The leader's own page; "" when there is none, None when a script or another site shows it."""
    around = [box for box in (node, *ancestors(node)) if box.tag == "a"][:1]
    links = around or row.css("a")
    urls = {anchor.url for link in links if (anchor := page.anchor(link))}
    own = {url for url in urls if _is_own(url, name, page, walk)}
    if len(own) == 1:
        return own.pop()
    if urls:
        return "" if all(internal(url, walk.hosts) for url in urls) else None
    scripted = any(box.attributes.get("onclick") for box in (*links, node, row))
    return None if links or scripted else ""


def _is_own(url: str, name: str, page: Document, walk: Walk) -> bool:
    """Whether an address may be a leader's own page: on the site, no page of the frame, no column of another name."""
    frame = {page_key(page.url), page_key(walk.home.url)}
    column = walk.column_at(url)
    return internal(url, walk.hosts) and page_key(url) not in frame and (column is None or name in column.name)


def pictured(row: LexborNode) -> bool:
    """Whether a box holds a portrait."""
    return any(_portrait(image) for image in row.css("img")) or row.css_first("[style*=background-image]") is not None


def portraits(page: Document) -> Sequence[LexborNode]:
    """The pictures in the content of a page that may show somebody: no icons, marks and codes."""
    regions = Regions(page)
    return [image for image in page.tree.css("img") if _portrait(image) and regions.of(image) is Region.CONTENT]


def _portrait(image: LexborNode) -> bool:
    sizes = [
        int(found[0]) for name in ("width", "height") if (found := re.match(r"\d+", image.attributes.get(name) or ""))
    ]
    return _ICON.search(image.attributes.get("src") or "") is None and all(size >= _PORTRAIT for size in sizes)
