"""Can the certificates a server sends be followed to an authority that is trusted, and if not, why not?"""

import ssl
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, pkcs7
from OpenSSL import crypto
from OpenSSL.crypto import X509, X509Store, X509StoreContext, X509StoreContextError

from pages.certificates import Certificate, read_chain
from pages.client_errors import certificate_words
from pages.clock import BEIJING
from pages.connecting import trusting
from pages.errors import Reason, Unseen
from pages.fetching import Fetcher
from pages.routing import Address
from pages.tls_offer import TlsOffer, TlsView

_NOON = time(12)
# Longer chains of authorities are not met.
_MOST_STEPS = 4
# Numbers of OpenSSL's X509_V_ERR_… (x509_vfy.h).
_SELF_SIGNED, _SELF_SIGNED_IN_CHAIN, _NOT_YET_VALID, _EXPIRED = 18, 19, 9, 10
_ISSUER_UNKNOWN = frozenset({2, 20, 21})


class Fault(Enum):
    """Why a chain cannot be followed."""

    SELF_SIGNED = "证书是自签名的"
    UNKNOWN_ISSUER = "证书的签发机构不在受信任的机构之列"
    MISSING = "服务器没有发送中间证书"
    UNKNOWN_OR_MISSING = "证书的签发机构不受信任，或者服务器没有发送中间证书"
    UNTIMELY = "中间证书不在有效期内"
    OTHER = "证书链无效"


_PLAIN_FAULTS = {
    _SELF_SIGNED: Fault.SELF_SIGNED,
    _SELF_SIGNED_IN_CHAIN: Fault.UNKNOWN_ISSUER,
    _NOT_YET_VALID: Fault.UNTIMELY,
    _EXPIRED: Fault.UNTIMELY,
}


@dataclass(frozen=True, slots=True)
class Presented:
    """The certificates of one address, and how far they can be trusted.

    Attributes:
        host: the name that was asked for.
        address: where they were presented.
        chain: as sent, the host's own first; empty when they could not be read.
        path: those on the way to the trusted root (which is the last one), empty when there is no way.
        fault: why there is no way, None when there is one; `detail` says more.
    """

    host: str
    address: Address
    chain: tuple[Certificate, ...]
    path: tuple[Certificate, ...] = ()
    fault: Fault | None = None
    detail: str = ""

    @property
    def leaf(self) -> Certificate:
        """The host's own certificate.

        Raises:
            Unseen: it could not be read.
        """
        if not self.chain:
            raise Unseen(Reason.TLS, self.address.ip, self.detail or "没有读到证书")
        return self.chain[0]

    @property
    def national(self) -> bool:
        """Whether Chinese national algorithms are used, which cannot be checked here."""
        return any(certificate.national for certificate in self.chain)


def observe_trust(view: TlsView, fetcher: Fetcher, ca: str, as_of: date) -> tuple[Presented, ...]:
    """Verify what each address presents, as of noon of a day (of today on an inspection), in Beijing.

    A certificate that is out of date itself is verified as of its own last (or first) moment: that it is out of date is
    another question.

    Args:
        view: what each address presented.
        fetcher: for issuers' certificates that were not sent and whose address the certificate tells.
        ca: authorities trusted besides the public ones (PEM text); what is no root among them is only known.
        as_of: the day.

    Raises:
        Unseen: this machine has no list of trusted authorities.
    """
    trust = _Trust(view.host, fetcher, ca, datetime.combine(as_of, _NOON, BEIJING))
    done: dict[tuple[bytes, ...], Presented] = {}
    for offer in view.seen:
        if offer.chain not in done:
            done[offer.chain] = trust.judge(offer)
    return tuple(replace(seen, address=offer.address) for offer in view.seen for seen in (done[offer.chain],))


