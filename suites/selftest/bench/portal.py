"""What does a portal of any size look like on disk? Columns, articles, files, and the planted dead references."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from suites.selftest.bench.planted import Plant, external, internal, soft

_COLUMNS = 24
_SHARED_ASSETS = 16
_RELATED = 10
_SENTENCES = (
    "市政府办公室印发防汛抗旱应急预案的通知，明确各部门职责分工。",
    "会议强调，要坚持以人民为中心的发展思想，持续优化营商环境。",
    "现将二〇二六年度财政预算执行情况公示如下，欢迎社会各界监督。",
    "符合条件的居民可持身份证到就近的便民服务中心办理相关手续。",
    "全市上半年完成重点项目投资同比增长，民生实事进展顺利。",
)


@dataclass(frozen=True, slots=True)
class Portal:
    """A portal written to disk.

    Attributes:
        home: its address.
        addresses: every living page and file of the portal's own host.
        dead: planted dead references, internal and external; `soft` those that lie about it.
        references: how many references its pages hold.
    """

    home: str
    addresses: tuple[str, ...]
    dead: tuple[Plant, ...]
    soft: tuple[Plant, ...]
    references: int


class _Writer:
    def __init__(self, folder: Path, origin: str, pages: int) -> None:
        self.folder = folder
        self.origin = origin
        self.count = pages
        self.random = random.Random(7)  # noqa: S311  a portal like the last one, not a secret
        self.addresses: list[str] = []
        self.references = 0
        self._folders: set[Path] = set()

    def write(self, path: str, content: bytes) -> None:
        file = self.folder / path.lstrip("/")
        if file.parent not in self._folders:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(file.parent)
        file.write_bytes(content)
        self.addresses.append(self.origin + path.removesuffix("index.html"))

    def path(self, number: int) -> str:
        """Number 0 is the home page, then come the columns, then articles."""
        if number == 0:
            return "/index.html"
        if number <= _COLUMNS:
            return f"/c{number:02d}/index.html"
        return f"/c{number % _COLUMNS + 1:02d}/2026{number // 500 % 100:02d}/t{number}.html"

    def page(self, number: int, planted: list[Plant]) -> None:
        gbk = any(plant.place == "gbk" for plant in planted) or number % 10 == 3
        base = '<base href="/x/base/">' if any(plant.place == "base" for plant in planted) else ""
        links = [self._link(to, number, plain=bool(base)) for to in self._neighbours(number)]
        body = [*self._navigation(), *links, *self._files(number), *(plant.markup for plant in planted)]
        self.references += len(body) + 4
        charset = "gbk" if gbk else "utf-8"
        text = "".join(f"<p>{self.random.choice(_SENTENCES) * 3}</p>" for _ in range(20))
        html = (
            f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>第 {number} 号公告</title>{base}'
            '<link rel="stylesheet" href="/static/site.css"><link rel="icon" href="/static/favicon.ico">'
            '<script src="/static/site.js"></script></head><body><div class="nav">'
            f"{chr(10).join(body)}</div><h1>第 {number} 号公告</h1>{text}"
            "<p onclick=\"location.href='/index.html'\">返回首页</p></body></html>"
        )
        self.write(self.path(number), html.encode(charset))

    def _neighbours(self, number: int) -> Iterator[int]:
        # A tree eight wide reaches every page; the rest are links across, as lists of related articles are.
        yield from (to for to in range(number * 8 + 1, number * 8 + 9) if to < self.count)
        yield from (self.random.randrange(self.count) for _ in range(_RELATED))

    def _link(self, to: int, at: int, *, plain: bool) -> str:
        path = self.path(to).removesuffix("index.html") or "/"
        style = 0 if plain else to % 3
        if style == 1 and at > _COLUMNS:
            path = f"../..{path}"
        elif style == 2:
            path = self.origin + path
        return f'<li><a href="{path}" title="第 {to} 号公告">第 {to} 号公告</a><span>2026-08-0{to % 9 + 1}</span></li>'

    def _navigation(self) -> list[str]:
        columns = [f'<a href="/c{n:02d}/">栏目{n}</a>' for n in range(1, _COLUMNS + 1)]
        images = [f'<img src="/static/i{n}.png" alt="图{n}">' for n in range(_SHARED_ASSETS)]
        return [*columns, *images, '<a href="javascript:;">更多</a>', '<a href="#top">回顶部</a>']

    def _files(self, number: int) -> Iterator[str]:
        if number % 5 < 2:
            name = f"/files/p{number}.jpg"
            self.write(name, b"\xff\xd8\xff" + bytes(2000))
            yield f'<img src="{name}" srcset="{name} 1x" alt="配图">'
        if number % 3 == 0:
            name = f"/files/a{number}.doc"
            self.write(name, b"\xd0\xcf\x11\xe0" + bytes(4000))
            yield f'<a href="{name}">附件：第 {number} 号公告.doc</a>'


def build(folder: Path, origin: str, pages: int, other: str, refused: int) -> Portal:
    """Write a portal.

    Args:
        folder: where; made when missing.
        origin: scheme, host and port it will be served under.
        pages: HTML pages (> 300); files and style sheets come on top.
        other: host and port of a second, living host.
        refused: a port where nobody listens.
    """
    writer = _Writer(folder, origin, pages)
    dead, lying = [*internal(origin), *external(other, refused)], soft(origin)
    in_html = [plant for plant in (*dead, *lying) if plant.place != "css"]
    stride = max(1, (pages - _COLUMNS - 1) // len(in_html))
    placed = {_COLUMNS + 1 + n * stride: plant for n, plant in enumerate(in_html)}
    for number in range(pages):
        writer.page(number, [placed[number]] if number in placed else [])
    css = [plant.markup for plant in dead if plant.place == "css"]
    imports = [rule for rule in css if rule.startswith("@")]
    rules = [rule for rule in css if not rule.startswith("@")]
    sheet = ('@import "more.css";', *imports, ".a{background:url(i0.png)}")
    writer.write("/static/site.css", "\n".join(sheet).encode())
    writer.write("/static/more.css", "\n".join((*rules, "/* url(/x/comment.png) */")).encode())
    writer.write("/static/site.js", b"window.site = 'yunting';")
    for name in ("favicon.ico", "pdf.png", *(f"i{n}.png" for n in range(_SHARED_ASSETS))):
        writer.write(f"/static/{name}", b"\x89PNG\r\n" + bytes(500))
    _sorry(folder)
    return Portal(f"{origin}/", tuple(writer.addresses), tuple(dead), tuple(lying), writer.references)


def _sorry(folder: Path) -> None:
    """The page of status 200 for what is missing: long enough not to be known by its length."""
    text = "您要找的内容可能已经调整了位置，请从首页重新进入，或者使用站内搜索。" + "云汀市人民政府办公室主办。" * 30
    long = f'<html><head><meta charset="utf-8"><title>提示</title></head><body><a href="/">首页</a>{text}</body></html>'
    (folder / "sorry.html").write_text(long, "utf-8")
    short = '<html><head><meta charset="utf-8"><title>提示</title></head><body>您访问的页面不存在！</body></html>'
    (folder / "short.html").write_text(short, "utf-8")
