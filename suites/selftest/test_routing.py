"""Do host overrides lead where the site file says, for the HTTP client and the browser alike, and nowhere else?"""

import socket

import pytest

from pages.routing import Address, Routes, is_literal, is_private

ROUTES = Routes(
    (
        ("*:80", ("127.0.0.1:8080",)),
        ("www.sample.gov.cn", ("127.0.0.1:8443", "[::1]:8444")),
        ("*.sample.gov.cn", ("127.0.0.1:9000",)),
        ("gone.sample.gov.cn", ("NOTFOUND",)),
        ("port.sample.gov.cn:81", ("127.0.0.1",)),
    )
)


def _places(host: str, port: int, routes: Routes = ROUTES) -> list[str] | None:
    found = routes.lookup(host, port)
    return None if found is None else [f"{address.ip} {address.port}" for address in found]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("127.0.0.1", Address("127.0.0.1", 443)),
        ("127.0.0.1:8443", Address("127.0.0.1", 8443)),
        ("::1", Address("::1", 443)),
        ("[::1]", Address("::1", 443)),
        ("[::1]:8443", Address("::1", 8443)),
    ],
)
def test_addresses_are_read(text: str, address: Address) -> None:
    assert Address.parse(text, 443) == address
    assert address.loopback
    assert (address.family is socket.AF_INET6) == (":" in address.ip)


@pytest.mark.parametrize(
    ("host", "port", "places"),
    [
        ("www.sample.gov.cn", 443, ["127.0.0.1 8443", "::1 8444"]),
        ("WWW.Sample.GOV.cn", 80, ["127.0.0.1 8443", "::1 8444"]),
        ("zwfw.sample.gov.cn", 443, ["127.0.0.1 9000"]),
        ("a.b.sample.gov.cn", 80, ["127.0.0.1 9000"]),
        ("gone.sample.gov.cn", 443, []),
        ("port.sample.gov.cn", 81, ["127.0.0.1 81"]),
        ("port.sample.gov.cn", 82, ["127.0.0.1 9000"]),
        ("other.example", 80, ["127.0.0.1 8080"]),
        ("other.example", 443, None),
        ("sample.gov.cn", 443, None),
        ("notsample.gov.cn", 443, None),
    ],
)
def test_the_most_exact_override_wins(host: str, port: int, places: list[str] | None) -> None:
    assert _places(host, port) == places


def test_isolation_leaves_nothing_but_the_overrides_and_loopback() -> None:
    routes = Routes((("www.sample.gov.cn", ("127.0.0.1:8443",)),), isolate=True)
    assert _places("other.example", 443, routes) == []
    assert _places("www.sample.gov.cn", 80, routes) == ["127.0.0.1 8443"]
    assert _places("127.0.0.1", 8080, routes) is None
    assert _places("::1", 8080, routes) is None
    assert _places("192.0.2.1", 80, routes) == []


def test_a_private_literal_is_allowed_only_when_the_operator_routed_to_it() -> None:
    routes = Routes((("www.sample.gov.cn", ("10.1.2.3:80", "[::1]:80")),))
    assert routes.allows_literal("10.1.2.3")
    assert routes.allows_literal("[::1]")
    assert not routes.allows_literal("10.1.2.4")
    assert not routes.allows_literal("127.0.0.1")
    assert Routes(isolate=True).allows_literal("127.0.0.1")
    assert not Routes(isolate=True).allows_literal("10.1.2.3")


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "::1", "[::1]", "10.0.0.1", "172.16.9.9", "192.168.1.1", "169.254.169.254", "fe80::1", "0.0.0.0"],  # noqa: S104
)
def test_private_literals_are_known(host: str) -> None:
    assert is_private(host)
    assert is_literal(host)


@pytest.mark.parametrize("host", ["::ffff:127.0.0.1", "::ffff:10.0.0.1", "2130706433", "0x7f.1", "127.1", "0177.0.0.1"])
def test_disguised_private_literals_are_known(host: str) -> None:
    assert is_private(host)


@pytest.mark.parametrize("host", ["www.sample.gov.cn", "10.gov.cn", "a.1", "", "localhost.gov.cn"])
def test_names_are_no_literals(host: str) -> None:
    assert not is_literal(host)
    assert not is_private(host)


def test_a_public_literal_is_not_private() -> None:
    assert is_literal("8.8.8.8")
    assert not is_private("8.8.8.8")


def test_the_browser_gets_the_same_overrides_in_the_same_order() -> None:
    rules = Routes(ROUTES.hosts, isolate=True).browser_rules().split(", ")
    assert rules == [
        "MAP www.sample.gov.cn 127.0.0.1:8443",
        "MAP gone.sample.gov.cn ~NOTFOUND",
        "MAP port.sample.gov.cn:81 127.0.0.1",
        "MAP *.sample.gov.cn 127.0.0.1:9000",
        "MAP *:80 127.0.0.1:8080",
        "MAP * ~NOTFOUND",
        "EXCLUDE 127.0.0.1",
        "EXCLUDE [::1]",
    ]
    assert Routes().browser_rules() == ""
