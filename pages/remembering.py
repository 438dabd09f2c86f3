"""Was this address answered before on this run? What came back is kept, so that nobody asks a site the same twice."""

from dataclasses import replace
from http import HTTPStatus

from pages.addresses import normal
from pages.responses import Response

ROOM = 32 * 1024 * 1024
_SHARE = 8


class Memory:
    """The newest whole answers of status 200.

    Args:
        room: bytes of bodies kept at most; an answer of more than an eighth of that is not kept at all.
    """

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._taken = 0
        self._kept: dict[str, Response] = {}

    def keep(self, answer: Response) -> None:
        """Remember an answer for its address and for the one it was redirected to; errors are asked for again."""
        if answer.failure is not None or answer.status != HTTPStatus.OK or len(answer.body) * _SHARE > self._room:
            return
        # A copy, without what was read out of the body meanwhile: a parsed page takes ten times the room.
        for kept in (replace(answer), replace(answer, url=answer.final_url, chain=())):
            key = _key(kept.url)
            if key not in self._kept:
                self._kept[key] = kept
                self._taken += len(kept.body)
        while self._taken > self._room:
            oldest = next(iter(self._kept))
            self._taken -= len(self._kept.pop(oldest).body)

    def recall(self, url: str, most: int) -> Response | None:
        """The answer an address gave.

        Args:
            url: absolute address, in any spelling that leads to the same request.
            most: bytes the caller would read at most.

        Returns:
            None when it is not known, or longer than `most`.
        """
        known = self._kept.get(_key(url)) if self._kept else None
        return replace(known, url=url) if known is not None and len(known.body) <= most else None


def _key(url: str) -> str:
    return normal(url.partition("#")[0]) or url