class _Trust:
    def __init__(self, host: str, fetcher: Fetcher, ca: str, moment: datetime) -> None:
        own = x509.load_pem_x509_certificates(ca.encode()) if ca else []
        self._host = host
        self._fetcher = fetcher
        self._moment = moment
        self._known = tuple(one for one in own if one.issuer != one.subject)
        self._roots = (*_public(), *(X509.from_cryptography(one) for one in own if one.issuer == one.subject))
        if not (_public() or fetcher.routes.isolate):
            raise Unseen(Reason.TLS, "检测环境", "没有受信任的根证书列表，不能判断签发机构")

    def judge(self, offer: TlsOffer) -> Presented:
        try:
            chain = read_chain(offer.chain)
        except ValueError:
            return Presented(self._host, offer.address, (), detail="服务器发送的证书格式有误")
        if not chain or any(certificate.national for certificate in chain):
            return Presented(self._host, offer.address, chain)
        error = self._verify(chain)
        if not isinstance(error, X509StoreContextError):
            return Presented(self._host, offer.address, chain, error)
        code, depth = int(error.errors[0]), int(error.errors[1])
        fault, detail = self._diagnosed(chain, code, depth)
        return Presented(self._host, offer.address, chain, fault=fault, detail=detail)

    def _verify(
        self, chain: Sequence[Certificate], more: Sequence[x509.Certificate] = ()
    ) -> tuple[Certificate, ...] | X509StoreContextError:
        store = X509Store()  # OpenSSL takes the time of a store only once
        store.set_time(chain[0].within(self._moment))
        for root in self._roots:
            store.add_cert(root)
        others = [X509.from_cryptography(one) for one in (*(each.parsed for each in chain[1:]), *more)]
        try:
            path = X509StoreContext(store, X509.from_cryptography(chain[0].parsed), others).get_verified_chain()
        except X509StoreContextError as error:
            return error
        return read_chain([crypto.dump_certificate(crypto.FILETYPE_ASN1, one) for one in path])

    def _diagnosed(self, chain: Sequence[Certificate], code: int, depth: int) -> tuple[Fault, str]:
        if code in _PLAIN_FAULTS:
            day = self._moment.date()
            late = [one for one in chain[1:] if not one.first_day <= day <= one.last_day]
            return _PLAIN_FAULTS[code], "、".join(f"{one.subject}，{one.last_day} 到期" for one in late)
        if code not in _ISSUER_UNKNOWN:
            return Fault.OTHER, certificate_words(code) or f"OpenSSL 错误 {code}，第 {depth} 级"
        fetched = self._issuers(chain)
        found = self._verify(chain, (*self._known, *fetched))
        if not isinstance(found, X509StoreContextError):
            sent = {certificate.der for certificate in chain}
            left_out = [one.subject for one in found[:-1] if one.der not in sent]
            return Fault.MISSING, "、".join(left_out)
        if fetched and int(found.errors[0]) in {_SELF_SIGNED, _SELF_SIGNED_IN_CHAIN}:
            return Fault.UNKNOWN_ISSUER, ""
        return Fault.UNKNOWN_OR_MISSING, ""

    def _issuers(self, chain: Sequence[Certificate]) -> list[x509.Certificate]:
        """Issuers that were not sent, fetched from where the certificates say they are."""
        last = chain[0]
        for following in chain[1:]:
            if following.parsed.subject == last.parsed.issuer:
                last = following
        found: list[x509.Certificate] = []
        for _ in range(_MOST_STEPS):
            issuer = next(filter(None, map(self._fetched, last.issuer_addresses)), None)
            if issuer is None:
                break
            found.append(issuer)
            last = Certificate(issuer.public_bytes(Encoding.DER))
            if last.self_issued:
                break
        return found

    def _fetched(self, url: str) -> x509.Certificate | None:
        answer = self._fetcher.get(url)
        if not answer.ok:
            return None
        for load in (x509.load_der_x509_certificate, x509.load_pem_x509_certificate, _first_of_bundle):
            try:
                return load(answer.body)
            except ValueError:
                continue
        return None


def _first_of_bundle(body: bytes) -> x509.Certificate:
    return pkcs7.load_der_pkcs7_certificates(body)[0]


@cache
def _public() -> tuple[X509, ...]:
    """The authorities this machine trusts."""
    found = trusting("").get_ca_certs(binary_form=True)
    folder = ssl.get_default_verify_paths().capath
    if not found and folder is not None:
        # OpenSSL itself reads a folder of authorities only when it meets one of their certificates.
        found = [der for path in sorted(Path(folder).glob("*.0")) for der in _read(path)]
    return tuple(crypto.load_certificate(crypto.FILETYPE_ASN1, der) for der in found)


def _read(path: Path) -> list[bytes]:
    try:
        return [ssl.PEM_cert_to_DER_cert(path.read_text(encoding="ascii"))]
    except (OSError, ValueError):
        return []
