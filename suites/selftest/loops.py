"""How does a self-test run a coroutine? In a thread of its own: Playwright's loop may be running in this one."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def on_a_loop(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end and return what it returns, or raise what it raises."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
