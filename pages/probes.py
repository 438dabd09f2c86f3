"""Was the home page open at one moment? A visit with its second look, and who remembers it; no limit of the law."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

from pages.errors import Reason

# What a shield, a certificate, or our own strict client says is not that the site is down: a citizen with a browser may
# well get in.
_DOWN = frozenset(
    {Reason.DNS, Reason.REFUSED, Reason.UNREACHABLE, Reason.RESET, Reason.TIMEOUT, Reason.HTTP, Reason.NOT_FOUND}
)


class ProbeState(Enum):
    """What a visit says about the site; `value` is the Chinese word for it."""

    OPEN = "打开"
    DOWN = "打不开"
    DOUBTFUL = "不能确定"
    OURS = "检测环境断网"


@dataclass(frozen=True, slots=True)
class Try:
    """One request for the home page.

    Attributes:
        at: moment it began, with time zone.
        seconds: until the page was read, or until it failed.
        reason: why no page came, None when one did.
        status: HTTP status, 0 when nothing answered.
        detail: what exactly failed, in Chinese.
    """

    at: datetime
    seconds: float
    reason: Reason | None = None
    status: int = 0
    detail: str = ""

    def opened(self, limit: float) -> bool:
        """Whether the page came in less than `limit` seconds."""
        return self.reason is None and self.seconds < limit

    def down(self, limit: float) -> bool:
        """Whether a citizen would say that the site does not open within `limit` seconds."""
        return self.reason in _DOWN or (self.reason is None and self.seconds >= limit)

    @property
    def words(self) -> str:
        """What happened, in Chinese."""
        if self.reason is None:
            return f"{self.seconds:.1f} 秒打开"
        return f"{self.reason.word}（{self.detail}）" if self.detail else self.reason.word


@dataclass(frozen=True, slots=True)
class Probe:
    """One visit to a site's home page.

    Attributes:
        site: slug of the site; `url` the address visited.
        first: the first request; `second` the one that confirms or refutes a failure, None when none was needed.
        ours: our own network was down when the second failed, too: no visit at all.
    """

    site: str
    url: str
    first: Try
    second: Try | None = None
    ours: bool = False

    @property
    def at(self) -> datetime:
        """Moment of the visit."""
        return self.first.at

    def state(self, limit: float) -> ProbeState:
        """What the visit says, if a page has to come in less than `limit` seconds.

        An unconfirmed failure is doubtful.
        """
        tries = (self.first,) if self.second is None else (self.first, self.second)
        if any(one.opened(limit) for one in tries):
            return ProbeState.OPEN
        if self.ours:
            return ProbeState.OURS
        confirmed = self.second is not None and all(one.down(limit) for one in tries)
        return ProbeState.DOWN if confirmed else ProbeState.DOUBTFUL


@dataclass(frozen=True, slots=True)
class HomeSeries:
    """What is known about a home page over days.

    Attributes:
        url: the home page; `asked` how the site is called on the command line.
        probes: visits of the days that count, in the order of time.
        burst: a few visits just now, made only when nothing is remembered; they prove nothing about days.
    """

    url: str
    asked: str
    probes: tuple[Probe, ...]
    burst: tuple[Try, ...] = ()


class ProbeLog(Protocol):
    """Who remembers visits. Append-only: what was written is never changed."""

    def append(self, probes: Sequence[Probe]) -> None:
        """Write visits; when this returns they are on disk."""

    def read(self, site: str, since: datetime, before: datetime) -> tuple[Probe, ...]:
        """Visits to a site in [since, before), in the order of time."""

    def latest(self, sites: Iterable[str]) -> Mapping[str, datetime]:
        """Moment of the last visit of each site that has any."""
