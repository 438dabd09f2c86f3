"""Is every fault of names, protocols and certificates told by exactly one word, and never by a guess?"""

import contextlib
import socket
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from fixtures.sample_server import SampleServer
from fixtures.samples import Reply
from fixtures.zoo import Zoo
from pages import network
from pages.connecting import trusting
from pages.contacts import Patience, contact
from pages.documents import Document
from pages.dual_stack_content import likeness, stripped
from pages.errors import Reason, Unseen
from pages.fetching import Fetcher, Response
from pages.name_lookup import NameService, Records
from pages.name_servers import observe_delegation
from pages.network import NetworkView, observe_network
from pages.routing import Address, Routes
from site_configs import Site
from suites.design.dual_stack import judge
from suites.ipv6.opening import judge_alike
from suites.selftest.loops import on_a_loop
from suites.standards import Rulebook
from suites.verdict import UNSEEN_WORD, Verdict

HOST = "www.sample.gov.cn"
HOME = f"http://{HOST}/"
BOTH = {f"{HOST} A": "127.0.0.1", f"{HOST} AAAA": "::1"}
SHORT = 0.4
RULES = Rulebook.shipped(date(2026, 8, 21))


@pytest.fixture
def blocked_port() -> Iterator[str]:
    """An address whose queue of connections is full: further ones are not even refused."""
    with contextlib.ExitStack() as open_:
        listening = open_.enter_context(socket.socket(socket.AF_INET6))
        listening.bind(("::1", 0))
        listening.listen(0)
        for _ in range(4):
            waiting = open_.enter_context(socket.socket(socket.AF_INET6))
            waiting.settimeout(0)
            waiting.connect_ex(listening.getsockname())
        yield f"[::1]:{listening.getsockname()[1]}"


def site_of(server: SampleServer, *places: str) -> Site:
    """A site whose names the sample server's resolver knows, with pages at `places`."""
    hosts = {f"{HOST}:80": [server.endpoint(place) for place in places]}
    settings = {"hosts": hosts, "resolver": server.names.address, "isolate": True}
    return Site.model_validate({"name": "示例市人民政府", "url": HOME, "network": settings})


def seen(site: Site) -> NetworkView:
    """The network as an inspection sees it, with little patience."""
    routes = Routes(tuple(site.network.hosts.items()), isolate=True)
    with Fetcher(routes, timeout=SHORT) as fetcher:
        return observe_network(site, fetcher)


def word_of(view: NetworkView) -> str:
    """What the scored clause concludes from it."""
    try:
        return judge(RULES.clause("ipv6.1"), view).outcome.sample_word
    except Unseen:
        return UNSEEN_WORD


@pytest.mark.parametrize(
    ("names", "reason", "detail"),
    [
        ({HOST: "SERVFAIL"}, Reason.NO_DNS, "查询 A 记录，解析服务器回答 SERVFAIL"),
        ({HOST: "REFUSED"}, Reason.NO_DNS, "查询 A 记录，解析服务器回答 REFUSED"),
        ({HOST: "TIMEOUT"}, Reason.NO_DNS, f"查询 A 记录，{SHORT} 秒内没有回答"),
        ({f"{HOST} CNAME": HOST}, Reason.DNS, "查询 A 记录：别名（CNAME）循环"),
        ({f"{HOST} CNAME": "a.example", "a.example CNAME": HOST}, Reason.DNS, "查询 A 记录：别名（CNAME）循环"),
    ],
    ids=["servfail", "refused", "timeout", "alias-of-itself", "aliases-in-a-circle"],
)
def test_a_name_service_without_an_answer(
    server: SampleServer, names: Mapping[str, Any], reason: Reason, detail: str
) -> None:
    server.names.show(names)
    with pytest.raises(Unseen) as caught:
        NameService(site_of(server, "v4"), Routes(isolate=True), SHORT).ask(HOST, "A")
    assert (caught.value.reason, caught.value.where, caught.value.detail) == (reason, HOST, detail)


def test_a_resolver_that_is_not_there() -> None:
    site = Site.model_validate({"name": "示例市人民政府", "url": HOME, "network": {"resolver": "127.0.0.1:1"}})
    with pytest.raises(Unseen) as caught:
        NameService(site, Routes(), SHORT).ask(HOST, "A")
    assert caught.value.reason is Reason.NO_DNS


