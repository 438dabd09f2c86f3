"""Does every way of writing an address lead where a browser would go?"""

import re
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.addresses import Resolver

BASE = "http://www.sample.gov.cn/zwgk/tz/index.html?a=1"
ROOT = "http://www.sample.gov.cn"


@pytest.mark.parametrize(
    ("raw", "address"),
    [
        ("t1.html", f"{ROOT}/zwgk/tz/t1.html"),
        ("./t1.html", f"{ROOT}/zwgk/tz/t1.html"),
        ("../t1.html", f"{ROOT}/zwgk/t1.html"),
        ("../../t1.html", f"{ROOT}/t1.html"),
        ("../../../../t1.html", f"{ROOT}/t1.html"),
        ("..", f"{ROOT}/zwgk/"),
        (".", f"{ROOT}/zwgk/tz/"),
        ("a/../b/./c.html", f"{ROOT}/zwgk/tz/b/c.html"),
        ("../a/../b.html", f"{ROOT}/zwgk/b.html"),
        ("/t1.html#part", f"{ROOT}/t1.html"),
        ("/t1.html?x=1#part", f"{ROOT}/t1.html?x=1"),
        ("?page=2", f"{ROOT}/zwgk/tz/index.html?page=2"),
        ("//img.sample.gov.cn/a.png", "http://img.sample.gov.cn/a.png"),
        ("http://other.example", "http://other.example/"),
        ("http://other.example?x=1", "http://other.example/?x=1"),
        ("HTTP://Other.Example/A", "http://other.example/A"),
        ("http://other.example:80/a", "http://other.example/a"),
        ("https://other.example:443/a", "https://other.example/a"),
        ("https://other.example:8443/a", "https://other.example:8443/a"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("http://云汀.example/a", "http://xn--9kqp73e.example/a"),
        ("http:///other.example/a", "http://other.example/a"),
        ("///other.example/a", "http://other.example/a"),
        ("\\\\other.example\\a", "http://other.example/a"),
        ("/a//b//", f"{ROOT}/a//b//"),
        ("http://other.example/a/../b/./c", "http://other.example/b/c"),
        ("//other.example/../b", "http://other.example/b"),
        ("..?x=1", f"{ROOT}/zwgk/?x=1"),
        ("/a//../b", f"{ROOT}/a/b"),
        ("通知/../b", f"{ROOT}/zwgk/tz/b"),
        ("http:t1.html", None),
        ("  /t1.html\n", f"{ROOT}/t1.html"),
        ("/t\n1\t.html", f"{ROOT}/t1.html"),
        ("\\a\\b.html", f"{ROOT}/a/b.html"),
        ("/a?x=\\b", f"{ROOT}/a?x=\\b"),
        ("/通知.html", f"{ROOT}/%E9%80%9A%E7%9F%A5.html"),
        ("/%CD%A8%D6%AA.html", f"{ROOT}/%CD%A8%D6%AA.html"),
        ("/a b.html", f"{ROOT}/a%20b.html"),
        ("/\u3000a.html\u3000", f"{ROOT}/%E3%80%80a.html%E3%80%80"),
        ("/100%.html", f"{ROOT}/100%.html"),
        ("/a;v=1,2/b@c:d.html", f"{ROOT}/a;v=1,2/b@c:d.html"),
        ("/a?next=http://x/../y", f"{ROOT}/a?next=http://x/../y"),
        ("t:1.html", None),
        ("javascript:;", None),
        ("JavaScript:void(0)", None),
        ("mailto:a@sample.gov.cn", None),
        ("tel:12345", None),
        ("data:image/png;base64,AA==", None),
        ("file:///etc/passwd", None),
        ("ftp://other.example/a", None),
        ("#top", None),
        ("", None),
        ("   ", None),
        ("http://", None),
        ("http://[", None),
        ("http://a:b/", None),
        ("//", None),
    ],
)
def test_where_a_reference_leads(raw: str, address: str | None) -> None:
    assert Resolver(BASE)(raw) == address


@pytest.mark.parametrize(
    ("base", "folder"),
    [
        ("http://other.example", "http://other.example/"),
        ("HTTP://Other.Example:80/A/b", "http://other.example/A/"),
        ("https://other.example:8443/a/", "https://other.example:8443/a/"),
        ("http://other.example/a?b=/c/d", "http://other.example/"),
        ("http://other.example/a//b", "http://other.example/a//"),
    ],
)
def test_whatever_the_base_looks_like(base: str, folder: str) -> None:
    assert Resolver(base)("x.html") == f"{folder}x.html"


@pytest.mark.parametrize(
    ("encoding", "query"), [("utf-8", "%E5%85%AC%E5%91%8A"), ("gb18030", "%B9%AB%B8%E6"), ("big5", "%A4%BD%A7i")]
)
def test_queries_are_spelled_in_the_encoding_of_the_page(encoding: str, query: str) -> None:
    assert Resolver(BASE, encoding)("/路?q=公告") == f"{ROOT}/%E8%B7%AF?q={query}"


def test_what_an_encoding_lacks_is_written_as_a_number() -> None:
    assert Resolver(BASE, "big5")("?q=€") is not None


_WORD = st.text("abcXYZ019-_~", min_size=1, max_size=6)
_STEP = st.one_of(_WORD, st.sampled_from(["..", "."]))
_PATHS = st.lists(_STEP, max_size=6).map("/".join)
_RAW = st.builds(
    "{}{}{}{}".format,
    st.sampled_from(["", "", "/", "./", "../", "../../", "//h.example/", "http://h.example/", "https://h.example:81/"]),
    _PATHS,
    st.one_of(st.just(""), _WORD.map("?x={}".format)),
    st.one_of(st.just(""), _WORD.map("#{}".format)),
)
_HOST = re.compile(r"((?:https?:)?//[^/]*/)(.*)")
# Without empty steps, which `urljoin` drops and browsers keep.
_BASES = st.builds(
    "http://b.example/{}{}".format, st.lists(_WORD, min_size=1).map("/".join), st.sampled_from(["", "/"])
)


@given(_BASES, _RAW)
def test_the_fast_way_says_what_urljoin_says(base: str, raw: str) -> None:
    found = Resolver(base)(raw)
    if not raw or raw.startswith("#"):
        assert found is None
        return
    # `urljoin` leaves the dots of what names a host; browsers never do.
    hosted = _HOST.fullmatch(raw)
    host, path = hosted.groups() if hosted else (base, raw)
    expected = urldefrag(urljoin(urljoin(base, host), path)).url
    assert found == (expected if urlsplit(expected).path else f"{expected.rstrip('?')}/")


@given(_BASES, st.text(max_size=40))
def test_nothing_anybody_writes_breaks_it(base: str, raw: str) -> None:
    found = Resolver(base)(raw)
    if found is not None:
        assert found.startswith(("http://", "https://"))
        assert found.isascii()
        assert urlsplit(found).hostname
        assert Resolver(base)(found) == found
