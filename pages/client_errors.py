"""What does an error of the HTTP client say about the site? One word of the closed vocabulary, and a detail."""

import contextlib
import errno
import ssl

import aiohttp

from pages.errors import Reason
from pages.resolving import InsideAddressError


def explain(error: Exception) -> tuple[Reason, str]:
    """Map a client error to one word of the closed vocabulary and a detail."""
    # Certificate errors first: they are ValueErrors too.
    if isinstance(error, (aiohttp.ClientConnectorCertificateError, aiohttp.ClientSSLError, ssl.SSLError)):
        return Reason.TLS, _tls_words(error)
    if isinstance(error, aiohttp.ClientConnectorDNSError) and isinstance(error.os_error, InsideAddressError):
        return Reason.FORBIDDEN, "域名指向内网地址"
    # The client keeps the reset behind an unfinished body in its message only.
    if isinstance(error, aiohttp.ClientPayloadError) and "ConnectionResetError" in str(error):
        return Reason.RESET, ""
    with contextlib.suppress(StopIteration):
        return next((reason, detail) for kinds, reason, detail in _EXPLANATIONS if isinstance(error, kinds))
    if isinstance(error, OSError):
        cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
        # Only a refusal is one: a reset in the handshake or a fault of this machine says nothing about the host.
        return _CONNECTING.get(cause.errno or 0, Reason.RESET), error.strerror or ""
    return Reason.RESET, str(error)


_CONNECTING = {
    errno.ECONNREFUSED: Reason.REFUSED,
    errno.ETIMEDOUT: Reason.TIMEOUT,
    errno.ENETUNREACH: Reason.UNREACHABLE,
    errno.EHOSTUNREACH: Reason.UNREACHABLE,
    errno.ENETDOWN: Reason.UNREACHABLE,
    errno.EADDRNOTAVAIL: Reason.UNREACHABLE,
}


def certificate_words(code: int) -> str:
    """What one of OpenSSL's numbers says about a certificate, in Chinese; empty for those that are not met."""
    return _CERTIFICATE_FAULTS.get(code, "")


def _tls_words(error: BaseException) -> str:
    """What is wrong with a certificate or an encrypted connection, in Chinese."""
    # The client's own error calls itself a certificate error too; what OpenSSL said is inside.
    causes = (getattr(error, "certificate_error", None), getattr(error, "os_error", None), error.__cause__, error)
    for cause in causes:
        if isinstance(cause, ssl.CertificateError):
            known = _CERTIFICATE_FAULTS.get(getattr(cause, "verify_code", 0))
            return known or f"证书无效：{getattr(cause, 'verify_message', '') or cause}"
    text = " ".join(map(str, causes)).upper()
    return next((words for mark, words in _TLS_FAULTS if mark in text), "无法建立加密连接")


# Numbers of OpenSSL's X509_V_ERR_… (x509_vfy.h).
_CERTIFICATE_FAULTS = {
    9: "证书尚未生效",
    10: "证书已过期",
    18: "证书是自签名的",
    19: "证书链中有不受信任的自签名证书",
    20: "证书的签发机构不受信任或证书链不完整",
    21: "证书的签发机构不受信任或证书链不完整",
    23: "证书已吊销",
    24: "证书链中有不能签发证书的证书",
    25: "证书链超过了允许的长度",
    26: "证书的用途不符",
    47: "签发机构不得为这个域名签发证书",
    62: "证书与域名不符",
    64: "证书与 IP 地址不符",
    66: "证书的密钥强度不足",
    67: "证书的签发机构密钥强度不足",
    68: "证书的签名算法强度不足",
}
_TLS_FAULTS = (
    ("WRONG_VERSION_NUMBER", "该端口没有使用加密连接"),
    ("PROTOCOL_VERSION", "服务器只支持过时的 TLS 版本"),
    ("UNSUPPORTED_PROTOCOL", "服务器只支持过时的 TLS 版本"),
    ("LEGACY_RENEGOTIATION", "服务器使用不安全的重新协商"),
    ("DH_KEY_TOO_SMALL", "密钥强度不足"),
    ("HANDSHAKE_FAILURE", "加密握手失败"),
)
_EXPLANATIONS: tuple[tuple[tuple[type[Exception], ...], Reason, str], ...] = (
    ((aiohttp.ClientConnectorDNSError,), Reason.DNS, ""),
    ((aiohttp.ServerTimeoutError,), Reason.TIMEOUT, ""),
    ((aiohttp.ServerDisconnectedError, ConnectionResetError, BrokenPipeError), Reason.RESET, ""),
    ((aiohttp.InvalidURL, ValueError), Reason.FORBIDDEN, "地址无法解析"),
    ((aiohttp.ClientPayloadError,), Reason.PROTOCOL, "响应内容不完整"),
    ((aiohttp.ClientResponseError,), Reason.PROTOCOL, "响应不符合 HTTP 协议"),
)
