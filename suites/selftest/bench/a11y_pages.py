"""Which pages are scanned for accessibility? A portal's: five kinds, usual sizes, and the defects portals have."""

import random
from collections.abc import Callable
from pathlib import Path

INNER = "inner.html"
_STYLE = """
body { margin: 0; font: 14px/1.6 SimSun, sans-serif; color: #333; background: #fff }
header { background: #0b4ea2; color: #fff } nav a { color: #fff; display: inline-block; padding: 4px 10px }
.grey { color: #999 } .pale { color: #bbb; background: #f4f4f4 } .deep { background: #1c5fb5; color: #fff }
.picture { background: linear-gradient(#036, #69c); color: #fff } .wrap { width: 1100px; margin: auto }
.list li { list-style: none; border-bottom: 1px dotted #ccc } .list .date { float: right }
.float { position: fixed; right: 0; top: 200px; width: 60px } .scroll { height: 90px; overflow: auto }
footer { background: #eee; color: #767676 } td, th { border: 1px solid #ccc } .two { columns: 2 }
"""
_WORDS = "云汀市人民政府关于印发促进民营经济高质量发展若干措施的通知公示工作要点年度预算公开重点项目建设推进会召开"


class _Writer:
    """Writes one page; everything random comes from its number."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._random = random.Random(number)  # noqa: S311  a seed, no secret

    def words(self, length: int = 18) -> str:
        start = self._random.randrange(len(_WORDS) - 8)
        return (_WORDS[start:] + _WORDS)[: self._random.randrange(length // 2, length + 1)]

    def often(self, share: float) -> bool:
        return self._random.random() < share

    def link(self) -> str:
        address = f"/{self._random.randrange(900)}.html"
        if self.often(0.04):
            return f'<a href="{address}"><i class=icon></i></a>'
        return f'<a href="{address}">{self.words()}</a>'

    def image(self) -> str:
        alt = "" if self.often(0.3) else f' alt="{self.words(8)}"'
        return f'<img src="/picture.svg" width=120 height=80{alt}>'

    def rows(self, count: int) -> str:
        look = "date grey" if self.often(0.5) else "date"
        rows = (
            f'<li>{self.link()}<span class="{look}">2019-0{1 + at % 9}-1{at % 9}</span></li>' for at in range(count)
        )
        return f"<ul class=list>{''.join(rows)}</ul>"

    def block(self, count: int) -> str:
        wrong = self.often(0.2)
        head = f"<div class=title><b>{self.words(6)}</b></div>" if wrong else f"<h2>{self.words(6)}</h2>"
        return f"<div class=block>{head}{self.rows(count)}</div>"

    def fields(self, count: int) -> str:
        return "".join(map(self._field, range(count)))

    def _field(self, at: int) -> str:
        kind = self._random.choice(["text", "tel", "checkbox", "select", "area"])
        name = f"f{at}"
        label = f"<span>{self.words(6)}</span>" if self.often(0.4) else f"<label for={name}>{self.words(6)}</label>"
        field = {
            "select": f"<select id={name}><option>请选择<option>{self.words(5)}</select>",
            "area": f"<textarea id={name}></textarea>",
        }.get(kind, f"<input type={kind} id={name}>")
        return f"<p>{label}{field}</p>"

    def table(self, count: int) -> str:
        rows = (f"<tr><td>{self.words()}<td>{self.link()}<td class=grey>{at}</tr>" for at in range(count))
        return f"<table><tr><th>名称<th>链接<th>编号</tr>{''.join(rows)}</table>"

    def text(self, count: int) -> str:
        looks = ("", "", " class=grey", " class=pale", " class=picture", " class=deep")
        parts = (f"<p{self._random.choice(looks)}>{self.words(30) * 3}</p>" for _ in range(count))
        return "".join(parts)


def _home(page: _Writer) -> str:
    slides = "".join(f'<li><a href="#">{page.image()}</a></li>' for _ in range(6))
    return f"<div class=slides><ul>{slides}</ul></div>" + "".join(page.block(14) for _ in range(30))


def _column(page: _Writer) -> str:
    pages = "".join(f"<a href=/{at}.html>{at}</a> " for at in range(1, 11))
    return f"<h2>{page.words(6)}</h2>{page.rows(90)}<div class=pages>{pages}</div>"


def _article(page: _Writer) -> str:
    pictures = "".join(f"<p>{page.image()}</p>" for _ in range(8))
    return f"<h2>{page.words(30)}</h2>{page.text(150)}{pictures}<div class=scroll>{page.text(12)}</div>{page.rows(40)}"


def _form(page: _Writer) -> str:
    buttons = "<button><img src=/picture.svg></button><input type=submit value=提交>"
    return f"<h2>写信</h2><form>{page.fields(40)}{buttons}</form>{page.rows(60)}"


def _service(page: _Writer) -> str:
    tabs = "".join(
        f"<li role=tab aria-selected={'yes' if page.often(0.3) else 'true'}>{page.words(5)}</li>" for _ in "12345"
    )
    return f"<h2>办事指南</h2><ul role=tablist>{tabs}</ul>{page.table(110)}{page.text(20)}"


_KINDS: tuple[Callable[[_Writer], str], ...] = (_home, _column, _article, _form, _service)


def _odds(page: _Writer) -> str:
    """What some pages have: a frame, a shadow root, a floating window, the same id twice."""
    frame = f"<iframe src=/{INNER} width=300 height=80></iframe>" if page.number % 10 == 3 else ""
    root = "h.attachShadow({mode: 'open'}).innerHTML = '<button></button><p style=\"color:#aaa\">咨询</p>'"
    shadow = f"<div id=h></div><script>{root}</script>" if page.number % 10 == 6 else ""
    window = '<div class=float><a href="#"><img src=/picture.svg></a></div>' if page.often(0.3) else ""
    return f"{frame}{shadow}{window}<p id=twice>一<p id=twice aria-labelledby=none>二"


def written(number: int) -> str:
    """Page `number`, always the same."""
    page = _Writer(number)
    body = _KINDS[number % len(_KINDS)](page)
    lang = "" if page.often(0.3) else " lang=zh-CN"
    menu = "".join(f"<li>{page.link()}<ul>{page.link()}{page.link()}</ul></li>" for _ in range(12))
    foot = "".join(page.link() for _ in range(20))
    viewport = ",maximum-scale=1,user-scalable=no" if page.often(0.3) else ""
    return (
        f"<!DOCTYPE html><html{lang}><head><meta charset=utf-8><title>{page.words()}</title>"
        f'<meta name=viewport content="width=device-width{viewport}"><link rel=stylesheet href=/style.css></head><body>'
        "<header><div class=wrap><h1>云汀市人民政府</h1><input placeholder=搜索>"
        f"<nav><ul>{menu}</ul></nav></div></header>"
        f"<main class=wrap>{body}{_odds(page)}</main><footer><div class='wrap two'>{foot}</div></footer></body></html>"
    )


def build(root: Path, pages: int) -> tuple[str, ...]:
    """Write the pages below a folder.

    Returns:
        Their file names.
    """
    root.mkdir(parents=True)
    (root / "style.css").write_text(_STYLE, "utf-8")
    (root / "picture.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80"><rect width="120" height="80"/></svg>', "utf-8"
    )
    inner = "<!DOCTYPE html><meta charset=utf-8><title>内</title><img src=/picture.svg><p style='color:#aaa'>天气</p>"
    (root / INNER).write_text(inner, "utf-8")
    names = tuple(f"p{number}.html" for number in range(pages))
    for number, name in enumerate(names):
        (root / name).write_text(written(number), "utf-8")
    return names
