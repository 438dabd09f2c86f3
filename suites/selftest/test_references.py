"""Is every way of referring to something seen, and nothing that only looks like it?"""

import pytest

from pages.documents import Document
from pages.references import css_references, raw_references, references

URL = "http://www.sample.gov.cn/a/b.html"


def _raw(html: str) -> list[str]:
    return [raw for _, raw, _ in raw_references(Document(URL, html).tree)]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="/x">x</a>',
        "<A HREF=/x>x</A>",
        '<a href=" /x ">x</a>',
        '<a href="&#47;x">x</a>',
        '<map><area href="/x"></map>',
        '<link rel="stylesheet" href="/x">',
        '<link rel="shortcut icon" href="/x">',
        '<link rel="preload" href="/x" as="font">',
        '<script src="/x"></script>',
        '<img src="/x">',
        '<img srcset="/x 2x">',
        '<picture><source srcset="/x"></picture>',
        '<img data-src="/x">',
        '<img src="" data-original="/x">',
        '<iframe data-src="/x"></iframe>',
        '<video data-src="/x"></video>',
        '<svg><a xlink:href="/x"><text>x</text></a></svg>',
        '<svg><a href="/x"><text>x</text></a></svg>',
        '<svg><image xlink:href="/x"/></svg>',
        '<svg><use href="/x"/></svg>',
        "<p style=\"background:image-set('/x' 1x)\">x</p>",
        "<select onchange='location.href=this.value'><option value=''></option><option value='/x'>x</option></select>",
        "<select onchange='window.open(this.options[this.selectedIndex].value)'><option value='/x'>x</option></select>",
        "<select onchange=\"MM_jumpMenu('parent',this,0)\"><option value='#'><option value='/x'>x</option></select>",
        '<video src="/x"></video>',
        '<video poster="/x"></video>',
        '<video><source src="/x"></video>',
        '<audio src="/x"></audio>',
        '<video><track src="/x"></video>',
        '<iframe src="/x"></iframe>',
        '<embed src="/x">',
        '<object data="/x"></object>',
        '<input type="image" src="/x">',
        '<form action="/x"></form>',
        '<form action="/x" method="GET"></form>',
        '<body background="/x"></body>',
        '<table><tr><td background="/x"></td></tr></table>',
        '<meta http-equiv="refresh" content="0;url=/x">',
        '<META HTTP-EQUIV="Refresh" CONTENT="5; URL=\'/x\'">',
        "<style>a{background:url(/x)}</style>",
        '<style>@import "/x";</style>',
        "<p style=\"background:URL('/x')\">x</p>",
        "<p onclick=\"location.href='/x'\">x</p>",
        "<p onclick='window.location = \"/x\"'>x</p>",
        "<p onclick=\"window.open('/x', '_blank')\">x</p>",
        "<p onclick=\"location.replace('/x')\">x</p>",
        "<p onclick=\"top.location.assign('/x')\">x</p>",
        "<p onclick=\"location.href=encodeURI('/x')\">x</p>",
        "<script>window.location.href='/x';</script>",
        '<script>setTimeout(function () { self.location = "/x" }, 3000)</script>',
        "<script type='text/xml'><record><![CDATA[<li><a target='_blank' href='/x'>x</a></li>]]></record></script>",
    ],
)
def test_every_way_of_referring(html: str) -> None:
    assert _raw(html) == ["/x"]


@pytest.mark.parametrize(
    "html",
    [
        "<p onclick=\"javascript:window.open('/x')\">x</p>",
        "<a href=\"javascript:location.href='/x'\">x</a>",
        "<a href=\" JavaScript:window.open('/x')\">x</a>",
        '<img src="/images/loading.gif" data-original="/x">',
        '<img src="data:image/gif;base64,AA==" data-srcset="/x 2x">',
        '<img src="/1x1.png" data-echo="/x">',
        '<img class="lazyload" src="/thumb.jpg" lay-src="/x">',
    ],
)
def test_references_beside_others(html: str) -> None:
    assert "/x" in _raw(html)


