"""Does the demo portal behave like a real, compliant one: network, patches and switches?"""

import http.client
import socket
import ssl
import threading
import time
from dataclasses import replace
from datetime import date
from typing import Literal, get_args

import dns.message
import dns.opcode
import dns.query
import dns.rcode
import dns.resolver
import pytest

from fixtures.demo_site.answers import Answer, Certificate
from fixtures.demo_site.portal import EXTERNAL_HOSTS, Portal
from fixtures.demo_site.serving import Conditions, DemoSite, Patch
from suites.selftest.visitor import IDENTITY, PORTAL, Visitor, sign_in, titles

AS_OF = date(2026, 8, 21)


def _six(demo: DemoSite) -> Visitor:
    if not demo.ipv6:
        pytest.skip("no IPv6 on this machine's loopback")
    return Visitor(demo, v6=True)


def _resolver(demo: DemoSite) -> dns.resolver.Resolver:
    made = dns.resolver.Resolver(configure=False)
    address, _, port = demo.network["resolver"].rpartition(":")
    made.nameservers, made.port, made.lifetime = [address], int(port), 3.0
    return made


def test_every_host_has_addresses_for_both_ports(demo: DemoSite) -> None:
    hosts = demo.network["hosts"]
    own = {"www.yunting.gov.cn", "zwfw.yunting.gov.cn", "tyrz.yunting.gov.cn"}
    servers = {f"{name}.yunting.gov.cn:53" for name in ("ns1", "ns2")}
    assert set(hosts) == servers | {f"{host}:{port}" for host in own | set(EXTERNAL_HOSTS) for port in (80, 443)}
    assert all(len(places) == 1 + demo.ipv6 for places in hosts.values())
    assert demo.network["ca"].read_text().startswith("-----BEGIN CERTIFICATE-----")


def test_own_and_external_hosts_answer_verified_over_ipv4(visitor: Visitor) -> None:
    for url in (f"{PORTAL}/", f"{IDENTITY}/login", *(f"https://{host}/" for host in EXTERNAL_HOSTS)):
        assert visitor.get(url).status == 200, url
    assert "<title>中国政府网</title>" in visitor.get("https://www.gov.cn/").text
    assert visitor.get("https://www.gov.cn/nowhere-at-all").status == 404


def test_ipv6_shows_the_same_page(demo: DemoSite, visitor: Visitor) -> None:
    assert _six(demo).get(f"{PORTAL}/").text == visitor.get(f"{PORTAL}/").text


@pytest.mark.parametrize("kind", [kind for kind in get_args(Certificate) if kind != "good"])
def test_a_bad_certificate_is_refused(demo: DemoSite, visitor: Visitor, kind: Literal["expired"]) -> None:
    demo.show(conditions=Conditions(certificate=kind))
    words = {"expired": "expired", "wrong_host": "Hostname mismatch", "self_signed": "self-signed"}[kind]
    with pytest.raises(ssl.SSLCertVerificationError, match=words):
        visitor.get(f"{PORTAL}/")
    assert visitor.get("https://www.gov.cn/").status == 200
    demo.show()
    assert visitor.get(f"{PORTAL}/").status == 200


def test_plain_http_redirects_unless_told_otherwise(demo: DemoSite, visitor: Visitor) -> None:
    reply = visitor.get("http://www.yunting.gov.cn/search?q=a", follow=False)
    assert (reply.status, reply.header("location")) == (301, "https://www.yunting.gov.cn/search?q=a")
    assert visitor.get("http://www.gov.cn/").status == 200
    demo.show(conditions=Conditions(https_redirect=False))
    assert visitor.get("http://www.yunting.gov.cn/", follow=False).status == 200


def test_ipv6_can_be_refused_and_comes_back_on_the_same_port(demo: DemoSite, visitor: Visitor) -> None:
    six = _six(demo)
    demo.show(conditions=Conditions(ipv6_listening=False))
    with pytest.raises(OSError, match=r"refused|reset"):
        six.get(f"{PORTAL}/")
    assert visitor.get(f"{PORTAL}/").status == 200
    demo.show()
    assert six.get(f"{PORTAL}/").status == 200


def test_ipv6_can_show_another_page(demo: DemoSite, visitor: Visitor) -> None:
    demo.show(conditions=Conditions(ipv6_body="other"))
    assert "It works!" in _six(demo).get(f"{PORTAL}/").text
    assert "云汀市人民政府" in visitor.get(f"{PORTAL}/").text


