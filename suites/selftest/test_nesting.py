"""Is a page that is built to be hard to read, read in time, and every other page left as it is?"""

import time
from collections.abc import Callable

import pytest

from pages.documents import Document
from pages.nesting import DEEPEST, flattened
from pages.references import css_references, raw_references
from pages.script_links import script_links

ADDRESS = "http://www.sample.gov.cn/"
BOUND = 5.0


def _references(html: str) -> list[str]:
    return [raw for _, raw, _ in raw_references(Document(ADDRESS, html).tree)]


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 500 + "x" + "</div>" * 500,
        "<div class=a>云汀</div>" * 20_000,
        "<ul>" + "<li>云汀<p>x<br>" * 20_000 + "</ul>",
        "<table>" + "<tr><td>1<td>2" * 20_000 + "</table>",
        "<svg>" + "<path d=''/>" * 20_000 + "</svg>",
        "<script>" + "w('<div>');" * 20_000 + "</script><div>x</div>",
        "<!--" + "<div>" * 20_000 + "--><div>x</div>",
    ],
    ids=["shallow", "row", "list", "table", "drawing", "script", "comment"],
)
def test_what_is_not_deep_stays_as_it_is(html: str) -> None:
    assert flattened(html) == html


@pytest.mark.parametrize(
    "opening", ["<div>", "<b><p>", "<x-y class='a'>", "<div><ul><li>", "<table><tr><td>", "<DIV\n>"]
)
def test_what_lies_too_deep_is_read_in_time(opening: str) -> None:
    started = time.monotonic()
    document = Document(ADDRESS, f"<title>云汀</title>{opening * 100_000}<a href=/bottom>底</a>")
    assert (document.title, [anchor.url for anchor in document.anchors]) == ("云汀", [f"{ADDRESS}bottom"])
    assert document.text == "底"
    assert time.monotonic() - started < BOUND


def test_what_follows_a_deep_place_stays_where_it_was() -> None:
    html = "<div>" * 9_000 + "<a href=/in>x</a>" + "</div>" * 9_000 + "<div id=after><a href=/out>x</a></div>"
    tree = Document(ADDRESS, html).tree
    after = tree.css_first("#after")
    assert after is not None
    assert after.parent is not None
    assert after.parent.tag == "body"
    assert len(tree.css("div")) == DEEPEST + 1


@pytest.mark.parametrize(
    "read",
    [
        lambda: _references(f"<img srcset='{',' * 9_999}'>" * 50),
        lambda: _references(f"<img srcset='{'a, ' * 3_000}'>" * 50),
        lambda: css_references("url(" * 500_000),
        lambda: css_references("url('" * 500_000),
        lambda: list(script_links("<![CDATA[" * 500_000)),
        lambda: list(script_links("location=" + " " * 500_000)),
        lambda: list(script_links("/*" * 500_000 + "location")),
        lambda: flattened("<div " * 500_000),
        lambda: flattened("<!--" * 500_000),
    ],
    ids=["commas", "candidates", "css", "css-quotes", "cdata", "blanks", "comments", "unclosed-tags", "open-comments"],
)
def test_no_pattern_takes_for_ever(read: Callable[[], object]) -> None:
    started = time.monotonic()
    read()
    assert time.monotonic() - started < BOUND


@pytest.mark.parametrize(
    ("srcset", "found"),
    [
        ("a.png 1x,b.png 2x, c,d.png", ["a.png", "b.png", "c,d.png"]),
        (" , a.png,  b.png 2x ,, ", ["a.png", "b.png"]),
        ("a.png 100w 50h, data:image/png;base64,AA== 2x", ["a.png"]),
        (",", []),
    ],
)
def test_candidates_of_a_picture(srcset: str, found: list[str]) -> None:
    assert _references(f'<img srcset="{srcset}">') == found


def test_an_unquoted_address_in_css_has_no_brackets() -> None:
    assert css_references("a{b:url( a.png )} c{d:url('b(1).png')} @import 'x.css'; e{f:url(a(b.png)}") == [
        "a.png",
        "b(1).png",
        "x.css",
    ]
