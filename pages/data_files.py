"""Does this download or interface give data that a program can read, in the format it names?"""

import json
import re
from dataclasses import dataclass
from enum import Enum
from urllib.parse import parse_qsl, urlsplit

from pages.encoding import read
from pages.errors import Reason
from pages.fetching import Response
from pages.file_content import extension_of, fault_of

_SORTS = ("csv", "xlsx", "xls", "json", "xml", "rdf")
_IN_WORDS = re.compile(r"(?<![A-Za-z])(csv|xlsx?|json|xml|rdf)(?![A-Za-z])", re.IGNORECASE)
_INTERFACE = re.compile(r"^(?:数据)?(?:api|接口)(?:地址|调用|服务|链接)?$|接口(?:地址|调用)?$", re.IGNORECASE)
_API = "api"
_INTERFACE_ADDRESS = re.compile(r"/(?:api|openapi|rest|interface|services?)/", re.IGNORECASE)
_SEPARATORS = (",", "\t", ";", "|")
_LOGIN = re.compile(r"type=[\"']?password|统一身份认证|请(?:先)?登录|用户登录|扫码登录", re.IGNORECASE)
_REFUSED = re.compile(r"app_?key|app_?code|token|授权|认证|鉴权|未登录|unauthorized|forbidden", re.IGNORECASE)
_REFUSING = frozenset({401, 403, 407, 412, 429, 503, 521})
_LONGEST = 60
_PAGES = frozenset({"", "do", "action", "jsp", "jspx", "php", "aspx"})
_NEEDS_KEY = "接口需要申请授权"
_FINE_CODES = frozenset({"0", "1", "200", "0000", "000000", "success", "ok", "true", "00"})


class State(Enum):
    """What a download turned out to be; `value` is the Chinese word."""

    GOOD = "可以读取"
    WRONG = "不能使用"
    LOCKED = "需要登录或授权"
    UNSEEN = "未能检测"


@dataclass(frozen=True, slots=True)
class DataFile:
    """One download or interface: address, the words on its link, format (extension or `api`), the page it is on."""

    url: str
    text: str
    sort: str
    found_on: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A download that was tried, and why it is not good (Chinese, no full stop)."""

    file: DataFile
    state: State
    why: str = ""


def sort_of(url: str, label: str) -> str | None:
    """The machine-readable format of a download by address or label, `api` for an interface, None for anything else.

    Args:
        url: its address.
        label: the words on its link, may be empty.
    """
    parts = urlsplit(url)
    extension = extension_of(parts.path)
    if extension in _SORTS:
        return extension
    asked = [
        value.lower()
        for name, value in parse_qsl(parts.query)
        if re.search(r"format|type|ext|suffix", name, re.IGNORECASE)
    ]
    if named := next((value for value in asked if value in _SORTS), None):
        return named
    words = label.strip()
    if words and len(words) <= _LONGEST and extension in _PAGES:
        if any(_INTERFACE.search(word) for word in words.split()) and _INTERFACE_ADDRESS.search(parts.path):
            return _API
        if (match := _IN_WORDS.search(words)) and re.search(r"下载|download|^\W*\w{3,4}\W*$", words, re.IGNORECASE):
            return match[1].lower()
    return None


def opened(file: DataFile, answer: Response) -> Opened:
    """What the answer of a download says about it."""
    if answer.failure is Reason.TOO_LARGE:
        return _judged(file, _readable(file.sort, answer.body, answer, cut=True))
    if answer.failure is not None:
        return Opened(file, State.UNSEEN, answer.failure.word)
    if answer.status in _REFUSING:
        return Opened(file, State.LOCKED, f"状态 {answer.status}")
    if not answer.ok:
        return Opened(file, State.WRONG, f"状态 {answer.status}")
    if _LOGIN.search(answer.text[:20_000]) and "<" in answer.text[:200]:
        return Opened(file, State.LOCKED, "打开的是登录页面")
    return _judged(file, _readable(file.sort, answer.body, answer, cut=False))


def _judged(file: DataFile, why: str) -> Opened:
    if not why:
        return Opened(file, State.GOOD)
    return Opened(file, State.LOCKED if why == _NEEDS_KEY else State.WRONG, why)


def _readable(sort: str, body: bytes, answer: Response, *, cut: bool) -> str:
    """Why bytes are no data of their format, empty when they are."""
    if sort in {"xls", "xlsx"}:
        # The end of a cut workbook is missing; its beginning is then all that can be asked for.
        return "" if cut and body[:4] in {b"PK\x03\x04", b"\xd0\xcf\x11\xe0"} else fault_of(f"x.{sort}", body)
    if why := fault_of("", body):
        return why
    text, _ = read(body, answer.headers.get("content-type", ""))
    text = text.lstrip("\ufeff \r\n\t")
    if sort == "csv":
        return _table(text)
    if sort in {"xml", "rdf"} or (sort == _API and text.startswith("<")):
        return "" if text.startswith("<") and text.count("<") > 2 else "内容不是 XML"
    if cut:
        return "" if text[:1] in "[{" else "内容不是 JSON"
    return _json(text)


def _table(text: str) -> str:
    lines = [line for line in text.splitlines()[:50] if line.strip()]
    if text[:1] in {"{", "<"}:
        return "内容不是 CSV"
    if len(lines) < 2:
        return "没有数据行"
    counts = {mark: [line.count(mark) for line in lines] for mark in _SEPARATORS}
    return "" if any(min(found) > 0 for found in counts.values()) else "没有分列，不是 CSV 数据"


def _json(text: str) -> str:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return "内容不是 JSON"
    if not isinstance(value, list | dict) or not value:
        return "没有数据"
    if isinstance(value, dict):
        code = next((str(value[key]).lower() for key in ("code", "status", "errcode", "success") if key in value), "")
        rows = any(isinstance(one, list | dict) and one for one in value.values())
        if not rows and (code not in _FINE_CODES or "error" in value):
            return _NEEDS_KEY if _REFUSED.search(text[:2000]) else "返回的是错误信息"
    return ""
