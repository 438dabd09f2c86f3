"""Are numbers of persons told from all other digits, and is nothing but their masked form ever passed on?"""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.samples import DEFAULT_AS_OF
from pages.covering import spans_in
from pages.documents import Document
from pages.personal_data import Sort, page_text, sighted
from pages.personal_numbers import Form, Kind, check_digit, folded, identity, luhn, mask, numbers, unnumbered
from pages.text_lines import Line, headed, page_lines

# Region 339901 does not exist: these belong to nobody.
WHOLE = "339901190001011108"
WITH_X = "33990119000101101X"
CARD = "6222029900000000010"
MOBILE = "13957900001"


def _found(text: str) -> list[tuple[Kind, Form]]:
    return [(one.kind, one.form) for one in numbers(folded(text), DEFAULT_AS_OF)]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (f"身份证号：{WHOLE}。", Form.WHOLE),
        (WITH_X, Form.WHOLE),
        (WITH_X.lower(), Form.WHOLE),
        ("３３９９０１１９０００１０１１１０８", Form.WHOLE),
        ("339901 19000101 1108", Form.WHOLE),
        ("339901-19000101-1108", Form.WHOLE),
        ("3399 0119 0001 0111 08", Form.WHOLE),
        ("339901\u200b190001011108", Form.WHOLE),
        ("33990119000101 101 X", Form.WHOLE),
        ("11010519491231002X", Form.EXAMPLE),
        ("110101199003074610", Form.EXAMPLE),
        ("339901190001011109", Form.UNCHECKED),
        ("339901201905071016", Form.RECENT),
        ("339901000101101", Form.OLD),
        (f"G{WHOLE}", Form.INSIDE),
        (f"{WHOLE}43", Form.INSIDE),
    ],
)
def test_identity_numbers_are_found(text: str, form: Form) -> None:
    assert _found(text) == [(Kind.IDENTITY, form)]


@pytest.mark.parametrize(
    "text",
    [
        "339***********1108",
        "33990119000101****",
        "339901190001011＊＊＊",
        f"{WHOLE}9",
        f"9{WHOLE}",
        f"A{WHOLE}",
        f"{WHOLE}B",
        f"0.{WHOLE}",
        f"https://www.sample.gov.cn/{WHOLE}.html",
        f"/files/{WHOLE}.pdf",
        "91330100MA27X1234K",
        "2019-339901-19-00-010111-08",
        "999901190001011108",
        "339901189912311101",
        "978-7-01-000001-1 2026-08-21 08:30:00",
        "第 1 2 3 4 5 6 7 8 9 10 11 12 13 页",
        "1 2 34 35 36 37 38 39 40 41 42 43",
        "110 111 112 113 114 115 116",
    ],
)
def test_other_digits_are_no_identity_numbers(text: str) -> None:
    assert not [kind for kind, _ in _found(text) if kind is Kind.IDENTITY]


@pytest.mark.parametrize(
    ("born", "as_of", "counts"),
    [
        ("19000101", date(2026, 8, 21), True),
        ("18991231", date(2026, 8, 21), False),
        ("20260821", date(2026, 8, 21), True),
        ("20260822", date(2026, 8, 21), False),
        ("20240229", date(2026, 8, 21), True),
        ("20230229", date(2026, 8, 21), False),
    ],
)
def test_nobody_is_born_on_a_day_that_does_not_exist(born: str, as_of: date, counts: bool) -> None:
    first = f"339901{born}110"
    assert (identity(first + check_digit(first), as_of) is not None) == counts


@pytest.mark.parametrize("text", [MOBILE, "139-5790-0001", "139 5790 0001", "+8613957900001", "1395790 0001"])
def test_mobile_numbers_are_found(text: str) -> None:
    assert _found(text) == [(Kind.MOBILE, Form.WHOLE)]


@pytest.mark.parametrize(
    "text",
    ["139****0001", "1395790****", "0579-89901234", "15412345678", "139579000012", "ID13957900001", "0.13957900001"],
)
def test_other_digits_are_no_mobile_numbers(text: str) -> None:
    assert not _found(text)


@pytest.mark.parametrize("text", [CARD, "6222 0299 0000 0000 010", "6225889900000011"])
def test_card_numbers_are_found(text: str) -> None:
    digits = re.sub(r"\D", "", text)
    assert luhn(digits) == (_found(text) == [(Kind.CARD, Form.WHOLE)])


@pytest.mark.parametrize("text", ["6222029900000000011", "7222029900000000018", "0000000000000000"])
def test_other_digits_are_no_card_numbers(text: str) -> None:
    assert not [kind for kind, _ in _found(text) if kind is Kind.CARD]


@given(st.dates(date(1900, 1, 1), DEFAULT_AS_OF), st.integers(0, 999), st.text("号：， a9-*", max_size=6))
def test_whatever_stands_around_a_number_its_middle_never_comes_through(born: date, serial: int, around: str) -> None:
    first = f"339901{born:%Y%m%d}{serial:03d}"
    number = first + check_digit(first)
    text = f"{around}，{number}，{around}"
    assert _found(text)
    assert number not in unnumbered(text)
    assert number not in repr(numbers(text, DEFAULT_AS_OF))
    assert number not in repr(tuple(sighted([Line("", (text,))], DEFAULT_AS_OF)))


@given(st.text("0123456789X -号*G\n", max_size=60))
def test_masking_twice_is_masking_once(text: str) -> None:
    once = unnumbered(text)
    assert unnumbered(once) == once
    assert all(start < end for start, end, _ in spans_in(text))


def test_what_may_be_shown() -> None:
    assert mask(Kind.IDENTITY, WHOLE) == "339*************08"
    assert mask(Kind.MOBILE, MOBILE) == "139******01"
    assert mask(Kind.CARD, CARD) == "***************0010"


def test_a_page_is_read_as_its_reader_sees_it() -> None:
    page = Document(
        "http://www.sample.gov.cn/",
        f"<h1>公示</h1><script>var a='{WITH_X}'</script><table><tr><td><table><tr><th>姓名<th colspan=2>身份证号码</tr>"
        f"<tr><td rowspan=2>林小禾<td>339901<b>19000101</b>1108<td></tr><tr><td>无</td></tr></table></td></tr></table>"
        f"<input type=hidden value={WITH_X}>",
    )
    text = page_text(page, Sort.ARTICLE, DEFAULT_AS_OF)
    (shown,), (hidden,) = text.sightings, text.hidden
    assert (shown.masked, shown.head, shown.place) == ("339*************08", "身份证号码", "表格第 2 行")
    assert hidden.masked == "339*************1X"
    assert [line.cells for line in page_lines(page)][-1] == ("", "无")


def test_the_heads_of_a_table_end_with_it() -> None:
    rows = [Line("", ("姓名", "电话"), 0), Line("", ("甲", "1"), 0), Line("", ("说明",)), Line("", ("乙", "2"), 1)]
    assert [line.heads for line in headed(rows)] == [(), ("姓名", "电话"), (), ()]
