"""Which certificates does a server present inside an encrypted handshake?

Under TLS 1.3 they are no longer readable from outside. Python's own `ssl` cannot give more than the first certificate
before 3.13.
"""

import asyncio

from cryptography.hazmat.primitives.serialization import Encoding
from OpenSSL import SSL

from pages.routing import is_literal

_CHUNK = 16 * 1024


async def presented(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str) -> tuple[bytes, ...]:
    """Shake hands with whoever answers and take the certificates as sent (DER); nothing is verified here.

    Args:
        reader: of an open connection that nothing was said on; `writer` likewise.
        writer: see `reader`.
        host: name to ask for (SNI).

    Raises:
        OSError: the server broke off, or refused.
    """
    talk = SSL.Connection(SSL.Context(SSL.TLS_CLIENT_METHOD), None)
    if not is_literal(host):
        talk.set_tlsext_host_name(host.encode("idna"))
    talk.set_connect_state()
    while True:
        try:
            talk.do_handshake()
        except SSL.WantReadError:
            writer.write(talk.bio_read(_CHUNK))
            chunk = await reader.read(_CHUNK)
            if not chunk:
                raise ConnectionResetError from None
            talk.bio_write(chunk)
        except SSL.Error as error:
            raise ConnectionAbortedError(str(error)) from None
        else:
            break
    chain = talk.get_peer_cert_chain(as_cryptography=True) or ()
    return tuple(certificate.public_bytes(Encoding.DER) for certificate in chain)
