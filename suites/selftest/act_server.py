"""Who serves the ACT test cases? A server on loopback: the cases from memory, their assets from a folder."""

import contextlib
import functools
import http.server
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from suites.selftest.act_cases import Case


class _Handler(http.server.SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, cases: dict[str, Case], **kwargs: Any) -> None:  # noqa: ANN401  the base's own
        self._cases = cases
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        case = self._cases.get(self.path.partition("?")[0])
        if case is None:
            with contextlib.suppress(ConnectionError):
                super().do_GET()
            return
        body = case.content.encode()
        self.send_response(200)
        self.send_header("Content-Type", f"{case.media}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base's own name
        """Say nothing."""


@contextlib.contextmanager
def serve(folder: Path, cases: Sequence[Case]) -> Iterator[str]:
    """Serve test cases, and the folder's other files, while the `with` block lasts.

    Yields:
        The address to put before a path.
    """
    handler = functools.partial(_Handler, directory=str(folder), cases={case.path: case for case in cases})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
