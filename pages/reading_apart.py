"""How is a file from anywhere read without harm? In a process of its own, with limits of time and memory."""

import contextlib
import json
import subprocess
import sys
import threading
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import IO, BinaryIO, Self

from pages.pdf_traits import PdfTraits
from pages.text_lines import Line

SECONDS = 20.0
MEMORY = 1536 * 1024 * 1024
_ROOT = Path(__file__).resolve().parent.parent
_SLOW = "读取超过 {:g} 秒，已放弃"
_DIED = "读取时程序中止，文件可能已损坏或解开后过大"


class ReadingApart:
    """Reads files one after the other in a second process, started when the first file comes.

    A file that hangs or kills the process costs itself only: the next one gets a new process.

    Args:
        seconds: how long one file may take.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._told = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def read(self, name: str, body: bytes) -> tuple[tuple[str, tuple[Line, ...], str], ...]:
        """Read one download.

        Args:
            name: file name, for its extension.
            body: all bytes.

        Returns:
            For the file, or for each file of an archive: its name, its lines, and why it was not read to its end (empty
            when it was).
        """
        answer = self._ask("lines", name, body)
        if not answer:
            return ((name, (), self._told),)
        return tuple((each[0], tuple(_line(row) for row in each[1]), each[2]) for each in json.loads(answer))

    def pdf(self, body: bytes) -> PdfTraits:
        """What a PDF carries for readers of screens.

        Args:
            body: all bytes.
        """
        answer = self._ask("pdf", "", body)
        return PdfTraits(**json.loads(answer)) if answer else PdfTraits(told=self._told)

    def _ask(self, question: str, name: str, body: bytes) -> bytes:
        """One line of JSON in answer, empty when none came: `_told` says why."""
        process = self._process = self._process or _started()
        late = threading.Event()

        def give_up() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._seconds, give_up)
        timer.start()
        answer = b""
        try:
            with contextlib.suppress(OSError):  # the process died; there will be no answer
                wishes, answers = _pipe(process.stdin), _pipe(process.stdout)
                wishes.write(json.dumps([question, name, len(body)]).encode() + b"\n" + body)
                wishes.flush()
                answer = answers.readline()
        finally:
            timer.cancel()
        if answer.endswith(b"\n"):
            return answer
        self._stop()
        self._told = _SLOW.format(self._seconds) if late.is_set() else _DIED
        return b""

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                with contextlib.suppress(OSError):  # what it did not take any more
                    _pipe(pipe).close()
            self._process = None


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "pages.reading_apart"],
        cwd=_ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise BrokenPipeError
    return pipe


def _line(row: tuple[str, list[str], int, list[str]]) -> Line:
    place, cells, table, heads = row
    return Line(place, tuple(cells), table, tuple(heads))


def serve(wishes: BinaryIO, answers: BinaryIO) -> None:
    """Read the files that come in, one line of JSON for each, until no more come."""
    while head := wishes.readline():
        question, name, size = json.loads(head)
        body = wishes.read(size)
        answer = _traits(body) if question == "pdf" else _texts(name, body)
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


def _texts(name: str, body: bytes) -> list[list[object]]:
    from pages.file_text import FileText, read_file  # noqa: PLC0415  the asking process does without these libraries

    try:
        texts = read_file(name, body)
    except MemoryError:
        texts = (FileText(name, (), _DIED),)
    return [
        [text.name, [[line.place, line.cells, line.table, line.heads] for line in text.lines], text.told]
        for text in texts
    ]


def _traits(body: bytes) -> dict[str, object]:
    from pages.pdf_reading import read_traits  # noqa: PLC0415  likewise

    try:
        return asdict(read_traits(body))
    except MemoryError:
        return asdict(PdfTraits(told=_DIED))


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):  # no such limit on this system: time still is limited
        import resource  # noqa: PLC0415  unknown to some systems

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    _limit_memory()
    serve(sys.stdin.buffer, sys.stdout.buffer)