def test_a_run_cut_off_from_the_network_asks_nobody() -> None:
    site = Site.model_validate({"name": "示例市人民政府", "url": HOME, "network": {"isolate": True}})
    with pytest.raises(Unseen, match=r"没有写明 network\.resolver"):
        observe_delegation(site, Routes(isolate=True))


def test_an_alias_is_told_from_the_name_behind_it(server: SampleServer) -> None:
    server.names.show({f"{HOST} CNAME": "www.cdn.example", "www.cdn.example AAAA": ["2001:db8::1", "2001:db8::2"]})
    found = NameService(site_of(server, "v4"), Routes(isolate=True)).ask(HOST, "AAAA")
    assert (found.values, found.owner) == (("2001:db8::1", "2001:db8::2"), "www.cdn.example")


@pytest.mark.parametrize(
    ("names", "places", "answer", "word"),
    [
        (BOTH, ("v4", "v6"), None, "合格"),
        ({f"{HOST} AAAA": "::1"}, ("v6",), None, "合格"),
        ({f"{HOST} A": "127.0.0.1"}, ("v4",), None, "不合格"),
        (BOTH, ("v4", "v6-refused"), Reason.REFUSED, "不合格"),
        ({"www.other.gov.cn A": "127.0.0.1"}, ("v4",), None, "未能检测"),
        (BOTH, ("v4-refused", "v6-refused"), Reason.REFUSED, "未能检测"),
        ({**BOTH, f"{HOST} AAAA": "fe80::1"}, ("v4", "v6-no-route"), None, "未能检测"),
    ],
    ids=["both", "v6-only", "v4-only", "points-nowhere", "no-such-name", "nothing-opens", "no-ipv6-here"],
)
def test_a_dual_stack_in_every_state(
    server: SampleServer, names: Mapping[str, Any], places: tuple[str, ...], answer: Reason | None, word: str
) -> None:
    server.names.show(names)
    server.show((Reply(HOME, "<title>示例市人民政府</title>"),))
    view = seen(site_of(server, *places))
    assert (view.v6.answer.failure if view.v6.answer else None, word_of(view)) == (answer, word)


def test_an_address_that_swallows_connections(server: SampleServer, blocked_port: str) -> None:
    server.names.show(BOTH)
    server.show((Reply(HOME, "<title>示例市人民政府</title>"),))
    view = seen(site_of(server, "v4", blocked_port))
    assert view.v6.answer is not None
    assert (view.v6.answer.failure, word_of(view)) == (Reason.TIMEOUT, "不合格")
    address = Address.parse(blocked_port, 80)
    visit = on_a_loop(contact(address, HOME, trusting(""), Patience(connect=SHORT)))
    assert (visit.failure, visit.detail, visit.connected) == (Reason.TIMEOUT, "建立连接超时", None)


def test_another_site_behind_ipv6(server: SampleServer) -> None:
    server.names.show(BOTH)
    pages = ("<title>示例市人民政府</title><p>政务公开 办事服务</p>", "<title>Welcome</title><p>nginx works</p>")
    server.show(tuple(Reply(HOME, body, over=over) for body, over in zip(pages, ("v4", "v6"), strict=True)))
    verdict: Verdict = judge_alike(RULES.clause("ipv6_home.3"), seen(site_of(server, "v4", "v6")))
    assert verdict.outcome.sample_word == "不合格"


def test_the_steps_of_a_visit_are_timed(server: SampleServer) -> None:
    server.show((Reply(f"https://{HOST}/", "<p>好</p>"), Reply(HOME, "<p>慢</p>", delay=2 * SHORT)))
    secure = on_a_loop(contact(Address("127.0.0.1", server.https), f"https://{HOST}/", trusting(server.ca)))
    assert secure.failure is None
    assert None not in {secure.connected, secure.secured, secure.first_byte}
    slow = on_a_loop(contact(Address("::1", server.http6), HOME, trusting(""), Patience(first_byte=SHORT)))
    assert (slow.failure, slow.detail, slow.secured) == (Reason.TIMEOUT, "等待首字节超时", None)
    refused = on_a_loop(contact(Address("127.0.0.1", 1), HOME, trusting("")))
    assert (refused.failure, refused.connected) == (Reason.REFUSED, None)


