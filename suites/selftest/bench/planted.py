"""Which dead references does the benchmark's portal hold? One row per way of writing one."""

from dataclasses import dataclass
from urllib.parse import quote

INTERNAL = 60
SOFT = 20
# Where honest 404s are given; everything missing elsewhere gets the portal's own page with status 200.
HONEST = "/x"
# Missing messages are answered with status 200 and one short sentence.
SHORT = "/msg"

# (kind, how it is written, the path a browser asks for); `{}` is a name of its own for each.
_KINDS: tuple[tuple[str, str, str], ...] = (
    ("a", '<a href="/x/{}.html">关于防汛工作的通知</a>', "/x/{}.html"),
    ("a absolute", '<a href="{origin}/x/{}.html">公告</a>', "/x/{}.html"),
    ("a protocol-relative", '<a href="//{host}/x/{}.html">公告</a>', "/x/{}.html"),
    ("a relative, dots", '<a href="../../x/y/../{}.html">公告</a>', "/x/{}.html"),
    ("a fragment", '<a href="/x/{}.html#part-2">第二部分</a>', "/x/{}.html"),
    ("a unquoted capitals", "<A HREF=/x/{}.html>旧式链接</A>", "/x/{}.html"),
    ("a blanks and line break", '<a href="\n  /x/{}.html ">公告</a>', "/x/{}.html"),
    ("a backslashes", '<a href="\\x\\{}.html">公告</a>', "/x/{}.html"),
    ("a attachment doc", '<a href="/x/{}.doc">附件</a>', "/x/{}.doc"),
    ("a attachment pdf", '<a href="/x/{}.pdf"><img src="/static/pdf.png" alt="PDF"></a>', "/x/{}.pdf"),
    ("a percent-encoded", '<a href="/x/%E9%80%9A%E7%9F%A5-{}.html">通知</a>', "/x/%E9%80%9A%E7%9F%A5-{}.html"),
    ("a Chinese path", '<a href="/x/通知-{}.html">通知</a>', "/x/" + quote("通知") + "-{}.html"),
    ("a GBK percent-encoded", '<a href="/x/%CD%A8%D6%AA-{}.html">通知</a>', "/x/%CD%A8%D6%AA-{}.html"),
    ("a blank in path", '<a href="/x/a {}.html">通知</a>', "/x/a%20{}.html"),
    ("a &amp;", '<a href="/x/{}.html?a=1&amp;b=2">查询</a>', "/x/{}.html?a=1&b=2"),
    ("a numeric entities", '<a href="&#47;x&#x2F;{}.html">公告</a>', "/x/{}.html"),
    ("area", '<map name="m"><area shape="rect" coords="0,0,9,9" href="/x/{}.html" alt="地图"></map>', "/x/{}.html"),
    ("link stylesheet", '<link rel="stylesheet" href="/x/{}.css">', "/x/{}.css"),
    ("link icon", '<link rel="shortcut icon" href="/x/{}.ico">', "/x/{}.ico"),
    ("script", '<script src="/x/{}.js"></script>', "/x/{}.js"),
    ("img", '<img src="/x/{}.jpg" alt="现场">', "/x/{}.jpg"),
    ("img srcset", '<img src="/static/pdf.png" srcset="/static/pdf.png 1x, /x/{}.jpg 2x" alt="">', "/x/{}.jpg"),
    ("picture source", '<picture><source srcset="/x/{}.webp 1x"><img src="/static/pdf.png"></picture>', "/x/{}.webp"),
    ("video", '<video src="/x/{}.mp4"></video>', "/x/{}.mp4"),
    ("video poster", '<video poster="/x/{}.jpg"></video>', "/x/{}.jpg"),
    ("video source", '<video><source src="/x/{}.mp4" type="video/mp4"></video>', "/x/{}.mp4"),
    ("audio", '<audio src="/x/{}.mp3"></audio>', "/x/{}.mp3"),
    ("track", '<video><track src="/x/{}.vtt"></video>', "/x/{}.vtt"),
    ("iframe", '<iframe src="/x/{}.html"></iframe>', "/x/{}.html"),
    ("embed", '<embed src="/x/{}.swf">', "/x/{}.swf"),
    ("object", '<object data="/x/{}.swf"></object>', "/x/{}.swf"),
    ("input image", '<input type="image" src="/x/{}.gif" alt="搜索">', "/x/{}.gif"),
    ("form get", '<form action="/x/{}.do"><input name="q"></form>', "/x/{}.do"),
    ("background", '<table><tr><td background="/x/{}.gif">旧式背景</td></tr></table>', "/x/{}.gif"),
    ("meta refresh", '<meta http-equiv="Refresh" content="600; URL=\'/x/{}.html\'">', "/x/{}.html"),
    ("style url()", "<style>.a{{background:url('/x/{}.png')}}</style>", "/x/{}.png"),
    ("style @import", '<style>@import "/x/{}.css";</style>', "/x/{}.css"),
    ("inline style", '<div style="background-image:url(&quot;/x/{}.png&quot;)">专题</div>', "/x/{}.png"),
    ("onclick location", "<div onclick=\"location.href='/x/{}.html'\">专题</div>", "/x/{}.html"),
    ("onclick window.open", "<button onclick=\"window.open('/x/{}.html','_blank')\">打开</button>", "/x/{}.html"),
    ("href javascript:", "<a href=\"javascript:window.open('/x/{}.html')\">打开</a>", "/x/{}.html"),
    ("script location", "<script>if(0){{window.location.href = '/x/{}.html';}}</script>", "/x/{}.html"),
    ("css url()", "css:.p{{background:url(../x/{}.png)}}", "/x/{}.png"),
    ("css @import", 'css:@import "../x/{}.css";', "/x/{}.css"),
    ("base-relative", 'base:<a href="{}.html">公告</a>', "/x/base/{}.html"),
    ("GBK page, Chinese path", 'gbk:<a href="/x/公告-{}.html">公告</a>', "/x/" + quote("公告") + "-{}.html"),
    ("GBK page, Chinese query", 'gbk:<a href="/x/{}.html?q=公告">查询</a>', "/x/{}.html?q=%B9%AB%B8%E6"),
)
_DNS, _REFUSED, _MISSING = "http://{}.yunting.invalid/", "http://127.0.0.1:{refused}/{}", "http://{other}/gone/{}.html"


