"""What does the server say when it is asked for nothing it has? Two harmless requests, once each."""

from dataclasses import dataclass
from urllib.parse import urljoin

from pages.fetching import Fetcher
from pages.responses import Response

# Nothing is there, and nobody can take these for an attack: a page that does not exist, and a slip of the finger.
_MISSING = "/xunjian-bucunzai.html"
_MISSPELT = "/%"
_ENOUGH = 256 * 1024


@dataclass(frozen=True)
class ErrorPages:
    """Answers to the two requests.

    Attributes:
        answers: those that are the site's own; `refused` says how many a shield gave, or nobody.
    """

    answers: tuple[Response, ...]
    refused: int


def observe_error_pages(home: str, fetcher: Fetcher) -> ErrorPages:
    """Ask the host of the home page for a page that does not exist and for an address that is misspelt."""
    answers = fetcher.get_all([urljoin(home, path) for path in (_MISSING, _MISSPELT)], max_body=_ENOUGH)
    own = tuple(answer for answer in answers if answer.status and not answer.blocked)
    return ErrorPages(own, len(answers) - len(own))
