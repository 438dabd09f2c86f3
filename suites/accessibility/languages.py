"""Which language is a text in, as far as its script tells, and does a declared language fit it?

Tags are read as BCP 47 (RFC 5646) says: `zh-CN`, `zh-Hans` and `zh-cmn-Hans` are all Chinese.
"""

import re
from collections.abc import Mapping

# ISO 639-1; a two-letter subtag that is not among them (`cn`, `jp`) names no language.
_ISO_639_1 = """
aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en
eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv
ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne
ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st
su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
"""
_TWO_LETTERS = frozenset(_ISO_639_1.split())
_NO_LANGUAGE = frozenset({"chi", "chs", "cht", "gbk", "utf"})  # often written, never registered
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_CHINESE = frozenset({"zh", "cmn", "yue", "wuu", "hak", "nan", "gan", "hsn", "lzh"})
# What is written in a script: its Chinese name, the languages it may be, how many of its signs make up a word.
_WRITTEN: Mapping[str, tuple[str, frozenset[str], float]] = {
    "han": ("中文", _CHINESE, 2.0),
    "kana": ("日文", frozenset({"ja"}), 2.0),
    "hangul": ("朝鲜文", frozenset({"ko"}), 2.0),
    "tibetan": ("藏文", frozenset({"bo", "dz"}), 4.0),
    "arabic": (
        "维吾尔文、哈萨克文等阿拉伯字母文字",
        frozenset({"ug", "kk", "ky", "uz", "ar", "fa", "ur", "ps", "sd"}),
        6.0,
    ),
    "mongolian": ("蒙古文", frozenset({"mn", "mvf"}), 6.0),
    "cyrillic": ("西里尔字母文字", frozenset({"ru", "mn", "kk", "ky", "tg", "uk", "be", "bg", "sr", "tt"}), 6.0),
    "latin": ("英文等拉丁字母文字", frozenset(), 1.0),
}
_TWO = 2
_LEAST = 60.0  # words; less may be a name, a menu, a foot
_SHARE = 0.8  # of all words; pages in two languages are nobody's mistake
_KANA = 0.1  # of Chinese characters and kana together: Japanese is written with both


def is_language(tag: str) -> bool:
    """Whether a tag is well formed and names a language."""
    primary = tag.partition("-")[0].lower()
    known = primary in _TWO_LETTERS or (len(primary) > _TWO and primary not in _NO_LANGUAGE)
    return known and _TAG.fullmatch(tag) is not None


def script_of(counts: Mapping[str, int]) -> str | None:
    """The script nearly all of a text is written in, None when it is short or mixed.

    Args:
        counts: letters by script, words for `latin`.
    """
    merged = dict(counts)
    if merged["kana"] > _KANA * (merged["han"] + merged["kana"]):
        merged["kana"] += merged["han"]
        merged["han"] = 0
    words = {script: merged[script] / signs for script, (_, _, signs) in _WRITTEN.items()}
    script = max(words, key=lambda one: words[one])
    enough = words[script] >= max(_LEAST, _SHARE * sum(words.values()))
    return script if enough else None


def fits(tag: str, script: str) -> bool:
    """Whether a text in that script may be in the language of a tag."""
    primary = tag.partition("-")[0].lower()
    if script != "latin":
        return primary in _WRITTEN[script][1]
    return not any(
        primary in languages for name, (_, languages, _) in _WRITTEN.items() if name not in {"latin", "arabic"}
    )


def called(script: str) -> str:
    """What a text in that script is called in Chinese."""
    return _WRITTEN[script][0]
