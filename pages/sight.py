"""What is one page as the browser showed it, and how long was it waited for?"""

from collections.abc import Mapping
from dataclasses import dataclass

from pages.documents import Document


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to wait, in milliseconds.

    Attributes:
        open: for a document; `settle` for it to load and again to come to rest; `read` for one reading of it.
        quiet: how long nothing changes in a page at rest.
        stall: for everything done in one window together; then the browser is stopped, and what follows is unseen.
    """

    open: int = 20_000
    settle: int = 3_000
    read: int = 10_000
    quiet: int = 120
    stall: int = 300_000


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True)
class Sight:
    """One page as the browser showed it.

    Attributes:
        url: address asked for; `final_url` the one shown.
        status: HTTP status of the document, 200 when unknown.
        html: the rendered DOM; `text` what is visible of it.
        dialogs: messages of alert/confirm/prompt, all dismissed.
    """

    url: str
    final_url: str
    status: int
    headers: Mapping[str, str]
    title: str
    html: str
    text: str
    dialogs: tuple[str, ...] = ()

    @property
    def document(self) -> Document:
        """The rendered DOM as a parsed document."""
        return Document(self.final_url, self.html)
