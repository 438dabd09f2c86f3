"""Are lists read as a visitor reads them, whatever the markup?"""

from datetime import date

import pytest

from pages.documents import Document
from pages.errors import Unseen
from pages.items import Item, ahead, blocks, chosen_items, newest
from pages.regions import Region

AS_OF = date(2026, 8, 21)
URL = "http://www.sample.gov.cn/yw/"


def read(html: str) -> list[Item]:
    return [
        item for block in blocks(Document(URL, html), AS_OF) if block.region is Region.CONTENT for item in block.items
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li><a href=1.html>防汛会议召开</a><span>2026-08-01</span></li></ul>",
        "<ul><li><span>2026-08-01</span><a href=1.html>防汛会议召开</a></li></ul>",
        "<ul><li><a href=1.html>防汛会议召开<span>2026-08-01</span></a></li></ul>",
        "<ul><li>[08-01] <a href=1.html>防汛会议召开</a></li></ul>",
        "<ul><li><a href=1.html>防汛会议召开(2026-08-01)</a></li></ul>",
        "<ul><li><a href=1.html title='防汛会议召开'>防汛会…</a> 2026/8/1</li></ul>",
        "<ul><li><a href=1.html>· 防汛<em>会议</em>召开</a> 2026年8月1日</li></ul>",
        "<table><tr><td>1</td><td><a href=1.html>防汛会议召开</a></td><td>2026.08.01</td></tr></table>",
        "<div><a href=1.html>防汛会议召开</a> 2026-08-01<br><a href=2.html>市领导调研</a> 2026-07-01<br></div>",
        (
            "<div class=list><div><div><a href=1.html>防汛会议召开</a></div><div>2026-08-01</div></div><div>"
            "<div><a href=2.html>市领导调研</a></div></div></div>"
        ),
        "<a href=1.html><div><b>01</b><i>2026-08</i></div><h3>防汛会议召开</h3><p>摘要内容</p></a>",
        (
            "<ul><li><a href=1.html><h3>防汛会议召开</h3></a><p>摘要提到2019年的事。<a href=1.html>[详细]</a></p>"
            "<time datetime=2026-08-01T08:00>八月</time></li></ul>"
        ),
        "<ul><li>[<a href=/lb/>要闻</a>]<a href=1.html>防汛会议召开</a><span>2026-08-01</span></li></ul>",
        "<dl><dd><a href=1.html>防汛会议召开</a><span>发布时间：2026-08-01 10:20</span></dd></dl>",
        (
            "<div class=top-nav-news><ul><li><a href=1.html>防汛会议召开</a> 2026-08-01</li><li>"
            "<a href=2.html>会议</a> 2026-07-01</li></ul></div>"
        ),
    ],
)
def test_title_address_and_date(html: str) -> None:
    item = read(html)[0]
    assert (item.title, item.url, item.day) == ("防汛会议召开", URL + "1.html", date(2026, 8, 1))


def test_dates_of_neighbours_stay_apart() -> None:
    items = read(
        "<div><a href=1.html>防汛会议</a> 2026-08-01<br><a href=2.html>市领导调研</a><br>"
        "<a href=3.html>植树节活动</a> 2026-03-12</div>"
    )
    assert [item.day for item in items] == [date(2026, 8, 1), None, date(2026, 3, 12)]


def test_cells_are_read_under_their_heads() -> None:
    items = read(
        "<table><tr><th>标题</th><th>开始日期</th><th>截止日期</th></tr>"
        "<tr><td><a href=1.html>规划征求意见</a></td><td>2026-07-01</td><td>2026-08-10</td></tr></table>"
        "<table><tr><td>标题</td><td>成文日期</td><td>发布日期</td></tr>"
        "<tr><td><a href=2.html>防汛预案</a></td><td>2026-08-10</td><td>2026-07-02</td></tr></table>"
    )
    assert [item.day for item in items] == [date(2026, 7, 1), date(2026, 7, 2)]


def test_two_items_in_a_table_row() -> None:
    items = read(
        "<table><tr><td><a href=1.html>全市防汛抗旱工作会议召开 2026-08-01</a></td><td>"
        "<a href=2.html>市领导调研重点项目建设 2026-07-01</a></td></tr></table>"
    )
    assert [item.day for item in items] == [date(2026, 8, 1), date(2026, 7, 1)]


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li><a href=1.html>防汛会议召开</a></li></ul><p>今天是2026年8月21日</p>",
        "<ul><li><a href=1.html>印发通知（云政发〔2026〕3号）</a></li></ul>",
        "<ul><li><a href=1.html>意见征集</a> 截止日期：2026-08-01</li></ul>",
        "<ul><li><a href=1.html>8月20日起停水</a></li></ul>",
        "<ul><li><a href=t20260801_1.html>防汛会议召开</a></li></ul>",
        "<ul><li><a href=1.html>防汛会议召开</a><script>document.write('2026-08-21')</script></li></ul>",
        "<ul><li><a href=1.html>咨询电话</a> 0579-8990-0001</li></ul>",
    ],
)
def test_undated(html: str) -> None:
    assert [item.day for item in read(html)] == [None]


@pytest.mark.parametrize(
    ("html", "region"),
    [
        ("<nav><a href=/1/>2026 年专题</a></nav>", Region.NAVIGATION),
        ("<div class=main-menu><ul><li><a href=/1/>2026 年专题</a></li></ul></div>", Region.NAVIGATION),
        ("<div id=footer><a href=/1/>版权 2018-2026</a></div>", Region.FRAME),
        ("<h3>热点推荐</h3><ul><li><a href=/1/>防汛会议</a> 2026-08-01</li></ul>", Region.SIDE),
        ("<div class=sidebar><ul><li><a href=/1/>防汛会议</a> 2026-08-01</li></ul></div>", Region.SIDE),
        ("<div class=right><ul><li><a href=/1/>防汛会议</a> 2026-08-01</li></ul></div>", Region.CONTENT),
    ],
)
def test_region(html: str, region: Region) -> None:
    assert [block.region for block in blocks(Document(URL, html), AS_OF)] == [region]


@pytest.mark.parametrize(
    "words",
    [
        "更多",
        "更多>>",
        "more",
        "下一页",
        "首页",
        "尾页",
        "[打印正文]",
        "上一篇：会议",
        "共12条信息/共2页",
        "3",
        "查看详情",
    ],
)
def test_no_items(words: str) -> None:
    assert read(f"<ul><li><a href=1.html>{words}</a> 2026-08-01</li></ul>") == []


def test_newest_is_neither_the_first_nor_in_the_future() -> None:
    items = read(
        "<ul><li><a href=1.html>置顶说明</a>2019-04-01</li><li><a href=2.html>会议召开</a>2026-08-01</li>"
        "<li><a href=3.html>预告活动</a>2026-09-01</li></ul>"
    )
    found = newest(items, AS_OF)
    assert found is not None
    assert found.title == "会议召开"
    assert [item.title for item in ahead(items, AS_OF)] == ["预告活动"]


def test_selectors_of_the_site_file() -> None:
    page = Document(URL, "<p class=r><a href=1.html>会议召开</a> 有效期至2026-08-30 <b>2026-08-01</b></p>")
    assert [item.day for item in chosen_items(page, "p.r", "b", AS_OF)] == [date(2026, 8, 1)]


@pytest.mark.parametrize("selector", ["p.none", "p[["])
def test_wrong_selector_is_not_seeing(selector: str) -> None:
    with pytest.raises(Unseen, match="网站档案"):
        chosen_items(Document(URL, "<p>x</p>"), selector, None, AS_OF)
