"""Are security headers read as browsers read them? RFC 6797, frame protection, content types, security.txt."""

from datetime import date

import pytest

from pages.header_policies import framing, sniffing_refused, strictness
from pages.responses import Headers
from pages.security_txt import SecurityTxt, state_of


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        ("max-age=31536000", 31536000),
        ("max-age=0; includeSubDomains", 0),
        ('MAX-AGE = "600" ; unknown ; other="a;b\\"c"', 600),
        (" ; max-age=600 ;; ", 600),
        ("includeSubDomains", None),
        ("max-age=600; max-age=600", None),
        ("max-age=600; preload; preload", None),
        ("max-age=-1", None),
        ("max-age=1.5", None),
        ("max-age=", None),
        ("max-age", None),
        ("max-age=600, max-age=600", None),
        ("max-age=600 includeSubDomains", None),
        ('max-age="600', None),
        ("", None),
    ],
)
def test_max_age(line: str, seconds: int | None) -> None:
    read = strictness([line])
    assert read is not None
    assert read.seconds == seconds
    assert bool(read.fault) == (seconds is None)


def test_only_the_first_line_counts() -> None:
    read = strictness(["max-age=0", "max-age=31536000"])
    assert read is not None
    assert read.seconds == 0
    assert strictness([]) is None


@pytest.mark.parametrize(
    ("lines", "refused"),
    [
        ([("X-Frame-Options", "deny")], True),
        ([("X-Frame-Options", "SAMEORIGIN"), ("X-Frame-Options", "sameorigin")], True),
        ([("X-Frame-Options", "SAMEORIGIN"), ("X-Frame-Options", "ALLOWALL")], True),
        ([("X-Frame-Options", "ALLOW-FROM https://a.example/")], False),
        ([("X-Frame-Options", "SAME-ORIGIN")], False),
        ([("Content-Security-Policy", "frame-ancestors 'none'")], True),
        ([("Content-Security-Policy", "frame-ancestors")], True),
        ([("Content-Security-Policy", "frame-ancestors 'self' *")], False),
        ([("Content-Security-Policy", "frame-ancestors https:")], False),
        ([("Content-Security-Policy", "frame-ancestors https://*")], False),
        ([("Content-Security-Policy", "frame-ancestors https://*.a.example a.example:*")], True),
        ([("Content-Security-Policy", "frame-ancestors *; frame-ancestors 'self'")], False),
        ([("Content-Security-Policy", "frame-ancestors *, frame-ancestors 'self'")], True),
        ([("Content-Security-Policy", "frame-src 'self'"), ("X-Frame-Options", "DENY")], True),
        ([("Content-Security-Policy", "frame-ancestors *"), ("X-Frame-Options", "DENY")], False),
        ([], False),
    ],
)
def test_frames(lines: list[tuple[str, str]], refused: bool) -> None:
    assert framing(Headers(lines)).refused is refused


def test_content_types() -> None:
    assert sniffing_refused(["NoSniff, other"])
    assert not sniffing_refused(["other", "nosniff"])
    assert not sniffing_refused([])


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Contact: mailto:a@a.gov.cn\nExpires: 2026-08-21T00:00:00+08:00\n", SecurityTxt.VALID),
        ("# 注释\r\ncontact: https://a.gov.cn/\r\nEXPIRES: 2026-08-20t23:59:59z\r\n", SecurityTxt.EXPIRED),
        ("Contact: mailto:a@a.gov.cn\n", SecurityTxt.INCOMPLETE),
        ("Expires: 2027-01-01T00:00:00Z\n", SecurityTxt.INCOMPLETE),
        ("Contact: a\nExpires: 2027-01-01T00:00:00Z\nExpires: 2028-01-01T00:00:00Z\n", SecurityTxt.INCOMPLETE),
        ("Contact: a\nExpires: 2027-13-01T00:00:00Z\n", SecurityTxt.INCOMPLETE),
        ("<html><body>404</body></html>", SecurityTxt.INCOMPLETE),
    ],
)
def test_security_txt(text: str, state: SecurityTxt) -> None:
    assert state_of(text, date(2026, 8, 21)) is state
