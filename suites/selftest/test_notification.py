"""Does a chat group hear of what is new, in its own format, and is nobody told the key of its robot?"""

import base64
import dataclasses
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from pages.database import VARIABLE
from reports.__main__ import main
from reports.ledger import read
from reports.material import Material
from reports.notification import ADDRESS, HOSTS, NotificationError, form_of, message, payload, send, signed
from reports.past_runs import PastRuns
from reports.records import Footer, Judged, Plan
from suites.selftest.telling_material import HEADER, HOME, NOON, written
from suites.verdict import Finding, Outcome, Verdict

KEY = "0123456789abcdef"
OLD, NEW = (Finding(f"{HOME}{name}.html", f"链接 /{name} 打不开。", f"{HOME}{name}") for name in ("old", "new"))


class Robot(BaseHTTPRequestHandler):
    """Takes messages and answers as told."""

    taken: list[dict[str, Any]]
    answer: tuple[int, dict[str, Any]]

    def do_POST(self) -> None:
        """Keep the message."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.taken.append(json.loads(body))
        status, content = self.answer
        told = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def robot(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Robot]]:
    """A webhook on loopback."""
    handler = type("Mine", (Robot,), {"taken": [], "answer": (200, {"errcode": 0, "errmsg": "ok"})})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    monkeypatch.setenv(ADDRESS, f"http://127.0.0.1:{server.server_port}/send?key={KEY}")
    yield handler
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two runs in an archive of their own: the second has a problem more."""
    monkeypatch.setenv(VARIABLE, f"sqlite:///{tmp_path / 'archive.db'}")
    for day, found in enumerate(((OLD,), (OLD, NEW))):
        judged = Judged(Verdict("dead_links.1", Outcome.FAIL, found), NOON)
        records = (Plan(("dead_links.1",)), judged, Footer(NOON, complete=True, counts={}))
        PastRuns().add(written(tmp_path / f"run{day}", *records, started=NOON + timedelta(days=day)))
    return tmp_path


def test_only_what_is_new_is_told(runs: Path) -> None:
    told = message(Material.of(read(runs / "run1")))
    assert [row.what for row in told.fresh] == [NEW.what]
    assert "新问题 1 个，未整改 1 个" in told.text
    assert NEW.what in told.text
    assert OLD.what not in told.text


@pytest.mark.parametrize(
    ("form", "path"),
    [
        ("wecom", ("text", "content")),
        ("dingtalk", ("markdown", "text")),
        ("feishu", ("content", "text")),
        ("json", ("text",)),
    ],
)
def test_every_robot_gets_its_own_format(runs: Path, robot: type[Robot], form: str, path: tuple[str, ...]) -> None:
    assert main(["notify", str(runs / "run1"), "--format", form]) == 0
    (taken,) = robot.taken
    content: Any = taken
    for key in path:
        content = content[key]
    assert NEW.what in content


@pytest.mark.parametrize("host", HOSTS)
def test_the_format_is_told_by_the_address(host: str) -> None:
    assert form_of(f"https://{host}/send?key=x") == HOSTS[host] != "json"
    assert form_of("https://hooks.example/x") == "json"


def test_a_run_without_news_is_not_told(runs: Path, robot: type[Robot], capsys: pytest.CaptureFixture[str]) -> None:
    again = runs / "run2"
    judged = Judged(Verdict("dead_links.1", Outcome.FAIL, (OLD, NEW)), NOON)
    written(again, Plan(("dead_links.1",)), judged, started=NOON + timedelta(days=2))
    assert main(["notify", str(again)]) == 0
    assert not robot.taken
    assert "没有新问题" in capsys.readouterr().out
    assert main(["notify", str(again), "--always"]) == 0
    assert len(robot.taken) == 1


def test_a_dry_run_shows_the_message_and_sends_nothing(
    runs: Path, robot: type[Robot], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["notify", str(runs / "run1"), "--dry-run", "--format", "wecom"]) == 0
    said = capsys.readouterr().out
    assert json.loads(said)["msgtype"] == "text"
    assert KEY not in said
    assert not robot.taken


@pytest.mark.parametrize("answer", [(200, {"errcode": 93000, "errmsg": "invalid webhook url"}), (500, {}), (302, {})])
def test_a_refusal_is_told_without_the_key(
    runs: Path, robot: type[Robot], answer: tuple[int, dict[str, Any]], capsys: pytest.CaptureFixture[str]
) -> None:
    robot.answer = answer
    assert main(["notify", str(runs / "run1")]) == 1
    said = capsys.readouterr().err
    assert "没有被接受" in said
    assert KEY not in said


def test_a_dead_or_missing_webhook_is_told_without_the_key(runs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = message(Material.of(read(runs / "run1")))
    monkeypatch.setenv(ADDRESS, f"http://127.0.0.1:1/send?key={KEY}")
    with pytest.raises(NotificationError, match="没有发出") as caught:
        send(told)
    assert KEY not in str(caught.value)
    monkeypatch.delenv(ADDRESS)
    with pytest.raises(NotificationError, match=ADDRESS):
        send(told)


def test_signatures_are_those_the_robots_compute() -> None:
    address, body = signed("https://robot.example/send?access_token=x", {}, "dingtalk", "SECx", 1_600_000_000)
    query = parse_qs(urlsplit(address).query)
    expected = hmac.new(b"SECx", b"1600000000000\nSECx", hashlib.sha256).digest()
    assert (query["timestamp"], query["sign"]) == (["1600000000000"], [base64.b64encode(expected).decode()])
    assert body == {}
    _, body = signed("https://robot.example/x", {"a": 1}, "feishu", "s", 1_600_000_000)
    expected = hmac.new(b"1600000000\ns", b"", hashlib.sha256).digest()
    assert body == {"a": 1, "timestamp": "1600000000", "sign": base64.b64encode(expected).decode()}
    assert signed("x", {}, "wecom", "s", 0) == ("x", {})


def test_a_long_message_is_cut_to_what_robots_take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, f"sqlite:///{tmp_path / 'archive.db'}")
    many = tuple(Finding(HOME, f"第 {number} 处{'很长的说明' * 60}。", str(number)) for number in range(30))
    site = dataclasses.replace(HEADER.site, name="长" * 600)
    judged = Judged(Verdict("dead_links.1", Outcome.FAIL, many), NOON)
    told = message(Material.of(written(tmp_path / "run", judged, site=site)))
    assert len(told.fresh) == 30
    assert len(payload(told, "wecom")["text"]["content"].encode()) <= 2048
