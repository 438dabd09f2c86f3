"""Are tags of languages and the scripts of texts told apart as BCP 47 and a reader would?"""

from collections.abc import Mapping

import pytest

from suites.accessibility.languages import fits, is_language, script_of

NONE = dict.fromkeys(("han", "kana", "hangul", "tibetan", "arabic", "mongolian", "cyrillic", "latin"), 0)


@pytest.mark.parametrize(
    "tag", ["zh", "zh-CN", "zh-Hans", "zh-cmn-Hans", "ZH-cn", "en", "ug-Arab-CN", "cmn-Hans-CN", "mvf"]
)
def test_these_are_languages(tag: str) -> None:
    assert is_language(tag)


@pytest.mark.parametrize("tag", ["cn", "zh_CN", "chinese", "utf-8", "gbk", "jp", "", "zh-", "中文"])
def test_these_are_none(tag: str) -> None:
    assert not is_language(tag)


@pytest.mark.parametrize(
    ("counts", "script"),
    [
        ({"han": 120}, "han"),
        ({"han": 118}, None),
        ({"latin": 60}, "latin"),
        ({"latin": 59}, None),
        ({"han": 1000, "latin": 125}, "han"),
        ({"han": 1000, "latin": 126}, None),
        ({"han": 300, "kana": 100}, "kana"),
        ({"han": 1000, "kana": 20}, "han"),
    ],
)
def test_the_script_of_a_text(counts: Mapping[str, int], script: str | None) -> None:
    assert script_of({**NONE, **counts}) == script


@pytest.mark.parametrize(
    ("tag", "script", "fitting"),
    [
        ("zh-TW", "han", True),
        ("en", "han", False),
        ("ja", "kana", True),
        ("zh", "kana", False),
        ("fr", "latin", True),
        ("za", "latin", True),
        ("uz", "latin", True),
        ("zh-CN", "latin", False),
        ("kk-Arab", "arabic", True),
        ("zh", "tibetan", False),
    ],
)
def test_which_languages_fit(tag: str, script: str, fitting: bool) -> None:
    assert fits(tag, script) is fitting
