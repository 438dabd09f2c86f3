"""Is this a web address that can be inspected, and whose is it?"""

import ipaddress
import re
from urllib.parse import SplitResult, urlsplit, urlunsplit

from site_configs.errors import Fault, quoted
from site_configs.nearest import nearest

DEFAULT_PORTS = {"http": 80, "https": 443}
HIGHEST_PORT = 65535
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_SLIPS = str.maketrans({"：": ":", "／": "/", "．": ".", "。": ".", "\\": "/", "＃": "#", "？": "?"})

# Names under which registrants of .cn register directly: 《中国互联网络域名体系》（工业和信息化部公告 2018 年第 7 号）,
# the ASCII category names and the 34 administrative regions.
_CN_CATEGORIES = frozenset({"gov", "com", "net", "org", "edu", "ac", "mil"})
# fmt: off
_CN_REGIONS = frozenset({
    "bj", "sh", "tj", "cq", "he", "sx", "nm", "ln", "jl", "hl", "js", "zj", "ah", "fj", "jx", "sd", "ha",
    "hb", "hn", "gd", "gx", "hi", "sc", "gz", "yn", "xz", "sn", "gs", "qh", "nx", "xj", "tw", "hk", "mo",
})
# fmt: on


def checked_url(text: str) -> str:
    """Return the URL in normal form (lower-case scheme and host, no default port, path at least ``/``).

    Raises Fault when it is not a complete http or https address, has spaces, or carries a user name or password.
    """
    if text != text.strip():
        raise Fault(f"首尾有空格。是否想写 {quoted(text.strip())}？")
    if re.search(r"[\s\x00-\x1f]", text):
        raise Fault(f"中间有空格或换行：{quoted(' '.join(text.split()))}。")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise Fault(f"不是正确的网址（方括号或端口写错了）：{quoted(text)}。") from None
    if "@" in parts.netloc:
        raise Fault("里不能写用户名和密码。")
    if parts.scheme in DEFAULT_PORTS and not parts.netloc.strip(":") and "：" not in text:
        raise Fault(f"缺少主机名：{quoted(text)}。{_repair(text, parts)}")
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        raise Fault(f"应为以 http:// 或 https:// 开头的完整网址，写的是 {quoted(text)}。{_repair(text, parts)}")
    host = checked_host(parts.hostname)
    place = f"[{host}]" if ":" in host else host
    if port is not None and port != DEFAULT_PORTS[parts.scheme]:
        place = f"{place}:{port}"
    return urlunsplit((parts.scheme, place, parts.path or "/", parts.query, parts.fragment))


def checked_host(host: str) -> str:
    """Return a host name or IP address in lower-case ASCII; raises Fault when it can be neither."""
    if _is_ip(host):
        return host.lower()
    try:
        plain = host.lower() if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        plain = ""
    numeric = plain.rpartition(".")[2].isdigit()  # '192.168.1' and '300.1.1.1' are mistyped addresses, not names
    if not plain or numeric or not all(_LABEL.fullmatch(label) for label in plain.split(".")):
        raise Fault(f"里的主机名 {quoted(host)} 不正确。")
    return plain


def registered_domain(host: str) -> str:
    """Return the domain a registrant owns (``www.x.gov.cn`` and ``x.gov.cn`` give ``x.gov.cn``); an IP stays itself."""
    labels = host.split(".")
    if _is_ip(host):
        return host
    deep = labels[-1] == "cn" and labels[-2:-1] and labels[-2] in _CN_CATEGORIES | _CN_REGIONS
    return ".".join(labels[-3 if deep else -2 :])


def relocated(url: str, host: str, base: str) -> str:
    """Return where a URL of ``host`` (lower case, with its port) stands below ``base``; others unchanged."""
    parts = urlsplit(url)
    if parts.netloc.lower() != host:
        return url
    return base.rstrip("/") + urlunsplit(("", "", parts.path or "/", parts.query, parts.fragment))


def host_slug(url: str) -> str:
    """Return a file-system-safe id for a checked URL: ``host`` or ``host_port``."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    name = f"ipv6-{host.replace(':', '-').strip('-')}" if ":" in host else host
    return name if parts.port is None else f"{name}_{parts.port}"


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _repair(text: str, parts: SplitResult) -> str:
    """Suggest the address that was probably meant, when a small slip explains the text."""
    plain = text.translate(_SLIPS)
    scheme, colon, rest = plain.partition(":")
    near = nearest(scheme, DEFAULT_PORTS) if colon and rest.startswith("/") else None
    if near is None and "://" not in plain and parts.scheme in {"", plain.partition(":")[0]} and "." in scheme:
        near, rest = "https", plain
    if near is None or not rest.strip("/") or ":///" in plain:
        return ""
    return f"是否想写 '{near}://{rest.lstrip('/')}'？"
