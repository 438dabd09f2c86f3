"""Does an answer mean that a link opens? Alive, dead, wrong, or not to be told, each with its reason."""

import re
from enum import Enum
from urllib.parse import urlsplit

from pages.errors import Reason
from pages.not_found import NotFoundBaseline
from pages.responses import Response

_ATTACHMENT = re.compile(r"\.(?:docx?|xlsx?|pptx?|wps|et|dps|ofd|pdf|zip|rar|7z)$", re.IGNORECASE)
_GONE_WORDS = re.compile(
    r"404 ?not ?found|404错误|无法找到该页|找不到(?:页面|网页)|出错了"
    r"|(?:页面|网页|文件|内容|文章|信息|您访问的[^，。]{0,12}).{0,4}(?:不存在|已(?:被)?删除|找不到|没有找到)",
    re.IGNORECASE,
)
# One of these is in whatever the words match; asked first, as taking the text out of a page costs a hundred times more.
_GONE_HINTS = ("404", "不存在", "删除", "找不到", "没有找到", "出错了")
_SHORT_PAGE = 200
_GONE_STATUS = frozenset({404, 410})
_ERROR_STATUS = frozenset({400, 500, 501, 502, 504})
_GONE_REASONS = frozenset({Reason.DNS, Reason.REFUSED})
_WRONG_REASONS = frozenset({Reason.TLS, Reason.REDIRECTS})


class LinkState(Enum):
    """What a link turned out to be."""

    ALIVE = "正常"
    DEAD = "打不开"
    WRONG = "错误"
    UNKNOWN = "未能检测"


def suspicious(answer: Response) -> bool:
    """Whether an answer looks dead or wrong by its status alone, so that a second look is due."""
    return answer.failure is not None or answer.status in _GONE_STATUS | _ERROR_STATUS


def state_of(answer: Response, baseline: NotFoundBaseline | None) -> tuple[LinkState, str]:
    """Judge one answer.

    Args:
        answer: what came back.
        baseline: how the host says that a page does not exist, None for hosts whose way is not known.

    Returns:
        The state and, unless alive, why (Chinese, no full stop).
    """
    if answer.failure is not None:
        return _failure_state(answer.failure, answer.detail)
    if answer.status in _GONE_STATUS:
        return LinkState.DEAD, f"状态 {answer.status}"
    if answer.status in _ERROR_STATUS:
        return LinkState.WRONG, f"服务器错误，状态 {answer.status}"
    if not answer.ok:
        return LinkState.UNKNOWN, f"状态 {answer.status}，可能被防护系统拦截或需要登录"
    return _content_state(answer, baseline)


def _failure_state(failure: Reason, detail: str) -> tuple[LinkState, str]:
    if failure is Reason.TOO_LARGE:
        return LinkState.ALIVE, ""  # more than we care to read is certainly there
    if failure in _GONE_REASONS:
        return LinkState.DEAD, failure.word
    if failure in _WRONG_REASONS:
        return LinkState.WRONG, f"{failure.word}（{detail}）" if detail else failure.word
    return LinkState.UNKNOWN, failure.word


def _content_state(answer: Response, baseline: NotFoundBaseline | None) -> tuple[LinkState, str]:
    html = "html" in answer.content_type
    if _ATTACHMENT.search(urlsplit(answer.url).path):
        if not answer.body:
            return LinkState.WRONG, "附件是空文件"
        if html and _ATTACHMENT.search(urlsplit(answer.final_url).path):
            return LinkState.WRONG, "附件打开后是网页，不是文件"
    if html and baseline is not None:
        if baseline.matches(answer):
            return LinkState.DEAD, "网站返回“页面不存在”（状态却为 200）"
        if _says_gone(answer):
            return LinkState.DEAD, "页面内容为“不存在或已删除”（状态却为 200）"
    return LinkState.ALIVE, ""


def _says_gone(answer: Response) -> bool:
    if not any(hint in answer.text for hint in _GONE_HINTS):
        return False
    document = answer.document
    return len(document.text) < _SHORT_PAGE and bool(_GONE_WORDS.search(f"{document.title} {document.text}"))
