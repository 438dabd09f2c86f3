"""Are names told from other short words where leaders are listed, and titles in headlines read rightly?"""

from datetime import date, timedelta

import pytest

from pages.dates import Dated, Origin
from pages.items import Item
from pages.leaders_in_news import Call, calls_in
from pages.persons import Person, introduced, person_in

AS_OF = date(2026, 8, 21)
LEADERS = frozenset({"林守正", "陈若川"})


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("林守正", Person("林守正")),
        ("林 正", Person("林正")),
        ("林守正照片", Person("林守正")),
        ("姓名：欧阳若川", Person("欧阳若川")),
        ("市长：林守正", Person("林守正", "市长")),
        ("党组书记、局长 陈若川", Person("陈若川", "党组书记、局长")),
        ("副市长、市公安局局长：周建鸣", Person("周建鸣", "副市长、市公安局局长")),
        ("许文岚（副市长）", Person("许文岚", "副市长")),
        ("阿不都热合曼·买买提", Person("阿不都热合曼·买买提")),
    ],
)
def test_a_person_is_recognised(text: str, person: Person) -> None:
    assert person_in(text) == person


@pytest.mark.parametrize(
    "text",
    [
        *(
            "市长",
            "副局长",
            "领导信息",
            "工作分工",
            "市政府领导",
            "市委副书记、市长",
            "简历",
            "办公室",
            "高新区",
            "王成1",
        ),
        *("安全生产", "金华市", "文件", "方案", "常委", "成员", "", "林", "林守正主持召开市政府常务会议研究防汛工作"),
    ],
)
def test_other_words_are_no_persons(text: str) -> None:
    assert person_in(text) is None


def test_a_resume_introduces_its_person() -> None:
    assert list(introduced("林守正，男，汉族，1971年3月出生。陈若川参加会议。")) == ["林守正"]


def _calls(title: str, age: int = 1) -> tuple[Call, ...]:
    day = AS_OF - timedelta(days=age)
    item = Item(title, "https://www.sample.gov.cn/a.html", Dated(day, Origin.LISTED, str(day)))
    return calls_in([item], LEADERS, AS_OF - timedelta(days=90), AS_OF)


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("市长林守正调研防汛工作", ("林守正", "市长", "")),
        ("常务副市长陈若川到乡镇走访", ("陈若川", "常务副市长", "")),
        ("市委常委、副市长赵一帆出席会议", ("赵一帆", "副市长", "市委常委、")),
        ("杭州市副市长王五调研", ("王五", "副市长", "杭州市")),
        ("副市长张三", ("张三", "副市长", "")),
    ],
)
def test_a_headline_gives_a_post(title: str, found: tuple[str, str, str]) -> None:
    (call,) = _calls(title)
    assert (call.name, call.post, call.before) == found


@pytest.mark.parametrize(
    "title", ["林守正调研防汛工作", "市长信箱答复选登", "市长主持召开常务会议", "局长走流程活动启动"]
)
def test_other_headlines_give_none(title: str) -> None:
    assert not _calls(title)


def test_only_headlines_of_the_period_count() -> None:
    assert _calls("市长林守正调研", 90)
    assert not _calls("市长林守正调研", 91)
    assert not _calls("市长林守正调研", -1)
