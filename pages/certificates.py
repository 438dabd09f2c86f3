"""What do the certificates say that a server presents: for whom, until when, with which key, signed how?"""

import ipaddress
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, rsa
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

from pages.clock import BEIJING

# GB/T 35276: SM2 with SM3, and the curve of SM2 keys as it stands in a key's description (DER).
_SM2_WITH_SM3 = "1.2.156.10197.1.501"
_SM2_CURVE = bytes.fromhex("06082a811ccf5501822d")
_KEYS: dict[type, str] = {
    rsa.RSAPublicKey: "RSA",
    ec.EllipticCurvePublicKey: "EC",
    dsa.DSAPublicKey: "DSA",
    ed25519.Ed25519PublicKey: "Ed25519",
    ed448.Ed448PublicKey: "Ed448",
}


@dataclass(frozen=True, slots=True)
class Key:
    """A public key: `kind` is RSA, EC, DSA, Ed25519, Ed448, SM2, or empty for what nobody here knows."""

    kind: str
    bits: int = 0

    def __str__(self) -> str:
        return f"{self.kind or '未知算法'}{f' {self.bits} 位' if self.bits else ''}"


@dataclass(frozen=True)
class Certificate:
    """One certificate.

    Attributes:
        der: as presented.
    """

    der: bytes

    @cached_property
    def parsed(self) -> x509.Certificate:
        """As `cryptography` reads it; ValueError when it is none."""
        with warnings.catch_warnings():
            # Roots of the nineties have serial numbers that the rules of today do not allow.
            warnings.simplefilter("ignore", CryptographyDeprecationWarning)
            return x509.load_der_x509_certificate(self.der)

    @property
    def subject(self) -> str:
        """Whose it is."""
        return _said(self.parsed.subject, NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME) or "、".join(self.names)

    @property
    def issuer(self) -> str:
        """Who issued it, with the organisation."""
        own = _said(self.parsed.issuer, NameOID.COMMON_NAME)
        organisation = _said(self.parsed.issuer, NameOID.ORGANIZATION_NAME)
        return f"{own}（{organisation}）" if own and organisation else own or organisation or "没有写明"

    @property
    def self_issued(self) -> bool:
        """Whether issuer and subject are the same: a root, or a certificate somebody made for themselves."""
        return self.parsed.issuer == self.parsed.subject

    @property
    def first_day(self) -> date:
        """From which day on it is valid, in Beijing."""
        return self.parsed.not_valid_before_utc.astimezone(BEIJING).date()

    @property
    def last_day(self) -> date:
        """Until which day it is valid, in Beijing."""
        return self.parsed.not_valid_after_utc.astimezone(BEIJING).date()

    def within(self, moment: datetime) -> datetime:
        """The moment of its validity that is nearest to a given one."""
        earliest, latest = self.parsed.not_valid_before_utc, self.parsed.not_valid_after_utc
        return max(earliest, min(latest, moment.astimezone(UTC)))

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Host names and addresses it is for (subjectAltName)."""
        try:
            found = self.parsed.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
        except (x509.ExtensionNotFound, ValueError):
            return ()
        return (*found.get_values_for_type(x509.DNSName), *map(str, found.get_values_for_type(x509.IPAddress)))

    @property
    def common_name(self) -> str:
        """The name in the subject, which browsers no longer look at."""
        return _said(self.parsed.subject, NameOID.COMMON_NAME)

    def covers(self, host: str) -> bool:
        """Whether it is for a host: by its names only, `*` standing for exactly one label (RFC 9525, 6.3)."""
        host = _ascii(host)
        return any(_matches(_ascii(name), host) for name in self.names)

    @cached_property
    def key(self) -> Key:
        """Its public key."""
        if _SM2_CURVE in self.parsed.tbs_certificate_bytes:
            return Key("SM2", 256)
        try:
            key = self.parsed.public_key()
        except (UnsupportedAlgorithm, ValueError):
            return Key("")
        kind = next((name for known, name in _KEYS.items() if isinstance(key, known)), "")
        return Key(kind, getattr(key, "key_size", 0))

    @property
    def national(self) -> bool:
        """Whether it is of the Chinese national algorithms (SM2, SM3), which are legitimate and not known abroad."""
        return self.key.kind == "SM2" or self.parsed.signature_algorithm_oid.dotted_string == _SM2_WITH_SM3

    @property
    def digest(self) -> str:
        """The hash of its signature, as `cryptography` calls it; empty when the signature has none of its own."""
        if self.parsed.signature_algorithm_oid.dotted_string == _SM2_WITH_SM3:
            return "sm3"
        try:
            found = self.parsed.signature_hash_algorithm
        except UnsupportedAlgorithm:
            return ""
        return found.name if found else ""

    @property
    def issuer_addresses(self) -> tuple[str, ...]:
        """Where its issuer's certificate can be fetched (authorityInfoAccess, RFC 5280, 4.2.2.1)."""
        try:
            found = self.parsed.extensions.get_extension_for_class(x509.AuthorityInformationAccess).value
        except (x509.ExtensionNotFound, ValueError):
            return ()
        rows = [row for row in found if row.access_method == AuthorityInformationAccessOID.CA_ISSUERS]
        places = (row.access_location.value for row in rows)
        return tuple(place for place in places if isinstance(place, str) and place.startswith("http"))


def read_chain(chain: Sequence[bytes]) -> tuple[Certificate, ...]:
    """The certificates of a chain; ValueError when one of them is none."""
    found = tuple(map(Certificate, chain))
    for certificate in found:
        _ = certificate.parsed
    return found


def _said(name: x509.Name, *kinds: x509.ObjectIdentifier) -> str:
    return next((str(row.value) for kind in kinds for row in name.get_attributes_for_oid(kind)), "")


def _matches(pattern: str, host: str) -> bool:
    if _address(host) is not None:
        return _address(pattern) == _address(host)
    if not pattern.startswith("*."):
        return pattern == host
    return host.partition(".")[2] == pattern[2:] and "." in pattern[2:]


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        return None


def _ascii(host: str) -> str:
    try:
        return host.rstrip(".").encode("idna").decode() if not host.isascii() else host.rstrip(".").lower()
    except UnicodeError:
        return host
