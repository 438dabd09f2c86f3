"""Are bytes spelled as the characters their author typed, whatever the label says?"""

import codecs
import itertools

import pytest

from pages.encoding import decode

TEXT = "<title>云汀市人民政府</title><p>关于印发《防汛抗旱应急预案》的通知，请各县（市、区）认真贯彻执行。</p>"
TRADITIONAL = "<title>雲汀市政府</title><p>關於防汛抗旱的通知，請各單位認真貫徹執行。</p>"
LABELS = ("", "charset=utf-8", "charset=utf-7", "charset=base64", "charset=idna", "charset=punycode")
RARE = "<p>朱镕基、㙍、𠮷</p>"


@pytest.mark.parametrize("charset", ["utf-8", "gbk", "gb2312", "gb18030"])
@pytest.mark.parametrize("label", ["", "text/html", "text/html; charset=utf-8", "text/html;charset=GBK", "charset=x"])
def test_a_wrong_or_missing_label_does_no_harm(charset: str, label: str) -> None:
    assert decode(TEXT.encode(charset), label) == TEXT


@pytest.mark.parametrize("meta", ["utf-8", "gbk", "gb2312", "x-gbk", "none-such"])
@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
def test_a_wrong_meta_does_no_harm(charset: str, meta: str) -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset={meta}">{TEXT}'
    assert decode(page.encode(charset)) == page


def test_the_meta_is_found_in_all_its_spellings() -> None:
    for meta in ('<meta charset="big5">', "<META CHARSET='Big5'>", "<meta content='text/html;charset= big5' />"):
        page = meta + TRADITIONAL
        assert decode(page.encode("big5")) == page


def test_the_header_goes_before_the_meta() -> None:
    page = f"<meta charset=gbk>{TRADITIONAL}"
    assert decode(page.encode("big5"), 'text/html; charset="Big5"') == page


@pytest.mark.parametrize(
    ("mark", "charset"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
    ids=["utf-8", "utf-16-le", "utf-16-be"],
)
def test_a_byte_order_mark_goes_before_every_label(mark: bytes, charset: str) -> None:
    assert decode(mark + TEXT.encode(charset), "text/html; charset=gbk") == TEXT


def test_characters_outside_gb2312_are_read_from_pages_labelled_gb2312() -> None:
    assert decode(RARE.encode("gb18030"), "text/html; charset=gb2312") == RARE


@pytest.mark.parametrize("charset", ["utf-8", "gb18030"])
@pytest.mark.parametrize("label", ["", "text/html; charset=utf-8", "text/html; charset=gb2312"])
def test_one_broken_character_costs_one_character(charset: str, label: str) -> None:
    body = f"{TEXT * 20}云".encode(charset)[:-1]
    assert decode(body, label).startswith(TEXT * 20)


def test_junk_never_raises() -> None:
    junks = [b"", b"\xff", b"\xfe\xff\x00", bytes(range(256)), b"\x00" * 64, b"<meta charset=\xff>"]
    for junk, label in itertools.product(junks, LABELS):
        assert isinstance(decode(junk, label), str)


def test_a_label_that_names_no_text_encoding_is_skipped() -> None:
    assert decode(TEXT.encode(), "text/html; charset=rot13") == TEXT
    assert decode(TEXT.encode(), "text/html; charset=unicode_escape") == TEXT
