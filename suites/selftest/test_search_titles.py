"""Are titles drawn fairly and repeatably, and are results recognised however they are shown?"""

from datetime import date

import pytest

from pages.search_titles import Title, address, folded, ordered, shows, suitable, touches

AS_OF = date(2026, 8, 21)
LONG = "云汀市人民政府关于印发人才引进办法的通知"


def title(text: str, number: int = 1, day: date | None = date(2026, 8, 1), column: str = "a") -> Title:
    return Title(text, f"http://www.sample.gov.cn/{column}/{number}.html", day, column)


def test_folding_forgets_width_case_and_punctuation() -> None:
    assert folded("“ＡＢ２０２６” 年，通知") == "ab2026年通知"


@pytest.mark.parametrize(
    ("text", "day", "kept"),
    [
        ("关于优化公共交通线路", date(2026, 8, 20), True),
        ("关于优化公共交通线路", date(2026, 8, 21), False),
        ("关于优化公共交通线路", None, True),
        ("优化公共交通线路", date(2026, 8, 1), True),
        ("优化公共交通线", date(2026, 8, 1), False),
        ("关于优化公共交通线路…", date(2026, 8, 1), False),
        ("增长100%的公共交通线路", date(2026, 8, 1), False),
    ],
)
def test_suitable(text: str, day: date | None, kept: bool) -> None:
    assert bool(suitable([title(text, day=day)], AS_OF)) is kept


def test_titles_of_the_same_name_are_left_out() -> None:
    assert suitable([title("公共交通线路通告", 1), title("公共交通线路通告", 2)], AS_OF) == []


def test_draw_is_repeatable_begins_with_a_service_and_takes_columns_in_turn() -> None:
    pool = [title(f"{c}区第{n}号公共交通通告", n, column=c) for c in "abc" for n in range(10, 15)]
    pool.append(Title("居住证申领（首次办理）", "http://zwfw.sample.gov.cn/1", None, "zwfw", service=True))
    drawn = ordered(pool, "seed", AS_OF)
    assert drawn == ordered(list(reversed(pool)), "seed", AS_OF)
    assert drawn[0].service
    assert {one.column for one in drawn[1:4]} == {"a", "b", "c"}
    assert len(drawn) == len(pool)


@pytest.mark.parametrize(
    ("text", "url", "same"),
    [
        (LONG, "", True),
        (f"[政策] {LONG} 2026-08-01", "", True),
        ("云汀市人民政府关于印发人…", "", True),
        ("云汀市人民政府关于...", "", False),
        ("云汀市人民政府关于印发人", "", False),
        ("云汀市人民政府关于印发考核办法的通知", "", False),
        ("别的", "https://sample.gov.cn/a/1.html#top", True),
        ("别的", "http://s.gov.cn/jump?u=http%3A%2F%2Fwww.sample.gov.cn%2Fa%2F1.html", True),
        ("别的", "http://www.sample.gov.cn/a/2.html", False),
    ],
)
def test_shows(text: str, url: str, same: bool) -> None:
    assert shows(title(LONG), text, url) is same


def test_touching_needs_four_characters_or_the_whole_query() -> None:
    assert touches("通知", "关于放假的通知")
    assert touches("关于优化公共交通线路的通告", "公共交通问答")
    assert not touches("关于优化公共交通线路的通告", "关于放假的通知")
    assert not touches("", "关于放假的通知")


def test_address_forgets_scheme_www_and_index_page() -> None:
    assert address("https://www.sample.gov.cn/a/index.html") == address("http://sample.gov.cn/a")
