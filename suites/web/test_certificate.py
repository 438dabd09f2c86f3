"""Are the certificates issued by somebody trusted, in date, for this host, and strong?"""

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from pages.certificate_trust import Presented
from pages.https_entry import HttpsEntry
from pages.tls_offer import TlsView
from suites.standards import Clause
from suites.web.certificate_facts import judge


@pytest.mark.indicator("certificate", 1, 2, 3, 4)
def test_certificate(
    clause: Clause,
    https_entry: HttpsEntry,
    tls_view: TlsView,
    presented: Sequence[Presented],
    as_of: date,
    conclude: Callable[..., None],
) -> None:
    conclude(judge(clause, https_entry, tls_view, presented, as_of))
