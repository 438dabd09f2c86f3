"""Does one crawl past every hostile animal end in time, with the right word for each and every ordinary page read?"""

import ipaddress
import socket
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from fixtures.zoo import HOME, Zoo
from fixtures.zoo_animals import INTRANET, MANY, ORDINARY
from pages import traps
from pages.crawl import OUTSIDE_WORKERS, OWN_WORKERS, Crawler, second_look
from pages.errors import Reason
from pages.fetching import Fetcher
from pages.frontier import WAITING, Frontier
from pages.link_state import LinkState
from pages.routing import Routes
from pages.traps import MAX_DEPTH, PER_SHAPE
from site_configs import Site

BOUND = 40.0
BYTES = 12_000_000
PATIENCE = 1.5
BUFFERS = 16_000_000
MOST_OF_A_PATH = 400
MOST_KINDS = 35


@dataclass(frozen=True)
class Tour:
    """What one crawl of the zoo found: state and reason by address as linked, and what the animals noticed."""

    found: Mapping[str, tuple[LinkState, str]]
    counts: Mapping[str, int]
    notes: Mapping[str, str]
    asked: Counter[str]
    sent: Counter[str]
    contacted: set[str]
    seconds: float
    expected: tuple[tuple[str, LinkState, str], ...]


@pytest.fixture(scope="module")
def tour(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tour]:
    """One crawl; every connection anybody makes meanwhile is written down, and none leaves this machine."""
    contacted: set[str] = set()
    connect = socket.socket.connect

    def noted(self: socket.socket, address: tuple[str, int] | str | bytes) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6}:
            contacted.add(str(address[0]))
            assert ipaddress.ip_address(str(address[0])).is_loopback
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch, Zoo() as zoo:
        patch.setattr(socket.socket, "connect", noted)
        patch.setattr(traps, "PER_PATH", MOST_OF_A_PATH)  # the true one is ten times that
        yield _crawled(zoo, tmp_path_factory.mktemp("zoo") / "crawl.db", contacted)


def _crawled(zoo: Zoo, database: Path, contacted: set[str]) -> Tour:
    limits = {"max_pages": 5000, "max_bytes": BYTES, "max_seconds": int(BOUND)}
    site = Site.model_validate({"name": "动物园", "url": HOME, "crawl": limits})
    routes = Routes(tuple(zoo.hosts.items()), isolate=True)
    started = time.monotonic()
    with (
        Frontier(database) as frontier,
        Fetcher(routes, zoo.ca, concurrency=OWN_WORKERS + OUTSIDE_WORKERS, timeout=PATIENCE) as fetcher,
        Fetcher(routes, zoo.ca, concurrency=16, timeout=PATIENCE * 2) as slow,
    ):
        crawler = Crawler(site, fetcher, frontier)
        crawler.run(HOME)
        second_look(crawler, frontier, slow)
        judged = frontier.in_state(*(state.value for state in LinkState))
        return Tour(
            found={target.address.removeprefix(HOME[:-1]): (LinkState(f.state), f.why) for target, f in judged},
            counts=frontier.counts(),
            notes=frontier.notes(),
            asked=zoo.asked,
            sent=zoo.sent,
            contacted=contacted,
            seconds=time.monotonic() - started,
            expected=tuple(zoo.expected()),
        )


def test_every_animal_is_told_by_the_right_word(tour: Tour) -> None:
    expected = {address: (state, why) for address, state, why in tour.expected}
    assert {address: tour.found.get(address) for address in expected} == expected


def test_the_tour_ends_in_time_by_itself(tour: Tour) -> None:
    assert tour.seconds < BOUND
    assert "stopped" not in tour.notes
    assert WAITING not in tour.counts


def test_every_ordinary_page_is_read(tour: Tour) -> None:
    assert {address: tour.found.get(address) for address in ORDINARY} == dict.fromkeys(ORDINARY, (LinkState.ALIVE, ""))


@pytest.mark.parametrize("inside", ["/line/end", "/deep/bottom", "/charset/inside", "/refresh/2", "/calendar/2"])
def test_what_an_animal_hides_inside_is_followed(tour: Tour, inside: str) -> None:
    assert tour.found.get(inside) == (LinkState.ALIVE, "")


@pytest.mark.parametrize(
    ("animal", "most"),
    [
        ("calendar", 2 * MAX_DEPTH + 2),
        ("paging", PER_SHAPE),
        ("session", 2),
        ("token", PER_SHAPE + 1),
        ("explosion", MOST_OF_A_PATH + 1),
        ("far", PER_SHAPE),
        ("a", 3),
        ("refresh", 4),
        ("cookie", 4),
        ("cookie-in-vain", 4),
        ("chain", 22),
        ("throttled", 2),
    ],
)
def test_what_never_ends_is_asked_so_often_at_most(tour: Tour, animal: str, most: int) -> None:
    assert 0 < tour.asked[animal] <= most


@pytest.mark.parametrize("animal", ["endless", "huge.html", "huge.zip", "header-flood"])
def test_what_is_too_large_is_not_taken_whole(tour: Tour, animal: str) -> None:
    # Buffers of the system on both sides come on top of what is read.
    assert 0 < tour.sent[animal] < tour.asked[animal] * (BYTES + BUFFERS)


def test_what_is_not_followed_is_counted(tour: Tour) -> None:
    assert tour.counts["同类动态地址过多"] > MANY - PER_SHAPE
    assert {"层级过深", "路径循环"} <= tour.counts.keys()


def test_nobody_outside_this_machine_was_contacted(tour: Tour) -> None:
    assert tour.contacted
    assert all(ipaddress.ip_address(ip).is_loopback for ip in tour.contacted)
    forbidden = {address: tour.found.get(address) for address in INTRANET}
    assert forbidden == dict.fromkeys(INTRANET, (LinkState.UNKNOWN, Reason.FORBIDDEN.word))
    assert not [address for address in tour.found if address.partition(":")[0] in {"file", "ftp", "gopher", "ldap"}]


def test_each_inhabitant_has_an_address_of_its_own(tour: Tour) -> None:
    addresses = [address for address, _, _ in tour.expected]
    assert len(addresses) == len(set(addresses)) >= MOST_KINDS
