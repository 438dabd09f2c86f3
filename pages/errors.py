"""Why could something not be seen? A closed vocabulary.

Exceptions::

    Exception
    └── Unseen                observation impossible: reported as 未能检测, never as a deduction
"""

from collections.abc import Iterable
from enum import Enum
from http import HTTPStatus

# Refusals to be inspected: shields (412, 521 are what the common Chinese ones send) and throttling.
BLOCKED = frozenset({403, 412, 429, 503, 521})


class Reason(Enum):
    """One word for why an observation failed: (code, Chinese word, worth a second try)."""

    DNS = ("dns", "域名无法解析", True)
    REFUSED = ("refused", "连接被拒绝", True)
    UNREACHABLE = ("unreachable", "网络不可达", True)
    RESET = ("reset", "连接被中断", True)
    TIMEOUT = ("timeout", "访问超时", True)
    TLS = ("tls", "证书或加密连接错误", False)
    HTTP = ("http", "服务器返回错误状态", True)
    NOT_FOUND = ("not_found", "页面不存在", False)
    BLOCKED = ("blocked", "被防护系统或验证码拦截", False)
    THROTTLED = ("throttled", "访问过于频繁被限制", True)
    LOGIN = ("login", "需要登录", False)
    REDIRECTS = ("redirects", "重定向过多或循环", False)
    TOO_LARGE = ("too_large", "响应内容过大", False)
    PROTOCOL = ("protocol", "响应不符合 HTTP 协议", False)
    NOT_HTML = ("not_html", "返回的不是网页", False)
    SCRIPT = ("script", "页面脚本长时间占用，无法读取", False)
    LAYOUT = ("layout", "页面结构无法识别", False)
    FORBIDDEN = ("forbidden", "目标为内网或非网站地址，未访问", False)
    ISOLATED = ("isolated", "隔离运行，没有访问这台主机", False)
    CONSENT = ("consent", "未获得写入许可", False)
    CREDENTIALS = ("credentials", "没有提供测试账号", False)
    NO_IPV6 = ("no_ipv6", "检测环境没有 IPv6", False)
    NO_DNS = ("no_dns", "检测环境的域名解析服务不可用", True)
    TOO_FEW = ("too_few", "积累的观测不够", True)
    TOO_EARLY = ("too_early", "尚未到期", True)
    BROWSER = ("browser", "浏览器故障", True)

    def __init__(self, code: str, word: str, retryable: bool) -> None:
        self.code = code
        self.word = word
        self.retryable = retryable


class Unseen(Exception):
    """Something could not be observed.

    Args:
        reason: one word of the closed vocabulary.
        where: URL (or host) that was being looked at.
        detail: what exactly happened, in Chinese, without a trailing full stop.
    """

    def __init__(self, reason: Reason, where: str, detail: str = "") -> None:
        self.reason = reason
        self.where = where
        self.detail = detail
        super().__init__(reason, where, detail)

    def __str__(self) -> str:
        detail = f"（{self.detail}）" if self.detail else ""
        return f"未能检测：{self.reason.word}{detail}，位置 {self.where}。"


def refuse(status: int, url: str) -> None:
    """Raise when a status says that what is shown is not the page.

    Raises:
        Unseen: BLOCKED or THROTTLED for refusals to be inspected, NOT_FOUND, or HTTP for other errors.
    """
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        raise Unseen(Reason.THROTTLED, url, f"状态 {status}")
    if status in BLOCKED:
        raise Unseen(Reason.BLOCKED, url, f"状态 {status}")
    if status in {HTTPStatus.NOT_FOUND, HTTPStatus.GONE}:
        raise Unseen(Reason.NOT_FOUND, url, f"状态 {status}")
    if status >= HTTPStatus.BAD_REQUEST:
        raise Unseen(Reason.HTTP, url, f"状态 {status}")


def raise_first(failures: Iterable[Unseen | None]) -> None:
    """Raise the first failure there is, nothing when everything was seen."""
    for failure in failures:
        if failure is not None:
            raise failure
