"""Does the server list its directories? Those that pages load files from, asked for by their own address."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from pages.documents import Document, tidy
from pages.errors import Unseen
from pages.fetching import Fetcher
from pages.references import raw_references
from pages.responses import Response
from pages.walk import Walk

MOST = 20
_ENOUGH = 512 * 1024
_FILE = re.compile(r"/[^/]+\.(?:docx?|xlsx?|pptx?|wps|et|dps|ofd|pdf|zip|rar|7z|csv|json|xml|mp4)$", re.IGNORECASE)
# Of the links of a listing all but the parent and the sorting of its columns lead to what lies in the directory.
_MOSTLY = 0.8
_WITHHELD = 403


@dataclass(frozen=True, slots=True)
class Listing:
    """A directory whose content the server lists.

    Attributes:
        names: the first few of the names listed; `total` is how many there are.
        known: whether something that pages load from the directory is among them.
    """

    url: str
    title: str
    names: tuple[str, ...]
    total: int
    known: bool


@dataclass(frozen=True)
class Directories:
    """What the directories of a site answered.

    Attributes:
        asked: all of them; `listings` those that are listed; `unseen` those that nobody could look at.
    """

    asked: tuple[str, ...]
    listings: tuple[Listing, ...]
    unseen: tuple[Unseen, ...]


def observe_directories(walk: Walk, fetcher: Fetcher) -> Directories:
    """Ask for the directories that most files of the walked pages lie in, at most twenty."""
    children = _children(walk)
    weights = Counter({url: len(names) for url, names in children.items()})
    asked = sorted(weights, key=lambda url: (-weights[url], url))[:MOST]
    listings, unseen = [], []
    for answer in fetcher.get_all(asked, max_body=_ENOUGH):
        if answer.failure is not None or (answer.blocked and answer.status != _WITHHELD):
            try:
                answer.expect()
            except Unseen as error:
                unseen.append(error)
        elif (found := listing_of(answer, children[answer.url])) is not None:
            listings.append(found)
    return Directories(tuple(asked), tuple(listings), tuple(unseen))


def listing_of(answer: Response, known: Iterable[str]) -> Listing | None:
    """The listing an answer shows, None when it is any other page.

    Servers put the path into title or heading (Apache, nginx, IIS, Tomcat, Jetty, lighttpd, Python, serve-index), and
    their links lead to what lies in the directory, to its parent, or sort the rows. A column page titled “Index of …”
    has neither the path nor only such links.

    Args:
        answer: to the request for the directory, which ends with a slash.
        known: names of files and directories that pages load from there.
    """
    path = urlsplit(answer.url).path
    if not answer.ok or "html" not in answer.content_type or _place(answer.final_url) != _place(answer.url):
        return None
    document = answer.document
    headings = (document.title, *(tidy(node.text()) for node in document.tree.css("h1, h2, h3")))
    if not any(_names(heading, path) for heading in headings):
        return None
    rows = [name for anchor in document.anchors if (name := _row(anchor.url, answer.url)) is not None]
    inside = list(dict.fromkeys(name for name in rows if name))
    if not inside or len(rows) < _MOSTLY * len(document.anchors):
        return None
    listed = {unquote(name).rstrip("/") for name in inside}
    return Listing(answer.url, headings[0] or headings[-1], tuple(inside[:5]), len(inside), bool(listed & set(known)))


def _names(heading: str, path: str) -> bool:
    """Whether a heading ends with the directory's path, by itself or in brackets."""
    wanted = unquote(path).rstrip("/")
    return bool(re.search(rf"(?:^|[\s\[（(:：]){re.escape(wanted)}/?\s*[\])）]?$", unquote(heading)))


def _row(url: str, directory: str) -> str | None:
    """The name a link has in a directory, empty for its parent or another order of the rows, None for all else."""
    if _place(url) == _place(directory) or _place(url) == _place(urljoin(directory, "..")):
        return ""
    here, there = urlsplit(directory), urlsplit(url)
    if here.netloc != there.netloc or not there.path.startswith(here.path):
        return None
    name = there.path[len(here.path) :]
    return name if "/" not in name.rstrip("/") else None


def _place(url: str) -> str:
    """Host and path; a listing may be sorted by a query."""
    parts = urlsplit(url)
    return f"{parts.netloc}{unquote(parts.path).rstrip('/')}/"


def _children(walk: Walk) -> dict[str, set[str]]:
    """Names known to lie in each directory of the site's own hosts, the root left out."""
    found: dict[str, set[str]] = defaultdict(set)
    for document in walk.pages.values():
        for url in _files(document):
            if walk.internal(url):
                for parent, name in _above(url):
                    found[parent].add(name)
    return found


def _above(url: str) -> Iterator[tuple[str, str]]:
    """The directories an address lies in, from the nearest to the one below the root, each with what lies in it."""
    parts = urlsplit(url)
    names = parts.path.strip("/").split("/")
    for depth in range(len(names) - 1, 0, -1):
        yield f"{parts.scheme}://{parts.netloc}/{'/'.join(names[:depth])}/", unquote(names[depth])


def _files(document: Document) -> Iterator[str]:
    """What a page loads, and the attachments it links to; queries dropped."""
    for _, raw, sort in raw_references(document.tree):
        url = document.resolve(raw)
        if url and (sort not in {"链接", "表单", "自动跳转", "嵌入页面"} or _FILE.search(urlsplit(url).path)):
            yield url.partition("?")[0]
