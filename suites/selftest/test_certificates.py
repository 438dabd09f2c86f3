"""Is every fault of a certificate told by exactly one word, as of the day that is asked about, and a good one never?"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from fixtures.issuing import ISSUER_ADDRESS, Authority
from fixtures.sample_server import SampleServer
from fixtures.samples import Reply
from pages.certificate_trust import Fault, Presented, observe_trust
from pages.certificates import Certificate, Key
from pages.errors import Reason, Unseen
from pages.fetching import Fetcher
from pages.routing import Address, Routes
from pages.tls_offer import TlsOffer, TlsView

HOST = "www.sample.gov.cn"
AS_OF = date(2026, 8, 21)
TRUSTED = Authority()
PLACE = Address("127.0.0.1", 443)


@pytest.fixture(scope="module")
def fetcher() -> Iterator[Fetcher]:
    with Fetcher(Routes(isolate=True)) as fetcher:
        yield fetcher


def chain_of(kind: str, *hosts: str, as_of: date = AS_OF) -> tuple[bytes, ...]:
    return TRUSTED.issue(hosts or (HOST,), kind, as_of).chain


def seen(fetcher: Fetcher, *chains: tuple[bytes, ...], ca: str = "", as_of: date = AS_OF) -> tuple[Presented, ...]:
    """What is seen of addresses that present these chains, by those who trust the sample authority."""
    offers = tuple(TlsOffer(replace(PLACE, port=port), chain=chain) for port, chain in enumerate(chains))
    return observe_trust(TlsView(HOST, f"https://{HOST}/", offers), fetcher, TRUSTED.ca + ca, as_of)


@pytest.mark.parametrize(
    ("kind", "fault"),
    [
        ("good", None),
        ("wildcard", None),
        ("other-name", None),
        ("days=-30", None),
        ("not-yet-valid", None),
        ("rsa-1024", None),
        ("ec-192", None),
        ("ed25519", None),
        ("sha1", None),
        ("md5", None),
        ("sha1-intermediate", None),
        ("sha1-stray", None),
        ("sm2", None),
        ("self-signed", Fault.SELF_SIGNED),
        ("unknown-authority", Fault.UNKNOWN_ISSUER),
        ("no-intermediate", Fault.UNKNOWN_OR_MISSING),
        ("expired-intermediate", Fault.UNTIMELY),
    ],
)
def test_what_is_wrong_with_a_chain(fetcher: Fetcher, kind: str, fault: Fault | None) -> None:
    one = seen(fetcher, chain_of(kind))[0]
    assert (one.fault, one.national) == (fault, kind == "sm2")
    assert len(one.path) == (0 if fault or one.national else 3)


def test_an_intermediate_that_is_known_is_named_as_missing(fetcher: Fetcher) -> None:
    one = seen(fetcher, chain_of("no-intermediate"), ca=TRUSTED.intermediate)[0]
    assert (one.fault, one.detail) == (Fault.MISSING, "Sample Trust Server CA")


@pytest.mark.parametrize(("trusted", "fault"), [(True, Fault.MISSING), (False, Fault.UNKNOWN_OR_MISSING)])
def test_an_intermediate_is_fetched_from_where_the_certificate_says(trusted: bool, fault: Fault) -> None:
    issuer = TRUSTED if trusted else Authority("Somebody Else")
    with SampleServer() as server:
        server.show((Reply(ISSUER_ADDRESS, issuer.intermediate),))
        routes = Routes((("ca.example:80", (f"127.0.0.1:{server.http}",)),), isolate=True)
        with Fetcher(routes) as fetcher:
            one = seen(fetcher, issuer.issue((HOST,), "no-intermediate-but-address", AS_OF).chain)[0]
    assert one.fault is fault


def test_each_address_is_judged_by_itself_and_as_of_the_day(fetcher: Fetcher) -> None:
    chains = [chain_of(kind) for kind in ("days=-1", "good", "days=-9", "self-signed", "good")]
    faults = [one.fault for one in seen(fetcher, *chains)]
    assert faults == [None, None, None, Fault.SELF_SIGNED, None]
    assert seen(fetcher, chain_of("expired-intermediate"), as_of=date(2020, 6, 1))[0].fault is None


def test_nothing_presented_is_unseen(fetcher: Fetcher) -> None:
    for chain in ((), (b"no certificate",)):
        with pytest.raises(Unseen) as caught:
            _ = seen(fetcher, chain)[0].leaf
        assert caught.value.reason is Reason.TLS


@pytest.mark.parametrize(
    ("names", "host", "covered"),
    [
        ((HOST,), HOST, True),
        (("WWW.Sample.gov.cn",), HOST, True),
        (("*.sample.gov.cn",), HOST, True),
        (("*.sample.gov.cn",), "sample.gov.cn", False),
        (("*.sample.gov.cn",), "a.www.sample.gov.cn", False),
        (("*.cn",), "sample.cn", False),
        (("sample.gov.cn", HOST), HOST, True),
        (("sample.gov.cn",), HOST, False),
        (("xn--fiqs8s.xn--55qw42g",), "中国.公益", True),
    ],
)
def test_whom_a_certificate_is_for(names: tuple[str, ...], host: str, covered: bool) -> None:
    certificate = Certificate(TRUSTED.issue(names, "good", AS_OF).chain[0])
    assert certificate.covers(host) == covered


@pytest.mark.parametrize(
    ("kind", "key", "digest"),
    [
        ("good", Key("EC", 256), "sha256"),
        ("rsa-2048", Key("RSA", 2048), "sha256"),
        ("rsa-1024", Key("RSA", 1024), "sha256"),
        ("ec-224", Key("EC", 224), "sha256"),
        ("ed25519", Key("Ed25519"), "sha256"),
        ("sha1", Key("EC", 256), "sha1"),
        ("md5", Key("EC", 256), "md5"),
    ],
)
def test_with_which_key_and_signature(kind: str, key: Key, digest: str) -> None:
    certificate = Certificate(chain_of(kind)[0])
    assert (certificate.key, certificate.digest, certificate.national) == (key, digest, False)


def test_national_algorithms_are_recognised() -> None:
    certificate = Certificate(chain_of("sm2")[0])
    assert (certificate.key, certificate.national, str(certificate.key)) == (Key("SM2", 256), True, "SM2 256 位")


def test_days_are_those_of_beijing() -> None:
    certificate = Certificate(chain_of("days=15")[0])
    assert certificate.last_day == AS_OF + timedelta(days=15)
    assert certificate.within(datetime(2100, 1, 1, tzinfo=UTC)) == certificate.parsed.not_valid_after_utc
    assert certificate.within(datetime(1990, 1, 1, tzinfo=UTC)) == certificate.parsed.not_valid_before_utc


def test_facts_are_told(fetcher: Fetcher) -> None:
    leaf = seen(fetcher, chain_of("good"))[0].leaf
    assert (leaf.subject, leaf.issuer, leaf.self_issued) == (HOST, "Sample Trust Server CA（示例）", False)
    assert Certificate(chain_of("no-intermediate-but-address")[0]).issuer_addresses == (ISSUER_ADDRESS,)
    with pytest.raises(ValueError, match="不认识的证书种类"):
        chain_of("nonsense")
