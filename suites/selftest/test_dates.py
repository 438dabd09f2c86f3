"""Which words on a page are a publication date, and which only look like one?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.dates import Origin, article_date, in_url, listed, mentions, split_title, whole, without_year
from pages.documents import Document

AS_OF = date(2026, 8, 21)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2018-07-27", date(2018, 7, 27)),
        ("2018/7/27", date(2018, 7, 27)),
        ("2018.07.27", date(2018, 7, 27)),
        ("2018年7月27日", date(2018, 7, 27)),
        ("2018 年 7 月 27 日", date(2018, 7, 27)),
        ("２０１８－０７－２７", date(2018, 7, 27)),
        ("[2018-07-27]", date(2018, 7, 27)),
        ("【2018-07-27】", date(2018, 7, 27)),
        ("(2018-07-27 10:20)", date(2018, 7, 27)),
        ("2018-07-27 10:20:33", date(2018, 7, 27)),
        ("2018-07-27T10:20:33", date(2018, 7, 27)),
        ("发布时间：2018-07-27", date(2018, 7, 27)),
        ("发布日期 2018年7月27日", date(2018, 7, 27)),
        ("20180727", date(2018, 7, 27)),
        ("18-07-27", date(2018, 7, 27)),
        ("27 2018-07", date(2018, 7, 27)),
        ("27日 2018年7月", date(2018, 7, 27)),
        ("2018-07 27", date(2018, 7, 27)),
        ("07-27 2018", date(2018, 7, 27)),
        ("2018 07/27", date(2018, 7, 27)),
        ("(12-29)", date(2025, 12, 29)),
        ("07-27", date(2026, 7, 27)),
        ("07/27", date(2026, 7, 27)),
        ("8月21日", date(2026, 8, 21)),
        ("08-22", date(2025, 8, 22)),
        ("02-29", date(2024, 2, 29)),
    ],
)
def test_a_date_alone(text: str, day: date) -> None:
    assert whole(text, AS_OF) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2018",
        "2018-07",
        "2018年",
        "〔2019〕3号",
        "云政发〔2019〕3号",
        "0579-89900001",
        "1-2",
        "3.5",
        "13-45",
        "2018-13-01",
        "2018-02-30",
        "10:20",
        "2018-2026",
        "12345",
        "第 3 期",
        "标题 2018-07-27",
        "320101198001012345",
        "1949-10-01",
        "192.168.10.12",
    ],
)
def test_no_date_alone(text: str) -> None:
    assert whole(text, AS_OF) is None


@pytest.mark.parametrize(
    "text",
    [
        "云政发〔2019〕3号",
        "国办发[2019]3号 第2019-3-1号",
        "电话 0579-2019-8-21",
        "版权所有 2018-2026",
        "Copyright © 2018-2026 示例市",
        "增长 2019.5 亿元，占 12.25%",
        "身份证号 330102199003071234",
        "版本 1.2019.3.1",
        "2019-2020-1 学期",
    ],
)
def test_running_text_without_dates(text: str) -> None:
    assert list(mentions(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "截止日期：2026-08-31",
        "报名时间 2026年8月1日",
        "有效期至2026-08-31",
        "自2026年1月1日起，有效期：2026-01-01",
        "成文日期：2026-08-01",
        "施行日期：2026-08-01",
    ],
)
def test_deadlines_are_not_publication(text: str) -> None:
    assert [one for one in mentions(text) if not one.other and "自" not in text] == []
    assert all(not one.published for one in mentions(text))


def test_end_of_range_is_not_publication() -> None:
    start, end = mentions("征集时间 2026-07-01 至 2026-07-31")
    assert (start.other, end.other) == (True, True)
    first, second = mentions("2026-07-01 至 2026-07-31")
    assert (first.other, second.other) == (False, True)


@pytest.mark.parametrize(
    ("pieces", "day"),
    [
        (["2018-07-27"], date(2018, 7, 27)),
        (["市水务局", "2018-07-27"], date(2018, 7, 27)),
        (["成文日期：2026-01-01 发布日期：2026-02-02"], date(2026, 2, 2)),
        (["来信时间 2026-07-01", "回复时间 2026-07-09"], date(2026, 7, 9)),
        (["2026-07-01", "截止：2026-09-01"], date(2026, 7, 1)),
        (["2026-07-01", "2026-09-01"], date(2026, 7, 1)),
        (["2026-09-01"], date(2026, 9, 1)),
        (["意见征集", "2026-08-13", "2026-09-12", "进行中"], date(2026, 8, 13)),
        (["27", "2018-07"], date(2018, 7, 27)),
        (["来源：市水务局 (12-29)"], date(2025, 12, 29)),
        (["云政发〔2019〕3号", "2026-07-01"], date(2026, 7, 1)),
    ],
)
def test_date_of_a_list_item(pieces: list[str], day: date) -> None:
    found = listed(pieces, AS_OF)
    assert found is not None
    assert (found.day, found.origin) == (day, Origin.LISTED)


@pytest.mark.parametrize(
    "pieces", [[], ["市水务局"], ["〔2019〕3号"], ["截止日期：2026-08-31"], ["浏览 1205 次"], ["1/20"[:1]]]
)
def test_undated_list_item(pieces: list[str]) -> None:
    assert listed(pieces, AS_OF) is None


@pytest.mark.parametrize(
    ("title", "rest", "day"),
    [
        ("关于停水的通知(2020-12-30)", "关于停水的通知", date(2020, 12, 30)),
        ("关于停水的通知（2020年12月30日）", "关于停水的通知", date(2020, 12, 30)),
        ("[07-27]关于停水的通知", "关于停水的通知", date(2026, 7, 27)),
        ("关于停水的通知 2020-12-30", "关于停水的通知", date(2020, 12, 30)),
        ("8月20日起停水", "8月20日起停水", None),
        ("2026年8月20日市政府常务会议", "2026年8月20日市政府常务会议", None),
        ("关于印发方案的通知（云政发〔2026〕3号）", "关于印发方案的通知（云政发〔2026〕3号）", None),
        ("统计公报（2025年）", "统计公报（2025年）", None),
        ("十四五规划 2021-2025", "十四五规划 2021-2025", None),
    ],
)
def test_date_in_title(title: str, rest: str, day: date | None) -> None:
    words, found = split_title(title, AS_OF)
    assert (words, found.day if found else None) == (rest, day)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://a.gov.cn/zw/201904/t20190401_123.html", date(2019, 4, 1)),
        ("http://a.gov.cn/art/2019/4/1/art_1_2.html", date(2019, 4, 1)),
        ("http://a.gov.cn/2019-04/01/content_5.htm", date(2019, 4, 1)),
        ("http://a.gov.cn/content/post_123456.html", None),
        ("http://a.gov.cn/zw/20191301/", None),
        ("http://a.gov.cn/zw/1001.html", None),
    ],
)
def test_date_in_address_is_a_hint(url: str, day: date | None) -> None:
    found = in_url(url)
    assert (found.day if found else None) == day
    assert found is None or not found.origin.stated


@pytest.mark.parametrize(
    ("html", "day", "origin"),
    [
        ("<h1>题</h1><p>发布时间：2019-04-01 来源：办公室</p>", date(2019, 4, 1), Origin.VISIBLE),
        ("<h1>题</h1><p>[2019-04-01 10:20]</p>", date(2019, 4, 1), Origin.VISIBLE),
        ("<h1>题</h1><p>2019-04-01 来源：办公室 浏览：32</p>", date(2019, 4, 1), Origin.VISIBLE),
        ("<meta name=PubDate content='2019-04-01 10:20'><h1>题</h1><p>正文</p>", date(2019, 4, 1), Origin.TAG),
        (
            "<meta name=PubDate content='2005-01-01'><h1>题</h1><p>发布时间：2019-04-01</p>",
            date(2019, 4, 1),
            Origin.VISIBLE,
        ),
        ("<p>今天是2026年8月21日</p><h1>题</h1><p>2019年4月1日，会议召开。</p>", None, None),
        ("<h1>题</h1><p>报名截止时间：2019-04-01</p>", None, None),
        ("<meta name=PubDate content='null'><h1>题</h1><p>版权所有 2018-2026</p>", None, None),
    ],
)
def test_date_of_an_article(html: str, day: date | None, origin: Origin | None) -> None:
    found = article_date(Document("http://a.gov.cn/1.html", html), AS_OF)
    assert (found.day if found else None, found.origin if found else None) == (day, origin)


@given(st.dates(date(1996, 1, 1), date(2099, 12, 31)))
def test_every_spelling_means_the_same_day(day: date) -> None:
    spellings = (
        f"{day:%Y-%m-%d}",
        f"{day:%Y/%m/%d}",
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
    )
    assert {whole(text, AS_OF) for text in spellings} == {day}
    assert {one.day for text in spellings for one in mentions(f"某市 {text} 会议")} == {day}


@given(st.dates(date(1996, 1, 1), date(2099, 12, 31)), st.dates(date(2000, 3, 1), date(2099, 12, 31)))
def test_a_date_without_year_is_never_in_the_future(day: date, as_of: date) -> None:
    found = without_year(day.month, day.day, as_of)
    assert found is not None
    assert found <= as_of
    assert (found.month, found.day) == (day.month, day.day)
