"""What does the whole site refer to, and does it open? One asynchronous crawl, each distinct address asked once."""

import asyncio
import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from pages.documents import Document
from pages.errors import Reason, Unseen
from pages.fetching import Fetcher, Response
from pages.frontier import Fetched, Frontier, Met, Target
from pages.link_state import LinkState, state_of
from pages.page_references import PageReferences
from pages.scope import Scope
from pages.traps import without_session
from site_configs import Site

PEEK = 64 * 1024
# Reached on this machine only: elsewhere the rate per host keeps far fewer under way.
OWN_WORKERS = 64
OUTSIDE_WORKERS = 24
_NOT_AGAIN = "第一次没有打开，没有来得及再查一次"
PAGES_REACHED = "达到页面数上限"
_SECONDS_REACHED = "达到时间上限"
_EVERY = 50
_YOUNG = 20_000
_BAD = 400


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a crawl is: pages of the site read, addresses asked, addresses waiting, seconds since the start."""

    pages: int
    asked: int
    waiting: int
    seconds: float


class Crawler:
    """Crawls one site into a frontier.

    Args:
        site: whose hosts count as own; limits and robots from `site.crawl`.
        fetcher: asks, politely; give it a concurrency of at least OWN_WORKERS + OUTSIDE_WORKERS, or hosts outside
            that answer slowly keep the site waiting.
        frontier: where everything is kept; a started one is continued.
        progress: called after every 50 answers.
    """

    def __init__(
        self, site: Site, fetcher: Fetcher, frontier: Frontier, progress: Callable[[Progress], None] | None = None
    ) -> None:
        self._limits = site.crawl
        self._fetcher = fetcher
        self._frontier = frontier
        self._progress = progress
        self._scope = Scope(site, fetcher, frontier)
        self._references = PageReferences(self._scope, frontier)
        self._pages = frontier.page_count()
        self._asked = 0
        self._running = {True: 0, False: 0}
        self._home = ""
        self._started = 0.0
        # One allowance for everything this crawler does, however often it is sent on.
        self._left = self._left_again = float(self._limits.max_seconds)
        self._group = asyncio.TaskGroup()

    @property
    def scripted(self) -> list[Target]:
        """Pages that scripts fill, for the browser to read; see `add_rendered`."""
        return self._frontier.scripted()

    def run(self, home: str) -> None:
        """Crawl until nothing is waiting or a limit is reached; what was not seen is noted in the frontier.

        Args:
            home: address of the home page, after redirects.

        Raises:
            Unseen: the home page itself cannot be read.
        """
        self._home = home
        self._fetcher.run(self._run())
        if self._frontier.page_count() == 0:
            raise Unseen(Reason.HTTP, home, "首页没有读到内容")

    def go_on(self) -> None:
        """Follow what was met since `run`, by a second look or in the browser."""
        if any(self._frontier.waiting.values()):
            self.run(self._home)

    def add_rendered(self, target: Target, document: Document) -> None:
        """Take the references of a page as the browser rendered it; call `go_on` to follow them."""
        self._references.rendered(target, document)
        self._frontier.commit()

    async def _run(self) -> None:
        started = time.monotonic()
        self._started = self._started or started
        self._frontier.forget("stopped")
        await self._scope.learn(self._home, self._home)
        if self._frontier.known(self._home) is None:
            self._frontier.add(Met(self._home, own=True, depth=0, text="首页", sort="链接", raw=self._home))
        try:
            with _few_collections():
                async with asyncio.timeout(self._left), asyncio.TaskGroup() as self._group:
                    self._fill()
        except TimeoutError:
            self._frontier.note("stopped", _SECONDS_REACHED)
        finally:
            self._left -= time.monotonic() - started
            if slowed := self._fetcher.politeness.told():
                self._frontier.note("slowed", slowed)
            self._frontier.commit()
        if self._frontier.waiting[True] and self._allowed(own=True) <= 0 and "stopped" not in self._frontier.notes():
            self._frontier.note("stopped", PAGES_REACHED)

    def _allowed(self, *, own: bool) -> int:
        """How many may be under way at once; never more than the pages that may still be read."""
        return min(OWN_WORKERS, self._limits.max_pages - self._pages) if own else OUTSIDE_WORKERS

    def _fill(self) -> None:
        for own, queue in self._frontier.waiting.items():
            for _ in range(min(len(queue), self._allowed(own=own) - self._running[own])):
                self._running[own] += 1
                self._group.create_task(self._work(own=own))

    async def _work(self, *, own: bool) -> None:
        queue = self._frontier.waiting[own]
        try:
            while queue and self._running[own] <= self._allowed(own=own):
                target = queue.popleft()
                try:
                    await self._ask(target)
                except asyncio.CancelledError:
                    queue.appendleft(target)
                    raise
                self._fill()
        finally:
            self._running[own] -= 1

    async def _ask(self, target: Target) -> None:
        if target.own and (why := await self._scope.disallowed(target.address, self._home)):
            self._frontier.skip(target.id, why)
            return
        answer = await self._answer(target.address)
        self._asked += 1
        with self._fetcher.busy():
            self.judge(target, answer)
        if self._progress is not None and self._asked % _EVERY == 0:
            waiting = sum(map(len, self._frontier.waiting.values()))
            self._progress(Progress(self._pages, self._asked, waiting, time.monotonic() - self._started))

    async def _answer(self, address: str) -> Response:
        known = self._fetcher.memory.recall(address, self._limits.max_bytes)
        if known is None:
            return await self._fetcher.ask(address, max_body=self._limits.max_bytes, peek=PEEK)
        await asyncio.sleep(0)  # what is on the wire must not wait for all that is known
        return known

    async def look_again(self, doubtful: list[tuple[Target, Fetched]], slow: Fetcher) -> int:
        """Ask once more what looked dead or wrong, on the loop of `slow`; return how many were asked in time."""
        left = {target.id: (target, fetched) for target, fetched in doubtful}
        gate = asyncio.Semaphore(slow.concurrency)

        async def one(target: Target) -> None:
            async with gate:
                answer = await slow.ask(target.address, max_body=self._limits.max_bytes, peek=PEEK)
            del left[target.id]
            with slow.busy():
                self.judge(target, answer)

        started = time.monotonic()
        try:
            async with asyncio.timeout(self._left_again), asyncio.TaskGroup() as group:
                for target, _ in doubtful:
                    group.create_task(one(target))
        except TimeoutError:
            self._frontier.note("stopped", _SECONDS_REACHED)
            self._left = 0.0
        self._left_again -= time.monotonic() - started
        for _, fetched in left.values():
            self._frontier.done(replace(fetched, state=LinkState.UNKNOWN.value, why=_NOT_AGAIN))
        return len(doubtful) - len(left)

    def judge(self, target: Target, answer: Response) -> None:
        """Record what became of an address and, on the site's own pages, what it refers to."""
        try:
            state, why = self._judged(target, answer)
        except Exception as error:  # noqa: BLE001  one page our reader stumbles over must not cost all the others
            state, why = LinkState.UNKNOWN, f"程序读不懂返回的内容（{type(error).__name__}）"
        self._frontier.done(
            Fetched(
                id=target.id,
                state=state.value,
                why=why,
                status=answer.status,
                final=answer.final_url,
                chain=tuple((hop.url, hop.status) for hop in answer.chain),
                type=answer.content_type,
                size=len(answer.body),
                elapsed=round(answer.elapsed, 3),
            )
        )

    def _judged(self, target: Target, answer: Response) -> tuple[LinkState, str]:
        # A host that answers everything with its home page does not thereby lose its home page.
        baseline = self._scope.baseline(target.address) if target.address != self._home else None
        state, why = state_of(answer, baseline)
        if target.own and state is LinkState.ALIVE and self._scope.owns(answer.final_url):
            self._read(target, answer)
            if answer.failure is Reason.TOO_LARGE and "html" in answer.content_type:
                self._frontier.note("cut", f"{int(self._frontier.notes().get('cut', '0')) + 1}")
        return state, why

    def _read(self, target: Target, answer: Response) -> None:
        address = without_session(answer.final_url)
        if answer.chain and address != target.address:
            self._read_elsewhere(target, answer, address)
        elif "html" in answer.content_type or (not answer.content_type and answer.body.lstrip()[:1] == b"<"):
            self._pages += 1
            self._references.served(target, answer)
        elif "css" in answer.content_type:
            self._references.sheet(target, answer)

    def _read_elsewhere(self, target: Target, answer: Response, address: str) -> None:
        """A redirect leads to a page with an address of its own: it is read there, once, and this one refers to it."""
        known = self._frontier.known(address)
        if known is None:
            met = Met(address, target.own, target.depth, target.text, target.sort, address)
            known = self._frontier.add(met, waits=False)
            self.judge(Target(known, *met), replace(answer, url=address, chain=()))
        self._references.refers_to(target, [known])