@pytest.mark.parametrize(
    "html",
    [
        "<a>x</a>",
        '<a name="/x">x</a>',
        '<link rel="canonical" href="/x">',
        '<link rel="dns-prefetch" href="//x">',
        '<form action="/x" method="post"></form>',
        '<input value="/x">',
        '<meta name="url" content="url=/x">',
        "<!-- <a href='/x'>x</a> -->",
        "<textarea><a href='/x'>x</a></textarea>",
        '<img data-src="{{ picture }}">',
        '<img data-src="3">',
        "<select onchange='show(this.value)'><option value='/x'>x</option></select>",
        "<select name='year'><option value='/x'>x</option></select>",
        "<select onchange='location.href=this.value'><option value='2026'>x</option></select>",
        "<style>/* url(/x) */ @namespace url(http://www.w3.org/1999/xhtml);</style>",
        "<p onclick=\"location.href='/x?id=' + id\">x</p>",
        "<p onclick=\"location.href='/x/${id}'\">x</p>",
        "<p onclick=\"if (location.href == '/x') go()\">x</p>",
        "<p onclick=\"show('/x')\">x</p>",
        "<script>var location = '云汀市';</script>",
        "<script>// location.href='/x'</script>",
        "<script>/* window.open('/x') */</script>",
        "<script>location.href = '/x?id=' + id;</script>",
        "<script>var a = \"<a href='/x'>\";</script>",
    ],
)
def test_what_only_looks_like_a_reference(html: str) -> None:
    assert _raw(html) == []


def test_a_copied_picture_keeps_attributes_of_where_it_came_from() -> None:
    assert _raw('<img src="/files/a.jpg" data-src="https://pictures.example/a.jpg">') == ["/files/a.jpg"]


@pytest.mark.parametrize(
    ("srcset", "raws"),
    [
        ("/a.jpg 1x, /b.jpg 2x", ["/a.jpg", "/b.jpg"]),
        ("/a.jpg, /b.jpg", ["/a.jpg", "/b.jpg"]),
        ("/a.jpg 100w,/b.jpg 200w", ["/a.jpg", "/b.jpg"]),
        ("/a,b.jpg 1x", ["/a,b.jpg"]),
        ("data:image/png;base64,AA= 1x, /b.jpg 2x", ["/b.jpg"]),
        (" , ", []),
    ],
)
def test_several_pictures_in_one_attribute(srcset: str, raws: list[str]) -> None:
    assert _raw(f'<img srcset="{srcset}">') == raws


@pytest.mark.parametrize(
    ("sheet", "raws"),
    [
        ("a{b:url(x.png)}", ["x.png"]),
        ("a{b:url( 'x.png' )}", ["x.png"]),
        ('a{b:url("x (1).png")}', ["x (1).png"]),
        ("a{b:url(x.eot?#iefix) format('eot'), URL(y.woff)}", ["x.eot?#iefix", "y.woff"]),
        ("@import \"x.css\";@import url(y.css) screen;@IMPORT 'z.css';", ["x.css", "y.css", "z.css"]),
        ("a{b:url(data:image/png;base64,AA==)}", []),
        ("a{b:url('data:image/svg+xml;utf8,<svg fill=\"url(#a)\"/>')}", []),
        ("a{b:url(#x)}", []),
        ("a{b:url()}", []),
        ("a{b:image-set('x.png' 1x, \"y.png\" 2x)}", ["x.png", "y.png"]),
        ("a{b:-webkit-image-set(url(x.png) 1x, url(y.png) 2x)}", ["x.png", "y.png"]),
        ("a{b:image-set('x.avif' type('image/avif'), url('y.png') type('image/png'))}", ["y.png", "x.avif"]),
        ("a{b:image-set('data:image/png;base64,AA==' 1x)}", []),
        ("/* a{b:url(x.png)} */", []),
        ("a{b:url(x.png)} /* a{b:url(y.png)}", ["x.png"]),
    ],
)
def test_style_sheets(sheet: str, raws: list[str]) -> None:
    assert css_references(sheet) == raws


def test_pagers_of_trs_name_the_pages_they_draw() -> None:
    assert _raw("<script>createPageHTML(4, 1, 'index', 'html');</script>") == ["index_2.html", "index_3.html"]


def test_the_first_mention_names_an_address() -> None:
    links = '<a href="x#1"><img src="y" alt="图标"></a><a href="x#2" title="后来">后来</a><a href="#">顶</a>'
    html = f'<base href="/c/">{links}'
    found = references(Document(URL, html))
    root = "http://www.sample.gov.cn/c/"
    assert [(one.url, one.text, one.sort) for one in found] == [
        (f"{root}x", "图标", "链接"),
        (f"{root}y", "图标", "图片"),
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<a href='x'" * 20_000,
        "<div>" * 20_000 + "<a href='/x'>x</a>",
        f"<style>{'/*' * 100_000}</style>",
        f"<style>{'image-set(' * 20_000}</style>",
        f"<style>image-set({'(a)' * 100_000}</style>",
        f"<script>location{chr(10) * 200_000}</script>",
        f"<script>CDATA{'<![CDATA[' * 2_000}</script>",
        f"<img srcset='{', ' * 200_000}'>",
    ],
    ids=["unclosed", "nested", "comments", "image-sets", "image-set", "blank-lines", "cdata", "commas"],
)
def test_hostile_pages_are_read_in_bounded_time(html: str) -> None:
    assert len(_raw(html)) <= 1
