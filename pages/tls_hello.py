"""What does a server answer to one TLS greeting: which version and cipher suite, with which certificates?

Only the first two messages of a handshake are spoken, and they are spelled out here, because no library of today may
offer what must be asked about: OpenSSL 3 has no SSL 3.0, RC4 or export suites any more, and a checker that cannot offer
a suite could not say that it is refused. Nothing is ever encrypted with what the server chose.
"""

import os
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from pages.routing import is_literal

SSL3, TLS10, TLS11, TLS12, TLS13, TLCP = 0x0300, 0x0301, 0x0302, 0x0303, 0x0304, 0x0101
ALERT, HANDSHAKE = 21, 22
CLIENT_HELLO, SERVER_HELLO, CERTIFICATE = 1, 2, 11
_RECORD = struct.Struct("!BHH")
_LONGEST_RECORD = 0x4800
# x25519, secp256r1, secp384r1, secp521r1, x448, and the small ones of old: a refusal must not be about the curve.
_GROUPS = (0x001D, 0x0017, 0x0018, 0x0019, 0x001E, 0x0015, 0x0013, 0x0016)
_X25519 = 0x001D
# ECDSA, RSA-PSS and RSA with SHA-2, Ed25519, Ed448, then SHA-224, SHA-1, DSA, MD5.
_SIGNATURES = (
    *(0x0403, 0x0503, 0x0603, 0x0804, 0x0805, 0x0806, 0x0401, 0x0501, 0x0601, 0x0807, 0x0808),
    *(0x0303, 0x0301, 0x0203, 0x0201, 0x0402, 0x0202, 0x0101),
)
VERSIONS_EXTENSION = 43
_NAME, _CURVES, _POINTS, _SIGNING, _PADDING, _SHARES, _RENEGOTIATION = 0, 10, 11, 13, 21, 51, 0xFF01
# Old load balancers never answer a greeting of 256 to 511 bytes (RFC 7685).
_SPOILT = range(256 - 4, 512 - 4)
_FAREWELLS = frozenset({12, 14})  # what follows where a certificate would have stood


class NotTlsError(Exception):
    """What came back is no TLS record."""


@dataclass(frozen=True, slots=True)
class Hello:
    """One greeting: exactly this version (or, up to TLS 1.2, at most this version), these suites, for this host."""

    version: int
    suites: Sequence[int]
    host: str

    def wire(self) -> bytes:
        """The greeting as it is sent."""
        legacy = min(self.version, TLS12)
        body = struct.pack("!H", legacy) + os.urandom(32)
        body += _short(os.urandom(32) if self.version == TLS13 else b"")
        body += _long(_numbers(self.suites)) + _short(b"\0")
        if self.version >= TLS10:
            block = b"".join(self._extensions())
            if len(body) + 2 + len(block) in _SPOILT:
                block += _extension(_PADDING, bytes(max(0, _SPOILT.stop - len(body) - 2 - len(block) - 4)))
            body += _long(block)
        message = bytes((CLIENT_HELLO,)) + len(body).to_bytes(3) + body
        return _RECORD.pack(HANDSHAKE, self.version if self.version <= SSL3 else TLS10, len(message)) + message

    def _extensions(self) -> Iterable[bytes]:
        if not is_literal(self.host):
            yield _extension(_NAME, _long(b"\0" + _long(self.host.encode("idna"))))
        yield _extension(_CURVES, _long(_numbers(_GROUPS)))
        yield _extension(_POINTS, _short(b"\0"))
        if self.version >= TLS12:
            yield _extension(_SIGNING, _long(_numbers(_SIGNATURES)))
        if self.version == TLS13:
            share = X25519PrivateKey.generate().public_key().public_bytes_raw()
            yield _extension(VERSIONS_EXTENSION, _short(_numbers([TLS13])))
            yield _extension(_SHARES, _long(struct.pack("!H", _X25519) + _long(share)))
        else:
            yield _extension(_RENEGOTIATION, _short(b""))


@dataclass
class Answer:
    """What the server says, read as it arrives.

    Attributes:
        version: it chose, None while it has not.
        suite: it chose.
        certificates: as sent (DER), its own first; under TLS 1.3 they are encrypted and stay unread.
        alert: the number with which it refused (RFC 8446, 6), None when it did not.
    """

    version: int | None = None
    suite: int | None = None
    certificates: tuple[bytes, ...] = ()
    alert: int | None = None
    over: bool = False
    _bytes: bytearray = field(default_factory=bytearray, repr=False)
    _messages: bytearray = field(default_factory=bytearray, repr=False)

    @property
    def done(self) -> bool:
        """Whether all that can be read has been read."""
        return self.over or self.alert is not None

    def feed(self, chunk: bytes) -> None:
        """Read on.

        Raises:
            NotTlsError: the server speaks something else, or nonsense.
        """
        self._bytes += chunk
        while not self.done and len(self._bytes) >= _RECORD.size:
            kind, version, length = _RECORD.unpack_from(self._bytes)
            if kind not in range(20, 25) or version >> 8 not in {1, 3} or length > _LONGEST_RECORD:
                raise NotTlsError
            if len(self._bytes) < _RECORD.size + length:
                return
            content = bytes(self._bytes[_RECORD.size : _RECORD.size + length])
            del self._bytes[: _RECORD.size + length]
            if kind == ALERT and len(content) > 1:
                self._warned(*content[:2])
            elif kind == HANDSHAKE:
                self._messages += content
                self._read_messages()
            else:
                self.over = True

    def _warned(self, level: int, number: int) -> None:
        # A warning (“I do not know this name”) is no refusal, the greeting may follow.
        if level > 1 or number == 0:
            self.alert = number

    def _read_messages(self) -> None:
        while not self.done and len(self._messages) >= 4:
            kind, length = self._messages[0], int.from_bytes(self._messages[1:4])
            if len(self._messages) < 4 + length:
                return
            content = bytes(self._messages[4 : 4 + length])
            del self._messages[: 4 + length]
            try:
                self._message(kind, content)
            except (IndexError, struct.error):
                raise NotTlsError from None

    def _message(self, kind: int, content: bytes) -> None:
        if kind == SERVER_HELLO:
            (version,) = struct.unpack_from("!H", content)
            session = content[34]
            (self.suite,) = struct.unpack_from("!H", content, 35 + session)
            chosen = extensions(content[38 + session :]).get(VERSIONS_EXTENSION)
            self.version = struct.unpack("!H", chosen)[0] if chosen else version
            self.over = self.version == TLS13
        elif kind == CERTIFICATE:
            self.certificates = tuple(_listed(content[3:]))
            self.over = True
        elif kind in _FAREWELLS:
            self.over = True


def extensions(block: bytes) -> dict[int, bytes]:
    """The extensions of a greeting by number; the block begins with its length, or is empty."""
    found, at = {}, 2
    while at + 4 <= len(block):
        number, length = struct.unpack_from("!HH", block, at)
        found[number] = block[at + 4 : at + 4 + length]
        at += 4 + length
    return found


def _listed(block: bytes) -> Iterable[bytes]:
    while len(block) > 3:
        length = int.from_bytes(block[:3])
        yield block[3 : 3 + length]
        block = block[3 + length :]


def _numbers(values: Iterable[int]) -> bytes:
    return b"".join(value.to_bytes(2) for value in values)


def _short(content: bytes) -> bytes:
    return len(content).to_bytes(1) + content


def _long(content: bytes) -> bytes:
    return len(content).to_bytes(2) + content


def _extension(number: int, content: bytes) -> bytes:
    return number.to_bytes(2) + _long(content)
