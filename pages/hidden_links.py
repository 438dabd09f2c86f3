"""What does the home page hide? Links nobody can see, scripts that divert visitors, another face for crawlers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from pages.browsing import Browsing
from pages.documents import Document, tidy
from pages.errors import Reason, Unseen
from pages.fetching import Fetcher
from site_configs.urls import registered_domain

# Asks as search engines do, and still says who asks.
AS_CRAWLER = {
    "User-Agent": "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html; Xunjian/0.1)",
    "Referer": "https://www.baidu.com/s?wd=site",
}
_SCRIPT_LENGTH = 200_000
_ENGINES = r"(?:baidu|sogou|so\.com|haosou|360|sm\.cn|google|bing|yahoo|toutiao|spider)"
_LEAVES = (
    r"(?:location(?:\.href)?\s*=|location\.(?:replace|assign)|window\.open|document\.write"
    r"|document\.title\s*=|createElement\(.{0,3}iframe)"
)
_REDIRECTS = tuple(
    re.compile(rf"{question}[\s\S]{{0,400}}?{_ENGINES}[\s\S]{{0,600}}?{_LEAVES}", re.IGNORECASE)
    for question in (r"document\.referrer", r"navigator\.userAgent")
)
_HIDING = r"""(domain) => {
  const own = host => host === domain || host.endsWith('.' + domain);
  const opaque = value => { const m = /rgba?\(([^)]+)\)/.exec(value); if (!m) return '';
    const p = m[1].split(',').map(Number); return p.length > 3 && p[3] === 0 ? '' : p.slice(0, 3).join(); };
  const ground = element => { for (let at = element; at; at = at.parentElement) {
    const style = getComputedStyle(at); if (style.backgroundImage !== 'none') return '';
    const colour = opaque(style.backgroundColor); if (colour) return colour; } return '255,255,255'; };
  const how = element => {
    const style = getComputedStyle(element);
    if (style.display === 'none') return '不显示';
    if (style.visibility === 'hidden') return '不可见';
    if (Number(style.opacity) === 0) return '完全透明';
    const box = element.getBoundingClientRect();
    const left = box.left + scrollX, top = box.top + scrollY;
    if (box.width > 0 && (left + box.width <= 0 || top + box.height <= 0)) return '移到屏幕之外';
    if (Math.abs(parseFloat(style.textIndent) || 0) > 900) return '移到屏幕之外';
    const clips = style.overflowX !== 'visible' || style.overflowY !== 'visible';
    if ((box.width <= 1 || box.height <= 1) && clips) return '尺寸为零';
    return ''; };
  const letters = anchor => {
    if (!anchor.innerText.trim() || anchor.querySelector('img, svg')) return '';
    const style = getComputedStyle(anchor);
    if (parseFloat(style.fontSize) <= 1) return '字号为零';
    return opaque(style.color) === ground(anchor) ? '与背景同色' : ''; };
  const path = element => { const parts = [];
    for (let at = element; at && at !== document.body && parts.length < 6; at = at.parentElement) {
      if (at.id) { parts.unshift('#' + CSS.escape(at.id)); break; }
      const place = 1 + [...at.parentElement.children].indexOf(at);
      parts.unshift(at.tagName.toLowerCase() + ':nth-child(' + place + ')'); }
    return parts.join(' > '); };
  const blocks = new Map(), visible = [];
  for (const anchor of document.querySelectorAll('a[href], area[href]')) {
    if (!/^https?:$/.test(anchor.protocol) || own(anchor.hostname)) continue;
    const row = [anchor.href, (anchor.textContent || '').trim().slice(0, 60)];
    let holder = null, reason = '';
    for (let at = anchor; at && at !== document.documentElement; at = at.parentElement) {
      const why = how(at); if (why) { holder = at; reason = why; } }
    if (!holder && (reason = letters(anchor))) holder = anchor.parentElement;
    if (!holder) { visible.push(row); continue; }
    if (!blocks.has(holder))
      blocks.set(holder, {how: reason, selector: path(holder), html: holder.outerHTML.slice(0, 600), links: []});
    blocks.get(holder).links.push(row);
  }
  const body = document.body, something = 'a[href], img, iframe, embed, object, video, canvas';
  const blank = !(body && (body.innerText.trim() || body.querySelector(something)));
  return JSON.stringify({blocks: [...blocks.values()], visible, blank});
}"""


@dataclass(frozen=True, slots=True)
class Outward:
    """A link that leaves the site's own domain: address and words."""

    url: str
    text: str

    @property
    def host(self) -> str:
        """Host name it leads to."""
        return urlsplit(self.url).hostname or ""


