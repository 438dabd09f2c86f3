"""Where does a server begin to know its visitor? Search results, the form of a mailbox, the entrance for members."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlencode, urljoin, urlsplit

from pages.documents import Document
from pages.walk import Walk
from site_configs import Site, registered_domain
from site_configs.kinds import ColumnKind

_SIGN_ON = re.compile(r"(?:用户|个人|会员|统一|一键)?登[录陆](?:入口|平台|系统)?(?:[/|·]?注册)?|注册")
_WRITE = re.compile(r"我要(?:写信|咨询|留言|建言|提问|投诉)|写信|(?:在线|网上)(?:咨询|留言)|.{0,4}长信箱|留言咨询")
_QUERY = "通知"
_BUTTONS = frozenset({"submit", "button", "image", "reset", "checkbox", "radio", "file"})


def session_starts(walk: Walk, site: Site) -> tuple[tuple[str, str], ...]:
    """Addresses on the site's own domain and what they are called, each once; the site file's own words first."""
    letters = [column.document for column in walk.of_kind(ColumnKind.LETTERS) if column.document]
    documents = [walk.home, *letters]
    found = [
        *_one("搜索结果", [site.search.url] if site.search.url else _search(walk.home)),
        *_one("信箱", [site.mailbox.url] if site.mailbox.url else _linked(documents, _WRITE, site)),
        *_one("登录", [*(entry.url for entry in site.sign_on.entries), *_linked(documents, _SIGN_ON, site)]),
    ]
    return tuple({url: (url, name) for url, name in found}.values())


def _one(name: str, urls: Iterable[str]) -> Iterator[tuple[str, str]]:
    url = next(iter(urls), None)
    if url:
        yield url, name


def _linked(documents: Iterable[Document], words: re.Pattern[str], site: Site) -> Iterator[str]:
    for document in documents:
        for anchor in document.anchors:
            own = registered_domain(urlsplit(anchor.url).hostname or "") == site.domain
            if own and words.fullmatch(anchor.text.replace(" ", "")):
                yield anchor.url


def _search(home: Document) -> Iterator[str]:
    """What the first search form that sends its words in the address leads to."""
    for form in home.tree.css("form"):
        fields = form.css("input[name]")
        texts = [node for node in fields if (node.attributes.get("type") or "text").lower() in {"text", "search"}]
        if len(texts) != 1 or (form.attributes.get("method") or "get").lower() != "get":
            continue
        pairs = {
            node.attributes.get("name") or "": node.attributes.get("value") or ""
            for node in fields
            if (node.attributes.get("type") or "text").lower() not in _BUTTONS
        }
        address = home.resolve(form.attributes.get("action") or home.url)
        if address:
            yield urljoin(address, f"?{urlencode(pairs | {texts[0].attributes.get('name') or '': _QUERY})}")
