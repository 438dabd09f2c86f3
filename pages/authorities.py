"""Does a name server answer for a zone when it is asked itself, not by way of a resolver?"""

from collections.abc import Iterable
from enum import Enum

import dns.exception
import dns.flags
import dns.message
import dns.query
import dns.rcode

from pages.routing import Address

_ATTEMPTS = 2  # a datagram may get lost
_PATIENCE = 1.5


class Answering(Enum):
    """How a name server answers at one address; `value` says it in Chinese."""

    AUTHORITATIVE = "作出权威应答"
    LAME = "有应答，但不是权威应答"
    SILENT = "没有应答"
    UNASKED = "没有询问"


def ask_authority(zone: str, places: Iterable[Address], patience: float = _PATIENCE) -> Answering:
    """Ask for the zone's SOA record at each of a server's addresses in turn, until one answers.

    Args:
        zone: name of the zone.
        places: addresses of the server; with none, nobody is asked.
        patience: seconds for one question.
    """
    found = Answering.UNASKED
    for place in places:
        found = _ask(zone, place, patience)
        if found is not Answering.SILENT:
            break
    return found


def _ask(zone: str, place: Address, patience: float) -> Answering:
    question = dns.message.make_query(zone, "SOA", flags=0)
    for _ in range(_ATTEMPTS):
        try:
            reply, _tcp = dns.query.udp_with_fallback(question, place.ip, patience, place.port)
        except (OSError, EOFError, dns.exception.DNSException):
            continue
        able = reply.rcode() == dns.rcode.NOERROR and reply.flags & dns.flags.AA
        return Answering.AUTHORITATIVE if able else Answering.LAME
    return Answering.SILENT
