"""How does a self-test run a coroutine? In a thread of its own: Playwright's loop may be running in this one."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def on_a_loop(work: Coroutine[Any, Any, T], factory: Callable[[], asyncio.AbstractEventLoop] | None = None) -> T:
    """Run a coroutine to its end, on a loop of the given make, and return what it returns, or raise what it raises."""

    def run() -> T:
        with asyncio.Runner(loop_factory=factory) as runner:
            return runner.run(work)

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(run).result()
