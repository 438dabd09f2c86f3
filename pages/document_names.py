"""Which document is meant? Numbers (文号), names in book-title marks, and the core of a title, compared tolerantly."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pages.dates import plain

_NUMBER = re.compile(
    r"(?P<letters>[\u4e00-\u9fff]{2,14}(?:\([\u4e00-\u9fff]{1,4}\))?)\s?[〔\[(【{［]\s?(?P<year>(?:19|20)\d{2})"
    r"\s?[〕\])】}］]\s?第?\s?(?P<serial>\d{1,4})\s?号"
)
_BOOK = re.compile(r"《(?P<name>[^《》]*(?:《[^《》]*》[^《》]*)*)》")
_ISSUER = re.compile(
    r"^(?:中共)?[\u4e00-\u9fff、 ]{2,40}?(?:人民政府办公[厅室]|人民政府|政府办公[厅室]|办公[厅室]|委员会|管委会"
    r"|[^的]{1,8}[厅局委办院署])(?=关于|印发|《|转发)"
)
_WRAPPED = re.compile(
    r"(?:关于)?(?:印发|发布|公布|修订|修改|转发)[^《》]{0,12}《(?P<name>.+)》(?:等.{0,6})?(?:的.{2,3})?$"
)
_FORM = re.compile(r"的(?:通知|通告|公告)$")
_REMARK = re.compile(r"\((?:试行|暂行|修订|征求意见稿|\d{4}.{0,8})\)$")
_EXPLAINS = re.compile(
    r"^[\[【(](?:[^\]】)]{0,4})(?:解读|图解|图说|图表|动画|动漫|视频|问答|读懂)[^\]】)]{0,4}[\]】)]"
    r"|^(?:政策|文件|文字|部门|专家|视频|图文|动漫)?(?:解读|图解|图说|图表|动画|视频|问答)(?:[:|丨—-]+|(?=《))"
    r"|^(?:一[图张]|[图秒]|三分钟|一分钟)?(?:带你)?(?:读懂|看懂|了解)(?:[:|丨—\s“\"-]+|(?=《|关于))"
    r"|^关于(?=.+的?(?:政策|文件)?(?:解读|说明|起草说明)$)"
    r"|的?(?:政策|文件|文字|视频|图文|动漫|部门)?(?:解读|图解|问答|起草说明|解读材料|答记者问)"
    r"(?:[(].{0,8}[)]|之?[一二三四五六七八九十])?$"
    r"|的(?:政策|文件)?(?:解读|说明)$"
)
_FILE = re.compile(r"\.(?:pdf|docx?|wps|ofd|zip|rar|s?html?)$", re.IGNORECASE)
_MARKS = re.compile(r"[\s\"'“”‘’,，.。、:：;；!！?？()（）\[\]【】<>《》〈〉·—-]+")
_SHORTEST = 4  # characters from which a name says anything


@dataclass(frozen=True, slots=True)
class Number:
    """A document number such as 云政发〔2026〕3号."""

    letters: str
    year: int
    serial: int

    def same(self, other: "Number") -> bool:
        """Whether both are one number; words of the sentence before it (「根据云政发…」) make no difference."""
        ends = self.letters.endswith(other.letters) or other.letters.endswith(self.letters)
        return (self.year, self.serial) == (other.year, other.serial) and ends

    def __str__(self) -> str:
        return f"{self.letters}〔{self.year}〕{self.serial}号"


def numbers(text: str) -> tuple[Number, ...]:
    """Every document number in a text, in order, whatever its brackets; each once."""
    found = (Number(m["letters"], int(m["year"]), int(m["serial"])) for m in _NUMBER.finditer(plain(text)))
    return tuple(dict.fromkeys(found))


def book_titles(text: str) -> tuple[str, ...]:
    """Names between 《》 in a text, each once; a name within a name (关于印发《…》的通知) is given besides."""
    found: dict[str, None] = {}
    for match in _BOOK.finditer(plain(text)):
        found[match["name"]] = None
        found |= dict.fromkeys(inner["name"] for inner in _BOOK.finditer(match["name"]))
    return tuple(found)


def core(title: str) -> str:
    """What is left of a document's title without issuer, 关于印发, 的通知, marks and remarks; equal cores mean one."""
    text = _FILE.sub("", plain(title)).strip("《》 ")
    text = _ISSUER.sub("", text)
    if wrapped := _WRAPPED.search(text):
        text = wrapped["name"]
    text = re.sub(r"^关于(?:印发|发布|公布|下发)?", "", text)
    text = _REMARK.sub("", _FORM.sub("", text))
    return _MARKS.sub("", text)


def explained(title: str) -> tuple[str, ...]:
    """Cores of the documents that the title of an interpretation names: those in 《》, else what 解读 is said of."""
    named = [core(name) for name in book_titles(title)]
    if not named:
        text, before = plain(title), ""
        while text != before:
            before, text = text, _EXPLAINS.sub("", text).strip()
        named = [core(text)] if text != plain(title) else []
    return tuple(name for name in dict.fromkeys(named) if len(name) >= _SHORTEST)


def names_one(names: Iterable[str], title: str) -> bool:
    """Whether one of these cores is the core of a document's title."""
    own = {core(title), *(core(name) for name in book_titles(title))}
    return any(name in own for name in names)
