"""Are telephone numbers, office hours and addresses of Chinese offices parsed right?"""

from datetime import date

import pytest

from pages.contact_details import Place, expired, impossible, phones, place, placeholder, strange_hours, weekday_hours

AS_OF = date(2026, 8, 21)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("0579-89900011", {"89900011"}),
        ("（0579）89900011、89900012", {"89900011", "89900012"}),
        ("0579—8990 0011", {"89900011"}),
        ("０５７９－８９９０００１１", {"89900011"}),
        ("010-66010000 转 803", {"66010000"}),
        ("12345 0579-89900011", {"12345", "89900011"}),
        ("139 0579 0001", {"13905790001"}),
        ("400-900-1234；96345", {"4009001234", "96345"}),
        ("89900011（工作日 8:30-12:00）", {"89900011"}),
        ("请到窗口咨询", set()),
        ("邮政编码：100125 账号：7111110189800000000 咨询电话：010-66010000", {"66010000"}),
        ("010-66010000 传真：010-6601 邮箱 a1234567@sample.gov.cn", {"66010000"}),
    ],
)
def test_phones(text: str, numbers: set[str]) -> None:
    assert phones(text) == numbers
    assert not impossible(text)
    assert not placeholder(text)


@pytest.mark.parametrize("text", ["0000-0000000", "0579-00000000", "12345678", "0579-12345678", "×××××××", "1111111"])
def test_placeholders(text: str) -> None:
    assert placeholder(text)


@pytest.mark.parametrize("text", ["0579-88888888", "12345", "0579-66666666", "114", "12366"])
def test_no_placeholders(text: str) -> None:
    assert not placeholder(text)


@pytest.mark.parametrize("text", ["0579-899000", "0579-899000111", "00579-89900011", "1390579000", "0579-19900011"])
def test_impossible(text: str) -> None:
    assert impossible(text)


@pytest.mark.parametrize("text", ["0579-89900011-803", "89900011-1002", "0086-13905790001", "+86-13905790001"])
def test_possible(text: str) -> None:
    assert not impossible(text)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("工作日 8:30—12:00，13:30—17:30", {(510, 720), (810, 1050)}),
        ("周一至周五 上午8:30-12:00，下午2:00-5:30", {(510, 720), (840, 1050)}),
        ("工作日9时至17时", {(540, 1020)}),
        ("工作日 8:30—12:00；周六上午 9:00—11:30 预约办理", {(510, 720)}),
        ("夏令时 8:00-12:00", None),
        ("工作日", None),
    ],
)
def test_weekday_hours(text: str, hours: set[tuple[int, int]] | None) -> None:
    assert weekday_hours(text) == hours


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("工作日 8:30-12:00", ""),
        ("工作日 17:30-8:30", "17:30-8:30"),
        ("工作日 8:70-12:00", "8:70-12:00"),
        ("工作日 8:30-25:00", "8:30-25:00"),
        ("下午 1:30-5:00", ""),
        ("上午9:00-下午5:00", ""),
    ],
)
def test_strange_hours(text: str, strange: str) -> None:
    assert strange_hours(text) == strange


@pytest.mark.parametrize(
    ("text", "over"),
    [
        ("2019年3月1日至2019年3月31日", True),
        ("报名截止2026年8月20日", True),
        ("报名截止2026年8月21日", False),
        ("自2015年1月1日起工作日办理", False),
        ("工作日", False),
    ],
)
def test_expired(text: str, over: bool) -> None:
    assert bool(expired(text, AS_OF)) is over


def test_places() -> None:
    found = place("云汀市云溪区市民大道1号市政务服务中心一楼 3 号窗口（公交 12 路）")
    assert found == Place("政务服务中心", "市民大道1号", "一楼3号窗口")
    assert place("请电话联系") == Place()
