"""Does one light visit tell an open home page from a dead one, and the command its job?"""

import asyncio
import ssl
import subprocess
import sys
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import trustme

from pages import clock
from pages.availability import Recorder, burst
from pages.clock import BEIJING
from pages.database import ArchiveError, connect
from pages.errors import Reason
from pages.probe_log import DatabaseProbeLog
from pages.probes import Probe, ProbeState, Try
from pages.routing import Routes
from pages.visiting import Visitor
from suites.selftest.loops import on_a_loop
from suites.selftest.rude_server import Conversation, Manner, RudeServer, page, redirect

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 0.6
AT = datetime(2026, 8, 20, 9, 30, tzinfo=BEIJING)


def visited(manners: Mapping[str, Manner], url: str = "http://www.example.gov.cn/", port: int = 0) -> Try:
    """One visit to a server with these manners."""
    with RudeServer(manners) as server:
        routes = Routes((("www.example.gov.cn", (f"127.0.0.1:{port or server.port}",)),), isolate=True)

        async def visit() -> Try:
            async with Visitor(clock.now, routes, patience=PATIENCE) as visitor:
                return await visitor.visit(url)

        return on_a_loop(visit())


def _welcome(told: Conversation) -> None:
    """A host that wants its cookie back before it shows anything."""
    told.say(
        page(b"ok") if "seen=1" in told.request else page(b"", "Location: /", "Set-Cookie: seen=1", status="302 x")
    )


def _endless(told: Conversation) -> None:
    told.say(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        told.say(b"x" * 65_536)


@pytest.mark.parametrize(
    ("manners", "reason", "status"),
    [
        ({"/": page(b"<h1>ok</h1>")}, None, 200),
        ({"/": redirect("/index.html"), "/index.html": page(b"ok")}, None, 200),
        ({"/": _welcome}, None, 200),
        ({"/": _endless}, None, 200),
        ({"/": page(b"", status="500 x")}, Reason.HTTP, 500),
        ({"/": page(b"", status="404 x")}, Reason.NOT_FOUND, 404),
        ({"/": page(b"", status="403 x")}, Reason.BLOCKED, 403),
        ({"/": page(b"", status="503 x")}, Reason.BLOCKED, 503),
        ({"/": redirect("/")}, Reason.REDIRECTS, 302),
        ({"/": Conversation.hang}, Reason.TIMEOUT, 0),
        ({"/": Conversation.reset}, Reason.RESET, 0),
        ({"/": b"not http\r\n\r\n"}, Reason.PROTOCOL, 0),
    ],
    ids=[
        "open", "redirected", "cookie", "endless", "500", "404", "403", "503", "loop", "silent", "reset", "gibberish"
    ],
)  # fmt: skip
def test_what_a_visit_says(manners: Mapping[str, Manner], reason: Reason | None, status: int) -> None:
    answer = visited(manners)
    assert (answer.reason, answer.status) == (reason, status)
    assert 0 < answer.seconds < PATIENCE * 2


def test_a_closed_port_and_a_name_that_is_not_there() -> None:
    assert visited({}, port=1).reason is Reason.REFUSED
    assert visited({}, url="http://nothing.invalid/").reason is Reason.DNS


def test_a_certificate_that_nobody_trusts_is_no_proof_that_a_site_is_down() -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("www.example.gov.cn").configure_cert(context)
    with RudeServer({"/": page(b"ok")}, tls=context) as server:
        routes = Routes((("www.example.gov.cn", (f"127.0.0.1:{server.port}",)),), isolate=True)

        async def visits() -> tuple[Try, ...]:
            async with Visitor(clock.now, routes) as visitor:
                return await burst(visitor.visit, "https://www.example.gov.cn/", 2)

        first, second = on_a_loop(visits())
    assert first.reason is Reason.TLS
    assert Probe("x", "https://www.example.gov.cn/", first, second).state(15) is ProbeState.DOUBTFUL


def _try(seconds: float, reason: Reason | None = None, minutes: int = 0) -> Try:
    return Try(AT + timedelta(minutes=minutes), seconds, reason)


@pytest.mark.parametrize(
    ("first", "second", "ours", "state"),
    [
        (_try(14.9), None, False, ProbeState.OPEN),
        (_try(15.0), _try(15.0), False, ProbeState.DOWN),
        (_try(15.0), _try(14.9), False, ProbeState.OPEN),
        (_try(20, Reason.TIMEOUT), None, False, ProbeState.DOUBTFUL),
        (_try(20, Reason.TIMEOUT), _try(0.1, Reason.REFUSED), False, ProbeState.DOWN),
        (_try(20, Reason.TIMEOUT), _try(0.1, Reason.BLOCKED), False, ProbeState.DOUBTFUL),
        (_try(20, Reason.TIMEOUT), _try(0.1, Reason.REFUSED), True, ProbeState.OURS),
        (_try(0, Reason.BROWSER), _try(0, Reason.BROWSER), False, ProbeState.DOUBTFUL),
    ],
)
def test_two_looks_make_one_statement(first: Try, second: Try | None, ours: bool, state: ProbeState) -> None:
    assert Probe("x", "https://www.example.gov.cn/", first, second, ours).state(15) is state


class _Full:
    """A log on a full disk."""

    def append(self, probes: object) -> None:
        """Refuse."""
        del probes
        raise ArchiveError("历史档案没有写入：磁盘已满。")


def test_who_waits_for_a_visit_to_be_written_hears_that_it_was_not() -> None:
    async def keep() -> None:
        recorder = Recorder(_Full())  # type: ignore[arg-type]  # only writing is tried
        writing = asyncio.create_task(recorder.run())
        try:
            await recorder.keep(Probe("x", "https://www.example.gov.cn/", _try(0.1)))
        finally:
            writing.cancel()

    with pytest.raises(ArchiveError, match="磁盘已满"):
        on_a_loop(keep())


def _command(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pages.availability", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60, check=False)  # noqa: S603


def test_the_command_visits_once_and_writes_it_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path}/archive.db"
    monkeypatch.setenv("XUNJIAN_ARCHIVE", url)
    with RudeServer({"/": page(b"ok")}) as server:
        for name in ("yi", "er"):
            network = f"{{isolate: true, hosts: {{www.{name}.gov.cn: 127.0.0.1:{server.port}}}}}"
            text = f"name: {name}\nurl: http://www.{name}.gov.cn/\nnetwork: {network}\n"
            (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
        done = _command("--sites", f"{tmp_path}/yi.yaml", f"{tmp_path}/er.yaml", "--once")
    assert (done.returncode, done.stdout) == (0, "访问 2 个网站：打开 2。\n")
    log = DatabaseProbeLog(connect(url))
    now = clock.now()
    kept = [log.read(name, now - timedelta(hours=1), now + timedelta(hours=1)) for name in ("yi", "er")]
    assert [[one.first.status for one in probes] for probes in kept] == [[200], [200]]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--sites", "demo"), "演示网站由巡检自己启动"),
        (("--sites", "http://www.example.gov.cn/", "--every", "5"), "--every 应写作"),
        (("--sites", "http://www.example.gov.cn/", "--every", "10s"), "至少一分钟"),
        (("--sites", "http://www.example.gov.cn/", "--canaries", "nowhere.yaml"), "断网判断清单"),
        (("--sites", "demp"), "是否想用 'demo'"),
    ],
)
def test_wrong_words_are_told_in_one_sentence(words: tuple[str, ...], said: str) -> None:
    done = _command(*words)
    assert done.returncode == 4
    assert said in done.stderr
    assert "Traceback" not in done.stderr
