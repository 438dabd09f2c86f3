"""What is said of a site that cannot be seen? 未能检测, never a pass or a deduction, soon, without a wall of traces."""

import os
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from suites.selftest.inspecting import Ended, inspect
from suites.selftest.rude_server import Conversation, Manner, RudeServer, page, redirect

HOST = "www.shilian.gov.cn"
LONGEST = 60.0
# Every observation that asks a silent server by itself waits its own twenty seconds, the visits in a row twice that.
LONGEST_SILENCE = 150.0
# The subject of these clauses is reachability itself: a site that does not answer may fail them.
REACHABILITY = ("ipv6", "site_unreachable", "domain_and_name")
CHALLENGE = "<title>请稍候</title><script>document.cookie='acw_sc__v2=1'; location.reload()</script>"
EMPTY = page(b"")
SHIELD = page(CHALLENGE.encode(), status="412 Precondition Failed")
SLIDER = page("<title>安全验证</title><p>安全验证：请拖动滑块完成拼图</p>".encode(), status="403 Forbidden")
SITES: dict[str, Manner | None] = {
    "refused": None,
    "shield": SHIELD,
    "slider": SLIDER,
    "hanging": Conversation.hang,
    "reset": Conversation.reset,
    "nonsense": b"SSH-2.0-OpenSSH\r\n\r\n",
    "loop": redirect("/"),
    "down": page("<h1>503</h1>系统维护".encode(), status="503 X"),
    "spinning": page(b"<p>x</p><script>while (1) {}</script>"),
    "empty": EMPTY,
}
# Each takes some ten seconds; the two that stand for the others run always.
QUICK = ("refused", "shield")
SLOW = tuple(pytest.param(name, marks=pytest.mark.slow) for name in SITES if name not in QUICK)


@cache
def _inspected(name: str) -> Ended:
    manner = SITES[name]
    if manner is None:
        return _visited(name, 1)
    with RudeServer({"*": manner}) as server:
        return _visited(name, server.port)


def _visited(name: str, port: int) -> Ended:
    with TemporaryDirectory() as folder:
        site = Path(folder) / f"selftest-{name}-{os.getpid()}.yaml"
        site.write_text(
            f"name: 失联市人民政府\nurl: http://{HOST}/\n"
            f"network: {{isolate: true, hosts: {{'*': ['127.0.0.1:{port}']}}}}\n",
            encoding="utf-8",
        )
        return inspect(site)


@pytest.fixture(params=[*QUICK, *SLOW])
def unseen_site(request: pytest.FixtureRequest) -> Ended:
    return _inspected(request.param)


def test_nothing_is_concluded_about_what_was_not_seen(unseen_site: Ended) -> None:
    words = unseen_site.words
    assert "未能检测" in words.values(), unseen_site.said
    about_it = {clause: word for clause, word in words.items() if not clause.startswith(REACHABILITY)}
    wrong = {clause: word for clause, word in about_it.items() if word in {"发现问题", "未发现问题"}}
    assert not wrong, unseen_site.said


def test_every_clause_ends_with_a_word(unseen_site: Ended) -> None:
    planned = next(line["clauses"] for line in unseen_site.lines if line["kind"] == "plan")
    assert list(unseen_site.words) == list(dict.fromkeys(unseen_site.words))
    assert set(unseen_site.words) == set(planned)


def test_reasons_are_of_the_closed_vocabulary_and_no_fault_of_the_program(unseen_site: Ended) -> None:
    faults = [line for line in unseen_site.lines if line.get("reason") in {"program", "skipped"}]
    assert not faults, [line["detail"] for line in faults]
    assert not [line for line in unseen_site.lines if line["kind"] == "breakdown"]


def test_it_is_no_success_and_no_score(unseen_site: Ended) -> None:
    assert unseen_site.code == pytest.ExitCode.TESTS_FAILED
    assert unseen_site.card["broken"] > 0
    assert unseen_site.card["verdict"] != "合格"


def test_it_ends_soon_without_a_wall_of_traces(unseen_site: Ended, request: pytest.FixtureRequest) -> None:
    assert unseen_site.seconds < (LONGEST_SILENCE if "hanging" in request.node.name else LONGEST)
    assert "Traceback" not in unseen_site.said
    assert "Error" not in unseen_site.said
    assert len(unseen_site.said.splitlines()) < 100, unseen_site.said
