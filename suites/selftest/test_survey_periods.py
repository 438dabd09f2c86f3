"""Are a survey's days, its state, its form and its outcome read as real columns write them?"""

from datetime import date

import pytest

from pages.documents import Document
from pages.survey_page import RESULT_TITLE, read_survey, same_subject
from pages.survey_periods import Period, Phase, read_period

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)
URL = "http://www.sample.gov.cn/hd/zj/1.html"


@pytest.mark.parametrize(
    "text",
    [
        "征集时间：2026年3月1日至4月1日",
        "起止时间：2026-03-01 至 2026-04-01 状态：已结束",
        "2026.03.01-2026.04.01",
        "2026-03-01 09:00 ～ 2026-04-01 18:00",
        "自2026年3月1日起至2026年4月1日",
        "开始日期：2026-03-01 | 截止日期：2026-04-01 | 状态：已结束",
        "发布时间：2026-03-01 截止时间：2026-04-01",
        "发布时间：2026-03-01，意见请于2026年4月1日前反馈",
        "发布时间：2026-03-01，征集期限为31日",
    ],
)
def test_first_and_last_day(text: str) -> None:
    assert read_period(text, loose=False) == Period(MARCH, APRIL)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("公交调查 2026-03-01", Period(MARCH)),
        ("公交调查 2026-03-01 2026-04-01 已结束", Period(MARCH, APRIL)),
        ("公交调查 截止时间：2026-04-01", Period(None, APRIL)),
        ("公交调查 发布日期：2026-03-10 征集时间：2026-03-01 至 2026-04-01", Period(MARCH, APRIL)),
    ],
)
def test_a_row_may_leave_its_dates_unexplained(text: str, period: Period) -> None:
    assert read_period(text, loose=True) == period


def test_a_page_may_not() -> None:
    assert read_period("会议于2026年3月1日召开。", loose=False) == Period()


def test_a_range_over_the_turn_of_the_year() -> None:
    assert read_period("2025年12月15日—1月15日", loose=False) == Period(date(2025, 12, 15), date(2026, 1, 15))


def test_an_impossible_day_is_none() -> None:
    assert read_period("2026-02-30 至 2026-13-01", loose=True) == Period()


@pytest.mark.parametrize(
    ("words", "phase"),
    [
        ("进行中", Phase.RUNNING),
        ("正在征集", Phase.RUNNING),
        ("未结束", Phase.RUNNING),
        ("已结束，结果已公布", Phase.ENDED),
        ("征集已截止", Phase.ENDED),
        ("未开始", Phase.AHEAD),
        ("意见征集", Phase.UNKNOWN),
    ],
)
def test_phase(words: str, phase: Phase) -> None:
    assert Phase.read(words) is phase


@pytest.mark.parametrize(
    ("html", "answerable"),
    [
        ('<form><input type="radio" name="q"><button>提交</button></form>', True),
        ('<div><textarea></textarea><a onclick="tj()">提交意见</a></div>', True),
        ('<a href="/dc/1.html">我要参与</a>', True),
        ('<iframe src="https://wj.sample.example/wjx/1"></iframe>', True),
        ("<p>请发送至 yijian@sample.gov.cn</p>", False),
        ('<a href="mailto:yijian@sample.gov.cn">提交意见</a>', False),
        ('<form class="search"><textarea name="keyword"></textarea><button>搜索</button></form>', False),
        ('<input type="radio" name="q">没有提交按钮', False),
    ],
)
def test_answerable(html: str, answerable: bool) -> None:
    assert read_survey(Document(URL, f"<body><h1>调查</h1>{html}</body>"), ()).answerable is answerable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("结果反馈：共收到意见 120 条。", True),
        ("征求意见期间，未收到修改意见。", True),
        ("意见采纳情况：采纳 3 条。", True),
        ("征集结果将在本栏目公布。", False),
        ("调查结果仅用于统计分析，我们将保密。", False),
        ("感谢您的参与。", False),
    ],
)
def test_results(text: str, shown: bool) -> None:
    assert read_survey(Document(URL, f"<body><p>{text}</p></body>"), ()).results is shown


@pytest.mark.parametrize(
    ("title", "other", "same"),
    [
        ("老年食堂服务质量网上调查", "关于老年食堂服务质量调查结果的反馈", True),
        ("关于公开征求《停车管理办法（草案）》意见的公告", "《停车管理办法》意见采纳情况说明", True),
        ("公交出行满意度调查", "食品安全满意度调查结果", False),
        ("意见征集", "食品安全满意度调查结果", False),
    ],
)
def test_same_subject(title: str, other: str, same: bool) -> None:
    assert same_subject(title, other) is same


@pytest.mark.parametrize(
    ("title", "result"),
    [
        ("关于食品安全满意度调查结果的反馈", True),
        ("《停车管理办法》征求意见采纳情况", True),
        ("食品安全满意度调查", False),
        ("关于公开征求《停车管理办法》意见的公告", False),
        ("《城市道路挖掘占用管理办法》实施效果评估问卷", False),
    ],
)
def test_titles_of_results(title: str, result: bool) -> None:
    assert (RESULT_TITLE.search(title) is not None) is result
