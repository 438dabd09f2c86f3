"""Which TLS versions and which deprecated cipher suites does an address of the home page's host accept?

Every version is asked for by a greeting of its own, then the deprecated suites alone, until none of them is accepted.
"""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from pages.client_errors import explain
from pages.contacts import Patience
from pages.errors import Reason, Unseen
from pages.fetching import Fetcher
from pages.resolving import RoutedResolver
from pages.routing import Address
from pages.tls_hello import SSL3, TLCP, TLS10, TLS11, TLS12, TLS13, Answer, Hello, NotTlsError
from pages.tls_session import presented

VERSIONS = {SSL3: "SSL 3.0", TLS10: "TLS 1.0", TLS11: "TLS 1.1", TLS12: "TLS 1.2", TLS13: "TLS 1.3"}
NOT_TLS = "该端口没有使用加密连接"
_SUITES = Path(__file__).with_name("cipher_suites.yaml")
# A load balancer may have dozens of addresses.
_PER_FAMILY = 4
_CHUNK = 16 * 1024
_AGAIN = frozenset({Reason.RESET, Reason.TIMEOUT})


@dataclass(frozen=True, slots=True)
class Suite:
    """A deprecated cipher suite: its IANA name, and why it is one."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class TlsOffer:
    """What one address accepts.

    Attributes:
        versions: names of the protocol versions accepted, oldest first.
        unsure: versions that were neither accepted nor refused, and why that is not known.
        deprecated: suites accepted; `suites_unsure` says why there may be more, None when there are not.
        chain: certificates as presented (DER), the host's own first.
        failure: why nothing is known, None when something was accepted; `detail` says what exactly happened.
        national: only the Chinese TLCP (GB/T 38636) is spoken, which browsers of elsewhere do not know.
    """

    address: Address
    versions: tuple[str, ...] = ()
    unsure: tuple[tuple[str, Reason], ...] = ()
    deprecated: tuple[Suite, ...] = ()
    suites_unsure: Reason | None = None
    chain: tuple[bytes, ...] = ()
    failure: Reason | None = None
    detail: str = ""
    national: bool = False


@dataclass(frozen=True, slots=True)
class TlsView:
    """Every address of a host, IPv4 first."""

    host: str
    url: str
    offers: tuple[TlsOffer, ...]

    @property
    def seen(self) -> tuple[TlsOffer, ...]:
        """Addresses that spoke TLS."""
        return tuple(offer for offer in self.offers if offer.failure is None)

    @property
    def national(self) -> bool:
        """Whether nothing but the national protocol is spoken."""
        return bool(self.seen) and all(offer.national for offer in self.seen)

    def expect(self) -> tuple[TlsOffer, ...]:
        """Addresses that spoke TLS.

        Raises:
            Unseen: none did.
        """
        if not self.seen:
            first = self.offers[0]
            raise Unseen(first.failure or Reason.TLS, self.url, first.detail)
        return self.seen


def observe_tls(host: str, port: int, fetcher: Fetcher, patience: Patience | None = None) -> TlsView:
    """Greet every address of a host.

    Args:
        host: name to ask for (SNI).
        port: of its HTTPS.
        fetcher: routes and politeness; the work is done on its loop.
        patience: time-outs of connecting and of each greeting.

    Raises:
        Unseen: the name leads nowhere.
    """
    url = f"https://{host}/" if port == 443 else f"https://{host}:{port}/"
    return fetcher.run(_Greeter(host, port, url, fetcher, patience or Patience()).all())


@cache
def _suites() -> Any:  # noqa: ANN401  a table of numbers and names
    return yaml.safe_load(_SUITES.read_text(encoding="utf-8"))


def _deprecated() -> dict[int, Suite]:
    return {
        number: Suite(name, kind) for kind, names in _suites()["deprecated"].items() for number, name in names.items()
    }


@dataclass(frozen=True, slots=True)
class _Heard:
    answer: Answer
    failure: Reason | None = None
    detail: str = ""

    def accepts(self, version: int) -> bool:
        return self.failure is None and self.answer.version == version


@dataclass(frozen=True, slots=True)
class _Greeter:
    host: str
    port: int
    url: str
    fetcher: Fetcher
    patience: Patience

    async def all(self) -> TlsView:
        try:
            found = await RoutedResolver(self.fetcher.routes).resolve(self.host, self.port)
        except OSError as error:
            raise Unseen(Reason.DNS, self.url, error.strerror or "") from None
        places = dict.fromkeys(Address(row["host"], row["port"]) for row in found)
        families = ([place for place in places if place.family is kind] for kind in (socket.AF_INET, socket.AF_INET6))
        asked = [place for family in families for place in family[:_PER_FAMILY]]
        return TlsView(self.host, self.url, tuple(await asyncio.gather(*map(self.offer, asked))))

    async def offer(self, place: Address) -> TlsOffer:
        """All that one address accepts."""
        usual, old = tuple(_suites()["usual"]), tuple(_deprecated())
        greetings = {version: (*usual, *old) for version in VERSIONS if version < TLS13}
        greetings[TLS13] = tuple(_suites()["tls13"])
        heard = await self._greet_all(place, greetings)
        accepted = [version for version in VERSIONS if heard[version].accepts(version)]
        if not accepted:
            return await self._silent(place, heard[TLS12])
        # One that speaks TLS may still cut off what it does not like without a word, or somebody on the way may.
        again = {v: suites for v, suites in greetings.items() if heard[v].failure in _AGAIN}
        heard |= await self._greet_all(place, again)
        accepted = [version for version in VERSIONS if heard[version].accepts(version)]
        cut = any(one.failure is Reason.RESET for one in heard.values())
        offer = TlsOffer(place, tuple(VERSIONS[version] for version in accepted))
        offer = await self._with_suites(offer, [version for version in accepted if version < TLS13])
        if (cut or offer.suites_unsure is Reason.RESET) and await self._still_there(place, accepted[-1], greetings):
            heard = {v: one for v, one in heard.items() if one.failure is not Reason.RESET}
            if offer.suites_unsure is Reason.RESET:
                offer = replace(offer, suites_unsure=None)
        unsure = tuple((VERSIONS[v], one.failure) for v, one in heard.items() if one.failure is not None)
        return replace(offer, unsure=unsure, chain=await self._chain(place, heard))

    async def _greet_all(self, place: Address, greetings: Mapping[int, Sequence[int]]) -> dict[int, _Heard]:
        answers = await asyncio.gather(*(self.greet(place, version, suites) for version, suites in greetings.items()))
        return dict(zip(greetings, answers, strict=True))

    async def _silent(self, place: Address, heard: _Heard) -> TlsOffer:
        """An address that accepted nothing: it may know the national protocol only, or no TLS."""
        if heard.failure is None or heard.failure is Reason.RESET:
            national = await self.greet(place, TLCP, tuple(_suites()["tlcp"]))
            if national.accepts(TLCP):
                return TlsOffer(place, chain=national.answer.certificates, national=True)
        if heard.failure is not None:
            return TlsOffer(place, failure=heard.failure, detail=heard.detail)
        return TlsOffer(place, failure=Reason.TLS, detail=f"拒绝了所有协议版本（警报 {heard.answer.alert}）")

    async def _with_suites(self, offer: TlsOffer, versions: Sequence[int]) -> TlsOffer:
        """Ask for the deprecated suites alone, again without each one accepted, until none is."""
        left = _deprecated()
        found: list[Suite] = []
        unsure: Reason | None = None
        for version in reversed(versions):
            while left:
                heard = await self.greet(offer.address, version, tuple(left))
                if heard.failure in _AGAIN:
                    heard = await self.greet(offer.address, version, tuple(left))
                # A cut may yet turn out to be a refusal, so that nothing else outweighs it.
                unsure = heard.failure if unsure in {None, Reason.RESET} and heard.failure is not None else unsure
                if not heard.accepts(version) or heard.answer.suite not in left:
                    break
                found.append(left.pop(heard.answer.suite))
        return replace(offer, deprecated=tuple(found), suites_unsure=unsure)

    async def _still_there(self, place: Address, version: int, greetings: dict[int, tuple[int, ...]]) -> bool:
        """Whether what was accepted before is accepted still: then a cut connection was a refusal and no blocking."""
        return (await self.greet(place, version, greetings[version])).accepts(version)

    async def _chain(self, place: Address, heard: dict[int, _Heard]) -> tuple[bytes, ...]:
        for version in sorted(heard, reverse=True):
            if heard[version].answer.certificates:
                return heard[version].answer.certificates
        with contextlib.suppress(OSError):
            async with self._connected(place) as (reader, writer), asyncio.timeout(self.patience.secure):
                return await presented(reader, writer, self.host)
        return ()

    async def greet(self, place: Address, version: int, suites: Sequence[int]) -> _Heard:
        """Say one greeting on a connection of its own."""
        answer = Answer()
        try:
            async with self._connected(place) as (reader, writer):
                writer.write(Hello(version, suites, self.host).wire())
                async with asyncio.timeout(self.patience.secure):
                    while not answer.done:
                        chunk = await reader.read(_CHUNK)
                        if not chunk:
                            break
                        answer.feed(chunk)
        except TimeoutError:
            return _Heard(answer, Reason.TIMEOUT, "没有在时限内应答")
        except NotTlsError:
            return _Heard(answer, Reason.TLS, NOT_TLS)
        except OSError as error:
            reason, detail = explain(error)
            return _Heard(answer, reason, detail)
        if answer.version is None and answer.alert is None:
            return _Heard(answer, Reason.RESET, "没有应答就关闭了连接")
        return _Heard(answer)

    @contextlib.asynccontextmanager
    async def _connected(self, place: Address) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        if not place.loopback:
            await self.fetcher.politeness.wait(self.host)
        async with asyncio.timeout(self.patience.connect):
            reader, writer = await asyncio.open_connection(place.ip, place.port)
        try:
            yield reader, writer
        finally:
            writer.transport.abort()
            await asyncio.sleep(0)
