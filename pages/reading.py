"""How is a page read cheaply? Over HTTP first; in the browser only when scripts or shields leave nothing to read."""

import contextlib
import re
from collections.abc import Generator, Iterable
from functools import lru_cache
from typing import Self
from urllib.parse import urlsplit

from pages.browsing import Browsing
from pages.documents import Document
from pages.errors import Reason, Unseen
from pages.fetching import Fetcher, Response
from pages.turning import turned

_INDEX = re.compile(r"/(?:index|default|home)\.(?:s?html?|jsp|php|aspx?|do)$", re.IGNORECASE)
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_LOADS = re.compile(
    r"dataproxy|jpage|v-for|ng-repeat|\{\{|\$\.(?:ajax|get|post|getJSON)|\.load\(|fetch\(|axios|XMLHttpRequest|document\.write|createElement|innerHTML|id=[\"']?(?:app|root)\b",
    re.IGNORECASE,
)
_HOLDERS = "ul, ol, tbody, dl, div[id], div[class], td[id]"
_LIST_NAME = re.compile(r"list|con|data|main|news|lb|items|result|app|root|head|nav", re.IGNORECASE)
_MISSING = re.compile(
    r"404\s*not\s*found|您(?:所)?访问的(?:页面|网页|栏目|内容|文件)(?:不存在|已(?:被)?删除|找不到)|页面不存在|页面已(?:被)?删除|找不到(?:该|您)?.{0,6}页面",
    re.IGNORECASE,
)
_SHORT_PAGE = 300
_LITTLE = 60
_SHIELDS = frozenset({Reason.BLOCKED, Reason.THROTTLED})
MAX_RENDERED = 30


@lru_cache(maxsize=1 << 14)
def page_key(url: str) -> str:
    """One key for the spellings of one address: scheme, `www.`, `index.html` and session ids make no difference."""
    parts = urlsplit(url)
    path = _INDEX.sub("/", _SESSION.sub("", parts.path)) or "/"
    port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{(parts.hostname or '').removeprefix('www.')}{port}{path}{query}"


class Addresses:
    """A set of addresses in which the spellings of one page are one."""

    def __init__(self, urls: Iterable[str] = ()) -> None:
        self._keys = {page_key(url) for url in urls}

    @classmethod
    def of_keys(cls, keys: Iterable[str]) -> Self:
        """A set of addresses given by their `page_key`."""
        made = cls()
        made._keys = set(keys)
        return made

    def __contains__(self, url: object) -> bool:
        return isinstance(url, str) and page_key(url) in self._keys

    def add(self, url: str) -> bool:
        """Add an address; whether it was new."""
        key = page_key(url)
        new = key not in self._keys
        self._keys.add(key)
        return new


class Reader:
    """Reads pages of one site, each address once.

    Args:
        fetcher: HTTP client.
        browsing: used for few pages only.
        max_rendered: how many pages may be opened in the browser.
    """

    def __init__(self, fetcher: Fetcher, browsing: Browsing, max_rendered: int = MAX_RENDERED) -> None:
        self._fetcher = fetcher
        self._browsing = browsing
        self._left = max_rendered
        self._read: dict[str, Document | Unseen] = {}
        self.rendered: set[str] = set()

    def read_all(self, urls: Iterable[str]) -> dict[str, Document | Unseen]:
        """Read many addresses: a document each, or why it could not be read."""
        wanted = list(dict.fromkeys(urls))
        new = [url for url in wanted if url not in self._read]
        for url, response in zip(new, self._fetcher.get_all(new), strict=True):
            self._read[url] = self._usable(response)
        return {url: self._read[url] for url in wanted}

    def read(self, url: str) -> Document:
        """Read one address.

        Raises:
            Unseen: it could not be read.
        """
        found = self.read_all([url])[url]
        if isinstance(found, Unseen):
            raise found
        return found

    def _usable(self, response: Response) -> Document | Unseen:
        try:
            document = usable(response)
        except Unseen as unseen:
            if unseen.reason in _SHIELDS:
                return self.render(response.url, unseen)  # a script challenge passes in a browser
            return unseen
        if _refreshes(document):
            return self.render(response.url, document)
        return document

    def turned(self, url: str) -> Generator[Document, None, None]:
        """The later pages of a list, turned by clicking in the browser; close it when no more are wanted.

        Raises:
            Unseen: the page could not be turned although more seem to be there.
        """
        return turned(self._browsing, url)

    def render(self, url: str, otherwise: Document | Unseen) -> Document | Unseen:
        """Read one address in the browser; `otherwise` when the allowance is used up or the browser sees no more."""
        if url in self.rendered:
            return self._read.get(url, otherwise)
        if self._left <= 0:
            return otherwise
        self._left -= 1
        self.rendered.add(url)
        try:
            sight = self._browsing.open(url)
        except Unseen as unseen:
            return otherwise if isinstance(otherwise, Unseen) else unseen
        if sight.status >= 400:
            return otherwise if isinstance(otherwise, Unseen) else Unseen(Reason.HTTP, url, f"状态 {sight.status}")
        self._read[url] = sight.document
        return sight.document


def usable(response: Response) -> Document:
    """The HTML document of a response.

    Raises:
        Unseen: no answer, refused, an error status, not HTML, or a page that says it does not exist.
    """
    response.expect()
    if response.content_type and "html" not in response.content_type:
        raise Unseen(Reason.NOT_HTML, response.url, response.content_type)
    document = Document(response.final_url, response.text)
    if len(document.text) < _SHORT_PAGE and _MISSING.search(document.text):
        raise Unseen(Reason.NOT_FOUND, response.url, "页面提示内容不存在")
    return document


def readable(answers: Iterable[Response]) -> dict[str, Document]:
    """The HTML documents of those responses that have one, by the address asked for."""
    documents = {}
    for answer in answers:
        with contextlib.suppress(Unseen):
            documents[answer.url] = usable(answer)
    return documents


def _refreshes(document: Document) -> bool:
    """Whether the page only sends the visitor on by script or meta tag."""
    if len(document.text) > _LITTLE:
        return False
    refresh = document.tree.css_first("meta[http-equiv=refresh i]")
    return refresh is not None or re.search(r"location(?:\.href)?\s*=|location\.replace\(", document.html) is not None


def written_by_script(document: Document) -> bool:
    """Whether scripts seem to fill this page: almost no text, or an empty container beside scripts that load data."""
    if document.tree.css_first("script") is None:
        return False
    if len(document.text) < _LITTLE:
        return True
    return _LOADS.search(document.html) is not None and _empty_holder(document)


def _empty_holder(document: Document) -> bool:
    for node in document.tree.css(_HOLDERS):
        names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
        if node.tag == "div" and not _LIST_NAME.search(names):
            continue
        if not node.text(strip=True) and node.css_first("img, a, input, iframe, video") is None:
            return True
        if "{{" in (node.text() or ""):
            return True
    return False


def dates_by_script(document: Document) -> bool:
    """Whether the dates of a list seem to be put in by script: a script or an empty date element inside its rows."""
    return (
        document.tree.css_first(
            "li script, td script, li .date:empty, li .time:empty, li time:empty, li span[id]:empty"
        )
        is not None
    )