@pytest.mark.parametrize("tcp", [False, True])
def test_names_resolve(demo: DemoSite, tcp: bool) -> None:
    resolver = _resolver(demo)

    def asked(name: str, kind: str) -> set[str]:
        return {record.to_text() for record in resolver.resolve(name, kind, tcp=tcp)}

    before = demo.names.queries["www.yunting.gov.cn", "A"]
    assert asked("www.yunting.gov.cn", "A") == {"127.0.0.1"}
    assert demo.names.queries["www.yunting.gov.cn", "A"] == before + 1
    assert asked("yunting.gov.cn", "NS") == {"ns1.yunting.gov.cn.", "ns2.yunting.gov.cn."}
    assert asked("yunting.gov.cn", "SOA")
    assert asked("www.gov.cn", "A") == {"127.0.0.1"}
    if demo.ipv6:
        assert asked("WWW.yunting.gov.cn", "AAAA") == asked("ns2.yunting.gov.cn", "AAAA") == {"::1"}
    with pytest.raises(dns.resolver.NXDOMAIN):
        asked("nowhere.yunting.gov.cn", "A")
    with pytest.raises(dns.resolver.NoAnswer):
        asked("www.yunting.gov.cn", "MX")


def test_aaaa_can_be_taken_away_from_the_web_hosts_only(demo: DemoSite) -> None:
    demo.show(conditions=Conditions(aaaa=False))
    with pytest.raises(dns.resolver.NoAnswer):
        _resolver(demo).resolve("www.yunting.gov.cn", "AAAA")
    if demo.ipv6:
        assert _resolver(demo).resolve("ns1.yunting.gov.cn", "AAAA")


def test_the_name_server_survives_nonsense(demo: DemoSite) -> None:
    address, _, port = demo.network["resolver"].rpartition(":")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as plain:
        plain.sendto(b"not dns", (address, int(port)))
    update = dns.message.make_query("yunting.gov.cn", "A")
    update.set_opcode(dns.opcode.STATUS)
    assert dns.query.udp(update, address, 3, int(port)).rcode() == dns.rcode.NOTIMP


def test_patches_change_only_what_they_match(demo: DemoSite, visitor: Visitor) -> None:
    def broken(answer: Answer) -> Answer:
        return replace(answer.swap("云汀市人民政府", "云汀县人民政府"), status=404).with_header("X-Patched", "1")

    demo.show(patches=[Patch(r"www\.yunting\.gov\.cn/", broken)])
    home = visitor.get(f"{PORTAL}/")
    assert (home.status, home.header("x-patched")) == (404, "1")
    assert "云汀县人民政府" in home.text
    assert visitor.get("http://www.yunting.gov.cn/", follow=False).status == 301
    assert "云汀县人民政府" not in visitor.get(f"{PORTAL}/search").text
    demo.show()
    assert visitor.get(f"{PORTAL}/").status == 200


def test_a_patch_that_no_longer_fits_is_loud() -> None:
    answer = Answer(200, (), "正文".encode())
    with pytest.raises(ValueError, match="nothing to replace"):
        answer.swap("没有的词", "")


def test_a_delay_holds_the_answer_back(demo: DemoSite, visitor: Visitor) -> None:
    demo.show(patches=[Patch(r"[^/]*/search", lambda answer: replace(answer, delay=0.3))])
    start = time.perf_counter()
    visitor.get(f"{PORTAL}/search")
    assert time.perf_counter() - start >= 0.3


def test_content_can_be_replaced(demo: DemoSite, visitor: Visitor) -> None:
    article = replace(demo.clean.articles[0], title="独一无二的测试标题")
    demo.show(replace(demo.clean, articles=(article, *demo.clean.articles[1:])))
    assert titles(visitor.get(f"{PORTAL}/search?q=独一无二的测试标题"))[:1] == ["独一无二的测试标题"]
    demo.show()
    assert article.title not in titles(visitor.get(f"{PORTAL}/search?q=独一无二的测试标题"))


def test_closing_is_quick_even_while_an_answer_is_held_back() -> None:
    with DemoSite(AS_OF) as demo:
        demo.show(patches=[Patch(r".*", lambda answer: replace(answer, delay=60))])
        waiting = threading.Thread(target=lambda: _quietly(Visitor(demo)))
        waiting.start()
        time.sleep(0.2)
        start = time.perf_counter()
    assert time.perf_counter() - start < 1.5
    waiting.join(5)
    assert not waiting.is_alive()


def _quietly(visitor: Visitor) -> None:
    try:
        visitor.get(f"{PORTAL}/search")
    except (OSError, http.client.HTTPException):
        return


def test_equal_days_give_equal_receipts_and_portals(live: DemoSite) -> None:
    assert Portal.build(AS_OF) == live.clean


def test_showing_a_world_signs_everybody_out(demo: DemoSite, visitor: Visitor) -> None:
    sign_in(visitor, visitor.get(f"{PORTAL}/user/"))
    demo.show()
    assert visitor.get(f"{PORTAL}/user/").url.startswith(f"{IDENTITY}/login?")
