"""What do the security headers of an answer mean to a browser? Read by the grammar of each, as browsers read them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pages.responses import Headers

HSTS, FRAMES, CSP, TYPES = (
    "strict-transport-security",
    "x-frame-options",
    "content-security-policy",
    "x-content-type-options",
)
_WORD = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
_DIRECTIVE = re.compile(rf'\s*(?:({_WORD})\s*(?:=\s*(?:({_WORD})|"((?:[^"\\]|\\.)*)")\s*)?)?(?:;|$)')
_ESCAPED = re.compile(r"\\(.)")
# Every origin, or every origin over one protocol.
_ANYONE = re.compile(r"\*|[a-z][a-z0-9+.-]*:(?://\*(?::\*)?)?|\*:\*", re.IGNORECASE)
_REFUSING = frozenset({"deny", "sameorigin"})


@dataclass(frozen=True, slots=True)
class Strictness:
    """What a Strict-Transport-Security header asks for (RFC 6797).

    Attributes:
        seconds: its max-age, None when browsers ignore the header.
        fault: why they ignore it, in Chinese without a full stop.
    """

    seconds: int | None
    fault: str = ""


def strictness(lines: Sequence[str]) -> Strictness | None:
    """Read the header: of several lines only the first counts (8.1); None when there is none.

    Args:
        lines: values of all its lines.
    """
    if not lines:
        return None
    directives = _directives(lines[0])
    if directives is None:
        return Strictness(None, f"“{lines[0][:60]}”不符合语法")
    names = [name for name, _ in directives]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        return Strictness(None, f"{'、'.join(twice)} 写了不止一次")
    age = dict(directives).get("max-age")
    if age is None:
        return Strictness(None, "没有写 max-age")
    if not re.fullmatch(r"[0-9]+", age):
        return Strictness(None, f"max-age 的值“{age[:20]}”不是数字")
    return Strictness(int(age))


def _directives(value: str) -> list[tuple[str, str | None]] | None:
    """Names in lower case and values of an STS header (RFC 6797, 6.1), None when it is not made like one."""
    found: list[tuple[str, str | None]] = []
    at = 0
    while at < len(value):
        match = _DIRECTIVE.match(value, at)
        if match is None:
            return None
        if match[1]:
            quoted = None if match[3] is None else _ESCAPED.sub(r"\1", match[3])
            found.append((match[1].lower(), match[2] if quoted is None else quoted))
        at = match.end()
    return found


@dataclass(frozen=True, slots=True)
class Framing:
    """Whether pages of other sites may show this one in a frame.

    Attributes:
        refused: whether browsers keep strangers out.
        stated: the headers that decide, as written; empty when there is none.
    """

    refused: bool
    stated: str = ""


def framing(headers: Headers) -> Framing:
    """Read X-Frame-Options and CSP frame-ancestors; where the latter stands the former is not looked at.

    Source: HTML Standard, 7.7 (X-Frame-Options); Content Security Policy Level 3, 6.4.2 (frame-ancestors).
    """
    ancestors = list(_ancestors(headers))
    if ancestors:
        refused = any(not any(_ANYONE.fullmatch(source) for source in sources) for sources in ancestors)
        return Framing(refused, "；".join(f"frame-ancestors {' '.join(sources)}".strip() for sources in ancestors))
    options = [word.strip().lower() for line in headers.every(FRAMES) for word in line.split(",") if word.strip()]
    stated = "X-Frame-Options: " + ", ".join(options) if options else ""
    # Browsers that meet different values show the page in no frame at all.
    return Framing(bool(_REFUSING.intersection(options)), stated)


def _ancestors(headers: Headers) -> Iterator[list[str]]:
    """The sources of `frame-ancestors`, once for every policy that has it."""
    for policy in (part for line in headers.every(CSP) for part in line.split(",")):
        for directive in policy.split(";"):
            words = directive.split()
            if words and words[0].lower() == "frame-ancestors":
                yield words[1:]
                break  # of a directive that stands twice in one policy only the first counts


def sniffing_refused(lines: Sequence[str]) -> bool:
    """Whether the first value of X-Content-Type-Options is `nosniff` (Fetch Standard, 3.6)."""
    return ",".join(lines).split(",")[0].strip().lower() == "nosniff"
