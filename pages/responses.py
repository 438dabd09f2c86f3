"""What came back for one address over HTTP?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

from pages.documents import Document
from pages.encoding import read
from pages.errors import BLOCKED, Reason, Unseen, refuse


class Headers(Mapping[str, str]):
    """The header lines of one answer, by name in lower case; of a name that stands twice the last line.

    Args:
        lines: name and value of every line, in the order they came.
    """

    def __init__(self, lines: Iterable[tuple[str, str]] = ()) -> None:
        self._lines = tuple((name.lower(), value) for name, value in lines)
        self._last = dict(self._lines)

    def __getitem__(self, name: str) -> str:
        return self._last[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._last)

    def __len__(self) -> int:
        return len(self._last)

    def every(self, name: str) -> tuple[str, ...]:
        """The values of all lines with this name (lower case), in the order they came."""
        return tuple(value for key, value in self._lines if key == name)


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect: the address that answered, its status and header lines."""

    url: str
    status: int
    headers: Headers = field(default_factory=Headers, compare=False)


@dataclass(frozen=True)
class Response:
    """What came back for one address.

    Attributes:
        url: the address asked for.
        final_url: the address that answered after redirects.
        status: HTTP status, 0 when nothing answered.
        body: bytes read, cut at the limit (`failure` is then TOO_LARGE).
        chain: redirects on the way.
        elapsed: seconds from asking to the last byte read.
        failure: why there is no usable answer, None when there is one (an HTTP error status is an answer).
        detail: what exactly failed.
    """

    url: str
    final_url: str
    status: int = 0
    headers: Headers = field(default_factory=Headers)
    body: bytes = b""
    chain: tuple[Hop, ...] = ()
    elapsed: float = 0.0
    failure: Reason | None = None
    detail: str = ""

    @property
    def ok(self) -> bool:
        """A 2xx answer was received whole."""
        return self.failure is None and self.status // 100 == 2

    @property
    def blocked(self) -> bool:
        """The answer is a refusal to be inspected (WAF, throttling), not a statement about the page."""
        return self.failure is None and self.status in BLOCKED

    @property
    def content_type(self) -> str:
        """Media type in lower case without parameters."""
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    @cached_property
    def _decoded(self) -> tuple[str, str]:
        return read(self.body, self.headers.get("content-type", ""))

    @property
    def text(self) -> str:
        """The decoded body."""
        return self._decoded[0]

    @property
    def encoding(self) -> str:
        """Python's name of the encoding `text` was decoded from."""
        return self._decoded[1]

    @cached_property
    def document(self) -> Document:
        """The body as HTML."""
        return Document(self.final_url, self.text)

    def expect(self) -> Self:
        """Return self when it is a usable page.

        Raises:
            Unseen: nothing answered, the inspector was blocked, or the status is an error.
        """
        if self.failure is not None:
            raise Unseen(self.failure, self.url, self.detail)
        refuse(self.status, self.url)
        if not self.ok:
            raise Unseen(Reason.HTTP, self.url, f"状态 {self.status}")
        return self
