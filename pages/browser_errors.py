"""What does an error of the browser say about the site? One word of the closed vocabulary."""

from playwright.sync_api import Error
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from pages.errors import Reason, Unseen

_NET_ERRORS = (
    ("ERR_NAME_NOT_RESOLVED", Reason.DNS),
    ("ERR_CONNECTION_REFUSED", Reason.REFUSED),
    ("ERR_ADDRESS_UNREACHABLE", Reason.UNREACHABLE),
    ("ERR_INTERNET_DISCONNECTED", Reason.UNREACHABLE),
    ("ERR_CERT", Reason.TLS),
    ("ERR_SSL", Reason.TLS),
    ("ERR_UNSAFE_PORT", Reason.FORBIDDEN),
    ("ERR_TOO_MANY_REDIRECTS", Reason.REDIRECTS),
    ("ERR_TIMED_OUT", Reason.TIMEOUT),
    ("ERR_CONNECTION_TIMED_OUT", Reason.TIMEOUT),
    ("ERR_ABORTED", Reason.NOT_HTML),
    ("Download is starting", Reason.NOT_HTML),
    ("ERR_INVALID_HTTP_RESPONSE", Reason.PROTOCOL),
    ("ERR_INVALID_RESPONSE", Reason.PROTOCOL),
    ("ERR_EMPTY_RESPONSE", Reason.RESET),
    ("ERR_CONNECTION", Reason.RESET),
    ("ERR_HTTP", Reason.PROTOCOL),
)


def unseen(error: Error, url: str) -> Unseen:
    """Translate a browser error into one word of the closed vocabulary."""
    message = error.message
    if isinstance(error, PlaywrightTimeout):
        return Unseen(Reason.TIMEOUT, url, "浏览器等待超时")
    for mark, reason in _NET_ERRORS:
        if mark in message:
            return Unseen(reason, url, mark)
    return Unseen(Reason.BROWSER, url, message.splitlines()[0][:200])