@dataclass(frozen=True, slots=True)
class Plant:
    """One dead reference: its kind, the markup that holds it, and the address a browser asks for.

    Attributes:
        place: `html`, `css`, `base` (a page with `<base>`) or `gbk` (a page in GBK).
    """

    kind: str
    place: str
    markup: str
    url: str


def internal(origin: str) -> list[Plant]:
    """Dead references of the portal's own host, every kind at least once."""
    plants = []
    for n in range(INTERNAL):
        kind, markup, path = _KINDS[n % len(_KINDS)]
        place, colon, rest = markup.partition(":")
        if not colon or place not in {"css", "base", "gbk"}:
            place, rest = "html", markup
        name = f"d{n:03d}"
        host = origin.partition("://")[2]
        plants.append(Plant(kind, place, rest.format(name, origin=origin, host=host), origin + path.format(name)))
    return plants


def soft(origin: str) -> list[Plant]:
    """References to pages that answer "does not exist" with status 200: by the site's page or by a short sentence."""
    paths = [f"{SHORT}/s{n:03d}.html" if n % 3 == 0 else f"/old/s{n:03d}.html" for n in range(SOFT)]
    return [Plant("soft 404", "html", f'<a href="{path}">历史公告</a>', origin + path) for path in paths]


def external(other: str, refused: int) -> list[Plant]:
    """Dead references to other hosts: names that do not resolve, a closed port, pages that a living host lacks.

    Args:
        other: host and port of a living server.
        refused: a port of 127.0.0.1 where nobody listens.
    """
    forms = [("DNS gone", _DNS), ("refused", _REFUSED), ("404 elsewhere", _MISSING)]
    plants = []
    for n in range(12):
        kind, form = forms[n // 4]
        url = form.format(f"e{n:02d}", other=other, refused=refused)
        plants.append(Plant(kind, "html", f'<a href="{url}">友情链接</a>', url))
    return plants
