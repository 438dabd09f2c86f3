"""Does the scanner hear exactly what a server accepts, and never take silence or a cut for a refusal?"""

import asyncio
import contextlib
import struct
from collections.abc import Awaitable, Callable, Iterator, Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixtures.sample_server import SampleServer
from fixtures.tls_greeter import Greeter
from fixtures.zoo_animals import reset
from pages.contacts import Patience
from pages.errors import Reason, Unseen
from pages.fetching import Fetcher
from pages.routing import Address, Routes
from pages.tls_hello import SSL3, TLS10, TLS12, TLS13, VERSIONS_EXTENSION, Answer, Hello, NotTlsError, extensions
from pages.tls_offer import NOT_TLS, TlsOffer, _Greeter, observe_tls

HOST = "www.sample.gov.cn"
AS_OF = date(2026, 8, 21)
SHORT = Patience(connect=0.4, secure=0.4)
AES, RC4 = 0x002F, 0x0005
CURRENT = ("TLS 1.2", "TLS 1.3")
Talk = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@pytest.fixture(scope="module")
def server() -> Iterator[SampleServer]:
    with SampleServer() as server:
        yield server


def offer_at(port: int, patience: Patience | None = None) -> TlsOffer:
    """What one address on loopback accepts."""
    with Fetcher(Routes(((HOST, (f"127.0.0.1:{port}",)),), isolate=True)) as fetcher:
        return observe_tls(HOST, 443, fetcher, patience).offers[0]


def offer_of(talk: Talk) -> TlsOffer:
    """What a server that talks like this accepts, asked with little patience."""
    with Fetcher(Routes(isolate=True)) as fetcher:

        async def serve() -> TlsOffer:
            async with await asyncio.start_server(talk, "127.0.0.1", 0) as listening:
                port = listening.sockets[0].getsockname()[1]
                greeter = _Greeter(HOST, port, f"https://{HOST}/", fetcher, SHORT)
                return await greeter.offer(Address("127.0.0.1", port))

        return fetcher.run(serve())


@pytest.mark.parametrize(
    ("words", "versions", "deprecated", "certificates"),
    [
        ("good", CURRENT, (), 2),
        ("sni-only", CURRENT, (), 2),
        ("no-intermediate", CURRENT, (), 1),
        ("TLS 1.0", ("TLS 1.0",), (), 2),
        ("TLS 1.3", ("TLS 1.3",), (), 2),
        (["TLS 1.0", "TLS 1.3"], ("TLS 1.0", "TLS 1.1", *CURRENT), (), 2),
        (["SSL 3.0", "TLS 1.2"], ("SSL 3.0", "TLS 1.2"), (), 2),
        (["TLS 1.2", "TLS_RSA_WITH_RC4_128_SHA"], ("TLS 1.2",), ("RC4",), 2),
        (["TLS 1.2", "TLS_RSA_WITH_3DES_EDE_CBC_SHA", "TLS_RSA_WITH_NULL_SHA"], ("TLS 1.2",), ("3DES", "无加密"), 2),
        (["TLCP", "sm2"], (), (), 2),
    ],
    ids=str,
)
def test_what_is_accepted(
    server: SampleServer,
    words: str | list[str],
    versions: tuple[str, ...],
    deprecated: tuple[str, ...],
    certificates: int,
) -> None:
    place = server.encrypt({HOST: words}, AS_OF)[HOST][0]
    offer = offer_at(Address.parse(place, 443).port)
    assert (offer.versions, offer.unsure, offer.failure, offer.suites_unsure) == (versions, (), None, None)
    assert {suite.kind for suite in offer.deprecated} == set(deprecated)
    assert (len(offer.chain), offer.national) == (certificates, not versions)


def test_every_suite_accepted_is_found(server: SampleServer) -> None:
    names = {"TLS_RSA_WITH_RC4_128_SHA", "TLS_RSA_WITH_RC4_128_MD5", "TLS_ECDHE_RSA_WITH_RC4_128_SHA"}
    place = server.encrypt({HOST: ["SSL 3.0", "TLS 1.2", *names]}, AS_OF)[HOST][0]
    assert {suite.name for suite in offer_at(Address.parse(place, 443).port).deprecated} == names


async def _silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()
    writer.close()


async def _torn(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    reset(writer)


async def _plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1)
    writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    writer.close()


async def _nonsense(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1)
    writer.write(struct.pack("!BHH", 22, 0x0303, 6) + b"\x02\x00\x00\x02\x03\x03")
    writer.close()


