"""In which form does an article speak: words only, or pictures, films, cartoons, charts, a press conference?"""

import io
import re
from collections.abc import Iterable, Mapping
from enum import Enum
from urllib.parse import urlsplit

from PIL import ImageFile
from selectolax.lexbor import LexborNode

from pages.documents import Document, tidy
from pages.fetching import Fetcher
from pages.regions import Region, Regions, ancestors, content_text

Size = tuple[int, int]


class Form(Enum):
    """A form of explaining besides words; `value` is the Chinese word."""

    PICTURE = "图解"
    CHART = "图表"
    FILM = "音视频"
    CARTOON = "动漫"
    TALK = "发布会或访谈"


PROMISES_FORM = re.compile(r"图解|一[图张]|图说|图示|图表|长图|海报|视频|音频|微课|动画|漫|H5|读懂|看懂", re.IGNORECASE)
_DRAWN = re.compile(r"图解|一[图张]|图说|图示|图表|长图|海报|漫|读懂|看懂")
_CARTOON = re.compile(r"动漫|动画|漫画|漫说|漫话|漫解|手绘|H5", re.IGNORECASE)
_TALK = re.compile(r"新闻发布会|发布会|访谈|直播间|圆桌|做客")
_ICON = re.compile(
    r"icon|logo|qrcode|ewm|erweima|weixin|wechat|weibo|print|share|dayin|btn|button|arrow|loading|blank|file_?type|/(?:doc|pdf|xls|zip)\.",
    re.IGNORECASE,
)
_PLAYER = re.compile(
    r"player|video|vod|v\.qq|bilibili|cctv|youku|iqiyi|zhibo|miaopai|\.(?:mp4|m3u8|flv|webm|mp3)", re.IGNORECASE
)
_PLAYER_SCRIPT = re.compile(
    r"aliplayer|prismplayer|dplayer|ckplayer|videojs|jwplayer|tcplayer|flowplayer|xgplayer", re.IGNORECASE
)
_FILM_FILE = re.compile(r"\.(?:mp4|m3u8|flv|webm|mov|avi|wmv|mp3|m4a|wav)$", re.IGNORECASE)
_DRAWN_FILE = re.compile(r"\.(?:pdf|jpe?g|png|gif|webp)$", re.IGNORECASE)
_CHART_SCRIPT = re.compile(r"echarts\.init|highcharts\.chart|new\s+chart\s*\(|antv|g2\.chart|d3\.select", re.IGNORECASE)
_SHAPES = "path, rect, circle, line, polyline, polygon, text, ellipse, image"
_FEWEST_SHAPES = 10  # icons are drawn with less
_WIDE, _HIGH = 400, 300  # pixels from which a picture is no icon and no thumbnail
_TALL = 1.2  # photographs of meetings lie, pictures that explain stand
_SERIES = 3
_FEW_WORDS = 300
_SAMPLED = 4
_PEEK = 128 * 1024
_SIZE_SVG = re.compile(rb"<svg[^>]*?viewBox\s*=\s*[\"']\s*[\d.-]+[\s,]+[\d.-]+[\s,]+([\d.]+)[\s,]+([\d.]+)", re.DOTALL)


def pictures(document: Document) -> tuple[str, ...]:
    """Addresses of pictures in an article's text that may be large, at most four; icons and thumbnails left out."""
    return tuple(dict.fromkeys(url for url, _ in _pictures(document)))[:_SAMPLED]


def _pictures(document: Document) -> Iterable[tuple[str, LexborNode]]:
    regions = Regions(document)
    for node in document.tree.css("img"):
        given = node.attributes
        raw = next((given[name] for name in ("data-original", "data-src", "_src", "src") if given.get(name)), None)
        if raw is None or _ICON.search(raw) or regions.of(node) is not Region.CONTENT:
            continue
        width, height = (_pixels(given.get(name)) for name in ("width", "height"))
        if (width and width < _WIDE / 2) or (height and height < _HIGH / 2):
            continue
        if url := document.resolve(raw):
            yield url, node