@contextmanager
def _few_collections() -> Iterator[None]:
    """Look for cyclic garbage less often meanwhile: parsing makes many objects that die at once, without cycles."""
    usual = gc.get_threshold()
    gc.set_threshold(_YOUNG, 50, usual[2])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def second_look(crawler: Crawler, frontier: Frontier, slow: Fetcher) -> int:
    """Ask everything that looks dead or wrong once more on fresh connections, slowly; the second answer counts.

    What turns out to be alive after all is read, and what it refers to is followed. This takes at most as long again as
    the crawl may; what nobody came to ask a second time is then not called dead.

    Args:
        crawler: judges the answers.
        frontier: of the crawl.
        slow: a fetcher that nobody used before.

    Returns:
        How many addresses were asked again.
    """
    asked = 0
    while targets := _doubtful(frontier):
        asked += slow.run(crawler.look_again(targets, slow))
        frontier.commit()
        crawler.go_on()
    return asked


def _doubtful(frontier: Frontier) -> list[tuple[Target, Fetched]]:
    states = (LinkState.DEAD.value, LinkState.WRONG.value, LinkState.UNKNOWN.value)
    return [
        (target, fetched)
        for target, fetched in frontier.in_state(*states, looks=1)
        if fetched.status == 0 or fetched.status >= _BAD
    ]
