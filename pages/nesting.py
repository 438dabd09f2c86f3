"""How deep do elements lie in one another? Never so deep that reading the page takes for ever.

A parser looks up through all open elements at almost every tag, so that 100,000 nested ones cost a minute. Browsers
stop at a depth of 512 (Blink: `kMaximumHTMLParserDOMTreeDepth`) and go on beside, not below; so do we, a little later.
"""

import re
from collections import Counter
from collections.abc import Iterator

# More than browsers allow: elements that are never closed count here though a parser closes some by itself.
DEEPEST = 2_000
# Fewer tags cannot lie deep enough to matter, and counting them is much cheaper than looking at them.
_FEW_TAGS = 10_000
_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?:script\b.*?(?:</script|\Z)|style\b.*?(?:</style|\Z))"
    r"|<(?P<end>/?)(?P<name>[a-z][^\s/>]*)[^>]*+(?:>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
# Void elements, and those whose end tag may be left out (HTML Standard, 13.1.2): a thousand rows are not deep.
# fmt: off
_FLAT = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr", "param", "frame", "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th",
    "thead", "tbody", "tfoot", "colgroup", "caption", "rp", "rt", "html", "head", "body", "a", "button",
    "select", "nobr", "form", "frameset", "noscript",
})
_DEEP = frozenset({
    "div", "span", "section", "article", "center", "font", "b", "i", "u", "em", "strong", "small",
    "big", "ul", "ol", "dl", "table", "blockquote",
})
# fmt: on


def flattened(html: str) -> str:
    """The same page with what lies too deep put beside instead: tags below 2,000 open elements are left out."""
    if html.count("<") <= _FEW_TAGS:
        return html
    return "".join(_pieces(html))


def _pieces(html: str) -> Iterator[str]:
    depth = at = 0
    left_out: Counter[str] = Counter()
    for tag in _TAG.finditer(html):
        name = (tag["name"] or "").lower()
        if not name or name in _FLAT or (tag[0].endswith("/>") and name not in _DEEP):
            continue
        if tag["end"] and not left_out[name]:
            depth = max(0, depth - 1)
            continue
        if not tag["end"] and depth < DEEPEST:
            depth += 1
            continue
        left_out[name] += -1 if tag["end"] else 1
        yield html[at : tag.start()]
        at = tag.end()
    yield html[at:]
