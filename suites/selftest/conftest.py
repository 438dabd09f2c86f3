"""What do several modules of self-tests need? The demo portal with a visitor, servers, a browser of their own."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser

from fixtures.demo_site.serving import DemoSite
from fixtures.sample_server import SampleServer
from suites.selftest.visitor import Visitor

AS_OF = date(2026, 8, 21)


@pytest.fixture(scope="module")
def live() -> Iterator[DemoSite]:
    """The portal as the last test left it."""
    with DemoSite(AS_OF) as demo:
        yield demo


@pytest.fixture
def demo(live: DemoSite) -> DemoSite:
    """The clean portal."""
    live.show()
    return live


@pytest.fixture
def visitor(demo: DemoSite) -> Visitor:
    """Somebody who comes to the clean portal for the first time."""
    return Visitor(demo)


@pytest.fixture(scope="module")
def server() -> Iterator[SampleServer]:
    """A server of samples that can be reached over IPv6."""
    with SampleServer() as server:
        if not server.http6:
            pytest.skip("no IPv6 on this machine's loopback")
        yield server


@pytest.fixture(scope="module")
def own_browser(launch_browser: Callable[[], Browser]) -> Iterator[Browser]:
    """A browser of the module's own: what its pages leave running ends with it."""
    made = launch_browser()
    yield made
    made.close()
