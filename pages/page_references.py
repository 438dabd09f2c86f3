"""What does this answer refer to, in ids of the frontier? Pages, pages as rendered, and style sheets of one crawl."""

from collections.abc import Iterable

from selectolax.lexbor import LexborNode

from pages.addresses import Resolver
from pages.documents import Document
from pages.fetching import Response
from pages.frontier import Frontier, Met, Reading, Target
from pages.references import css_references, raw_references, words
from pages.scope import Scope
from pages.traps import without_session

# References a page usually has at least one of; fewer, with scripts, and the page is read again in the browser.
_FEW_LINKS = 3
_LONGEST_RAW = 500
_UNKNOWN = -1
_NOWHERE = 0


class PageReferences:
    """Adds what pages refer to to a frontier.

    Args:
        scope: says what is followed.
        frontier: remembers addresses and who refers to them.
    """

    def __init__(self, scope: Scope, frontier: Frontier) -> None:
        self._scope = scope
        self._frontier = frontier
        # A value that begins with a slash means the same on every page of a host: most of a site's references.
        self._fixed: dict[str, dict[str, int]] = {}

    def served(self, target: Target, answer: Response) -> None:
        """A page as the server sent it."""
        document = answer.document
        refs, links = self._ids(target, document, answer.encoding)
        scripted = links < _FEW_LINKS and document.tree.css_first("script") is not None
        reading = Reading.SCRIPTED if scripted else Reading.PLAIN
        self._frontier.page(target.id, document.title, refs, reading)

    def rendered(self, target: Target, document: Document) -> None:
        """A page as the browser shows it."""
        refs, _ = self._ids(target, document, "utf-8")
        self._frontier.page(target.id, document.title, refs, Reading.RENDERED)

    def sheet(self, target: Target, answer: Response) -> None:
        """A style sheet."""
        resolve = Resolver(answer.final_url)
        refs = {self._id(resolve(raw), target, None, "图片", raw) for raw in css_references(answer.text)}
        self._frontier.page(target.id, "", sorted(refs - {_NOWHERE}), Reading.SHEET)

    def refers_to(self, target: Target, ids: Iterable[int]) -> None:
        """An address that is no page of its own and leads to others."""
        self._frontier.page(target.id, "", ids, Reading.SHEET)

    def _ids(self, target: Target, document: Document, encoding: str) -> tuple[list[int], int]:
        resolve = Resolver(document.base, encoding)
        fixed = self._fixed.setdefault(resolve.origin, {})
        refs: set[int] = set()
        links = 0
        for node, raw, sort in raw_references(document.tree):
            id_ = fixed.get(raw, _UNKNOWN)
            if id_ == _UNKNOWN:
                id_ = self._id(resolve(raw), target, node, sort, raw)
                # A query in other characters than ASCII means something else in another encoding.
                if raw[:1] == "/" and raw.isascii():
                    fixed[raw] = id_
            if id_ != _NOWHERE:
                refs.add(id_)
                links += sort == "链接"
        return sorted(refs), links

    def _id(self, address: str | None, target: Target, node: LexborNode | None, sort: str, raw: str) -> int:
        if address is None:
            return _NOWHERE
        if id_ := self._frontier.known(address):
            return id_
        address = without_session(address)
        if id_ := self._frontier.known(address):
            return id_
        own = self._scope.owns(address)
        depth = target.depth + 1
        text = words(node) if node is not None else ""
        met = Met(address, own, depth, text, sort, raw[:_LONGEST_RAW])
        return self._frontier.add(met, self._scope.reason(address, depth, own=own))