def _pixels(value: str | None) -> int:
    match = re.match(r"\s*(\d+)(?:px)?\s*$", value or "")
    return int(match[1]) if match else 0


def picture_sizes(urls: Iterable[str], fetcher: Fetcher) -> Mapping[str, Size]:
    """Width and height in pixels of pictures, read from the beginning of each file; what is no picture is left out."""
    found = {}
    for answer in fetcher.get_all(dict.fromkeys(urls), max_body=_PEEK):
        size = _size(answer.body) if answer.status // 100 == 2 else None
        if size is not None:
            found[answer.url] = size
    return found


def _size(body: bytes) -> Size | None:
    if b"<svg" in body[:2000]:
        match = _SIZE_SVG.search(body)
        return (int(float(match[1])), int(float(match[2]))) if match else None
    parser = ImageFile.Parser()
    stream = io.BytesIO(body)
    try:
        while parser.image is None and (chunk := stream.read(1024)):
            parser.feed(chunk)
    except (OSError, SyntaxError, ValueError):
        return None
    return parser.image.size if parser.image is not None else None


def forms(document: Document, title: str, sizes: Mapping[str, Size]) -> frozenset[Form]:
    """In which forms besides words an article speaks; a table of figures is none, nor is a photograph beside a text.

    Args:
        document: its page.
        title: its title, with the name of the column it stands in.
        sizes: of its `pictures`.
    """
    found = set()
    if _filmed(document):
        found.add(Form.FILM)
    if charted(document):
        found.add(Form.CHART)
    if _drawn(document, title, sizes):
        found.add(Form.PICTURE)
    if _CARTOON.search(title) and (found or document.tree.css_first("iframe[src], canvas")):
        found.add(Form.CARTOON)
    if _TALK.search(title):
        found.add(Form.TALK)
    return frozenset(found)


def _drawn(document: Document, title: str, sizes: Mapping[str, Size]) -> bool:
    large = [size for url in pictures(document) if (size := sizes.get(url)) and size[0] >= _WIDE and size[1] >= _HIGH]
    if any(_DRAWN.search(tidy(node.text())) and _DRAWN_FILE.search(_path(document, node)) for node in _links(document)):
        return True
    if not large:
        return False
    standing = any(height >= _TALL * width for width, height in large)
    return (
        standing
        or len(large) >= _SERIES
        or _DRAWN.search(title) is not None
        or len(content_text(document)) < _FEW_WORDS
    )


def _links(document: Document) -> list[LexborNode]:
    regions = Regions(document)
    return [node for node in document.tree.css("a[href]") if regions.of(node) is Region.CONTENT]


def _path(document: Document, node: LexborNode) -> str:
    return urlsplit(document.resolve(node.attributes.get("href") or "") or "").path


def _filmed(document: Document) -> bool:
    regions = Regions(document)
    for node in document.tree.css("video, audio, iframe[src], embed, object"):
        if regions.of(node) is not Region.CONTENT:
            continue
        inner = node.css_first("source[src], param[value], embed[src]")
        sources = [node.attributes.get(name) for name in ("src", "data-src", "data")]
        sources += [inner.attributes.get(name) for name in ("src", "value")] if inner is not None else []
        given = " ".join(source for source in sources if source)
        if given and (node.tag in {"video", "audio"} or _PLAYER.search(given)):
            return True
    if any(_FILM_FILE.search(_path(document, node)) for node in _links(document)):
        return True
    return any(_PLAYER_SCRIPT.search(node.text()) for node in document.tree.css("body script:not([src])"))


def charted(document: Document) -> bool:
    """Whether the content of a page shows a chart: a drawing of some size, a canvas, or a charting script."""
    regions = Regions(document)
    for node in document.tree.css("svg, canvas"):
        if regions.of(node) is not Region.CONTENT or any(box.tag in {"a", "button"} for box in ancestors(node)):
            continue
        if node.tag == "canvas" or len(node.css(_SHAPES)) >= _FEWEST_SHAPES:
            return True
    return any(_CHART_SCRIPT.search(node.text()) for node in document.tree.css("script:not([src])"))
