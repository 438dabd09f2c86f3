"""Is it told how name servers answer over IPv6, and never held against the site when nobody could be asked?"""

from datetime import date

import pytest

from fixtures.sample_server import SampleServer
from pages.authorities import Answering, ask_authority
from pages.name_servers import Delegation, NameServer, observe_delegation
from pages.routing import Address, Routes
from site_configs import Site
from suites.ipv6.authorities import judge_servers, unanswering
from suites.standards import Rulebook
from suites.verdict import Outcome

ZONE = "sample.gov.cn"
HOME = f"http://www.{ZONE}/"
NAMES = {f"{ZONE} NS": f"ns1.{ZONE}", f"ns1.{ZONE} AAAA": "2001:db8::53", f"ns1.{ZONE} A": "192.0.2.53"}
CLAUSE = Rulebook.shipped(date(2026, 8, 21)).clause("ipv6_resolving.2")
SHORT = 0.2


@pytest.mark.parametrize(
    ("place", "zone", "answering"),
    [
        ("dns6", ZONE, Answering.AUTHORITATIVE),
        ("dns6", "other.gov.cn", Answering.LAME),
        ("dns6-lame", ZONE, Answering.LAME),
        ("v6-refused", ZONE, Answering.SILENT),
    ],
)
def test_how_one_server_answers(server: SampleServer, place: str, zone: str, answering: Answering) -> None:
    server.names.show(NAMES)
    assert ask_authority(zone, [Address.parse(server.endpoint(place), 53)], SHORT) is answering


def test_a_second_address_may_answer_for_a_silent_one(server: SampleServer) -> None:
    server.names.show(NAMES)
    places = [Address.parse(server.endpoint(place), 53) for place in ("v6-refused", "dns6")]
    assert ask_authority(ZONE, places, SHORT) is Answering.AUTHORITATIVE
    assert ask_authority(ZONE, [], SHORT) is Answering.UNASKED


@pytest.mark.parametrize(
    ("places", "answering", "heard"),
    [
        (("dns6",), Answering.AUTHORITATIVE, True),
        (("dns6-lame",), Answering.LAME, True),
        (("v6-refused",), Answering.SILENT, False),
        (("v6-refused", "dns4"), Answering.SILENT, True),
        (("v6-no-route",), Answering.UNASKED, False),
        ((), Answering.UNASKED, False),
    ],
    ids=lambda value: "+".join(value) if isinstance(value, tuple) else "",
)
def test_what_is_seen_of_a_domain(
    server: SampleServer, places: tuple[str, ...], answering: Answering, heard: bool
) -> None:
    server.names.show(NAMES)
    hosts = {f"ns1.{ZONE}:53": [server.endpoint(place) for place in places]} if places else {}
    settings = {"hosts": hosts, "resolver": server.names.address, "isolate": True}
    site = Site.model_validate({"name": "示例市人民政府", "url": HOME, "network": settings})
    found = observe_delegation(site, Routes(tuple(site.network.hosts.items()), isolate=True))
    assert found == Delegation(ZONE, (NameServer(f"ns1.{ZONE}", ("2001:db8::53",), answering),), heard)


def _delegation(answering: Answering, heard: bool = True) -> Delegation:
    return Delegation(ZONE, (NameServer(f"ns1.{ZONE}", ("2001:db8::53",), answering),), heard)


@pytest.mark.parametrize(
    ("answering", "heard", "note", "warned"),
    [
        (Answering.AUTHORITATIVE, True, "通过 IPv6 逐台询问：ns1.sample.gov.cn 作出权威应答。", False),
        (Answering.LAME, True, "ns1.sample.gov.cn 有应答，但不是权威应答。", True),
        (Answering.SILENT, True, "ns1.sample.gov.cn 没有应答。", True),
        (Answering.SILENT, False, "可能是检测环境不让查询出去，不能说明问题。", False),
        (Answering.UNASKED, False, "没有通过 IPv6 逐台询问（检测环境没有 IPv6，或者没有可以询问的地址）。", False),
    ],
)
def test_silence_warns_and_never_deducts(answering: Answering, heard: bool, note: str, warned: bool) -> None:
    delegation = _delegation(answering, heard)
    verdict = judge_servers(CLAUSE, HOME, delegation)
    assert verdict.outcome is Outcome.PASS
    assert verdict.note.endswith(note)
    assert [one.where for one in unanswering(HOME, delegation)] == [HOME] * warned