@dataclass(frozen=True, slots=True)
class Concealed:
    """Links to other sites inside one element that visitors cannot see.

    Attributes:
        how: how it is hidden, in Chinese; `plain` when only by display or visibility, as menus are.
    """

    how: str
    links: tuple[Outward, ...]
    selector: str
    excerpt: str

    @property
    def plain(self) -> bool:
        """Whether it is hidden the way pull-down menus and tabs are."""
        return self.how in {"不显示", "不可见"}


@dataclass(frozen=True, slots=True)
class HomeLinks:
    """Outward links of the rendered home page: those in view, and hidden ones by the element that hides them."""

    visible: tuple[Outward, ...]
    concealed: tuple[Concealed, ...]


@dataclass(frozen=True, slots=True)
class Faces:
    """The source of the home page as a visitor and as a search engine get it.

    Attributes:
        visitor, crawler: the two documents.
        problem: why the crawler's could not be compared, None when it could.
    """

    visitor: Document
    crawler: Document | None = None
    problem: Unseen | None = None

    def extra(self) -> tuple[Outward, ...]:
        """Outward links only the search engine gets."""
        if self.crawler is None:
            return ()
        known = {anchor.url for anchor in self.visitor.anchors}
        own = registered_domain(urlsplit(self.visitor.url).hostname or "")
        return tuple(
            Outward(anchor.url, anchor.text)
            for anchor in self.crawler.anchors
            if anchor.url not in known and registered_domain(urlsplit(anchor.url).hostname or "") != own
        )

    @property
    def elsewhere(self) -> str:
        """Where search engines are sent when it is another domain, else empty."""
        if self.crawler is None:
            return ""
        one, two = (registered_domain(urlsplit(page.url).hostname or "") for page in (self.visitor, self.crawler))
        return self.crawler.url if one != two else ""


def home_links(browsing: Browsing, url: str, domain: str) -> HomeLinks:
    """Read the outward links of a page as the browser lays it out.

    Args:
        browsing: the browser.
        url: the home page.
        domain: the site's registered domain; links inside it are not outward.

    Raises:
        Unseen: the page could not be shown or read, or shows nothing at all.
    """
    with browsing.page() as page:
        page.on("dialog", lambda dialog: dialog.dismiss())
        browsing.visit(page, url)
        read = browsing.read(page, _HIDING, domain)
    if read["blank"]:
        raise Unseen(Reason.LAYOUT, url, "首页没有显示任何内容")
    blocks = (
        Concealed(block["how"], _outward(block["links"]), block["selector"], tidy(block["html"]))
        for block in read["blocks"]
    )
    return HomeLinks(_outward(read["visible"]), tuple(blocks))


def _outward(rows: Sequence[Sequence[str]]) -> tuple[Outward, ...]:
    return tuple({row[0]: Outward(row[0], tidy(row[1])) for row in rows}.values())


def two_faces(visitor: Fetcher, crawler: Fetcher, url: str) -> Faces:
    """Fetch a page twice, as a visitor and as a search engine.

    Raises:
        Unseen: the visitor's could not be fetched.
    """
    usual = visitor.get(url).expect()
    seen = Document(usual.final_url, usual.text)
    try:
        other = crawler.get(url).expect()
    except Unseen as problem:
        return Faces(seen, problem=problem)
    return Faces(seen, Document(other.final_url, other.text))


def diverting_scripts(document: Document) -> tuple[str, ...]:
    """Excerpts of inline scripts that treat visitors from search engines in another way."""
    found = []
    for node in document.tree.css("script:not([src])"):
        source = (node.text() or "")[:_SCRIPT_LENGTH]
        match = next((match for pattern in _REDIRECTS if (match := pattern.search(source))), None)
        if match is not None:
            found.append(tidy(match[0])[:300])
    return tuple(found)


def trusted(host: str, suffixes: Sequence[str]) -> bool:
    """Whether a host is one of the domains or below one."""
    return any(host == suffix or host.endswith(f".{suffix}") for suffix in suffixes)