async def _half(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read(1)
    writer.write(struct.pack("!BHH", 22, 0x0303, 90) + b"\x02")
    writer.close()


@pytest.mark.parametrize(
    ("talk", "reason", "detail"),
    [
        (_silent, Reason.TIMEOUT, "没有在时限内应答"),
        (_torn, Reason.RESET, None),
        (_plain, Reason.TLS, NOT_TLS),
        (_nonsense, Reason.TLS, NOT_TLS),
        (_half, Reason.RESET, "没有应答就关闭了连接"),
        (Greeter((), ()), Reason.TLS, "拒绝了所有协议版本（警报 70）"),
    ],
    ids=["silent", "torn", "plain", "nonsense", "half-an-answer", "refuses-all"],
)
def test_a_server_that_is_no_use(talk: Talk, reason: Reason, detail: str | None) -> None:
    offer = offer_of(talk)
    assert (offer.failure, offer.versions) == (reason, ())
    assert detail in {None, offer.detail}


def test_nobody_there() -> None:
    assert offer_at(1).failure is Reason.REFUSED
    with Fetcher(Routes(isolate=True)) as fetcher, pytest.raises(Unseen) as caught:
        observe_tls(HOST, 443, fetcher)
    assert caught.value.reason is Reason.DNS


def _answering(knows: Mapping[int, Talk], otherwise: Talk) -> Talk:
    """A server that answers greetings of some versions, and does something else on all others."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        hello = await reader.read(4096)
        again = asyncio.StreamReader()
        again.feed_data(hello)
        asked = extensions(hello[5 + 4 + _where_extensions_are(hello[9:]) :])
        version = TLS13 if VERSIONS_EXTENSION in asked else struct.unpack_from("!H", hello, 9)[0]
        if version in knows:
            await knows[version](again, writer)
        else:
            await otherwise(reader, writer)

    return talk


def _where_extensions_are(hello: bytes) -> int:
    suites = 35 + hello[34]
    return suites + 4 + int.from_bytes(hello[suites : suites + 2])


def test_a_cut_is_a_refusal_when_the_server_is_still_there() -> None:
    offer = offer_of(_answering({TLS12: Greeter({TLS12}, {AES})}, _torn))
    assert (offer.versions, offer.unsure) == (("TLS 1.2",), ())


def test_a_cut_is_no_refusal_when_the_server_is_gone() -> None:
    asked = iter(range(100))

    async def once(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        known = Greeter({TLS12}, {AES})
        await (known if next(asked) == 0 else _torn)(reader, writer)

    offer = offer_of(_answering({TLS12: once}, _torn))
    assert offer.versions == ("TLS 1.2",)
    assert {version for version, _ in offer.unsure} == {"SSL 3.0", "TLS 1.0", "TLS 1.1", "TLS 1.3"}
    assert offer.suites_unsure is Reason.RESET


def test_silence_is_no_refusal() -> None:
    offer = offer_of(_answering({TLS12: Greeter({TLS12}, {AES})}, _silent))
    assert offer.versions == ("TLS 1.2",)
    assert ("TLS 1.0", Reason.TIMEOUT) in offer.unsure


def test_a_greeting_says_what_it_should() -> None:
    for version in (SSL3, TLS10, TLS12, TLS13):
        wire = Hello(version, (AES, RC4), HOST).wire()
        assert int.from_bytes(wire[3:5]) == len(wire) - 5
        assert (HOST.encode() in wire) == (version > SSL3)
        assert len(wire) not in range(256, 512)
    assert HOST.encode() not in Hello(TLS12, (AES,), "127.0.0.1").wire()


@given(st.lists(st.binary(max_size=40), max_size=8))
def test_no_answer_confuses_the_reader(chunks: list[bytes]) -> None:
    answer = Answer()
    with contextlib.suppress(NotTlsError):
        for chunk in chunks:
            answer.feed(chunk)


@given(st.lists(st.integers(1, 60), max_size=30))
def test_an_answer_may_come_in_any_pieces(sizes: list[int]) -> None:
    wire = Greeter({TLS12}, {RC4}, (b"one", b"certificate" * 9)).reply(Hello(TLS12, (AES, RC4), HOST).wire()[5:])
    answer, at = Answer(), 0
    for size in (*sizes, len(wire)):
        answer.feed(wire[at : at + size])
        at += size
    assert (answer.version, answer.suite, answer.certificates) == (TLS12, RC4, (b"one", b"certificate" * 9))
