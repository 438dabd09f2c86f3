"""What came back for one address over HTTP?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Self

from pages.documents import Document
from pages.encoding import read
from pages.errors import BLOCKED, Reason, Unseen, refuse


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect: the address that answered and its status."""

    url: str
    status: int


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
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
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
