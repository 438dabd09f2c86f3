"""Is what never ends left alone, and everything else followed?"""

import pytest

from pages.traps import MAX_DEPTH, MAX_LENGTH, PER_SHAPE, Traps, without_session

ROOT = "http://www.sample.gov.cn"


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/a/a/a/x.html", "路径循环"),
        ("/a/b/a/b/a/b/", "路径循环"),
        ("/zwgk/../zwgk/x.html", None),
        ("/a/a/x.html", None),
        ("/2026/08/08/t1.html", None),
        ("/col/col1/col1/index.html", None),
        ("/" + "x" * MAX_LENGTH, "地址过长"),
    ],
)
def test_single_addresses(path: str, why: str | None) -> None:
    assert Traps().reason(ROOT + path, 3) == why


def test_depth() -> None:
    assert Traps().reason(f"{ROOT}/x", MAX_DEPTH) is None
    assert Traps().reason(f"{ROOT}/x", MAX_DEPTH + 1) == "层级过深"


@pytest.mark.parametrize(
    "form",
    ["/list?page={}", "/list{}.jsp?id=1", "/day?d=2026-08-{}&view=month", "/rl/20{:02d}/08/", "/s?b={0}&a={0}"],
)
def test_addresses_of_one_shape_are_limited(form: str) -> None:
    traps = Traps()
    reasons = [traps.reason(ROOT + form.format(number % 100 if "02d" in form else number), 2) for number in range(400)]
    assert reasons == [None] * PER_SHAPE + ["同类动态地址过多"] * (400 - PER_SHAPE)


def test_the_order_of_a_query_makes_no_new_shape() -> None:
    traps = Traps()
    for number in range(PER_SHAPE):
        assert traps.reason(f"{ROOT}/s?a={number}&b=1", 2) is None
    assert traps.reason(f"{ROOT}/s?b=1&a=x", 2) == "同类动态地址过多"


def test_numbered_files_are_not_limited() -> None:
    traps = Traps()
    assert {traps.reason(f"{ROOT}/art/2026/8/8/art_{number}.html", 2) for number in range(2000)} == {None}


@pytest.mark.parametrize(
    ("path", "clean"),
    [
        ("/a;jsessionid=0F3A.node1", "/a"),
        ("/a;JSESSIONID=0F3A?x=1", "/a?x=1"),
        ("/a?PHPSESSID=1&x=1", "/a?x=1"),
        ("/a?x=1&phpsessid=1", "/a?x=1"),
        ("/a?sessionid=1", "/a"),
        ("/a?ASPSESSIONIDQQ=1&y=2", "/a?y=2"),
        ("/session/x.html?session=1", "/session/x.html?session=1"),
        ("/a?mysessionid=1", "/a?mysessionid=1"),
        ("/a?", "/a?"),
    ],
)
def test_the_number_of_a_session_is_taken_out(path: str, clean: str) -> None:
    assert without_session(ROOT + path) == ROOT + clean