@pytest.mark.parametrize(
    ("name", "reason", "detail"),
    [
        ("expired", Reason.TLS, "证书已过期"),
        ("self-signed", Reason.TLS, "证书是自签名的"),
        ("other-name", Reason.TLS, "证书与域名不符"),
        ("unknown-authority", Reason.TLS, "证书的签发机构不受信任或证书链不完整"),
        ("old-version", Reason.TLS, "服务器只支持过时的 TLS 版本"),
        ("plain", Reason.TLS, "该端口没有使用加密连接"),
        ("silent", Reason.TIMEOUT, "加密握手超时"),
        ("torn-handshake", Reason.RESET, None),
    ],
)
def test_a_bad_certificate(zoo: Zoo, name: str, reason: Reason, detail: str | None) -> None:
    host = f"{name}.zoo.example"
    address = Address("127.0.0.1", zoo.ports[host])
    visit = on_a_loop(contact(address, f"https://{host}/", trusting(zoo.ca), Patience(secure=SHORT)))
    assert (visit.failure, visit.first_byte) == (reason, None)
    assert detail in {None, visit.detail}


@pytest.fixture(scope="module")
def zoo() -> Iterator[Zoo]:
    with Zoo() as zoo:
        yield zoo


@pytest.mark.parametrize(
    ("source", "target", "answered"),
    [
        ("fd00::7", "2400:3200::1", False),
        ("fe80::1%eth0", "2400:3200::1", False),
        ("2408:8000::9", "2400:3200::1", True),
        ("::1", "::1", True),
        ("fd00::7", "fd00::80", True),
    ],
)
def test_only_a_public_address_is_answered_by_public_ones(source: str, target: str, answered: bool) -> None:
    assert network._can_be_answered(source, target) == answered


@pytest.mark.parametrize("canary", [0, 200], ids=["nobody-answers", "somebody-answers"])
def test_a_machine_without_a_way_out_accuses_nobody(monkeypatch: pytest.MonkeyPatch, canary: int) -> None:
    async def answer(_self: Fetcher, url: str, family: socket.AddressFamily, **_: object) -> Response:
        if url != HOME:
            return Response(url, url, status=canary)
        if family == socket.AF_INET:
            return Response(url, url, status=200, body=b"<p>x</p>")
        return Response(url, url, failure=Reason.TIMEOUT)

    def known(_self: NameService, name: str, kind: str) -> Records:
        return Records(("127.0.0.1",) if kind == "A" else ("::1",), name)

    monkeypatch.setattr(Fetcher, "ask", answer)
    monkeypatch.setattr(NameService, "ask", known)
    site = Site.model_validate({"name": "示例市人民政府", "url": HOME})
    with Fetcher() as fetcher:
        view = observe_network(site, fetcher)
    assert view.v6.here == bool(canary)
    assert word_of(view) == ("不合格" if canary else "未能检测")


@pytest.mark.parametrize(
    "noise",
    [
        "今天是2026年8月21日 星期五",
        "2026-08-21 10:02:33",
        "访问量：10023411",
        "气温 23℃～31℃ 湿度 60%",
        "csrf=f3a9c1d27be04455aa10",
        "上午好",
    ],
)
def test_what_changes_between_visits_is_noise(noise: str) -> None:
    assert not set(stripped(noise)) & set("0123456789五上")


@pytest.mark.parametrize(
    ("one", "two", "least", "most"),
    [
        ("", "", 1, 1),
        ("<p>要闻一</p><p>公告二</p>", "<p>要闻一</p><p>公告二</p>", 1, 1),
        ("<p>云汀市召开会议</p><p>印发通知</p>", "<p>印发通知</p><p>云汀市召开会议</p>", 0.6, 1),
        ("<p>云汀市人民政府</p>", "", 0, 0),
        ("<p>云汀市人民政府 政务公开 办事服务</p>", "<p>域名已过期，请联系服务商续费</p>", 0, 0.1),
        ("<script>a()</script>", "<script>b()</script>", 0.5, 0.99),
    ],
    ids=["empty", "same", "reordered", "nothing", "another", "scripts"],
)
def test_likeness_is_tolerant_but_not_blind(one: str, two: str, least: float, most: float) -> None:
    assert least <= likeness(Document(HOME, one), Document(HOME, two)) <= most
